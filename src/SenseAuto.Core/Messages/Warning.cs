using System.Runtime.CompilerServices;
using SenseAuto.Core.Time;

namespace SenseAuto.Core.Messages;

/// <summary>The functions a driver or an engineer knows by name. Numbers are used on CAN: never reorder.</summary>
public enum FunctionId : byte
{
    None = 0,
    ForwardCollision = 1,
    LaneDeparture = 2,
    PedestrianCollision = 3,
    StopAndGo = 4,
    HighBeam = 5,
    TrafficSign = 6,
    TrafficLight = 7,
    DriverMonitoring = 8,
    OccupantMonitoring = 9,
}

/// <summary>How urgent. Numbers are used on CAN: never reorder.</summary>
public enum WarningLevel : byte
{
    None = 0,
    Information = 1,
    Caution = 2,
    Imminent = 3,
}

public enum WarningSide : byte
{
    None = 0,
    Left = 1,
    Right = 2,
    Front = 3,
}

/// <summary>
/// The kinds of number a decision may rest on; the unit is part of the name (a code is an enum's number).
/// </summary>
public enum Quantity : byte
{
    None = 0,
    TimeToCollisionS,
    RangeM,
    ClosingSpeedMps,
    RequiredDecelerationMps2,
    DistanceToLineM,
    LateralSpeedMps,
    TimeToLineS,
    EgoSpeedMps,
    HeadwayS,
    LightStateCode,
    StandingS,
    LeadMovedM,
    SpeedLimitMps,
    GazeAwayS,
    EyesClosedS,
    PerclosShare,
    SleepinessLevel,
    AttentionPercent,
    PhoneInUseS,
    DriverUnseenS,
    PostureS,
    LockedS,
    UnbeltedS,
    OccupantConfidence,
}

/// <summary>One number a warning was decided on, and the limit it was held against (equal to Value where none applied).</summary>
public readonly record struct Evidence(Quantity Quantity, float Value, float Limit);

/// <summary>Up to four numbers, in order of weight. Unused places have <see cref="Quantity.None"/>.</summary>
[InlineArray(Capacity)]
public struct EvidenceList
{
    public const int Capacity = 4;
    private Evidence _first;
}

/// <summary>Something the driver is told, with the reason. Level None ends a warning.</summary>
public struct Warning
{
    public MonoTime Captured { get; set; }

    public FunctionId Function { get; set; }

    public WarningLevel Level { get; set; }

    public WarningSide Side { get; set; }

    /// <summary>
    /// What the warning is about, 0 for nothing: a track; for driver monitoring a <see cref="DriverEvent"/>, for
    /// occupant monitoring a <see cref="SeatId"/>.
    /// </summary>
    public int ObjectId { get; set; }

    /// <summary>When this function began to warn without a break.</summary>
    public MonoTime Since { get; set; }

    /// <summary>A consumer that hears nothing newer treats the warning as unavailable after this.</summary>
    public MonoTime ValidUntil { get; set; }

    /// <summary>The numbers it was decided on.</summary>
    public EvidenceList Why;
}

/// <summary>State of a function in the words of the product. Numbers are used on CAN: never reorder.</summary>
public enum FunctionState : byte
{
    Off = 0,
    Unavailable = 1,
    Standby = 2,
    Active = 3,
    Warning = 4,
}

/// <summary>
/// Why a function is unavailable, standing by or active with less than it needs. Numbers are used on CAN: never
/// reorder.
/// </summary>
public enum FunctionReason : byte
{
    None = 0,
    NoSpeed = 1,
    NoCamera = 2,
    NoRadar = 3,
    NoLane = 4,
    SpeedTooLow = 5,
    SpeedTooHigh = 6,
    DriverIntent = 7,
    CurveTooSharp = 8,
    ModelMissing = 9,
    FrameLate = 10,
    CanTimeout = 11,
    CanCorrupt = 12,
    CameraMismatch = 13,
    SwitchedOff = 14,
    InternalFault = 15,
    NoFace = 16,
    SeveralFaces = 17,
    MouthHidden = 18,
    EyesHidden = 19,
    TooDark = 20,
    CameraCovered = 21,
    CameraTurned = 22,
    GreyPicture = 23,
    CameraBlocked = 24,
    CameraBlinded = 25,
    CameraFrozen = 26,
    CameraDark = 27,
    CameraMisaligned = 28,
    CameraBlurred = 29,
}

/// <summary>What a function is doing, published every frame whether it warns or not.</summary>
public readonly record struct FunctionStatus(
    MonoTime Captured, FunctionId Function, FunctionState State, FunctionReason Reason);
