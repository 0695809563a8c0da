using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Core;

namespace SenseAuto.Cabin.Identity;

/// <summary>Lays every face the same way before the identity network: eyes, nose and mouth on fixed places.</summary>
/// <remarks>
/// Least squares of a turned square over four points; five landmarks of a mesh were no better. On 327 photos of five
/// public sets the equal error rate was 13.2, 11.7 and 8.5 % with squares 0.76, 0.87 and 1 times as large as this one.
/// </remarks>
public static class FaceAlignment
{
    // Shares of the square, x then y: right eye, left eye, nose, mouth. The usual places of a 112-pixel face crop,
    // drawn 0.78 times nearer to its middle.
    private static readonly float[] Places =
        [0.3763f, 0.4699f, 0.6225f, 0.4686f, 0.5002f, 0.6100f, 0.5010f, 0.7535f];

    /// <summary>The square to cut out; not usable when the points lie on one another.</summary>
    public static FaceCrop Of(in FaceCandidate face)
    {
        ReadOnlySpan<PixelPoint> points = [face.RightEye, face.LeftEye, face.Nose, face.Mouth];
        (float placeX, float placeY, float x, float y) = (0, 0, 0, 0);
        for (int i = 0; i < points.Length; i++)
        {
            placeX += Places[2 * i] / points.Length;
            placeY += Places[(2 * i) + 1] / points.Length;
            x += points[i].X / points.Length;
            y += points[i].Y / points.Length;
        }

        (float along, float across, float spread) = (0, 0, 0);
        for (int i = 0; i < points.Length; i++)
        {
            (float u, float v) = (Places[2 * i] - placeX, Places[(2 * i) + 1] - placeY);
            (float dx, float dy) = (points[i].X - x, points[i].Y - y);
            along += (u * dx) + (v * dy);
            across += (u * dy) - (v * dx);
            spread += (u * u) + (v * v);
        }

        // The square's first axis on the picture is (cos, sin) times its side.
        (float cos, float sin) = (along / spread, across / spread);
        (float toMiddleX, float toMiddleY) = (0.5f - placeX, 0.5f - placeY);
        var centre = new PixelPoint(
            x + (cos * toMiddleX) - (sin * toMiddleY), y + (sin * toMiddleX) + (cos * toMiddleY));
        return new FaceCrop(centre, MathF.Sqrt((cos * cos) + (sin * sin)), new Radians(Math.Atan2(sin, cos)));
    }
}
