using System;
using System.Collections.Generic;
using System.Numerics;

namespace SenseAuto.Sim.Pictures;

/// <summary>
/// A model's triangles, built once. Metres; x forward, y left, z up, origin on the ground. Corners run
/// counter-clockwise when seen from outside.
/// </summary>
internal sealed class Mesh(Vector3[] points, Vector3[] normals, int[] corners, Surface[] surfaces)
{
    private readonly Surface[] _kinds = [.. new SortedSet<Surface>(surfaces)];

    public Vector3[] Points { get; } = points;

    /// <summary>Of all points.</summary>
    public Vector3 Middle { get; } = MiddleOf(points);

    /// <summary>No point is farther from the middle.</summary>
    public float Radius { get; } = RadiusOf(points);

    public Vector3[] Normals { get; } = normals;

    /// <summary>Three point numbers a triangle.</summary>
    public int[] Corners { get; } = corners;

    /// <summary>One a triangle.</summary>
    public Surface[] Surfaces { get; } = surfaces;

    /// <summary>Whether any of its surfaces mirrors the sky.</summary>
    public bool IsGlossy(ReadOnlySpan<Finish> livery)
    {
        foreach (Surface surface in _kinds)
        {
            if (livery[(int)surface].Gloss > 0)
                return true;
        }

        return false;
    }

    private static Vector3 MiddleOf(Vector3[] points)
    {
        Vector3 low = points[0], high = points[0];
        foreach (Vector3 point in points)
            (low, high) = (Vector3.Min(low, point), Vector3.Max(high, point));
        return (low + high) / 2;
    }

    private static float RadiusOf(Vector3[] points)
    {
        Vector3 middle = MiddleOf(points);
        float radius = 0;
        foreach (Vector3 point in points)
            radius = MathF.Max(radius, Vector3.Distance(point, middle));
        return radius;
    }
}
