using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;

namespace SenseAuto.Road.Objects;

/// <summary>A corner of the mask, in pixels of the full camera picture.</summary>
public readonly record struct PicturePoint(double Column, double Row);

/// <summary>
/// The part of the picture that our own car fills (bonnet, wiper, badge), as a polygon. A network may take it for a
/// car, so a detection that lies mostly inside is dropped and counted.
/// </summary>
public sealed class EgoMask
{
    // The share is counted on a grid of 8 x 8 points: 1.6 % steps, chosen by us.
    private const int GridPoints = 8;
    private readonly PicturePoint[] _corners;
    private readonly double _shareMax;

    /// <param name="corners">In order around the polygon; fewer than three means no mask.</param>
    /// <param name="shareMax">A detection with more of its area inside is dropped; above 0, at most 1.</param>
    public EgoMask(ReadOnlySpan<PicturePoint> corners, double shareMax = 0.6)
    {
        if (!(shareMax is > 0 and <= 1))
            throw new ArgumentException($"ego mask: shareMax is {shareMax}, allowed above 0 and up to 1");
        foreach (PicturePoint corner in corners)
        {
            if (!double.IsFinite(corner.Column + corner.Row))
                throw new ArgumentException($"ego mask: corner {corner} is not a point");
        }

        _corners = corners.Length >= 3 ? corners.ToArray() : [];
        _shareMax = shareMax;
    }

    /// <summary>Detections dropped. Only goes up.</summary>
    public long Dropped { get; private set; }

    public void Apply(FixedList<Detection> detections)
    {
        ArgumentNullException.ThrowIfNull(detections);
        for (int i = detections.Count - 1; i >= 0; i--)
        {
            if (ShareInside(detections.Items[i].Box) > _shareMax)
            {
                detections.RemoveAt(i);
                Dropped++;
            }
        }
    }

    /// <summary>0..1.</summary>
    public double ShareInside(in PixelBox box)
    {
        if (_corners.Length == 0)
            return 0;

        int inside = 0;
        for (int i = 0; i < GridPoints * GridPoints; i++)
        {
            double column = box.Left + (((i % GridPoints) + 0.5) / GridPoints * box.Width);
            double row = box.Top + (((i / GridPoints) + 0.5) / GridPoints * box.Height);
            inside += IsInside(column, row) ? 1 : 0;
        }

        return (double)inside / (GridPoints * GridPoints);
    }

    /// <summary>Counts the polygon's edges to the right of the point: an odd number means inside.</summary>
    private bool IsInside(double column, double row)
    {
        bool inside = false;
        PicturePoint from = _corners[^1];
        foreach (PicturePoint to in _corners)
        {
            if (from.Row > row != to.Row > row)
            {
                double share = (row - from.Row) / (to.Row - from.Row);
                if (from.Column + (share * (to.Column - from.Column)) > column)
                    inside = !inside;
            }

            from = to;
        }

        return inside;
    }
}
