using System;
using SenseAuto.Core.Messages;
using SenseAuto.Imaging.Tensors;
using SenseAuto.Imaging.Warp;

namespace SenseAuto.Inference;

/// <summary>
/// A network that looks at turned crops of camera pictures, one at a time. One thread at a time; a run takes no
/// memory beyond the session's.
/// </summary>
public sealed class CropNetwork : IDisposable
{
    private readonly ModelSession _session;
    private readonly WarpToTensor _warp;

    /// <param name="session">Owned from here on. Takes one picture in planes of red, green and blue.</param>
    /// <exception cref="ModelException">The input is laid out in another way.</exception>
    public CropNetwork(ModelSession session, WarpBorder border = WarpBorder.Replicate)
    {
        ArgumentNullException.ThrowIfNull(session);
        InputSpec input = session.Entry.Input;
        if (input.Layout != TensorLayout.Nchw || input.Colour != ColourOrder.Rgb)
            throw new ModelException($"model '{session.Entry.Id}': crops go in as planes of red, green and blue only");

        _session = session;
        var scaling = new ChannelScaling(-input.Offset / input.Scale, input.Scale);
        _warp = new WarpToTensor(input.Width, input.Height, scaling, border);
    }

    /// <summary>False when the crop is none or the network failed: there is no output then.</summary>
    public bool TryRun(CameraFrame picture, in RotatedCrop crop) =>
        _warp.TryRun(picture, in crop, _session.Input()) && _session.Run() == RunOutcome.Ok;

    /// <summary>An output of the last run, numbered as in the catalogue. Valid until the next run.</summary>
    public ReadOnlySpan<float> Output(int index) => _session.Output(index);

    public void Dispose() => _session.Dispose();
}
