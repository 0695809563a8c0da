using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Core;

namespace SenseAuto.Cabin.Gestures;

/// <summary>
/// The 21 points of one hand on the picture: wrist, then four of each finger from thumb to little finger, root first.
/// Fixed memory, one writer.
/// </summary>
public sealed class HandMesh
{
    public const int Count = 21;
    public const int Wrist = 0;
    public const int IndexKnuckle = 5;
    public const int IndexTip = 8;
    public const int MiddleKnuckle = 9;
    public const int LittleKnuckle = 17;
    private readonly PixelPoint[] _points = new PixelPoint[Count];

    /// <summary>The network's word that there is a hand in the crop, 0..1.</summary>
    public float Presence { get; internal set; }

    /// <summary>The network's word that it is a right hand, 0..1, on an unmirrored picture.</summary>
    public float Rightness { get; internal set; }

    public ReadOnlySpan<PixelPoint> Points => _points;

    /// <summary>From the wrist to the middle finger's knuckle, in pixels: what errors are measured by.</summary>
    public float PalmPixels => _points[Wrist].DistanceTo(_points[MiddleKnuckle]);

    internal Span<PixelPoint> Mutable => _points;
}

/// <summary>Turned squares that the hand network is shown: fingers up, whole hand with room around it.</summary>
public static class HandCrop
{
    // Published with the network's pipeline: 2.6 palm sizes, moved half a palm towards the fingers.
    private const float PalmScale = 2.6f;
    private const float PalmShift = 0.5f;

    // From the hand's own points: twice their box, moved a tenth of it towards the fingers.
    private const float MeshScale = 2.0f;
    private const float MeshShift = 0.1f;

    private static ReadOnlySpan<byte> Firm => [0, 1, 2, 3, 5, 6, 9, 10, 13, 14, 17, 18];

    /// <summary>Around a palm that the detector found.</summary>
    public static FaceCrop Around(in HandCandidate hand)
    {
        Radians turn = Upright(hand.Wrist, hand.MiddleKnuckle);
        var centre = new PixelPoint(hand.Box.CentreX, hand.Box.Top + (hand.Box.Height / 2));
        return Moved(centre, MathF.Max(hand.Box.Width, hand.Box.Height), turn, PalmShift, PalmScale);
    }

    /// <summary>Around the points of the picture before, which saves the detector.</summary>
    public static FaceCrop Around(HandMesh hand)
    {
        ArgumentNullException.ThrowIfNull(hand);
        return Around(hand.Points);
    }

    /// <summary>The same, around any 21 points of a hand.</summary>
    public static FaceCrop Around(ReadOnlySpan<PixelPoint> points)
    {
        var knuckles = new PixelPoint(
            (((points[5].X + points[13].X) / 2) + points[9].X) / 2,
            (((points[5].Y + points[13].Y) / 2) + points[9].Y) / 2);
        Radians turn = Upright(points[HandMesh.Wrist], knuckles);
        float cos = MathF.Cos((float)turn.Value);
        float sin = MathF.Sin((float)turn.Value);
        (float left, float right, float top, float bottom) =
            (float.MaxValue, float.MinValue, float.MaxValue, float.MinValue);
        foreach (byte index in Firm)
        {
            float across = (cos * points[index].X) + (sin * points[index].Y);
            float down = (cos * points[index].Y) - (sin * points[index].X);
            (left, right) = (MathF.Min(left, across), MathF.Max(right, across));
            (top, bottom) = (MathF.Min(top, down), MathF.Max(bottom, down));
        }

        float x = (left + right) / 2;
        float y = ((top + bottom) / 2) - (MeshShift * (bottom - top));
        float side = MathF.Max(right - left, bottom - top) * MeshScale;
        return new FaceCrop(new PixelPoint((cos * x) - (sin * y), (sin * x) + (cos * y)), side, turn);
    }

    private static FaceCrop Moved(PixelPoint centre, float size, Radians turn, float shift, float scale)
    {
        float up = size * shift;
        float cos = MathF.Cos((float)turn.Value);
        float sin = MathF.Sin((float)turn.Value);
        return new FaceCrop(new PixelPoint(centre.X + (sin * up), centre.Y - (cos * up)), size * scale, turn);
    }

    private static Radians Upright(PixelPoint wrist, PixelPoint knuckle) =>
        new(Math.Atan2(knuckle.X - wrist.X, wrist.Y - knuckle.Y));
}

/// <summary>Turns the hand network's tensors into a mesh on the picture. Pure.</summary>
public static class HandMeshDecoder
{
    private const float Side = 224;

    /// <summary>
    /// False for tensors of another length or values that are not numbers; the mesh is untouched then.
    /// </summary>
    /// <param name="points">21 points of x, y, z in pixels of the network's input.</param>
    /// <param name="presence">0..1.</param>
    /// <param name="rightness">0..1.</param>
    public static bool TryDecode(
        ReadOnlySpan<float> points, float presence, float rightness, in FaceCrop crop, HandMesh hand)
    {
        ArgumentNullException.ThrowIfNull(hand);
        if (points.Length != HandMesh.Count * 3 || !float.IsFinite(presence) || !float.IsFinite(rightness))
            return false;

        Span<PixelPoint> to = hand.Mutable;
        for (int i = 0; i < to.Length; i++)
            to[i] = crop.ToPicture(points[i * 3] / Side, points[(i * 3) + 1] / Side);
        hand.Presence = presence;
        hand.Rightness = rightness;
        return true;
    }
}
