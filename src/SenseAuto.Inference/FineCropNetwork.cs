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
    private static readonly int[] Finenesses = [1, 2, 4];
    private readonly ModelSession _session;
    private readonly WarpToTensor[] _warps;
    private readonly float[] _fine;
    private readonly int _size;

    /// <param name="session">Disposed with this.</param>
    /// <exception cref="ModelException">Its input is not a square RGB picture of planes.</exception>
    public FineCropNetwork(ModelSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        InputSpec input = session.Entry.Input;
        if (input.Layout != TensorLayout.Nchw || input.Colour != ColourOrder.Rgb || input.Width != input.Height)
            throw new ModelException($"model '{session.Entry.Id}': its input is not a square of red, green and blue planes");

        _session = session;
        _size = input.Width;
        var scaling = new ChannelScaling(-input.Offset / input.Scale, input.Scale);
        _warps = Array.ConvertAll(
            Finenesses, fine => new WarpToTensor(_size * fine, _size * fine, scaling, WarpBorder.Replicate));
        _fine = new float[_warps[^1].TensorLength];
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
        float larger = Math.Max(box.Width, box.Height) / _size;
        int level = larger > 3 ? 2 : larger > 1.5f ? 1 : 0;
        if (level == 0)
            return _warps[0].TryRun(frame, in crop, _session.Input()) && _session.Run() == RunOutcome.Ok;

        Span<float> fine = _fine.AsSpan(0, _warps[level].TensorLength);
        if (!_warps[level].TryRun(frame, in crop, fine))
            return false;

        Average(fine, _session.Input(), Finenesses[level]);
        return _session.Run() == RunOutcome.Ok;
    }

    public void Dispose() => _session.Dispose();

    /// <summary>Rows of all three planes lie below one another, so that the planes need no telling apart.</summary>
    private void Average(ReadOnlySpan<float> fine, Span<float> to, int fineness)
    {
        float share = 1f / (fineness * fineness);
        for (int row = 0; row < 3 * _size; row++)
        {
            for (int column = 0; column < _size; column++)
            {
                float sum = 0;
                for (int i = 0; i < fineness; i++)
                {
                    int start = (((row * fineness) + i) * _size * fineness) + (column * fineness);
                    for (int j = 0; j < fineness; j++)
                        sum += fine[start + j];
                }

                to[(row * _size) + column] = sum * share;
            }
        }
    }
}
