using System;
using System.Linq;

namespace SenseAuto.Models.Import.Operators;

/// <summary>Operators that work value by value, with broadcasting. They keep the memory order they are given.</summary>
internal static class Elementwise
{
    // Small against any angle's legs, so that a quotient by it saturates to a quarter turn.
    private const float TinyLeg = 1e-30f;

    public static OperationWriter Binary(string name) => op => [Combine(op.Out, name, op.Inputs[0], op.Inputs[1])];

    public static OperationWriter Compare(string name) => op =>
    {
        Edge result = Combine(op.Out, name, op.Inputs[0], op.Inputs[1]);
        return [Edge.Of(result.Name, result.Shape, result.Perm, Element.Bool)];
    };

    public static OperationWriter Unary(string name) => op => [Map(op.Out, name, op.Inputs[0])];

    public static Edge[] AddAll(Operation op) =>
        [op.Inputs.Aggregate((sum, next) => Combine(op.Out, "Add", sum, next))];

    /// <summary>Of whole numbers that are not negative, which is what indices are; of floats, the floor.</summary>
    public static Edge[] FloorDivide(Operation op)
    {
        Edge quotient = Combine(op.Out, "Div", op.Inputs[0], op.Inputs[1]);
        return [quotient.Element == Element.Float ? Map(op.Out, "Floor", quotient) : quotient];
    }

    public static Edge[] SquaredDifference(Operation op)
    {
        Edge difference = Combine(op.Out, "Sub", op.Inputs[0], op.Inputs[1]);
        return [Combine(op.Out, "Mul", difference, difference)];
    }

    /// <summary>ONNX has no atan2: atan(y / x), and half a turn more on the side of y where x is negative.</summary>
    public static Edge[] Atan2(Operation op)
    {
        OnnxWriter writer = op.Out;
        Edge y = op.Inputs[0];
        Edge x = op.Inputs[1];
        Edge zero = Edge.Of(Constant.Scalar(0));
        Edge leg = Select(writer, Combine(writer, "Equal", x, zero), Edge.Of(Constant.Scalar(TinyLeg)), x);
        Edge angle = Map(writer, "Atan", Combine(writer, "Div", y, leg));
        Edge right = Edge.Of(Constant.Scalar(-MathF.PI));
        Edge left = Edge.Of(Constant.Scalar(MathF.PI));
        Edge half = Select(writer, Combine(writer, "Less", y, zero), right, left);
        Edge turned = Combine(writer, "Add", angle, half);
        return [Select(writer, Combine(writer, "Less", x, zero), turned, angle)];
    }

    public static Edge[] Prelu(Operation op) => [Activations.Prelu(op.Out, op.Inputs[0], op.Inputs[1])];

    public static Edge[] Relu6(Operation op) => [Activations.Relu6(op.Out, op.Inputs[0])];

    public static Edge[] LeakyRelu(Operation op) =>
        [Activations.LeakyRelu(op.Out, op.Inputs[0], op.Node.Number("alpha", 0.2f))];

    public static Edge[] Square(Operation op) => [Combine(op.Out, "Mul", op.Inputs[0], op.Inputs[0])];

    public static Edge[] ReciprocalSquareRoot(Operation op) =>
        [Map(op.Out, "Reciprocal", Map(op.Out, "Sqrt", op.Inputs[0]))];

    /// <summary>Whole-number inputs of a model come as floats, so casting one to float changes nothing.</summary>
    public static Edge[] Cast(Operation op)
    {
        Edge edge = op.Inputs[0];
        Element wanted = op.Node.Type("DstT", "DT_FLOAT") switch
        {
            "DT_FLOAT" => Element.Float,
            "DT_INT32" => Element.Int32,
            "DT_INT64" => Element.Int64,
            "DT_BOOL" => Element.Bool,
            string other => throw op.Unsupported($"type {other}"),
        };
        if (edge.Element == wanted)
            return [edge];

        string name = op.Out.Add("Cast", [op.Out.InOrder(edge, edge.Perm)], OnnxWriter.Int("to", (int)wanted));
        return [Edge.Of(name, edge.Shape, edge.Perm, wanted)];
    }

    private static Edge Map(OnnxWriter writer, string name, Edge edge) =>
        Activations.Same(edge, writer.Add(name, [writer.InOrder(edge, edge.Perm)]));

    private static Edge Combine(OnnxWriter writer, string name, Edge left, Edge right)
    {
        int[] shape = Layout.Broadcast(left.Shape, right.Shape);
        int[] order = OrderFor([left, right], shape.Length);
        string[] inputs = [writer.ForBroadcast(left, order), writer.ForBroadcast(right, order)];
        return Edge.Of(writer.Add(name, inputs), shape, order, left.Element);
    }

    private static Edge Select(OnnxWriter writer, Edge condition, Edge whenTrue, Edge whenFalse)
    {
        int[] shape = Layout.Broadcast(condition.Shape, Layout.Broadcast(whenTrue.Shape, whenFalse.Shape));
        int[] order = OrderFor([condition, whenTrue, whenFalse], shape.Length);
        string[] inputs =
        [
            writer.ForBroadcast(condition, order), writer.ForBroadcast(whenTrue, order),
                writer.ForBroadcast(whenFalse, order),
        ];
        return Edge.Of(writer.Add("Where", inputs), shape, order);
    }

    // The order of the first tensor that is not constant and has one of its own; a constant can be turned for nothing.
    private static int[] OrderFor(Edge[] edges, int rank)
    {
        foreach (Edge edge in edges)
        {
            if (edge.Constant is null && edge.Rank == rank && !Layout.IsIdentity(edge.Perm))
                return edge.Perm;
        }

        return Layout.Identity(rank);
    }
}
