namespace SenseAuto.Core.Messages;

/// <summary>A part of the field of view, seen from the driver's eyes in the vehicle's axes.</summary>
/// <param name="YawFrom">Right edge; positive is to the left of straight ahead.</param>
/// <param name="PitchFrom">Upper edge; positive is down.</param>
public readonly record struct ViewBox(Radians YawFrom, Radians YawTo, Radians PitchFrom, Radians PitchTo)
{
    /// <summary>False for edges in the wrong order, or that are no numbers.</summary>
    public bool IsUsable => YawFrom.Value < YawTo.Value && PitchFrom.Value < PitchTo.Value;

    /// <summary>The same part for who sits on the other side of the car.</summary>
    public ViewBox Mirrored =>
        this with { YawFrom = new Radians(-YawTo.Value), YawTo = new Radians(-YawFrom.Value) };

    public static ViewBox FromDegrees(double yawFrom, double yawTo, double pitchFrom, double pitchTo) => new(
        Radians.FromDegrees(yawFrom), Radians.FromDegrees(yawTo), Radians.FromDegrees(pitchFrom),
        Radians.FromDegrees(pitchTo));

    /// <summary>Edges belong to it. False for angles that are no numbers.</summary>
    /// <param name="margin">The edges are moved out by this.</param>
    public bool Holds(Radians yaw, Radians pitch, Radians margin = default) =>
        yaw.Value >= YawFrom.Value - margin.Value && yaw.Value <= YawTo.Value + margin.Value
        && pitch.Value >= PitchFrom.Value - margin.Value && pitch.Value <= PitchTo.Value + margin.Value;
}
