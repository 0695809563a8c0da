using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Cabin.Face;

/// <summary>
/// What covers parts of a face, from brightness alone (so that it works in infrared light): a dark lens shades the
/// skin under the eye, a mask or hand wipes out the lines between nose and chin.
/// </summary>
internal readonly ref struct FaceSkin(FaceMesh mesh, CameraFrame picture)
{
    // Below each eye, within a lens; and on each cheek, below every lens.
    private static ReadOnlySpan<short> UnderLeft => [450, 451, 449, 348, 347, 346];

    private static ReadOnlySpan<short> UnderRight => [230, 231, 229, 119, 118, 117];

    private static ReadOnlySpan<short> CheekLeft => [425, 426, 427, 411, 280];

    private static ReadOnlySpan<short> CheekRight => [205, 206, 207, 187, 50];

    private static ReadOnlySpan<short> Forehead => [151, 9, 108, 337, 69, 299];

    private const int ColumnSamples = 24;
    private readonly FaceMesh _mesh = mesh;
    private readonly PictureProbe _probe = new(picture);

    /// <summary>
    /// Brightness under the eye over that of cheek and forehead; 1 in even light, low behind a dark lens.
    /// </summary>
    public float UnderEye(bool isLeft)
    {
        float cheek = Mean(isLeft ? CheekLeft : CheekRight);
        float skin = MathF.Min(cheek, Mean(Forehead));
        return Mean((isLeft ? UnderLeft : UnderRight)[..3]) / MathF.Max(skin, 1);
    }

    /// <summary>
    /// Standard deviation along three columns from under the nose to the chin, as a share of the mean there: lips,
    /// teeth and the line between the lips make it large, cloth makes it small.
    /// </summary>
    public float MouthContrast()
    {
        float sum = 0;
        sum += ColumnContrast(_mesh.At(2), _mesh.At(199));
        sum += ColumnContrast(Between(2, 206), Between(199, 210));
        sum += ColumnContrast(Between(2, 426), Between(199, 430));
        return sum / 3;
    }

    private PixelPoint Between(int a, int b)
    {
        (PixelPoint one, PixelPoint other) = (_mesh.At(a), _mesh.At(b));
        return new PixelPoint((one.X * 0.7f) + (other.X * 0.3f), (one.Y * 0.7f) + (other.Y * 0.3f));
    }

    /// <summary>The slope from light to shade is taken out: it is the lamp's, not the mouth's.</summary>
    private float ColumnContrast(PixelPoint from, PixelPoint to)
    {
        Span<float> levels = stackalloc float[ColumnSamples];
        float mean = 0;
        float slope = 0;
        float spread = 0;
        for (int i = 0; i < levels.Length; i++)
        {
            float share = i / (ColumnSamples - 1f);
            levels[i] = _probe.Level(from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y)));
            mean += levels[i] / ColumnSamples;
            slope += (share - 0.5f) * levels[i];
            spread += (share - 0.5f) * (share - 0.5f);
        }

        slope /= spread;
        float sum = 0;
        for (int i = 0; i < levels.Length; i++)
        {
            float off = levels[i] - mean - (slope * ((i / (ColumnSamples - 1f)) - 0.5f));
            sum += off * off;
        }

        return MathF.Sqrt(sum / ColumnSamples) / MathF.Max(mean, 1);
    }

    private float Mean(ReadOnlySpan<short> points)
    {
        float sum = 0;
        foreach (short point in points)
        {
            PixelPoint at = _mesh.At(point);
            sum += _probe.Level(at.X, at.Y);
        }

        return sum / points.Length;
    }
}
