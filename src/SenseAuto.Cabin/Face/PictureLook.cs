using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Face;

/// <summary>The picture as a whole.</summary>
/// <param name="Level">Mean brightness 0..255.</param>
/// <param name="Spread">Standard deviation of brightness over the picture.</param>
/// <param name="Colour">Mean distance from grey, in levels.</param>
/// <param name="Likeness">To the view when the driver was seen, -1..1; 1 until that is learned.</param>
public readonly record struct PictureLook(float Level, float Spread, float Colour, float Likeness);

/// <summary>
/// Looks at the picture as a whole on a coarse grid, and remembers what the cabin looks like while the driver is seen.
/// Fixed memory.
/// </summary>
public sealed class PictureWatch
{
    private const int Columns = 32;
    private const int Rows = 18;

    // How fast the remembered view follows light that changes; chosen by us: slower than a passing shadow.
    private const double FollowS = 10;
    private readonly float[] _now = new float[Columns * Rows];
    private readonly float[] _view = new float[Columns * Rows];
    private MonoTime _learnedAt;
    private bool _hasView;

    public PictureLook Look(CameraFrame picture)
    {
        var probe = new PictureProbe(picture);
        float mean = 0;
        float colour = 0;
        for (int i = 0; i < _now.Length; i++)
        {
            float x = ((i % Columns) + 0.5f) / Columns * picture.Width;
            float y = ((i / Columns) + 0.5f) / Rows * picture.Height;
            _now[i] = probe.Level(x, y);
            mean += _now[i] / _now.Length;
            colour += probe.Colour(x, y) / _now.Length;
        }

        float variance = 0;
        foreach (float level in _now)
            variance += (level - mean) * (level - mean) / _now.Length;
        return new PictureLook(mean, MathF.Sqrt(variance), colour, _hasView ? Likeness(mean) : 1);
    }

    /// <summary>Keeps the last picture looked at as part of the view; called while the driver is seen.</summary>
    public void Learn(MonoTime now)
    {
        double seconds = now.AgeOf(_learnedAt).Seconds;
        float weight = _hasView ? (float)Math.Clamp(seconds / FollowS, 0, 1) : 1;
        for (int i = 0; i < _view.Length; i++)
            _view[i] += weight * (_now[i] - _view[i]);
        (_hasView, _learnedAt) = (true, now);
    }

    private float Likeness(float mean)
    {
        float viewMean = 0;
        foreach (float level in _view)
            viewMean += level / _view.Length;
        float both = 0;
        float own = 1e-3f;
        float other = 1e-3f;
        for (int i = 0; i < _now.Length; i++)
        {
            float a = _now[i] - mean;
            float b = _view[i] - viewMean;
            both += a * b;
            own += a * a;
            other += b * b;
        }

        return both / MathF.Sqrt(own * other);
    }
}
