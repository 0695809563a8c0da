using System;
using SenseAuto.Cabin.Driver;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Gestures;

/// <summary>Numbers of looking at controls. Made once from the parameters "control.*".</summary>
public sealed record ControlGazeLimits
{
    public required ControlMap Controls { get; init; }

    /// <summary>The eyes must rest on a control this long; a glance in passing is shorter.</summary>
    public required MonoDuration Dwell { get; init; }

    /// <summary>A blink or a look aside of this length does not end the rest.</summary>
    public required MonoDuration Hold { get; init; }

    /// <summary>A hand that follows the look within this is for the control, wherever the eyes are by then.</summary>
    public required MonoDuration Reach { get; init; }

    /// <summary>A control's edges are moved out by this while the eyes rest on it.</summary>
    public required Radians Margin { get; init; }

    public required double QualityMin { get; init; }

    /// <summary>Reads the limits.</summary>
    /// <param name="number">Gives a parameter's value by its name, angles in degrees; throws for an unknown one.</param>
    public static ControlGazeLimits Read(Func<string, double> number, ControlMap controls)
    {
        ArgumentNullException.ThrowIfNull(number);
        return new ControlGazeLimits
        {
            Controls = controls,
            Dwell = MonoDuration.FromSeconds(number("control.dwell")),
            Hold = MonoDuration.FromSeconds(number("control.hold")),
            Reach = MonoDuration.FromSeconds(number("control.reach")),
            Margin = Radians.FromDegrees(number("control.margin")),
            QualityMin = number("dms.quality.min"),
        };
    }
}

/// <summary>What the policy remembers between looks. The default is "on nothing".</summary>
/// <param name="Since">When the eyes came to rest on the control.</param>
/// <param name="SeenAt">When they were last seen on it.</param>
/// <param name="Seen">Known time on it.</param>
/// <param name="Sure">That time, weighed by the quality of the gaze, in seconds.</param>
public readonly record struct ControlGazeState(
    CabinControl Control, MonoTime Since, MonoTime SeenAt, MonoDuration Seen, double Sure, bool IsTold)
{
    /// <summary>The control that was told last.</summary>
    public CabinControl Meant { get; init; }

    /// <summary>When the eyes were last seen on that one.</summary>
    public MonoTime MeantAt { get; init; }
}

/// <summary>From directions over time to the controls that are meant, each told once a look. Pure.</summary>
public static class ControlGaze
{
    /// <summary>True when this picture completes a look.</summary>
    /// <param name="gaze">From the learned straight ahead.</param>
    /// <param name="captured">Of the picture. One that was looked at before changes nothing.</param>
    public static bool Step(
        in GazeAngles gaze, MonoTime captured, ref ControlGazeState state, ControlGazeLimits limits,
        out GestureEvent look)
    {
        ArgumentNullException.ThrowIfNull(limits);
        look = default;
        bool isOver = state.Control != CabinControl.None && captured.AgeOf(state.SeenAt) > limits.Hold;
        if (isOver)
            state = default(ControlGazeState) with { Meant = state.Meant, MeantAt = state.MeantAt };
        CabinControl control = At(in gaze, in state, limits);
        if (control == CabinControl.None || captured <= state.SeenAt)
            return false;

        state = control == state.Control
            ? Longer(in state, captured, gaze.Quality)
            : new ControlGazeState(control, captured, captured, default, 0, IsTold: false)
            {
                Meant = state.Meant,
                MeantAt = state.MeantAt,
            };
        if (state.IsTold)
            state = state with { MeantAt = captured };
        if (state.IsTold || captured.Since(state.Since) < limits.Dwell)
            return false;

        state = state with { IsTold = true, Meant = control, MeantAt = captured };
        float confidence = (float)Math.Clamp(state.Sure / state.Seen.Seconds, 0, 1);
        look = new GestureEvent(
            captured, SeatId.Row1DriverSide, GestureKind.GazeAt, GestureAction.Focus, confidence, state.Since)
        {
            Control = control,
        };
        return true;
    }

    /// <summary>The control that a hand means which made its gesture now; the gesture's own meaning with it.</summary>
    /// <param name="gesture">Of anybody's hand; the driver's look directs only his own.</param>
    public static GestureEvent Directed(
        in GestureEvent gesture, in ControlGazeState state, ControlGazeLimits limits, MonoTime now)
    {
        ArgumentNullException.ThrowIfNull(limits);
        bool isDrivers = gesture.Seat is SeatId.Row1DriverSide or SeatId.None;
        bool isMeant = isDrivers && state.Meant != CabinControl.None && now.AgeOf(state.MeantAt) <= limits.Reach;
        return isMeant
            ? gesture with
            {
                Control = state.Meant,
                Action = ControlTable.ActionOf(state.Meant, gesture.Kind, gesture.Action),
            }
            : gesture;
    }

    private static CabinControl At(in GazeAngles gaze, in ControlGazeState state, ControlGazeLimits limits)
    {
        if (!(gaze.Quality >= limits.QualityMin))
            return CabinControl.None;
        if (limits.Controls.IsStillOn(state.Control, gaze.Yaw, gaze.Pitch, limits.Margin))
            return state.Control;

        return limits.Controls.Of(gaze.Yaw, gaze.Pitch);
    }

    private static ControlGazeState Longer(in ControlGazeState state, MonoTime captured, float quality)
    {
        MonoDuration more = captured.Since(state.SeenAt);
        return state with
        {
            SeenAt = captured,
            Seen = new MonoDuration(state.Seen.Nanoseconds + more.Nanoseconds),
            Sure = state.Sure + (quality * more.Seconds),
        };
    }
}

/// <summary>What a gesture asks of a control when it is something else than without one.</summary>
public static class ControlTable
{
    private static readonly (CabinControl Control, GestureKind Kind, GestureAction Action)[] Rows =
    [
        (CabinControl.ClimatePanel, GestureKind.Clockwise, GestureAction.Warmer),
        (CabinControl.ClimatePanel, GestureKind.CounterClockwise, GestureAction.Cooler),
    ];

    /// <param name="otherwise">Where the table has no row.</param>
    public static GestureAction ActionOf(CabinControl control, GestureKind kind, GestureAction otherwise)
    {
        foreach ((CabinControl Control, GestureKind Kind, GestureAction Action) row in Rows)
        {
            if (row.Control == control && row.Kind == kind)
                return row.Action;
        }

        return otherwise;
    }
}
