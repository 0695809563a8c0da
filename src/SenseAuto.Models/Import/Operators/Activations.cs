using System.Collections.Generic;

namespace SenseAuto.Models.Import.Operators;

/// <summary>The activations that TensorFlow fuses behind a convolution or a product.</summary>
internal static class Activations
{
    private const float LeakyReluDefault = 0.2f;

    /// <param name="op">The node; a slope is read from its inputs.</param>
    /// <param name="edge">What to activate.</param>
    /// <param name="fused">The node's fused_ops; a BiasAdd in front was written already.</param>
    /// <param name="next">Number of the first input that was not used yet.</param>
    public static Edge Apply(Operation op, Edge edge, List<string> fused, int next)
    {
        foreach (string name in fused)
        {
            edge = name switch
            {
                "BiasAdd" => edge,
                "Relu" or "Sigmoid" => Same(edge, op.Out.Add(name, [op.Out.InOrder(edge, edge.Perm)])),
                "Relu6" => Relu6(op.Out, edge),
                "LeakyRelu" => LeakyRelu(op.Out, edge, op.Node.Number("leakyrelu_alpha", LeakyReluDefault)),
                "Prelu" => Prelu(op.Out, edge, op.Inputs[next++]),
                _ => throw op.Unsupported($"fused {name}"),
            };
        }

        return edge;
    }

    public static Edge Relu6(OnnxWriter writer, Edge edge) =>
        Same(edge, writer.Add("Clip", [writer.InOrder(edge, edge.Perm), writer.Scalar(0), writer.Scalar(6)]));

    public static Edge LeakyRelu(OnnxWriter writer, Edge edge, float slope) =>
        Same(edge, writer.Add("LeakyRelu", [writer.InOrder(edge, edge.Perm)], OnnxWriter.Float("alpha", slope)));

    public static Edge Prelu(OnnxWriter writer, Edge edge, Edge slope) =>
        Same(edge, writer.Add("PRelu", [writer.InOrder(edge, edge.Perm), writer.ForBroadcast(slope, edge.Perm)]));

    public static Edge Same(Edge edge, string name) => Edge.Of(name, edge.Shape, edge.Perm, edge.Element);
}
