using System;
using System.Globalization;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;

namespace SenseAuto.Models.Cabin;

/// <summary>Lines of the file that "cabin eval blinks --trace" writes: what every picture measured.</summary>
internal static class BlinkTrace
{
    /// <summary>
    /// Lids in millimetres, slits over the eye's width, angles in degrees, places of the eyes in pixels.
    /// </summary>
    public const string Heading =
        "frame,left,right,left_quality,right_quality,left_slit,right_slit,head_quality,yaw,pitch,gaze_yaw,gaze_pitch," +
        "opening,left_x,left_y,right_x,right_y,eye_width,reason";

    public static string Line(long frame, in FaceState state, in FaceReading reading, FaceMesh mesh, float share)
    {
        ReadOnlySpan<short> left = MeshPoints.LeftEye;
        ReadOnlySpan<short> right = MeshPoints.RightEye;
        PixelPoint leftInner = mesh.At(left[MeshPoints.UpperLid - 1]);
        PixelPoint leftOuter = mesh.At(left[0]);
        PixelPoint rightInner = mesh.At(right[MeshPoints.UpperLid - 1]);
        PixelPoint rightOuter = mesh.At(right[0]);
        float width = MathF.Max(leftInner.DistanceTo(leftOuter), rightInner.DistanceTo(rightOuter));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{frame},{reading.Left.LidM * 1000:F2},{reading.Right.LidM * 1000:F2},{state.LeftEye.Quality:F2}," +
            $"{state.RightEye.Quality:F2},{reading.Left.Slit:F3},{reading.Right.Slit:F3},{reading.HeadQuality:F2}," +
            $"{state.Head.Yaw.ToDegrees():F1},{state.Head.Pitch.ToDegrees():F1}," +
            $"{state.Gaze.Yaw.ToDegrees():F1},{state.Gaze.Pitch.ToDegrees():F1},{share:F3}," +
            $"{(leftInner.X + leftOuter.X) / 2:F1},{(leftInner.Y + leftOuter.Y) / 2:F1}," +
            $"{(rightInner.X + rightOuter.X) / 2:F1},{(rightInner.Y + rightOuter.Y) / 2:F1},{width:F1},{state.Reason}");
    }
}
