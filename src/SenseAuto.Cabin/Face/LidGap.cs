using System;

namespace SenseAuto.Cabin.Face;

/// <summary>
/// Gaps between lids or lips in metres: the picture's distance, put back into the head's plane. Pure.
/// </summary>
internal static class LidGap
{
    // Seen from this far above or below, a gap is mostly guessed; beyond, its foreshortening is held (60 degrees).
    private const double ForeshorteningMin = 0.5;

    /// <summary>Positive when the upper point lies above the lower one as the head stands.</summary>
    public static double Metres(PixelPoint upper, PixelPoint lower, in HeadFit fit, CabinCamera camera)
    {
        Vector3d up = fit.Axes.Z;
        double length = Math.Sqrt((up.X * up.X) + (up.Y * up.Y));
        if (!(length > 1e-6))
            return 0;

        double pixels = (((upper.X - lower.X) * up.X) + ((upper.Y - lower.Y) * up.Y)) / length;
        return pixels * fit.Place.Z / camera.FocalPixels / Math.Max(length, ForeshorteningMin);
    }

    /// <summary>Mean of the three columns in the middle of the eye; never below zero.</summary>
    /// <param name="slit">The gap over the eye's width, both as seen.</param>
    public static double OfEye(
        FaceMesh mesh, ReadOnlySpan<short> contour, in HeadFit fit, CabinCamera camera, out float slit)
    {
        PixelPoint outer = mesh.At(contour[0]);
        PixelPoint inner = mesh.At(contour[MeshPoints.UpperLid - 1]);
        float width = MathF.Max(outer.DistanceTo(inner), 1e-3f);
        (float acrossX, float acrossY) = ((inner.X - outer.X) / width, (inner.Y - outer.Y) / width);
        double sumM = 0;
        double sumPixels = 0;
        const int First = 2;
        const int Columns = 3;
        for (int i = First; i < First + Columns; i++)
        {
            PixelPoint upper = mesh.At(contour[MeshPoints.UpperLid + i]);
            PixelPoint lower = mesh.At(contour[1 + i]);
            double gapM = Metres(upper, lower, in fit, camera);
            double gapPixels = (acrossX * (upper.Y - lower.Y)) - (acrossY * (upper.X - lower.X));
            sumM += gapM;
            sumPixels += Math.CopySign(gapPixels, gapM);
        }

        slit = (float)Math.Max(0, sumPixels / Columns / width);
        return Math.Max(0, sumM / Columns);
    }
}
