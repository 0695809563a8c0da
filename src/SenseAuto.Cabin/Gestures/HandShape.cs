using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;

namespace SenseAuto.Cabin.Gestures;

/// <summary>38 numbers of a hand's shape that neither turning nor mirroring nor size changes. Pure.</summary>
public static class HandShape
{
    public const int Length = 38;
    private const float Least = 1e-6f;
    private const float Bound = 3;

    /// <summary>False when the points lie on one another or are not numbers.</summary>
    /// <param name="hand">21 points, any unit.</param>
    /// <param name="into"><see cref="Length"/> numbers.</param>
    public static bool TryMeasure(ReadOnlySpan<PixelPoint> hand, Span<float> into)
    {
        Span<PixelPoint> points = stackalloc PixelPoint[HandMesh.Count];
        if (hand.Length != HandMesh.Count || into.Length != Length || !TryScale(hand, points))
            return false;

        int at = 0;
        for (int first = 1; first < HandMesh.Count; first += 4)
            Finger(points, first, into.Slice((first - 1) / 4 * 6, 6));
        at = 30;
        for (int tip = 4; tip < 20; tip += 4)
            into[at++] = points[tip].DistanceTo(points[tip + 4]);
        into[at++] = points[8].DistanceTo(points[5]) - points[12].DistanceTo(points[9]);
        into[at++] = points[8].DistanceTo(points[16]);
        into[at++] = points[8].DistanceTo(points[10]);
        into[at] = points[8].DistanceTo(points[6]) / (points[6].DistanceTo(points[5]) + Least);
        foreach (ref float value in into)
            value = Math.Clamp(value, -Bound, Bound);
        return true;
    }

    /// <summary>Wrist at the origin, root mean square of the distances to it one.</summary>
    private static bool TryScale(ReadOnlySpan<PixelPoint> hand, Span<PixelPoint> points)
    {
        float sum = 0;
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = new PixelPoint(hand[i].X - hand[0].X, hand[i].Y - hand[0].Y);
            sum += (points[i].X * points[i].X) + (points[i].Y * points[i].Y);
        }

        float scale = MathF.Sqrt(sum / points.Length);
        if (!(scale > 1e-6f && float.IsFinite(scale)))
            return false;

        foreach (ref PixelPoint point in points)
            point = new PixelPoint(point.X / scale, point.Y / scale);
        return true;
    }

    private static void Finger(ReadOnlySpan<PixelPoint> points, int first, Span<float> into)
    {
        PixelPoint wrist = points[0];
        PixelPoint root = points[first];
        PixelPoint second = points[first + 1];
        PixelPoint third = points[first + 2];
        PixelPoint tip = points[first + 3];
        float path = root.DistanceTo(second) + second.DistanceTo(third) + third.DistanceTo(tip) + Least;
        into[0] = root.DistanceTo(tip) / path;
        into[1] = (wrist.DistanceTo(tip) / (wrist.DistanceTo(second) + Least)) - 1;
        into[2] = wrist.DistanceTo(tip);
        into[3] = Straightness(wrist, root, second);
        into[4] = Straightness(root, second, third);
        into[5] = Straightness(second, third, tip);
    }

    /// <summary>Cosine of the bend at b: 1 straight on, -1 folded back.</summary>
    private static float Straightness(PixelPoint a, PixelPoint b, PixelPoint c)
    {
        (float ux, float uy) = (b.X - a.X, b.Y - a.Y);
        (float vx, float vy) = (c.X - b.X, c.Y - b.Y);
        return ((ux * vx) + (uy * vy)) / ((a.DistanceTo(b) * b.DistanceTo(c)) + Least);
    }
}

/// <summary>What shape a hand has. One thread at a time; allocates nothing after construction.</summary>
public sealed class StaticGestures
{
    private static readonly GestureKind[] Kinds =
        [GestureKind.OpenHand, GestureKind.Fist, GestureKind.Pointing, GestureKind.Call, GestureKind.None];

    private readonly SmallNetwork _network = new(GestureWeights.Load().Static);
    private readonly float[] _shape = new float[HandShape.Length];

    /// <summary>None with belief 0 when the hand cannot be measured.</summary>
    public (GestureKind Kind, float Belief) Of(ReadOnlySpan<PixelPoint> hand)
    {
        if (!HandShape.TryMeasure(hand, _shape))
            return (GestureKind.None, 0);

        int best = _network.Run(_shape);
        return best < 0 ? (GestureKind.None, 0) : (Kinds[best], _network.Beliefs[best]);
    }
}
