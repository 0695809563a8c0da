using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Cabin.Driver;

/// <summary>Which zone of the car lies in a direction. Where boxes overlap, the first one is taken.</summary>
public sealed class GazeZoneMap
{
    private readonly ImmutableArray<GazeBox> _boxes;

    /// <summary>Throws <see cref="ArgumentException"/> naming every box that cannot be; a map needs a road.</summary>
    public GazeZoneMap(IReadOnlyList<GazeBox> boxes)
    {
        ArgumentNullException.ThrowIfNull(boxes);
        var problems = new LimitProblems("gaze zones");
        bool hasRoad = false;
        foreach (GazeBox box in boxes)
        {
            hasRoad |= box.Zone == GazeZone.Road;
            problems.Require(
                box.Zone > GazeZone.Unknown && box.Zone < GazeZone.Elsewhere, $"{box.Zone} is no zone to draw");
            problems.Require(box.View.IsUsable, $"{box.Zone}: need from < to");
        }

        problems.Require(hasRoad, "no zone is the road");
        problems.ThrowIfAny();
        _boxes = [.. boxes];
    }

    /// <summary>In the order in which they are asked.</summary>
    public IReadOnlyList<GazeBox> Boxes => _boxes;

    /// <summary>
    /// A car with the wheel on the left: directions in which a driver of middle height sees its parts, chosen by us. A
    /// vehicle's own profile takes its place.
    /// </summary>
    public static GazeZoneMap LeftHandDrive { get; } = new(
    [
        new GazeBox(GazeZone.InnerMirror, ViewBox.FromDegrees(-48, -32, -18, -3)),
        new GazeBox(GazeZone.LeftMirror, ViewBox.FromDegrees(32, 60, 4, 25)),
        new GazeBox(GazeZone.RightMirror, ViewBox.FromDegrees(-70, -52, 4, 22)),
        new GazeBox(GazeZone.Road, ViewBox.FromDegrees(-32, 28, -25, 8)),
        new GazeBox(GazeZone.InstrumentCluster, ViewBox.FromDegrees(-12, 12, 8, 24)),
        new GazeBox(GazeZone.CentreStack, ViewBox.FromDegrees(-45, -12, 8, 45)),
        new GazeBox(GazeZone.GloveBox, ViewBox.FromDegrees(-75, -45, 22, 70)),
        new GazeBox(GazeZone.Lap, ViewBox.FromDegrees(-25, 45, 24, 90)),
        new GazeBox(GazeZone.Passenger, ViewBox.FromDegrees(-120, -52, -8, 60)),
        new GazeBox(GazeZone.RightWindow, ViewBox.FromDegrees(-120, -32, -25, 8)),
        new GazeBox(GazeZone.LeftWindow, ViewBox.FromDegrees(28, 120, -25, 45)),
        new GazeBox(GazeZone.Roof, ViewBox.FromDegrees(-120, 120, -90, -25)),
    ]);

    /// <summary>The same car with the wheel on the right.</summary>
    public static GazeZoneMap RightHandDrive { get; } = LeftHandDrive.Mirrored();

    /// <summary>Signs as in <see cref="GazeAngles"/>. Unknown only for angles that are no numbers.</summary>
    public GazeZone ZoneOf(Radians yaw, Radians pitch)
    {
        if (!double.IsFinite(yaw.Value) || !double.IsFinite(pitch.Value))
            return GazeZone.Unknown;

        foreach (GazeBox box in _boxes)
        {
            if (box.View.Holds(yaw, pitch))
                return box.Zone;
        }

        return GazeZone.Elsewhere;
    }

    private static GazeZone Across(GazeZone zone) => zone switch
    {
        GazeZone.LeftMirror => GazeZone.RightMirror,
        GazeZone.RightMirror => GazeZone.LeftMirror,
        GazeZone.LeftWindow => GazeZone.RightWindow,
        GazeZone.RightWindow => GazeZone.LeftWindow,
        _ => zone,
    };

    private GazeZoneMap Mirrored()
    {
        var boxes = new GazeBox[_boxes.Length];
        for (int i = 0; i < boxes.Length; i++)
        {
            GazeBox box = _boxes[i];
            boxes[i] = new GazeBox(Across(box.Zone), box.View.Mirrored);
        }

        return new GazeZoneMap(boxes);
    }
}
