using System.Linq;
using Google.Protobuf.Collections;
using SenseAuto.Models.Onnx;

namespace SenseAuto.Models.Import.Operators;

/// <summary>Pools, pads and resizing of pictures.</summary>
internal static class Pools
{
    public static Edge[] Max(Operation op) => Pool(op, "MaxPool", isMax: true);

    public static Edge[] Average(Operation op) => Pool(op, "AveragePool", isMax: false);

    /// <summary>Constant padding waits for a convolution to take it over.</summary>
    public static Edge[] Pad(Operation op)
    {
        Edge edge = op.Inputs[0];
        int[] sizes = op.Known(1).Ints;
        float value = op.Inputs.Count > 2 ? op.Known(2).Floats[0] : 0;
        if (edge.Pad is not null || edge.Constant is not null)
            edge = Edge.Of(op.Out.InOrder(edge, edge.Perm), edge.Shape, edge.Perm, edge.Element);

        int[] before = [.. sizes.Where((_, i) => i % 2 == 0)];
        int[] after = [.. sizes.Where((_, i) => i % 2 == 1)];
        return [edge.Padded(new PendingPad(before, after, value))];
    }

    public static Edge[] ResizeBilinear(Operation op)
    {
        Edge picture = op.Inputs[0];
        int[] size = op.Known(1).Ints;
        string coordinates = op.Node.Flag("half_pixel_centers") ? "half_pixel"
            : op.Node.Flag("align_corners") ? "align_corners" : "asymmetric";
        int[] shape = [picture.Shape[0], size[0], size[1], picture.Shape[3]];
        string[] inputs =
        [
            op.Out.InOrder(picture, Layout.ChannelsFirst), string.Empty, string.Empty,
            op.Out.Vector(Layout.Apply(shape, Layout.ChannelsFirst)),
        ];
        string name = op.Out.Add(
            "Resize",
            inputs,
            OnnxWriter.Text("mode", "linear"),
            OnnxWriter.Text("coordinate_transformation_mode", coordinates));
        return [Edge.Of(name, shape, Layout.ChannelsFirst)];
    }

    private static Edge[] Pool(Operation op, string name, bool isMax)
    {
        Edge picture = op.Inputs[0];
        int[] kernel = op.Node.Integers("ksize");
        if (kernel.Length != 4 || kernel[0] != 1 || kernel[3] != 1)
            throw op.Unsupported($"a pool of size [{string.Join(',', kernel)}]");

        Window window = Window.Over(op.Node, [kernel[1], kernel[2]], ref picture, isMax);
        var attributes = new RepeatedField<AttributeProto>();
        window.AddTo(attributes, withDilations: false);
        int[] shape = [picture.Shape[0], window.Height, window.Width, picture.Shape[3]];
        string pooled = op.Out.Add(name, [op.Out.InOrder(picture, Layout.ChannelsFirst)], [.. attributes]);
        return [Edge.Of(pooled, shape, Layout.ChannelsFirst)];
    }
}
