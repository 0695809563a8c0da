using System;
using System.Numerics;

namespace SenseAuto.Sim.Cabin;

/// <summary>
/// The ball between the lids: white, iris, pupil, a spark of light; in metres of the head's own plane. Sizes: eyeball radius 12 mm,
/// iris radius 5.9 mm (the human iris measures 11.7 mm across with little spread).
/// </summary>
internal readonly struct EyeTexture(Vector2 middle, Vector2 gaze, float opening, Vector3 white) : ICabinTexture
{
    private const float BallM = 0.012f;
    private const float IrisM = 0.0059f;
    private const float PupilM = 0.0019f;

    public Vector3 At(Vector2 place)
    {
        Vector2 off = place - middle;
        Vector2 fromIris = off - (BallM * gaze);
        float radius = fromIris.Length();
        float round = 1 - (0.28f * MathF.Min(1, off.LengthSquared() / (0.013f * 0.013f)));
        float lid = 0.72f + (0.28f * Math.Clamp((off.Y + (0.004f * opening)) / 0.004f, 0, 1));
        if ((fromIris - new Vector2(-0.0014f, -0.0016f)).Length() < 0.0008f)
            return new Vector3(245, 245, 245);
        if (radius < PupilM)
            return new Vector3(14, 11, 10);

        Vector3 iris = Vector3.Lerp(new Vector3(96, 64, 42), new Vector3(38, 25, 18), Math.Clamp((radius - PupilM) / (IrisM - PupilM), 0, 1));
        float edge = Math.Clamp((radius - IrisM + 0.0004f) / 0.0008f, 0, 1);
        return lid * Vector3.Lerp(iris, round * white, edge);
    }
}

/// <summary>One colour everywhere.</summary>
internal readonly struct PlainTexture(Vector3 colour) : ICabinTexture
{
    public Vector3 At(Vector2 place) => colour;
}

/// <summary>The portrait itself, in its pixels, tinted.</summary>
internal readonly struct PortraitTexture(Portrait portrait, Vector3 tint) : ICabinTexture
{
    public Vector3 At(Vector2 place) => tint * portrait.At(place.X, place.Y);
}
