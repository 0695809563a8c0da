using System;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Distances between bodies: boxes in the plane.</summary>
internal static class Bodies
{
    /// <summary>The corners of a box in the world, anticlockwise from the front left.</summary>
    public static void Corners(Actor actor, Span<(double X, double Y)> corners)
    {
        (double sin, double cos) = Math.SinCos(actor.Heading);
        ActorShape shape = actor.Shape;
        double cx = actor.X + (shape.BoxForwardM * cos) - (shape.BoxLeftM * sin);
        double cy = actor.Y + (shape.BoxForwardM * sin) + (shape.BoxLeftM * cos);
        double lx = 0.5 * shape.LengthM * cos;
        double ly = 0.5 * shape.LengthM * sin;
        double wx = -0.5 * shape.WidthM * sin;
        double wy = 0.5 * shape.WidthM * cos;
        corners[0] = (cx + lx + wx, cy + ly + wy);
        corners[1] = (cx - lx + wx, cy - ly + wy);
        corners[2] = (cx - lx - wx, cy - ly - wy);
        corners[3] = (cx + lx - wx, cy + ly - wy);
    }

    /// <summary>Shortest distance between two bodies in the plane; 0 when they touch or overlap.</summary>
    public static double Gap(Actor a, Actor b)
    {
        Span<(double X, double Y)> one = stackalloc (double X, double Y)[4];
        Span<(double X, double Y)> other = stackalloc (double X, double Y)[4];
        Corners(a, one);
        Corners(b, other);
        if (!IsApart(one, other) && !IsApart(other, one))
            return 0;

        double best = double.MaxValue;
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                best = Math.Min(best, ToSide(one[i], other[j], other[(j + 1) & 3]));
                best = Math.Min(best, ToSide(other[i], one[j], one[(j + 1) & 3]));
            }
        }

        return Math.Sqrt(best);
    }

    /// <summary>Shortest distance from a body to a point in the plane; 0 inside.</summary>
    public static double Gap(Actor actor, double x, double y)
    {
        (double sin, double cos) = Math.SinCos(actor.Heading);
        double ahead = ((x - actor.X) * cos) + ((y - actor.Y) * sin) - actor.Shape.BoxForwardM;
        double left = ((y - actor.Y) * cos) - ((x - actor.X) * sin) - actor.Shape.BoxLeftM;
        double dx = Math.Max(0, Math.Abs(ahead) - (actor.Shape.LengthM / 2));
        double dy = Math.Max(0, Math.Abs(left) - (actor.Shape.WidthM / 2));
        return Math.Sqrt((dx * dx) + (dy * dy));
    }

    /// <summary>From where to where a body reaches along an axis through a point.</summary>
    public static (double Low, double High) Reach(Actor actor, double x, double y, double axisRad)
    {
        Span<(double X, double Y)> corners = stackalloc (double X, double Y)[4];
        Corners(actor, corners);
        (double sin, double cos) = Math.SinCos(axisRad);
        double low = double.MaxValue;
        double high = double.MinValue;
        foreach ((double cornerX, double cornerY) in corners)
        {
            double along = ((cornerX - x) * cos) + ((cornerY - y) * sin);
            low = Math.Min(low, along);
            high = Math.Max(high, along);
        }

        return (low, high);
    }

    private static bool IsApart(Span<(double X, double Y)> one, Span<(double X, double Y)> other)
    {
        for (int side = 0; side < 2; side++)
        {
            double ax = one[side + 1].X - one[side].X;
            double ay = one[side + 1].Y - one[side].Y;
            (double low, double high) = Shadow(one, ax, ay);
            (double otherLow, double otherHigh) = Shadow(other, ax, ay);
            if (high < otherLow || otherHigh < low)
                return true;
        }

        return false;
    }

    private static (double Low, double High) Shadow(Span<(double X, double Y)> box, double ax, double ay)
    {
        double low = double.MaxValue;
        double high = double.MinValue;
        foreach ((double x, double y) in box)
        {
            double along = (x * ax) + (y * ay);
            low = Math.Min(low, along);
            high = Math.Max(high, along);
        }

        return (low, high);
    }

    private static double ToSide((double X, double Y) point, (double X, double Y) from, (double X, double Y) to)
    {
        double dx = to.X - from.X;
        double dy = to.Y - from.Y;
        double square = (dx * dx) + (dy * dy);
        double share = square > 0
            ? Math.Clamp((((point.X - from.X) * dx) + ((point.Y - from.Y) * dy)) / square, 0, 1) : 0;
        double x = from.X + (share * dx) - point.X;
        double y = from.Y + (share * dy) - point.Y;
        return (x * x) + (y * y);
    }
}
