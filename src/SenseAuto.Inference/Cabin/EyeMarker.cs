using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;
using SenseAuto.Imaging.Warp;

namespace SenseAuto.Inference.Cabin;

/// <summary>
/// The slit of one eye on a picture of that eye alone, with the "iris" network, shown straight and mirrored since
/// nobody says which eye it is. One thread at a time; a run allocates nothing.
/// </summary>
public sealed class EyeMarker : IDisposable
{
    public const string ModelId = "iris";

    private const int Colours = 3;
    private readonly ModelSession _session;
    private readonly CropInput _input;
    private readonly int _points;
    private readonly float[] _straight = new float[EyeContour.TensorLength];
    private readonly int _side;

    /// <param name="session">Owned from here on.</param>
    public EyeMarker(ModelSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        _session = session;
        _input = new CropInput(session.Entry, WarpBorder.Replicate);
        _points = session.OutputIndex("Identity");
        _side = session.Entry.Input.Width;
    }

    /// <summary>False when the network failed or the crop cannot be.</summary>
    public bool TryRun(CameraFrame picture, in FaceCrop crop, out EyeMark mark)
    {
        mark = default;
        if (!_input.TryFill(picture, in crop, _session.Input()) || _session.Run() != RunOutcome.Ok)
            return false;

        _session.Output(_points).CopyTo(_straight);
        if (!_input.TryFill(picture, in crop, _session.Input()))
            return false;

        Mirror(_session.Input());
        return _session.Run() == RunOutcome.Ok && EyeContour.TryMark(_straight, _session.Output(_points), out mark);
    }

    public void Dispose() => _session.Dispose();

    private void Mirror(Span<float> pixels)
    {
        int row = _side * Colours;
        for (int top = 0; top < pixels.Length; top += row)
        {
            for (int left = 0, right = row - Colours; left < right; left += Colours, right -= Colours)
            {
                for (int i = top; i < top + Colours; i++)
                    (pixels[left + i], pixels[right + i]) = (pixels[right + i], pixels[left + i]);
            }
        }
    }
}
