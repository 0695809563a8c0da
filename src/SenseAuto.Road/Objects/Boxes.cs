using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Objects;

/// <summary>Overlap of boxes in the picture.</summary>
public static class Boxes
{
    /// <summary>Shared area in square pixels; 0 when they do not touch or a side is not a number.</summary>
    public static double Intersection(in PixelBox a, in PixelBox b)
    {
        double width = Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left);
        double height = Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top);
        return width > 0 && height > 0 ? width * height : 0;
    }

    /// <summary>Intersection over union, 0..1.</summary>
    public static double Overlap(in PixelBox a, in PixelBox b)
    {
        double shared = Intersection(a, b);
        double union = a.Area + b.Area - shared;
        return union > 0 ? shared / union : 0;
    }

    /// <summary>Share of the smaller box that lies in the other, 0..1.</summary>
    public static double OverlapOfSmaller(in PixelBox a, in PixelBox b)
    {
        double smaller = Math.Min(a.Area, b.Area);
        return smaller > 0 ? Intersection(a, b) / smaller : 0;
    }
}
