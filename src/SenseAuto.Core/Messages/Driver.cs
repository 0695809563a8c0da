using SenseAuto.Core.Time;

namespace SenseAuto.Core.Messages;

/// <summary>Where in or out of the car a driver can look. Numbers are used on CAN: never reorder.</summary>
public enum GazeZone : byte
{
    Unknown = 0,

    /// <summary>The road ahead, through the windscreen.</summary>
    Road = 1,
    InnerMirror = 2,
    LeftMirror = 3,
    RightMirror = 4,
    LeftWindow = 5,
    RightWindow = 6,
    InstrumentCluster = 7,
    CentreStack = 8,
    Lap = 9,
    Passenger = 10,
    GloveBox = 11,
    Roof = 12,

    /// <summary>Known, and in none of the others.</summary>
    Elsewhere = 13,
}

/// <summary>A part of the field of view that belongs to a zone.</summary>
public readonly record struct GazeBox(GazeZone Zone, ViewBox View);

/// <summary>What driver monitoring recognises, in rising urgency. Numbers are used on CAN: never reorder.</summary>
public enum DriverEvent : byte
{
    None = 0,
    Yawning = 1,
    HeadTurned = 2,
    Drowsy = 3,
    EyesOnRoadRequest = 4,
    ShortDistraction = 5,
    LongDistraction = 6,
    PhoneInHand = 7,
    PhoneAtEar = 8,
    CameraCovered = 9,
    AbnormalPosture = 10,
    Absent = 11,
    Microsleep = 12,
    Sleep = 13,
    Unresponsive = 14,
}

/// <summary>The seven basic expressions. Numbers are used on CAN: never reorder.</summary>
public enum Emotion : byte
{
    Unknown = 0,
    Neutral = 1,
    Happy = 2,
    Sad = 3,
    Angry = 4,
    Surprised = 5,
    Fearful = 6,
    Disgusted = 7,
}

/// <summary>A yes or no that may be unknown.</summary>
public enum Answer : byte
{
    Unknown = 0,
    No = 1,
    Yes = 2,
}

/// <summary>
/// What the cabin tells the road loop. Unavailable is treated as attentive (no earlier warnings on a guess).
/// </summary>
/// <param name="Validity">Degraded: something named by the function's reason is missing; never attentive then.</param>
public readonly record struct DriverState(MonoTime Captured, Validity Validity, bool IsAttentive)
{
    /// <summary>0..100 %; means something only when the validity is not Unavailable.</summary>
    public float Attention { get; init; }

    /// <summary>On a scale like Karolinska's, 1 (alert) to 9; 0 when not known.</summary>
    public float Sleepiness { get; init; }

    /// <summary>
    /// Share of known time in the last minute with the eyes closed; means something with a sleepiness.
    /// </summary>
    public float Perclos { get; init; }

    public GazeZone Zone { get; init; }

    /// <summary>0..1; lower when it comes from the head alone.</summary>
    public float ZoneConfidence { get; init; }

    public Answer EyesOnRoad { get; init; }

    public Answer HandsOnWheel { get; init; }

    /// <summary>The most urgent thing recognised now.</summary>
    public DriverEvent Event { get; init; }

    public MonoTime EventSince { get; init; }

    public Emotion Emotion { get; init; }

    public FunctionReason Reason { get; init; }
}
