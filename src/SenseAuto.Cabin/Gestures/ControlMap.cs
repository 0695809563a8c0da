using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Cabin.Gestures;

/// <summary>Which control lies where the driver looks. Where boxes overlap, the first one is taken.</summary>
public sealed class ControlMap
{
    private readonly ImmutableArray<ControlBox> _boxes;

    /// <summary>Throws <see cref="ArgumentException"/> naming every box that cannot be.</summary>
    public ControlMap(IReadOnlyList<ControlBox> boxes)
    {
        ArgumentNullException.ThrowIfNull(boxes);
        var problems = new LimitProblems("controls");
        foreach (ControlBox box in boxes)
        {
            problems.Require(box.Control is > CabinControl.None and <= CabinControl.Roof, $"{box.Control} is no control");
            problems.Require(box.View.IsUsable, $"{box.Control}: need from < to");
        }

        problems.ThrowIfAny();
        _boxes = [.. boxes];
    }

    /// <summary>
    /// A car with the wheel on the left: directions in which a driver of middle height sees its controls, chosen by us,
    /// none smaller than the ten degrees or so that a gaze is sure to. A vehicle's own profile takes its place.
    /// </summary>
    public static ControlMap LeftHandDrive { get; } = new(
    [
        new ControlBox(CabinControl.InnerMirror, ViewBox.FromDegrees(-48, -32, -18, -3)),
        new ControlBox(CabinControl.LeftMirror, ViewBox.FromDegrees(32, 60, 4, 25)),
        new ControlBox(CabinControl.RightMirror, ViewBox.FromDegrees(-70, -52, 4, 22)),
        new ControlBox(CabinControl.InstrumentCluster, ViewBox.FromDegrees(-12, 12, 8, 24)),
        new ControlBox(CabinControl.CentreScreen, ViewBox.FromDegrees(-45, -12, 8, 26)),
        new ControlBox(CabinControl.ClimatePanel, ViewBox.FromDegrees(-45, -12, 26, 42)),
        new ControlBox(CabinControl.GloveBox, ViewBox.FromDegrees(-75, -45, 22, 70)),
        new ControlBox(CabinControl.Roof, ViewBox.FromDegrees(-60, 10, -90, -28)),
    ]);

    /// <summary>None for angles that are no numbers, too.</summary>
    /// <param name="yaw">Signs as in <see cref="Driver.GazeAngles"/>.</param>
    public CabinControl Of(Radians yaw, Radians pitch)
    {
        foreach (ref readonly ControlBox box in _boxes.AsSpan())
        {
            if (box.View.Holds(yaw, pitch))
                return box.Control;
        }

        return CabinControl.None;
    }

    /// <summary>Whether a control, its edges moved out, still lies there: a gaze that rests on an edge must not flicker.</summary>
    public bool IsStillOn(CabinControl control, Radians yaw, Radians pitch, Radians margin)
    {
        foreach (ref readonly ControlBox box in _boxes.AsSpan())
        {
            if (box.Control == control && box.View.Holds(yaw, pitch, margin))
                return true;
        }

        return false;
    }
}
