using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Cabin.Face;

/// <summary>The 478 points of one face on the picture, in continuous pixels. Fixed memory, one writer.</summary>
public sealed class FaceMesh
{
    private readonly PixelPoint[] _points = new PixelPoint[MeshPoints.Count];

    /// <summary>The network's word that there is a face in the crop, 0..1.</summary>
    public float Presence { get; internal set; }

    /// <summary>Irises are known only to networks that refine the eyes.</summary>
    public bool HasIrises { get; internal set; }

    public ReadOnlySpan<PixelPoint> Points => _points;

    public ReadOnlySpan<PixelPoint> Face => _points.AsSpan(0, MeshPoints.FaceCount);

    /// <summary>Smallest upright box around the face's points.</summary>
    public PixelBox Box
    {
        get
        {
            (float left, float right, float top, float bottom) =
                (float.MaxValue, float.MinValue, float.MaxValue, float.MinValue);
            foreach (PixelPoint point in Face)
            {
                (left, right) = (MathF.Min(left, point.X), MathF.Max(right, point.X));
                (top, bottom) = (MathF.Min(top, point.Y), MathF.Max(bottom, point.Y));
            }

            return new PixelBox(left, top, right - left, bottom - top);
        }
    }

    internal Span<PixelPoint> Mutable => _points;

    public PixelPoint At(int index) => _points[index];
}
