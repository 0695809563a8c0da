using System.Linq;

namespace SenseAuto.Models.Import.Operators;

/// <summary>Operators that put tensors together or take them apart along one dimension.</summary>
internal static class Joins
{
    /// <summary>
    /// All parts, then the axis. Parts are brought into the memory order of the first that has one of its own.
    /// </summary>
    public static Edge[] Concat(Operation op)
    {
        Edge[] parts = [.. op.Inputs.SkipLast(1)];
        int axis = Layout.Axis(op.KnownInt(op.Inputs.Count - 1), parts[0].Rank);
        return [Join(op.Out, parts, axis)];
    }

    public static Edge[] SplitV(Operation op)
    {
        Edge edge = op.Inputs[0];
        int axis = Layout.Axis(op.KnownInt(2), edge.Rank);
        int[] sizes = op.Known(1).Ints;
        for (int i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] < 0)
                sizes[i] = edge.Shape[axis] - sizes.Where(size => size > 0).Sum();
        }

        return Split(op.Out, edge, axis, sizes);
    }

    public static Edge[] Pack(Operation op)
    {
        int rank = op.Inputs[0].Rank;
        int axis = Layout.Axis((int)op.Node.Integer("axis"), rank + 1);
        int[] shape = [.. op.Inputs[0].Shape.Take(axis), 1, .. op.Inputs[0].Shape.Skip(axis)];
        return [Join(op.Out, [.. op.Inputs.Select(part => op.Out.Reshape(part, shape))], axis)];
    }

    public static Edge[] Unpack(Operation op)
    {
        Edge edge = op.Inputs[0];
        int axis = Layout.Axis((int)op.Node.Integer("axis"), edge.Rank);
        int[] shape = [.. edge.Shape.Where((_, i) => i != axis)];
        if (edge.Shape[axis] == 1)
            return [op.Out.Reshape(edge, shape)];

        int[] ones = [.. Enumerable.Repeat(1, edge.Shape[axis])];
        return [.. Split(op.Out, edge, axis, ones).Select(part => op.Out.Reshape(part, shape))];
    }

    public static Edge[] Tile(Operation op)
    {
        Edge edge = op.Inputs[0];
        int[] repeats = op.Known(1).Ints;
        int[] shape = [.. edge.Shape.Zip(repeats, (size, times) => size * times)];
        string name = op.Out.Add("Tile", [op.Out.Logical(edge), op.Out.Vector(repeats)]);
        return [Edge.Of(name, shape, null, edge.Element)];
    }

    private static Edge Join(OnnxWriter writer, Edge[] parts, int axis)
    {
        int[] shape = [.. parts[0].Shape];
        shape[axis] = parts.Sum(part => part.Shape[axis]);
        int[] order = parts.FirstOrDefault(part => part.Constant is null && !Layout.IsIdentity(part.Perm))?.Perm
            ?? Layout.Identity(shape.Length);
        string name = writer.Add(
            "Concat",
            parts.Select(part => writer.InOrder(part, order)),
            OnnxWriter.Int("axis", Layout.Inverse(order)[axis]));
        return Edge.Of(name, shape, order, parts[0].Element);
    }

    private static Edge[] Split(OnnxWriter writer, Edge edge, int axis, int[] sizes)
    {
        string[] names = writer.Add(
            "Split",
            [writer.InOrder(edge, edge.Perm), writer.Vector(sizes)],
            sizes.Length,
            OnnxWriter.Int("axis", Layout.Inverse(edge.Perm)[axis]));
        return [.. names.Select((name, part) =>
        {
            int[] shape = [.. edge.Shape];
            shape[axis] = sizes[part];
            return Edge.Of(name, shape, edge.Perm, edge.Element);
        })];
    }
}
