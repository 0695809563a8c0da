using System.Linq;
using Google.Protobuf.Collections;
using SenseAuto.Models.Onnx;

namespace SenseAuto.Models.Import.Operators;

/// <summary>How a kernel moves over a picture: its size, steps and pads, and how large the result is.</summary>
internal sealed class Window
{
    private readonly int[] _kernel;
    private readonly int[] _strides;
    private readonly int[] _dilations;
    private readonly int[] _before = new int[2];
    private readonly int[] _after = new int[2];
    private readonly int[] _size;

    private Window(TfNode node, int[] kernel, int[] size)
    {
        if (node.Text("data_format", "NHWC") != "NHWC")
            throw new ImportException($"{node.Where}: only NHWC is supported");

        _kernel = kernel;
        _strides = HeightAndWidth(node.Integers("strides"));
        _dilations = HeightAndWidth(node.Integers("dilations"));
        _size = size;
    }

    public int Height => Steps(0);

    public int Width => Steps(1);

    /// <summary>
    /// The window of a convolution or pool over a logically NHWC picture; takes over the picture's pending pad where it
    /// can.
    /// </summary>
    public static Window Over(TfNode node, int[] kernel, ref Edge picture, bool isMax = false)
    {
        bool isSame = node.Text("padding", "VALID") switch
        {
            "SAME" => true,
            "VALID" => false,
            string other => throw new ImportException($"{node.Where}: padding {other} is not supported"),
        };
        PendingPad? pad = !isSame && CanTake(picture.Pad, isMax) ? picture.Pad : null;
        if (pad is not null)
            picture = picture.Unpadded();

        var window = new Window(node, kernel, [picture.Shape[1], picture.Shape[2]]);
        for (int i = 0; i < 2; i++)
        {
            window._before[i] = pad?.Before[i + 1] ?? 0;
            window._after[i] = pad?.After[i + 1] ?? 0;
            if (isSame)
                window.KeepSize(i);
        }

        return window;
    }

    /// <summary>The window that a transposed convolution runs backwards, from its result's size.</summary>
    public static Window Backwards(TfNode node, int[] kernel, int[] result)
    {
        var window = new Window(node, kernel, [result[1], result[2]]);
        for (int i = 0; i < 2 && node.Text("padding", "VALID") == "SAME"; i++)
            window.KeepSize(i);
        return window;
    }

    public void AddTo(RepeatedField<AttributeProto> attributes, bool withDilations)
    {
        attributes.Add(OnnxWriter.Ints("kernel_shape", _kernel));
        attributes.Add(OnnxWriter.Ints("strides", _strides));
        attributes.Add(OnnxWriter.Ints("pads", [.. _before, .. _after]));
        if (withDilations)
            attributes.Add(OnnxWriter.Ints("dilations", _dilations));
    }

    // SAME: as many steps as stride asks for, the odd pixel of padding at the end.
    private void KeepSize(int i)
    {
        int steps = (_size[i] + _strides[i] - 1) / _strides[i];
        int reach = ((_kernel[i] - 1) * _dilations[i]) + 1;
        int total = int.Max(0, ((steps - 1) * _strides[i]) + reach - _size[i]);
        _before[i] = total / 2;
        _after[i] = total - _before[i];
    }

    private int Steps(int i)
    {
        int reach = ((_kernel[i] - 1) * _dilations[i]) + 1;
        return ((_size[i] + _before[i] + _after[i] - reach) / _strides[i]) + 1;
    }

    // A convolution pads with zeros, a maximum with what never wins.
    private static bool CanTake(PendingPad? pad, bool isMax) =>
        pad is not null && (isMax ? pad.Value <= float.MinValue : pad.Value == 0)
        && pad.Before[0] + pad.After[0] + pad.Before[3] + pad.After[3] == 0;

    private static int[] HeightAndWidth(int[] values) => values.Length == 4 ? [.. values.Skip(1).Take(2)] : [1, 1];
}
