using SenseAuto.Core.Time;

namespace SenseAuto.Core.Messages;

/// <summary>
/// What a traffic sign says. After <see cref="Unknown"/> in the order of the sign network's outputs: never reorder.
/// </summary>
public enum SignClass : byte
{
    /// <summary>No sign, or none that is known.</summary>
    Unknown = 0,
    SpeedLimit10,
    SpeedLimit20,
    SpeedLimit30,
    SpeedLimit40,
    SpeedLimit50,
    SpeedLimit60,
    SpeedLimit70,
    SpeedLimit80,
    SpeedLimit90,
    SpeedLimit100,
    SpeedLimit110,
    SpeedLimit120,
    SpeedLimit130,
    EndOfSpeedLimit,
    EndOfAllLimits,
    NoOvertaking,
    NoOvertakingByTrucks,
    EndOfNoOvertaking,
    EndOfNoOvertakingByTrucks,
    Stop,
    GiveWay,
    PriorityRoad,
    EndOfPriorityRoad,
    PriorityAtNextCrossing,
    NoVehicles,
    NoTrucks,
    NoEntry,
    GeneralDanger,
    CurveLeft,
    CurveRight,
    DoubleCurve,
    BumpyRoad,
    SlipperyRoad,
    RoadNarrowsRight,
    RoadWorks,
    TrafficSignals,
    Pedestrians,
    Children,
    Cyclists,
    SnowOrIce,
    WildAnimals,
    TurnRight,
    TurnLeft,
    StraightOn,
    StraightOnOrRight,
    StraightOnOrLeft,
    KeepRight,
    KeepLeft,
    Roundabout,
    PedestrianCrossing,
    Zone30,
}

/// <summary>What the classes of signs mean.</summary>
public static class SignClasses
{
    /// <summary>Number of classes, with <see cref="SignClass.Unknown"/>.</summary>
    public const int Count = (int)SignClass.Zone30 + 1;

    private const double StepKmh = 10;

    /// <summary>The limit a sign sets; false for a sign that sets none.</summary>
    public static bool TryLimit(SignClass kind, out MetresPerSecond limit)
    {
        bool isLimit = kind is >= SignClass.SpeedLimit10 and <= SignClass.SpeedLimit130;
        double kmh = kind == SignClass.Zone30 ? 30 : StepKmh * (kind - SignClass.SpeedLimit10 + 1);
        limit = isLimit || kind == SignClass.Zone30 ? MetresPerSecond.FromKilometresPerHour(kmh) : default;
        return limit.Value > 0;
    }
}

/// <summary>One traffic sign over time, confirmed by what was seen of it.</summary>
/// <param name="Captured">The time the state is for.</param>
/// <param name="Id">Never reused within a session.</param>
/// <param name="Validity">Valid while it is seen; Degraded while it is carried on by our own motion.</param>
/// <param name="Confidence">0..1, the probability of the class after everything seen.</param>
/// <param name="Box">In the last picture it was seen in.</param>
/// <param name="Ahead">From the camera to the sign along our way, from its known size; negative once it is passed.</param>
/// <param name="Left">Of our middle line.</param>
/// <param name="HasPassed">The camera is level with the sign or beyond it.</param>
/// <param name="Passed">When that came to be; means something only with <paramref name="HasPassed"/>.</param>
public readonly record struct TrafficSign(
    MonoTime Captured,
    int Id,
    SignClass Class,
    Validity Validity,
    float Confidence,
    PixelBox Box,
    Metres Ahead,
    Metres Left,
    bool HasPassed,
    MonoTime Passed);

/// <summary>What is known of the speed limit. Numbers are used on CAN: never reorder.</summary>
public enum SpeedLimitKind : byte
{
    /// <summary>To be shown as such: no sign has told, or what it told has lapsed.</summary>
    Unknown = 0,

    /// <summary>A sign set one.</summary>
    Limit = 1,

    /// <summary>A sign ended the one there was; the country's general rule holds.</summary>
    Ended = 2,
}

/// <summary>What the signs on our way say, for the driver's display.</summary>
/// <param name="Kind">With the validity this is what EU 2021/1958 calls speed limit information.</param>
/// <param name="Limit">0 unless <paramref name="Kind"/> is Limit.</param>
/// <param name="Since">When the sign was passed.</param>
/// <param name="Notice">Stop, give way or no entry ahead; Unknown when there is none.</param>
public readonly record struct SignInformation(
    MonoTime Captured,
    Validity Validity,
    SpeedLimitKind Kind,
    MetresPerSecond Limit,
    MonoTime Since,
    bool IsExceeded,
    bool IsOvertakingForbidden,
    bool IsOvertakingByTrucksForbidden,
    SignClass Notice);
