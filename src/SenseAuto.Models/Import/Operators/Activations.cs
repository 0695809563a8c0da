using System;
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

    public static Edge Prelu(OnnxWriter writer, Edge edge, Edge slope)
    {
        bool isPerChannel = edge.Rank == 4 && edge.Perm.AsSpan().SequenceEqual(Layout.ChannelsFirst)
            && slope.Constant is { } constant && constant.Count == edge.Shape[3];
        return isPerChannel
            ? ChannelPrelu(writer, edge, slope.Constant!.Floats)
            : Same(edge, writer.Add("PRelu", [writer.InOrder(edge, edge.Perm), writer.ForBroadcast(slope, edge.Perm)]));
    }

    /// <summary>
    /// max(x, 0) + slope * min(x, 0) as slope * x + (1 - slope) * max(x, 0), with convolutions of one point for the two
    /// products. The runtime keeps those in its blocked layout, where a PRelu node costs two reorderings and a slow
    /// broadcast: the face network takes half the time (7.7 and 3.6 ms on one x64 core).
    /// </summary>
    private static Edge ChannelPrelu(OnnxWriter writer, Edge edge, float[] slope)
    {
        string x = writer.InOrder(edge, edge.Perm);
        string positive = writer.Add("Relu", [x]);
        string whole = Scaled(writer, x, slope);
        string rest = Scaled(writer, positive, Array.ConvertAll(slope, a => 1 - a));
        return Same(edge, writer.Add("Add", [whole, rest]));
    }

    private static string Scaled(OnnxWriter writer, string x, float[] factors)
    {
        string kernel = writer.Initializer(new Constant([factors.Length, 1, 1, 1], factors));
        return writer.Add(
            "Conv", [x, kernel], OnnxWriter.Int("group", factors.Length), OnnxWriter.Ints("kernel_shape", 1, 1));
    }

    public static Edge Same(Edge edge, string name) => Edge.Of(name, edge.Shape, edge.Perm, edge.Element);
}
