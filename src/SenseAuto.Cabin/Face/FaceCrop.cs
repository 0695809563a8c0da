using System;
using SenseAuto.Core;

namespace SenseAuto.Cabin.Face;

/// <summary>A turned square of the picture that a face network is shown, upright for the face in it.</summary>
/// <param name="Centre">In continuous pixels.</param>
/// <param name="Side">In pixels.</param>
/// <param name="Turn">Clockwise as seen on the picture.</param>
public readonly record struct FaceCrop(PixelPoint Centre, float Side, Radians Turn)
{
    // What the landmark network was made for: a margin of a quarter of the face on every side (its published
    // pipeline enlarges the box 1.5 times).
    private const float Margin = 1.5f;

    public bool IsUsable => float.IsFinite(Centre.X) && float.IsFinite(Centre.Y) && double.IsFinite(Turn.Value)
        && Side is > 8 and < 16384;

    /// <summary>Around a detected face, turned so that the eyes are level.</summary>
    public static FaceCrop Around(in FaceCandidate face)
    {
        float side = MathF.Max(face.Box.Width, face.Box.Height) * Margin;
        var centre = new PixelPoint(face.Box.CentreX, face.Box.Top + (face.Box.Height / 2));
        return new FaceCrop(centre, side, Level(face.RightEye, face.LeftEye));
    }

    /// <summary>Around the landmarks of the picture before, turned so that the outer eye corners are level.</summary>
    public static FaceCrop Around(FaceMesh mesh)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        Radians turn = Level(mesh.At(MeshPoints.RightEyeOuter), mesh.At(MeshPoints.LeftEyeOuter));
        float cos = MathF.Cos((float)turn.Value);
        float sin = MathF.Sin((float)turn.Value);
        (float left, float right, float top, float bottom) =
            (float.MaxValue, float.MinValue, float.MaxValue, float.MinValue);
        foreach (PixelPoint point in mesh.Face)
        {
            float across = (cos * point.X) + (sin * point.Y);
            float down = (cos * point.Y) - (sin * point.X);
            (left, right) = (MathF.Min(left, across), MathF.Max(right, across));
            (top, bottom) = (MathF.Min(top, down), MathF.Max(bottom, down));
        }

        float x = (left + right) / 2;
        float y = (top + bottom) / 2;
        float side = MathF.Max(right - left, bottom - top) * Margin;
        return new FaceCrop(new PixelPoint((cos * x) - (sin * y), (sin * x) + (cos * y)), side, turn);
    }

    /// <summary>Where a point of the square (0..1 across and down) lies on the picture.</summary>
    public PixelPoint ToPicture(float across, float down)
    {
        float x = (across - 0.5f) * Side;
        float y = (down - 0.5f) * Side;
        float sin = MathF.Sin((float)Turn.Value);
        float cos = MathF.Cos((float)Turn.Value);
        return new PixelPoint(Centre.X + (cos * x) - (sin * y), Centre.Y + (sin * x) + (cos * y));
    }

    private static Radians Level(PixelPoint right, PixelPoint left) =>
        new(Math.Atan2(left.Y - right.Y, left.X - right.X));
}
