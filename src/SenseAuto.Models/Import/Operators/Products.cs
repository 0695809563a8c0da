using System.Collections.Generic;
using System.Linq;

namespace SenseAuto.Models.Import.Operators;

/// <summary>Products of matrices.</summary>
internal static class Products
{
    public static Edge[] MatMul(Operation op)
    {
        bool turnLeft = op.Node.Flag("transpose_a");
        bool turnRight = op.Node.Flag("transpose_b");
        Edge left = op.Inputs[0];
        Edge right = op.Inputs[1];
        int[] shape = [left.Shape[turnLeft ? 1 : 0], right.Shape[turnRight ? 0 : 1]];

        // Gemm is for floats; whole numbers (indices) take the plain product, which nobody fuses anything to.
        if (left.Element != Element.Float)
            return BatchMatMul(op, turnLeft, turnRight);

        List<string> fused = op.Node.Texts("fused_ops");
        var inputs = new List<string> { op.Out.Logical(left), op.Out.Logical(right) };
        int next = 2;
        if (fused.Count > 0 && fused[0] == "BiasAdd")
            inputs.Add(op.Out.Logical(op.Inputs[next++]));

        string name = op.Out.Add(
            "Gemm", inputs, OnnxWriter.Int("transA", turnLeft ? 1 : 0), OnnxWriter.Int("transB", turnRight ? 1 : 0));
        return [Activations.Apply(op, Edge.Of(name, shape), fused, next)];
    }

    public static Edge[] BatchMatMul(Operation op) => BatchMatMul(op, op.Node.Flag("adj_x"), op.Node.Flag("adj_y"));

    private static Edge[] BatchMatMul(Operation op, bool turnLeft, bool turnRight)
    {
        Edge left = Turned(op.Inputs[0], turnLeft);
        Edge right = Turned(op.Inputs[1], turnRight);
        int[] batch = Layout.Broadcast([.. left.Shape.SkipLast(2)], [.. right.Shape.SkipLast(2)]);
        int[] shape = [.. batch, left.Shape[^2], right.Shape[^1]];
        string name = op.Out.Add("MatMul", [op.Out.Logical(left), op.Out.Logical(right)]);
        return [Edge.Of(name, shape, null, left.Element)];
    }

    private static Edge Turned(Edge edge, bool turn)
    {
        if (!turn)
            return edge;

        int[] order = Layout.Identity(edge.Rank);
        (order[^1], order[^2]) = (order[^2], order[^1]);
        return edge.Transposed(order);
    }
}
