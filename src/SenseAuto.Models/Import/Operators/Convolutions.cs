using System.Collections.Generic;
using System.Linq;
using Google.Protobuf.Collections;
using SenseAuto.Models.Onnx;

namespace SenseAuto.Models.Import.Operators;

/// <summary>Convolutions, alone or with what was fused behind them.</summary>
internal static class Convolutions
{
    public static Edge[] Full(Operation op)
    {
        Constant kernel = op.Known(1);
        int[] size = kernel.Shape;
        int channels = op.Inputs[0].Shape[3];
        if (channels % size[2] != 0)
            throw op.Unsupported($"a kernel of {size[2]} channels on a picture of {channels}");
        return Write(op, kernel.Transposed([3, 2, 0, 1]), channels / size[2], size[3]);
    }

    public static Edge[] Depthwise(Operation op)
    {
        Constant kernel = op.Known(1);
        int[] size = kernel.Shape;
        int made = size[2] * size[3];
        return Write(op, kernel.Transposed([2, 3, 0, 1]).Reshaped([made, 1, size[0], size[1]]), size[2], made);
    }

    /// <summary>
    /// A transposed convolution: result's shape, kernel (height, width, result's channels, channels), picture.
    /// </summary>
    public static Edge[] Backward(Operation op)
    {
        int[] shape = op.Known(0).Ints;
        shape[0] = 1;
        Constant kernel = op.Known(1);
        Window window = Window.Backwards(op.Node, [kernel.Shape[0], kernel.Shape[1]], shape);
        var attributes = new RepeatedField<AttributeProto>();
        window.AddTo(attributes, withDilations: true);

        Edge picture = op.Inputs[2];
        if (window.Height != picture.Shape[1] || window.Width != picture.Shape[2])
            throw op.Unsupported($"a result of {shape[1]}x{shape[2]} from {picture.Shape[1]}x{picture.Shape[2]}");

        string turned = op.Out.Initializer(kernel.Transposed([3, 2, 0, 1]));
        string[] inputs = [op.Out.InOrder(picture, Layout.ChannelsFirst), turned];
        return [Edge.Of(op.Out.Add("ConvTranspose", inputs, [.. attributes]), shape, Layout.ChannelsFirst)];
    }

    /// <summary>Every channel by what was learned of its spread: picture, scale, offset, mean, variance.</summary>
    public static Edge[] Normalise(Operation op)
    {
        if (op.Node.Flag("is_training"))
            throw op.Unsupported("a spread that is learned on the way");

        Edge picture = op.Inputs[0];
        string[] inputs =
        [
            op.Out.InOrder(picture, Layout.ChannelsFirst),
            .. Enumerable.Range(1, 4).Select(input => op.Out.Initializer(op.Known(input))),
        ];
        string name = op.Out.Add(
            "BatchNormalization", inputs, OnnxWriter.Float("epsilon", op.Node.Number("epsilon", 1e-4f)));
        return [Edge.Of(name, picture.Shape, Layout.ChannelsFirst)];
    }

    private static Edge[] Write(Operation op, Constant kernel, int groups, int channels)
    {
        Edge picture = op.Inputs[0];
        Window window = Window.Over(op.Node, [kernel.Shape[2], kernel.Shape[3]], ref picture);
        var attributes = new RepeatedField<AttributeProto> { OnnxWriter.Int("group", groups) };
        window.AddTo(attributes, withDilations: true);

        List<string> fused = op.Node.Texts("fused_ops");
        var inputs = new List<string> { op.Out.InOrder(picture, Layout.ChannelsFirst), op.Out.Initializer(kernel) };
        int next = 2;
        if (fused.Count > 0 && fused[0] == "BiasAdd")
            inputs.Add(op.Out.Initializer(op.Known(next++).Reshaped([channels])));

        int[] shape = [picture.Shape[0], window.Height, window.Width, channels];
        Edge edge = Edge.Of(op.Out.Add("Conv", inputs, [.. attributes]), shape, Layout.ChannelsFirst);
        return [Activations.Apply(op, edge, fused, next)];
    }
}
