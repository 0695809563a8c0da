using System;
using System.Collections.Generic;
using System.Numerics;

namespace SenseAuto.Sim.Cabin;

/// <summary>
/// A head out of one photograph and the 468 points that a face mesh network found on it: turned to the front, in metres, with two rings
/// of hair and neck around the face. Head plane: x to the right as seen by the camera, y down, z away; origin between the ears.
/// </summary>
public sealed class HeadModel
{
    // Between the outer eye corners of an average face (published canonical face model: 88.9 mm).
    private const float OuterCornersM = 0.0889f;

    // Nose tip to between the ears over the width between the ears. An average face has 0.655 (same model); chosen by
    // us a fifth larger, because the networks that look at the result then measure the turn that was asked for.
    private const float DepthShare = 0.78f;
    private const int NoseTip = 4;
    private const int RingCount = 2;

    // Longer edges only close the hull beside the face.
    private const float EdgeMaxM = 0.045f;
    private static readonly Vector3 Mirror = new(-1, 1, 1);
    private static readonly (float Out, float BackM)[] Rings = [(0.20f, 0.025f), (0.46f, 0.085f)];

    /// <param name="portrait">The photograph.</param>
    /// <param name="meshPoints">468 points in its pixels: x right, y down, z away in the same scale as x.</param>
    /// <exception cref="ArgumentException">Not 468 finite points of a face in the picture.</exception>
    public HeadModel(Portrait portrait, ReadOnlySpan<Vector3> meshPoints)
    {
        ArgumentNullException.ThrowIfNull(portrait);
        Check(portrait, meshPoints);
        Portrait = portrait;
        int count = FacePoints.Count + (RingCount * FacePoints.Oval.Length) + 1;
        (Rest, Texture, Alpha, Shade) = (new Vector3[count], new Vector2[count], new float[count], new float[count]);
        ToFront(meshPoints);
        FaceAhead();
        MakeEven();
        GrowRings();
        Triangles = Skin();
        Outer = RingTriangles();
        EyeMiddles = [MiddleOfEye(isLeft: false), MiddleOfEye(isLeft: true)];
        White = WhiteOfEyes();
    }

    internal Portrait Portrait { get; }

    /// <summary>Head plane, metres.</summary>
    internal Vector3[] Rest { get; }

    /// <summary>Portrait pixels.</summary>
    internal Vector2[] Texture { get; }

    /// <summary>Fades out at the outer ring.</summary>
    internal float[] Alpha { get; }

    /// <summary>Under the jaw and behind the ears it is darker.</summary>
    internal float[] Shade { get; }

    /// <summary>Of the face, without eyes and mouth.</summary>
    internal int[] Triangles { get; }

    /// <summary>Of hair, ears and neck.</summary>
    internal int[] Outer { get; }

    /// <summary>Right eye, left eye: where the iris lies when he looks ahead.</summary>
    internal Vector2[] EyeMiddles { get; }

    internal Vector3 White { get; }

    private static void Check(Portrait portrait, ReadOnlySpan<Vector3> points)
    {
        if (points.Length != FacePoints.Count)
            throw new ArgumentException($"{points.Length} face points, expected {FacePoints.Count}");
        for (int i = 0; i < points.Length; i++)
        {
            bool isIn = points[i].X >= -portrait.Width && points[i].X <= 2 * portrait.Width && points[i].Y >= -portrait.Height
                && points[i].Y <= 2 * portrait.Height && float.IsFinite(points[i].Z);
            if (!isIn)
                throw new ArgumentException($"face point {i} at {points[i]} is not on a portrait of {portrait.Width}x{portrait.Height}");
        }

        if (!(Vector3.Distance(points[FacePoints.RightCheek], points[FacePoints.LeftCheek]) > 8))
            throw new ArgumentException("the face points are one heap: no face");
    }

    /// <summary>Undoes the turn that the head had on the photograph, and turns pixels into metres.</summary>
    private void ToFront(ReadOnlySpan<Vector3> points)
    {
        Vector3 right = Vector3.Normalize(points[FacePoints.LeftCheek] - points[FacePoints.RightCheek]);
        Vector3 down = points[FacePoints.Chin] - points[FacePoints.Forehead];
        Vector3 away = Vector3.Normalize(Vector3.Cross(right, down));
        down = Vector3.Cross(away, right);
        Vector3 origin = (points[FacePoints.LeftCheek] + points[FacePoints.RightCheek]) / 2;
        float scale = OuterCornersM / Vector3.Distance(points[FacePoints.RightEyeOuter], points[FacePoints.LeftEyeOuter]);
        for (int i = 0; i < points.Length; i++)
        {
            Vector3 offset = points[i] - origin;
            Rest[i] = scale * new Vector3(Vector3.Dot(right, offset), Vector3.Dot(down, offset), Vector3.Dot(away, offset));
            Texture[i] = new Vector2(points[i].X, points[i].Y);
            Alpha[i] = Shade[i] = 1;
        }

        float width = Rest[FacePoints.LeftCheek].X - Rest[FacePoints.RightCheek].X;
        float stretch = Math.Clamp(DepthShare * width / MathF.Max(1e-4f, -Rest[NoseTip].Z), 0.7f, 1.5f);
        for (int i = 0; i < points.Length; i++)
            Rest[i].Z *= stretch;
    }

    /// <summary>Turns the last degrees away: the nose's tip comes to lie before the middle between the eyes.</summary>
    private void FaceAhead()
    {
        Vector3 tip = Rest[NoseTip] - ((Rest[FacePoints.LeftEyeOuter] + Rest[FacePoints.RightEyeOuter]) / 2);
        var turn = Matrix4x4.CreateRotationY(MathF.Atan2(tip.X, -tip.Z));
        for (int i = 0; i < FacePoints.Count; i++)
            Rest[i] = Vector3.Transform(Rest[i], turn);
    }

    /// <summary>
    /// Faces are alike left and right, and what a network guesses of the side turned away is not: each point and its
    /// mirrored neighbour share their places, and both sides show the side that the photograph shows more of.
    /// </summary>
    private void MakeEven()
    {
        var even = new Vector3[FacePoints.Count];
        var shown = new Vector2[FacePoints.Count];
        float toRight = MathF.Abs(Texture[NoseTip].X - Texture[FacePoints.RightCheek].X);
        float toLeft = MathF.Abs(Texture[FacePoints.LeftCheek].X - Texture[NoseTip].X);
        float better = toRight > toLeft ? -1 : 1;
        for (int i = 0; i < even.Length; i++)
        {
            int twin = TwinOf(i);
            even[i] = (Rest[i] + (Rest[twin] * Mirror)) / 2;
            shown[i] = Rest[i].X * better >= 0 ? Texture[i] : Texture[twin];
        }

        even.CopyTo(Rest, 0);
        shown.CopyTo(Texture, 0);
    }

    private int TwinOf(int point)
    {
        Vector3 wanted = Rest[point] * Mirror;
        int twin = 0;
        for (int i = 1; i < FacePoints.Count; i++)
            twin = Vector3.DistanceSquared(Rest[i], wanted) < Vector3.DistanceSquared(Rest[twin], wanted) ? i : twin;
        return twin;
    }

    private void GrowRings()
    {
        Vector3 middle = default;
        foreach (int i in FacePoints.Oval)
            middle += Rest[i] / FacePoints.Oval.Length;
        Rest[^1] = middle + new Vector3(0, 0, 0.02f);
        (Texture[^1], Alpha[^1], Shade[^1]) = (Texture[FacePoints.RightCheekBone], 1, 0.8f);
        for (int ring = 0; ring < RingCount; ring++)
        {
            for (int j = 0; j < FacePoints.Oval.Length; j++)
            {
                int from = FacePoints.Oval[j], at = FacePoints.Count + (ring * FacePoints.Oval.Length) + j;
                Vector3 outward = (Rest[from] - middle) with { Z = 0 };
                Vector3 grown = Rings[ring].Out * outward;
                Rest[at] = Rest[from] + grown + new Vector3(0, 0, Rings[ring].BackM);

                // Below the eyes the photograph goes on with collar and background: there the last skin is drawn out.
                float hair = Math.Clamp(0.5f - ((Rest[from].Y - Rest[FacePoints.RightEyeOuter].Y) / 0.05f), 0.10f, 1);
                Texture[at] = Texture[from] + (hair * Rings[ring].Out * (Texture[from] - Texture[NoseTip]));
                Alpha[at] = ring == 0 ? 1 : 0;
                Shade[at] = 0.45f + (0.55f * Math.Clamp(hair, 0, 1));
            }
        }
    }

    private int[] Skin()
    {
        var flat = new Vector2[FacePoints.Count];
        for (int i = 0; i < flat.Length; i++)
            flat[i] = new Vector2(Rest[i].X, Rest[i].Y);
        int[] all = Delaunay.Triangulate(flat);
        var kept = new List<int>(all.Length);
        for (int i = 0; i < all.Length; i += 3)
        {
            int[] corners = [all[i], all[i + 1], all[i + 2]];
            bool isSkin = !Spans(flat, corners, FacePoints.UpperLip, FacePoints.LowerLip)
                && !Spans(flat, corners, FacePoints.UpperLid(isLeft: false), FacePoints.LowerLid(isLeft: false))
                && !Spans(flat, corners, FacePoints.UpperLid(isLeft: true), FacePoints.LowerLid(isLeft: true));
            if (isSkin && LongestEdge(flat, corners) < EdgeMaxM)
                kept.AddRange(corners);
        }

        return [.. kept];
    }

    /// <summary>Lies over the gap between two edges that share their first and last points.</summary>
    private static bool Spans(Vector2[] points, ReadOnlySpan<int> corners, ReadOnlySpan<int> upper, ReadOnlySpan<int> lower)
    {
        bool isAll = true, isAbove = false, isBelow = false;
        foreach (int corner in corners)
        {
            isAll &= upper.Contains(corner) || lower.Contains(corner);
            isAbove |= IsBeyond(points, corner, upper, -1);
            isBelow |= IsBeyond(points, corner, lower, 1);
        }

        return isAll || (isAbove && isBelow);
    }

    /// <summary>On an edge or on its far side, between the edge's ends.</summary>
    private static bool IsBeyond(Vector2[] points, int corner, ReadOnlySpan<int> edge, int side)
    {
        for (int i = 1; i + 2 < edge.Length; i++)
        {
            Vector2 a = points[edge[i]], b = points[edge[i + 1]], at = points[corner];
            if (corner == edge[i] || corner == edge[i + 1])
                return true;
            if ((a.X <= at.X) == (at.X < b.X) && side * (at.Y - a.Y - ((at.X - a.X) * (b.Y - a.Y) / (b.X - a.X))) >= 0)
                return true;
        }

        return false;
    }

    private static float LongestEdge(Vector2[] points, ReadOnlySpan<int> corners)
    {
        Vector2 a = points[corners[0]], b = points[corners[1]], c = points[corners[2]];
        return MathF.Max(Vector2.Distance(a, b), MathF.Max(Vector2.Distance(b, c), Vector2.Distance(c, a)));
    }

    private static int[] RingTriangles()
    {
        int count = FacePoints.Oval.Length;
        var corners = new List<int>();
        for (int ring = 0; ring < RingCount; ring++)
        {
            for (int j = 0; j < count; j++)
            {
                int next = (j + 1) % count;
                int inner = ring == 0 ? FacePoints.Oval[j] : FacePoints.Count + j;
                int innerNext = ring == 0 ? FacePoints.Oval[next] : FacePoints.Count + next;
                int outer = FacePoints.Count + (ring * count);
                corners.AddRange([inner, innerNext, outer + next, inner, outer + next, outer + j]);
            }
        }

        // Behind the face, so that a fold of the border that opens in a turned view shows skin.
        for (int j = 0; j < count; j++)
            corners.AddRange([FacePoints.Oval[j], FacePoints.Oval[(j + 1) % count], FacePoints.Count + (RingCount * count)]);
        return [.. corners];
    }

    private Vector2 MiddleOfEye(bool isLeft)
    {
        Vector3 sum = default;
        foreach (int i in FacePoints.UpperLid(isLeft))
            sum += Rest[i];
        foreach (int i in FacePoints.LowerLid(isLeft))
            sum += Rest[i];
        sum /= 2 * FacePoints.UpperLid(isLeft).Length;
        return new Vector2(sum.X, sum.Y);
    }

    /// <summary>The photograph's own light on something white: its cheeks' brightness, without their colour.</summary>
    private Vector3 WhiteOfEyes()
    {
        Vector2 cheek = Texture[FacePoints.RightCheekBone];
        Vector3 skin = Portrait.At(cheek.X, cheek.Y);
        float level = Math.Clamp(((skin.X + skin.Y + skin.Z) / 3) * 1.12f, 110, 225);
        return level * new Vector3(1.02f, 0.99f, 0.97f);
    }
}
