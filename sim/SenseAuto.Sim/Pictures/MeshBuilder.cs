using System;
using System.Collections.Generic;
using System.Numerics;

namespace SenseAuto.Sim.Pictures;

/// <summary>Puts a mesh together from quads, boxes, lofts and round bodies. Winding follows from the part's middle.</summary>
internal sealed class MeshBuilder
{
    private readonly List<Vector3> _points = [];
    private readonly List<Vector3> _normals = [];
    private readonly List<int> _corners = [];
    private readonly List<Surface> _surfaces = [];

    public Mesh Build()
    {
        for (int i = 0; i < _normals.Count; i++)
            _normals[i] = _normals[i].LengthSquared() > 0 ? Vector3.Normalize(_normals[i]) : Vector3.UnitZ;
        return new Mesh([.. _points], [.. _normals], [.. _corners], [.. _surfaces]);
    }

    /// <summary>A flat quad facing away from a point.</summary>
    public MeshBuilder Quad(Surface surface, Vector3 awayFrom, Vector3 a, Vector3 b, Vector3 c, Vector3 d)
    {
        int first = Add(a, b, c, d);
        Triangle(surface, awayFrom, first, first + 1, first + 2);
        Triangle(surface, awayFrom, first, first + 2, first + 3);
        return this;
    }

    /// <summary>A quad seen from both sides.</summary>
    public MeshBuilder Board(Surface surface, Vector3 a, Vector3 b, Vector3 c, Vector3 d)
    {
        Vector3 side = Vector3.Cross(b - a, d - a);
        Quad(surface, a - side, a, b, c, d);
        return Quad(surface, a + side, a, b, c, d);
    }

    public MeshBuilder Box(Surface surface, Vector3 low, Vector3 high)
    {
        Vector3 middle = (low + high) / 2;
        for (int axis = 0; axis < 3; axis++)
        {
            foreach (float end in new[] { low[axis], high[axis] })
            {
                int u = (axis + 1) % 3, v = (axis + 2) % 3;
                Vector3 At(float a, float b)
                {
                    Vector3 point = default;
                    point[axis] = end;
                    point[u] = a;
                    point[v] = b;
                    return point;
                }

                Quad(surface, middle, At(low[u], low[v]), At(high[u], low[v]), At(high[u], high[v]), At(low[u], high[v]));
            }
        }

        return this;
    }

    /// <summary>
    /// A skin over rings of equally many points, smooth, with flat ends. Each triangle faces away from its rings' middle.
    /// </summary>
    public MeshBuilder Loft(Surface surface, IReadOnlyList<Vector3[]> rings, Surface? ends = null)
    {
        int size = rings[0].Length;
        int first = _points.Count;
        foreach (Vector3[] ring in rings)
            Add(ring);
        for (int i = 0; i + 1 < rings.Count; i++)
        {
            Vector3 middle = (Mean(rings[i]) + Mean(rings[i + 1])) / 2;
            for (int j = 0; j < size; j++)
            {
                int a = first + (i * size) + j, b = first + (i * size) + ((j + 1) % size);
                Triangle(surface, middle, a, b, b + size);
                Triangle(surface, middle, a, b + size, a + size);
            }
        }

        Vector3 whole = (Mean(rings[0]) + Mean(rings[^1])) / 2;
        Cap(ends ?? surface, whole, rings[0]);
        Cap(ends ?? surface, whole, rings[^1]);
        return this;
    }

    /// <summary>A flat polygon facing away from a point.</summary>
    public MeshBuilder Cap(Surface surface, Vector3 awayFrom, params Vector3[] ring)
    {
        int first = Add(ring);
        int centre = Add(Mean(ring));
        for (int j = 0; j < ring.Length; j++)
            Triangle(surface, awayFrom, first + j, first + ((j + 1) % ring.Length), centre);
        return this;
    }

    /// <summary>A curved patch over a grid of points, smooth, facing away from a point.</summary>
    public MeshBuilder Grid(Surface surface, Vector3 awayFrom, Vector3[,] grid)
    {
        int columns = grid.GetLength(0), rows = grid.GetLength(1);
        int first = _points.Count;
        foreach (Vector3 point in grid)
            Add(point);
        for (int i = 0; i + 1 < columns; i++)
        {
            for (int j = 0; j + 1 < rows; j++)
            {
                int a = first + (i * rows) + j, b = a + rows;
                Triangle(surface, awayFrom, a, b, b + 1);
                Triangle(surface, awayFrom, a, b + 1, a + 1);
            }
        }

        return this;
    }

    /// <summary>A round body between two points with its own radius at each.</summary>
    public MeshBuilder Tube(Surface surface, Vector3 from, Vector3 to, float radiusFrom, float radiusTo, int sides = 8)
    {
        return Loft(surface, [Circle(from, to - from, radiusFrom, sides), Circle(to, to - from, radiusTo, sides)]);
    }

    /// <summary>A flat disc seen from where its axis points to.</summary>
    public MeshBuilder Disc(Surface surface, Vector3 centre, Vector3 axis, float radius, int sides = 12) =>
        Cap(surface, centre - axis, Circle(centre, axis, radius, sides));

    public MeshBuilder Ellipsoid(Surface surface, Vector3 centre, Vector3 radii, int sides = 8, int layers = 5)
    {
        var rings = new List<Vector3[]>();
        for (int i = 0; i <= layers; i++)
        {
            float angle = MathF.PI * ((i + 0.2f) / (layers + 0.4f) - 0.5f);
            var ring = new Vector3[sides];
            for (int j = 0; j < sides; j++)
            {
                (float sin, float cos) = MathF.SinCos(2 * MathF.PI * j / sides);
                ring[j] = centre + (radii * new Vector3(cos * MathF.Cos(angle), sin * MathF.Cos(angle), MathF.Sin(angle)));
            }

            rings.Add(ring);
        }

        return Loft(surface, rings);
    }

    /// <summary>A triangle seen from both sides, lit as if it faced one way only.</summary>
    public MeshBuilder Leaf(Surface surface, Vector3 a, Vector3 b, Vector3 c, Vector3 facing)
    {
        int first = Add(a, b, c);
        _corners.AddRange([first, first + 1, first + 2, first, first + 2, first + 1]);
        _surfaces.AddRange([surface, surface]);
        for (int i = first; i < first + 3; i++)
            _normals[i] += facing;
        return this;
    }

    public static Vector3[] Circle(Vector3 centre, Vector3 axis, float radius, int sides)
    {
        axis = Vector3.Normalize(axis);
        Vector3 across = Vector3.Normalize(Vector3.Cross(axis, MathF.Abs(axis.Z) < 0.9f ? Vector3.UnitZ : Vector3.UnitX));
        Vector3 up = Vector3.Cross(axis, across);
        var ring = new Vector3[sides];
        for (int j = 0; j < sides; j++)
        {
            (float sin, float cos) = MathF.SinCos(2 * MathF.PI * (j + 0.5f) / sides);
            ring[j] = centre + (radius * ((cos * across) + (sin * up)));
        }

        return ring;
    }

    private int Add(params Vector3[] points)
    {
        int first = _points.Count;
        _points.AddRange(points);
        for (int i = 0; i < points.Length; i++)
            _normals.Add(default);
        return first;
    }

    private static Vector3 Mean(Vector3[] points)
    {
        Vector3 sum = default;
        foreach (Vector3 point in points)
            sum += point;
        return sum / points.Length;
    }

    private void Triangle(Surface surface, Vector3 awayFrom, int a, int b, int c)
    {
        Vector3 normal = Vector3.Cross(_points[b] - _points[a], _points[c] - _points[a]);
        if (!(normal.LengthSquared() > 1e-12f))
            return;

        if (Vector3.Dot(normal, _points[a] - awayFrom) < 0)
        {
            (b, c) = (c, b);
            normal = -normal;
        }

        _corners.AddRange([a, b, c]);
        _surfaces.Add(surface);
        _normals[a] += normal;
        _normals[b] += normal;
        _normals[c] += normal;
    }
}
