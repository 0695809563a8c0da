using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;
using SenseAuto.Imaging.Tensors;
using SenseAuto.Imaging.Warp;

namespace SenseAuto.Inference.Cabin;

/// <summary>
/// Turned crops of a picture into a colour model's input, in the layout that the model wants. Allocates nothing.
/// </summary>
public sealed class CropInput
{
    private readonly FineWarp _warp;
    private readonly float[] _planes;
    private readonly bool _isInterleaved;
    private readonly bool _isBlueFirst;

    /// <param name="finest">
    /// Samples a side of one value at most, 1, 2 or 4: one skips pixels where a crop is shrunk to a half or less.
    /// </param>
    /// <exception cref="ModelException">The model takes no colours.</exception>
    public CropInput(ModelEntry model, WarpBorder border, int finest = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        InputSpec input = model.Input;
        if (input.Colour is ColourOrder.Grey or ColourOrder.Features)
            throw new ModelException($"model '{model.Id}': crops are in colour; its input is {input.Colour}");

        var scaling = new ChannelScaling(-input.Offset / input.Scale, input.Scale);
        _warp = new FineWarp(input.Width, input.Height, scaling, border, finest);
        _planes = new float[_warp.TensorLength];
        _isInterleaved = input.Layout == TensorLayout.Nhwc;
        _isBlueFirst = input.Colour == ColourOrder.Bgr;
    }

    /// <summary>False, with the input untouched, for a crop that cannot be.</summary>
    /// <param name="tensor">The session's input.</param>
    public bool TryFill(CameraFrame picture, in FaceCrop crop, Span<float> tensor)
    {
        if (!crop.IsUsable)
            return false;

        var area = new RotatedCrop(crop.Centre.X, crop.Centre.Y, crop.Side, crop.Side, crop.Turn);
        if (!_isInterleaved && !_isBlueFirst)
            return _warp.TryRun(picture, in area, tensor);
        if (!_warp.TryRun(picture, in area, _planes))
            return false;

        int plane = _planes.Length / 3;
        ReadOnlySpan<float> first = _planes.AsSpan(_isBlueFirst ? 2 * plane : 0, plane);
        ReadOnlySpan<float> green = _planes.AsSpan(plane, plane);
        ReadOnlySpan<float> last = _planes.AsSpan(_isBlueFirst ? 0 : 2 * plane, plane);
        if (_isInterleaved)
        {
            Interleave(first, green, last, tensor);
            return true;
        }

        first.CopyTo(tensor);
        green.CopyTo(tensor[plane..]);
        last.CopyTo(tensor[(2 * plane)..]);
        return true;
    }

    private static void Interleave(
        ReadOnlySpan<float> first, ReadOnlySpan<float> second, ReadOnlySpan<float> third, Span<float> into)
    {
        for (int i = 0, to = 0; i < first.Length; i++, to += 3)
        {
            into[to] = first[i];
            into[to + 1] = second[i];
            into[to + 2] = third[i];
        }
    }
}
