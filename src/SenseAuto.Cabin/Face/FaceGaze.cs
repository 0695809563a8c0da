using System;

namespace SenseAuto.Cabin.Face;

/// <summary>Both eyes' gaze in one. Pure.</summary>
internal static class FaceGaze
{
    /// <summary>Directions weighted by the eyes' quality. False when no eye tells.</summary>
    /// <param name="quality">0..1.</param>
    public static bool TryCombine(in FaceReading face, out double yawRad, out double pitchRad, out float quality)
    {
        float left = face.Left.Gaze == default ? 0 : face.Left.Quality;
        float right = face.Right.Gaze == default ? 0 : face.Right.Quality;
        Vector3d sum = (face.Left.Gaze * left) + (face.Right.Gaze * right);
        double length = sum.Length;
        yawRad = pitchRad = 0;
        quality = MathF.Max(left, right);
        if (!(length > 1e-6) || !(quality > 0))
            return false;

        yawRad = Math.Atan2(sum.Y, sum.X);
        pitchRad = -Math.Asin(Math.Clamp(sum.Z / length, -1, 1));
        return true;
    }
}
