using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Cabin;

/// <summary>How much of two boxes is common.</summary>
public static class Overlap
{
    /// <summary>Common area over the area of both together, 0..1.</summary>
    public static float Of(in PixelBox a, in PixelBox b)
    {
        float both = Common(in a, in b);
        return both > 0 ? both / (a.Area + b.Area - both) : 0;
    }

    /// <summary>Share of <paramref name="part"/> that lies in <paramref name="whole"/>, 0..1.</summary>
    public static float Within(in PixelBox part, in PixelBox whole)
    {
        float both = Common(in part, in whole);
        return both > 0 ? both / part.Area : 0;
    }

    private static float Common(in PixelBox a, in PixelBox b)
    {
        float width = MathF.Min(a.Right, b.Right) - MathF.Max(a.Left, b.Left);
        float height = MathF.Min(a.Bottom, b.Bottom) - MathF.Max(a.Top, b.Top);
        return width > 0 && height > 0 ? width * height : 0;
    }
}
