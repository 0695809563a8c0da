using SenseAuto.Core.Time;

namespace SenseAuto.Core.Messages;

/// <summary>What a hand showed. Numbers are used on CAN: never reorder.</summary>
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
}

/// <summary>One gesture that was made, published once.</summary>
/// <param name="Captured">Of the picture it was decided on.</param>
/// <param name="Seat">Whose hand; None when not known.</param>
/// <param name="Confidence">0..1.</param>
/// <param name="Since">When the hand began.</param>
public readonly record struct GestureEvent(
    MonoTime Captured, SeatId Seat, GestureKind Kind, GestureAction Action, float Confidence, MonoTime Since);
