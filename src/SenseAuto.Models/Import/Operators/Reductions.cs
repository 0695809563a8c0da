using System;
using System.Linq;

namespace SenseAuto.Models.Import.Operators;

/// <summary>Operators that fold dimensions away.</summary>
internal static class Reductions
{
    public static OperationWriter Of(string name) => op =>
    {
        (int[] axes, bool keep) = Arguments(op);
        Edge edge = op.Inputs[0];
        int[] inMemory = InMemory(edge, axes);
        string reduced = op.Out.Add(
            name,
            [op.Out.InOrder(edge, edge.Perm)],
            OnnxWriter.Ints("axes", inMemory),
            OnnxWriter.Int("keepdims", keep ? 1 : 0));
        return [Reduced(edge, axes, keep, reduced)];
    };

    public static Edge[] Sum(Operation op)
    {
        (int[] axes, bool keep) = Arguments(op);
        Edge edge = op.Inputs[0];
        string[] inputs = [op.Out.InOrder(edge, edge.Perm), op.Out.Vector(InMemory(edge, axes))];
        return [Reduced(edge, axes, keep, op.Out.Add("ReduceSum", inputs, OnnxWriter.Int("keepdims", keep ? 1 : 0)))];
    }

    public static Edge[] ArgMax(Operation op)
    {
        Edge edge = op.Inputs[0];
        int axis = Layout.Axis(op.KnownInt(1), edge.Rank);
        string found = op.Out.Add(
            "ArgMax", [op.Out.Logical(edge)], OnnxWriter.Int("axis", axis), OnnxWriter.Int("keepdims", 0));
        string narrow = op.Out.Add("Cast", [found], OnnxWriter.Int("to", (int)Element.Int32));
        return [Edge.Of(narrow, [.. edge.Shape.Where((_, i) => i != axis)], null, Element.Int32)];
    }

    public static Edge[] Softmax(Operation op)
    {
        Edge edge = op.Inputs[0];
        string name = op.Out.Add("Softmax", [op.Out.Logical(edge)], OnnxWriter.Int("axis", edge.Rank - 1));
        return [Edge.Of(name, edge.Shape)];
    }

    private static (int[] Axes, bool Keep) Arguments(Operation op)
    {
        int rank = op.Inputs[0].Rank;
        int[] axes = Array.ConvertAll(op.Known(1).Ints, axis => Layout.Axis(axis, rank));
        Array.Sort(axes);
        return (axes, op.Node.Flag("keep_dims"));
    }

    private static int[] InMemory(Edge edge, int[] axes)
    {
        int[] inverse = Layout.Inverse(edge.Perm);
        int[] inMemory = Array.ConvertAll(axes, axis => inverse[axis]);
        Array.Sort(inMemory);
        return inMemory;
    }

    private static Edge Reduced(Edge edge, int[] axes, bool keep, string name)
    {
        if (keep)
        {
            int[] kept = [.. edge.Shape.Select((size, i) => axes.Contains(i) ? 1 : size)];
            return Edge.Of(name, kept, edge.Perm, edge.Element);
        }

        // What is left keeps its order in memory; logical dimensions close up.
        int[] perm = [.. edge.Perm.Where(i => !axes.Contains(i)).Select(i => i - axes.Count(axis => axis < i))];
        return Edge.Of(name, [.. edge.Shape.Where((_, i) => !axes.Contains(i))], perm, edge.Element);
    }
}
