using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;

namespace SenseAuto.Road.Objects;

/// <summary>
/// Joins what the wide view and the far crop saw of one picture. Where both saw an object the crop's box is kept,
/// because it is finer, unless the crop's edge cuts the object; then the wide view's box is kept. A weak box that
/// lies well inside the crop but that the crop does not show at all is dropped: seen closely it was nothing.
/// </summary>
public sealed class DetectionMerger(DetectorLimits limits)
{
    // A box ending this close to the crop's edge is taken as cut. Chosen by us: half a cell of the finest grid.
    private const float EdgePixels = 4;

    // Phantoms between two real cars scored 0.30 to 0.45 in the wide view and were absent in the crop (38 pictures).
    private const float WeakScore = 0.5f;

    /// <summary>Boxes of one view dropped because the other view had the object. Only goes up.</summary>
    public long Joined { get; private set; }

    /// <summary>Weak boxes of the wide view that the crop did not show. Only goes up.</summary>
    public long Refuted { get; private set; }

    /// <param name="into">Emptied first. May be neither of the two.</param>
    public void Merge(
        ReadOnlySpan<Detection> wide, ReadOnlySpan<Detection> crop, in PixelBox cropArea, FixedList<Detection> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Clear();
        foreach (ref readonly Detection detection in crop)
        {
            if (!IsCut(detection.Box, cropArea))
                into.TryAdd(detection);
        }

        AddUnlessKnown(wide, crop, cropArea, into);
        foreach (ref readonly Detection detection in crop)
        {
            if (IsCut(detection.Box, cropArea) && !IsKnown(detection, into.Items, isCut: true))
                into.TryAdd(detection);
        }
    }

    private static bool IsCut(in PixelBox box, in PixelBox area) =>
        box.Left < area.Left + EdgePixels || box.Right > area.Right - EdgePixels
        || box.Top < area.Top + EdgePixels || box.Bottom > area.Bottom - EdgePixels;

    private void AddUnlessKnown(
        ReadOnlySpan<Detection> wide, ReadOnlySpan<Detection> crop, in PixelBox cropArea, FixedList<Detection> into)
    {
        int fromCrop = into.Count;
        foreach (ref readonly Detection detection in wide)
        {
            if (IsKnown(detection, into.Items[..fromCrop], isCut: false))
                continue;

            if (detection.Score < WeakScore && !IsCut(detection.Box, cropArea) && !IsTouched(detection, crop))
                Refuted++;
            else
                into.TryAdd(detection);
        }
    }

    /// <summary>The crop shows something of the kind that shares at least the overlap limit with the box.</summary>
    private bool IsTouched(in Detection detection, ReadOnlySpan<Detection> crop)
    {
        ClassGroup group = RoadClasses.GroupOf(detection.Class);
        foreach (ref readonly Detection other in crop)
        {
            if (RoadClasses.GroupOf(other.Class) == group
                && Boxes.OverlapOfSmaller(detection.Box, other.Box) > limits.OverlapMax)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsKnown(in Detection detection, ReadOnlySpan<Detection> known, bool isCut)
    {
        ClassGroup group = RoadClasses.GroupOf(detection.Class);
        foreach (ref readonly Detection other in known)
        {
            double overlap = isCut
                ? Boxes.OverlapOfSmaller(detection.Box, other.Box)
                : Boxes.Overlap(detection.Box, other.Box);
            if (RoadClasses.GroupOf(other.Class) == group && overlap > limits.OverlapMax)
            {
                Joined++;
                return true;
            }
        }

        return false;
    }
}
