using System.Collections.Generic;
using System.Linq;

namespace SenseAuto.Models.Import.Operators;

/// <summary>Operators that pick parts of a tensor.</summary>
internal static class Slices
{
    /// <summary>
    /// TensorFlow's slice notation: one entry per dimension, with bits that open an end, drop or add a dimension.
    /// </summary>
    public static Edge[] StridedSlice(Operation op)
    {
        Edge edge = op.Inputs[0];
        var cut = new Cut(op, edge);
        for (int entry = 0; entry < op.Known(1).Count; entry++)
            cut.Add(entry);
        cut.Finish();

        string name = op.Out.Add(
            "Slice",
            [
                op.Out.Logical(edge), op.Out.Vector([.. cut.Begins]), op.Out.Vector([.. cut.Ends]),
                op.Out.Vector(Layout.Identity(edge.Rank)), op.Out.Vector([.. cut.Steps]),
            ]);
        Edge sliced = Edge.Of(name, [.. cut.Sizes], null, edge.Element);
        return [cut.Shape.SequenceEqual(cut.Sizes) ? sliced : op.Out.Reshape(sliced, [.. cut.Shape])];
    }

    /// <summary>Begins and sizes of all dimensions; a size of -1 goes to the end.</summary>
    public static Edge[] Range(Operation op)
    {
        Edge edge = op.Inputs[0];
        int[] begins = op.Known(1).Ints;
        int[] sizes = [.. op.Known(2).Ints.Select((size, i) => size < 0 ? edge.Shape[i] - begins[i] : size)];
        int[] ends = [.. begins.Zip(sizes, (begin, size) => begin + size)];
        string name = op.Out.Add(
            "Slice",
            [op.Out.Logical(edge), op.Out.Vector(begins), op.Out.Vector(ends), op.Out.Vector(Layout.Identity(edge.Rank))]);
        return [Edge.Of(name, sizes, null, edge.Element)];
    }

    public static Edge[] Gather(Operation op)
    {
        Edge edge = op.Inputs[0];
        Edge index = op.Inputs[1];
        if (op.Node.Integer("batch_dims") != 0)
            throw op.Unsupported("batch_dims");

        int axis = Layout.Axis(op.KnownInt(2), edge.Rank);
        int[] shape = [.. edge.Shape.Take(axis), .. index.Shape, .. edge.Shape.Skip(axis + 1)];
        string name = op.Out.Add("Gather", [op.Out.Logical(edge), op.Out.Logical(index)], OnnxWriter.Int("axis", axis));
        return [Edge.Of(name, shape, null, edge.Element)];
    }

    public static Edge[] GatherNd(Operation op)
    {
        Edge edge = op.Inputs[0];
        Edge index = op.Inputs[1];
        int[] shape = [.. index.Shape.SkipLast(1), .. edge.Shape.Skip(index.Shape[^1])];
        string wide = op.Out.Add("Cast", [op.Out.Logical(index)], OnnxWriter.Int("to", (int)Element.Int64));
        return [Edge.Of(op.Out.Add("GatherND", [op.Out.Logical(edge), wide]), shape, null, edge.Element)];
    }

    /// <summary>Collects the entries of one slice, dimension by dimension.</summary>
    private sealed class Cut(Operation op, Edge edge)
    {
        // Far enough to mean the end in either direction.
        private const int Open = int.MaxValue;
        private readonly int[] _begin = op.Known(1).Ints;
        private readonly int[] _end = op.Known(2).Ints;
        private readonly int[] _step = op.Known(3).Ints;

        public List<int> Begins { get; } = [];

        public List<int> Ends { get; } = [];

        public List<int> Steps { get; } = [];

        public List<int> Sizes { get; } = [];

        public List<int> Shape { get; } = [];

        public void Add(int entry)
        {
            if (Has("ellipsis_mask", entry))
            {
                int rest = Enumerable.Range(entry + 1, _begin.Length - entry - 1).Count(i => !Has("new_axis_mask", i));
                while (Begins.Count < edge.Rank - rest)
                    Whole();
            }
            else if (Has("new_axis_mask", entry))
            {
                Shape.Add(1);
            }
            else
            {
                Range(entry);
            }
        }

        public void Finish()
        {
            while (Begins.Count < edge.Rank)
                Whole();
        }

        private void Range(int entry)
        {
            int size = edge.Shape[Begins.Count];
            int step = _step[entry];
            if (step < 1)
                throw op.Unsupported("a slice that steps backwards");

            bool drops = Has("shrink_axis_mask", entry);
            int begin = Has("begin_mask", entry) && !drops ? 0 : int.Clamp(Layout.Axis(_begin[entry], size), 0, size);
            int end = Has("end_mask", entry) ? size : int.Clamp(Layout.Axis(_end[entry], size), 0, size);
            Take(begin, drops ? begin + 1 : end, step);
            if (!drops)
                Shape.Add(Sizes[^1]);
        }

        private void Whole()
        {
            Take(0, edge.Shape[Begins.Count], 1);
            Shape.Add(Sizes[^1]);
        }

        private void Take(int begin, int end, int step)
        {
            Begins.Add(begin);
            Ends.Add(end == edge.Shape[Sizes.Count] ? Open : end);
            Steps.Add(step);
            Sizes.Add(int.Max(0, (end - begin + step - 1) / step));
        }

        private bool Has(string mask, int entry) => ((op.Node.Integer(mask) >> entry) & 1) == 1;
    }
}
