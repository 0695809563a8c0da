using System;
using System.Collections.Generic;
using System.Numerics;

namespace SenseAuto.Sim.Cabin;

/// <summary>Triangles over points of a plane such that no triangle's circle holds another point (Bowyer-Watson).</summary>
internal static class Delaunay
{
    /// <summary>Three point numbers a triangle. Points that coincide with earlier ones are left out.</summary>
    public static int[] Triangulate(ReadOnlySpan<Vector2> points)
    {
        Vector2 low = points[0], high = points[0];
        foreach (Vector2 point in points)
            (low, high) = (Vector2.Min(low, point), Vector2.Max(high, point));
        Vector2 middle = (low + high) / 2;
        float reach = 20 * ((high - low).Length() + 1);
        var all = new List<Vector2>(points.ToArray())
        {
            middle + new Vector2(-reach, -reach), middle + new Vector2(reach, -reach), middle + new Vector2(0, reach),
        };
        int count = points.Length;
        var triangles = new List<(int A, int B, int C)> { (count, count + 1, count + 2) };
        var border = new Dictionary<(int From, int To), bool>();
        for (int i = 0; i < count; i++)
            Insert(all, triangles, border, i);
        triangles.RemoveAll(triangle => triangle.A >= count || triangle.B >= count || triangle.C >= count);
        var corners = new List<int>();
        foreach ((int a, int b, int c) in triangles)
            corners.AddRange([a, b, c]);
        return [.. corners];
    }

    private static void Insert(
        List<Vector2> points, List<(int A, int B, int C)> triangles, Dictionary<(int From, int To), bool> border, int point)
    {
        border.Clear();
        for (int i = triangles.Count - 1; i >= 0; i--)
        {
            (int a, int b, int c) = triangles[i];
            if (!IsInCircle(points[a], points[b], points[c], points[point]))
                continue;

            triangles.RemoveAt(i);
            Toggle(border, a, b);
            Toggle(border, b, c);
            Toggle(border, c, a);
        }

        foreach ((int from, int to) in border.Keys)
            triangles.Add((from, to, point));
    }

    /// <summary>An edge that two removed triangles share is inside the hole.</summary>
    private static void Toggle(Dictionary<(int From, int To), bool> border, int from, int to)
    {
        if (!border.Remove((to, from)))
            border[(from, to)] = true;
    }

    private static bool IsInCircle(Vector2 a, Vector2 b, Vector2 c, Vector2 point)
    {
        double ax = a.X - point.X, ay = a.Y - point.Y, bx = b.X - point.X, by = b.Y - point.Y, cx = c.X - point.X, cy = c.Y - point.Y;
        double determinant = (((ax * ax) + (ay * ay)) * ((bx * cy) - (cx * by)))
            - (((bx * bx) + (by * by)) * ((ax * cy) - (cx * ay)))
            + (((cx * cx) + (cy * cy)) * ((ax * by) - (bx * ay)));
        double turn = ((double)(b.X - a.X) * (c.Y - a.Y)) - ((double)(b.Y - a.Y) * (c.X - a.X));
        return turn > 0 ? determinant > 0 : determinant < 0;
    }
}
