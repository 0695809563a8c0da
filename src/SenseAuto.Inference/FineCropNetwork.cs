using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Imaging.Tensors;
using SenseAuto.Imaging.Warp;

namespace SenseAuto.Inference;

/// <summary>
/// A network that looks at a square crop of a camera picture. A crop much larger than the network's picture is read more
/// finely and averaged, so that thin strokes do not fall between the samples. One thread at a time; after construction a
/// run takes no memory.
/// </summary>
public sealed class FineCropNetwork : IDisposable
{
    private const int Finest = 4;
    private readonly ModelSession _session;
    private readonly FineWarp _warp;

    /// <param name="session">Disposed with this.</param>
    /// <exception cref="ModelException">Its input is not a square RGB picture of planes.</exception>
    public FineCropNetwork(ModelSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        InputSpec input = session.Entry.Input;
        if (input.Layout != TensorLayout.Nchw || input.Colour != ColourOrder.Rgb || input.Width != input.Height)
            throw new ModelException($"model '{session.Entry.Id}': its input is not a square of red, green and blue planes");

        _session = session;
        var scaling = new ChannelScaling(-input.Offset / input.Scale, input.Scale);
        _warp = new FineWarp(input.Width, input.Width, scaling, WarpBorder.Replicate, Finest);
    }

    public ModelEntry Entry => _session.Entry;

    /// <summary>The first output of the last run. Valid until the next run.</summary>
    public ReadOnlySpan<float> Output => _session.Output(0);

    /// <summary>False when the box is not usable or the network failed; <see cref="Output"/> must not be used then.</summary>
    /// <param name="box">Stretched to the network's picture; parts outside of the picture repeat its edge.</param>
    public bool TryRun(CameraFrame frame, in PixelBox box)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var crop = new RotatedCrop(
            box.Left + (box.Width / 2), box.Top + (box.Height / 2), box.Width, box.Height, new Radians(0));
        return _warp.TryRun(frame, in crop, _session.Input()) && _session.Run() == RunOutcome.Ok;
    }

    public void Dispose() => _session.Dispose();
}
