using SenseAuto.Core.Time;

namespace SenseAuto.Core.Messages;

/// <summary>What a hand showed, or the eyes. Numbers are used on CAN: never reorder.</summary>
public enum GestureKind : byte
{
    None = 0,
    OpenHand = 1,
    Fist = 2,
    Pointing = 3,
    Call = 4,
    Clockwise = 5,
    CounterClockwise = 6,
    Swipe = 7,
    Halt = 8,

    /// <summary>The driver's eyes rest on a control.</summary>
    GazeAt = 9,
}

/// <summary>What a gesture asks the car to do. Numbers are used on CAN: never reorder.</summary>
public enum GestureAction : byte
{
    None = 0,
    VolumeUp = 1,
    VolumeDown = 2,
    Next = 3,
    Previous = 4,
    Answer = 5,
    Reject = 6,
    Select = 7,
    Pause = 8,

    /// <summary>Show that this control is meant: what the hand does next is for it.</summary>
    Focus = 9,
    Warmer = 10,
    Cooler = 11,
}

/// <summary>What a driver operates in the cabin. Numbers are used on CAN: never reorder.</summary>
public enum CabinControl : byte
{
    None = 0,
    InstrumentCluster = 1,
    CentreScreen = 2,
    ClimatePanel = 3,
    InnerMirror = 4,
    LeftMirror = 5,
    RightMirror = 6,
    LeftWindow = 7,
    RightWindow = 8,
    GloveBox = 9,

    /// <summary>Lamps and sunroof.</summary>
    Roof = 10,
}

/// <summary>Where a control lies.</summary>
public readonly record struct ControlBox(CabinControl Control, ViewBox View);

/// <summary>One gesture that was made, published once.</summary>
/// <param name="Captured">Of the picture it was decided on.</param>
/// <param name="Seat">Whose hand; None when not known.</param>
/// <param name="Confidence">0..1.</param>
/// <param name="Since">When the hand began, or the look.</param>
public readonly record struct GestureEvent(
    MonoTime Captured, SeatId Seat, GestureKind Kind, GestureAction Action, float Confidence, MonoTime Since)
{
    /// <summary>What the driver looks at, or has just looked at; None when it is nothing that can be operated.</summary>
    public CabinControl Control { get; init; }
}
