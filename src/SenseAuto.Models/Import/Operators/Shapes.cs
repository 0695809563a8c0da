using System;
using System.Linq;

namespace SenseAuto.Models.Import.Operators;

/// <summary>Operators that only say how a tensor is to be seen, or make one from nothing.</summary>
internal static class Shapes
{
    public static Edge[] Identity(Operation op) => [op.Inputs[0]];

    public static Edge[] Transpose(Operation op) => [op.Inputs[0].Transposed(op.Known(1).Ints)];

    public static Edge[] Reshape(Operation op)
    {
        Edge edge = op.Inputs[0];
        int[] shape = op.Known(1).Ints;
        int open = Array.IndexOf(shape, -1);
        int total = Layout.Count(edge.Shape);
        if (open >= 0)
        {
            shape[open] = 1;
            shape[open] = total / Layout.Count(shape);
        }

        if (Layout.Count(shape) != total)
            throw op.Unsupported($"reshaping [{string.Join(',', edge.Shape)}] to [{string.Join(',', shape)}]");
        return [op.Out.Reshape(edge, shape)];
    }

    public static Edge[] Squeeze(Operation op)
    {
        Edge edge = op.Inputs[0];
        int[] axes = Array.ConvertAll(op.Node.Integers("squeeze_dims"), axis => Layout.Axis(axis, edge.Rank));
        int[] shape = [.. edge.Shape.Where((size, i) => axes.Length == 0 ? size != 1 : !axes.Contains(i))];
        return [op.Out.Reshape(edge, shape)];
    }

    public static Edge[] ExpandDims(Operation op)
    {
        Edge edge = op.Inputs[0];
        int axis = Layout.Axis(op.KnownInt(1), edge.Rank + 1);
        return [op.Out.Reshape(edge, [.. edge.Shape.Take(axis), 1, .. edge.Shape.Skip(axis)])];
    }

    /// <summary>Every shape is known, so it is a constant.</summary>
    public static Edge[] ShapeOf(Operation op)
    {
        int[] shape = op.Inputs[0].Shape;
        return [Edge.Of(new Constant([shape.Length], Array.ConvertAll(shape, size => (long)size), Element.Int32))];
    }

    public static Edge[] ZerosLike(Operation op) => [Filled(op.Inputs[0].Shape, ZeroOf(op.Inputs[0].Element))];

    public static Edge[] Fill(Operation op) => [Filled(op.Known(0).Ints, op.Known(1))];

    public static Edge[] Range(Operation op)
    {
        int start = op.KnownInt(0);
        int step = op.KnownInt(2);
        int count = Math.Max(0, (op.KnownInt(1) - start + step - Math.Sign(step)) / step);
        long[] values = [.. Enumerable.Range(0, count).Select(i => start + ((long)i * step))];
        return [Edge.Of(new Constant([count], values, Element.Int32))];
    }

    /// <summary>
    /// Only with no values to place: then it is the default everywhere, which is how these models use it.
    /// </summary>
    public static Edge[] SparseToDense(Operation op) => op.Known(0).Count == 0
        ? [Filled(op.Known(1).Ints, op.Known(3))]
        : throw op.Unsupported("placing values");

    private static Constant ZeroOf(Element element) =>
        element == Element.Float ? Constant.Scalar(0) : new Constant([], [0], element);

    private static Edge Filled(int[] shape, Constant value)
    {
        int count = Layout.Count(shape);
        return Edge.Of(value.IsFloat
            ? new Constant(shape, [.. Enumerable.Repeat(value.Floats[0], count)])
            : new Constant(shape, [.. Enumerable.Repeat(value.Integers[0], count)], value.Element));
    }
}
