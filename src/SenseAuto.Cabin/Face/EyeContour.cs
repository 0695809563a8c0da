using System;

namespace SenseAuto.Cabin.Face;

/// <summary>One eye as the "iris" network sees it in a square of the picture and in its mirror image.</summary>
/// <param name="Slit">Gap between the lids over the eye's width; the mean of the two.</param>
/// <param name="Disagreement">
/// How far the two contours lie apart on average, over the eye's width: an eye is found in the same place twice, what
/// is no eye is not.
/// </param>
/// <param name="Width">From corner to corner, as a share of the square.</param>
/// <param name="Offset">From the middle of the square to the eye's, as a share of the square.</param>
public readonly record struct EyeMark(float Slit, float Disagreement, float Width, float Offset);

/// <summary>
/// Reads the points of the "iris" network, which sees one eye alone: 71 points of the eye and 5 of the iris, each x, y,
/// z in pixels of its square of 64. Pure.
/// </summary>
public static class EyeContour
{
    public const float Side = 64;

    /// <summary>Numbers that the network gives.</summary>
    public const int TensorLength = 228;
    private const int Numbers = 3;

    // Middle columns of the contour, as the face's lid gap is measured.
    private const int First = 2;
    private const int Columns = 3;

    /// <summary>False for a tensor of another length.</summary>
    /// <param name="slit">Gap between the lids over the eye's width; never below zero.</param>
    public static bool TrySlit(ReadOnlySpan<float> points, out float slit)
    {
        slit = 0;
        if (points.Length != TensorLength)
            return false;

        PixelPoint outer = At(points, 0);
        PixelPoint inner = At(points, MeshPoints.UpperLid - 1);
        float width = MathF.Max(outer.DistanceTo(inner), 1e-3f);
        (float acrossX, float acrossY) = ((inner.X - outer.X) / width, (inner.Y - outer.Y) / width);
        float sum = 0;
        for (int i = First; i < First + Columns; i++)
        {
            PixelPoint upper = At(points, MeshPoints.UpperLid + i);
            PixelPoint lower = At(points, 1 + i);
            float gap = (acrossX * (lower.Y - upper.Y)) - (acrossY * (lower.X - upper.X));
            sum += acrossX < 0 ? -gap : gap;
        }

        slit = MathF.Max(0, sum / Columns / width);
        return float.IsFinite(slit);
    }

    /// <summary>False for tensors of another length, or not of numbers.</summary>
    /// <param name="mirrored">Of the same square, left and right exchanged.</param>
    public static bool TryMark(ReadOnlySpan<float> straight, ReadOnlySpan<float> mirrored, out EyeMark mark)
    {
        mark = default;
        if (!TrySlit(straight, out float one) || !TrySlit(mirrored, out float other))
            return false;

        PixelPoint outer = At(straight, 0);
        PixelPoint inner = At(straight, MeshPoints.UpperLid - 1);
        float width = MathF.Max(outer.DistanceTo(inner), 1e-3f);
        var middle = new PixelPoint((outer.X + inner.X) / 2, (outer.Y + inner.Y) / 2);
        mark = new EyeMark(
            (one + other) / 2,
            Apart(straight, mirrored) / width,
            width / Side,
            middle.DistanceTo(new PixelPoint(Side / 2, Side / 2)) / Side);
        return float.IsFinite(mark.Disagreement);
    }

    private static float Apart(ReadOnlySpan<float> straight, ReadOnlySpan<float> mirrored)
    {
        float sum = 0;
        for (int i = 0; i < MeshPoints.EyeContourCount; i++)
        {
            // A mirror makes the outer corner the inner one: each lid is counted from its other end.
            int same = i < MeshPoints.UpperLid
                ? MeshPoints.UpperLid - 1 - i
                : MeshPoints.UpperLid + MeshPoints.EyeContourCount - 1 - i;
            PixelPoint other = At(mirrored, same);
            sum += At(straight, i).DistanceTo(new PixelPoint(Side - other.X, other.Y));
        }

        return sum / MeshPoints.EyeContourCount;
    }

    private static PixelPoint At(ReadOnlySpan<float> points, int index) =>
        new(points[index * Numbers], points[(index * Numbers) + 1]);
}
