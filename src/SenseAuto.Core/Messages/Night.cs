using SenseAuto.Core.Time;

namespace SenseAuto.Core.Messages;

/// <summary>How light it is outside, as the camera sees it.</summary>
public enum AmbientLevel : byte
{
    Unknown = 0,
    Day = 1,
    Twilight = 2,
    Night = 3,
}

/// <summary>Whose light a bright spot at night is.</summary>
public enum NightLightKind : byte
{
    Unknown = 0,

    /// <summary>White, about as high as we are, bright by itself.</summary>
    Oncoming = 1,

    /// <summary>Red, about as high as we are.</summary>
    Preceding = 2,

    /// <summary>High above the road: street lights, lit windows, signals.</summary>
    Overhead = 3,

    /// <summary>Shines back our own light: posts and signs.</summary>
    Reflector = 4,
}

/// <summary>One light at night over time.</summary>
/// <param name="Id">Never reused within a session.</param>
/// <param name="Confidence">0..1; a pair of lamps is surer than a single one.</param>
/// <param name="IsPair">Two lamps of one vehicle; then the range is known.</param>
/// <param name="Bearing">To our left is positive.</param>
/// <param name="Forward">From the rear axle; 0 when the range is not known.</param>
/// <param name="Box">In the full picture.</param>
public readonly record struct NightLight(
    MonoTime Captured,
    int Id,
    NightLightKind Kind,
    float Confidence,
    bool IsPair,
    Radians Bearing,
    Metres Forward,
    PixelBox Box);

/// <summary>What the high beam assist needs to know of the night outside.</summary>
/// <param name="Captured">Of the picture.</param>
/// <param name="Validity">Unavailable when the picture tells nothing (blind, frozen, overflown by light).</param>
/// <param name="HasOncoming">At least one confirmed oncoming vehicle.</param>
/// <param name="NearestOncoming">0 when the range of none is known.</param>
/// <param name="NearestPreceding">0 when the range of none is known.</param>
/// <param name="OverheadCount">Lit lamps above the road now.</param>
public readonly record struct NightScene(
    MonoTime Captured,
    Validity Validity,
    AmbientLevel Ambient,
    bool HasOncoming,
    bool HasPreceding,
    Metres NearestOncoming,
    Metres NearestPreceding,
    int OverheadCount);

/// <summary>Why high beam is not asked for. The first that applies, in this order. Numbers are used on CAN: never reorder.</summary>
public enum DippedFor : byte
{
    Nothing = 0,
    Unavailable = 1,
    Oncoming = 2,
    Preceding = 3,
    NotNight = 4,
    Speed = 5,
    Town = 6,
    Bend = 7,

    /// <summary>All is well, but not for long enough.</summary>
    Delay = 8,
}

/// <summary>The request to the car's lighting. Anything but a valid request for high beam is dipped beam.</summary>
/// <param name="Dipped">Nothing when high beam is asked for.</param>
public readonly record struct HighBeamRequest(MonoTime Captured, Validity Validity, bool IsHighBeam, DippedFor Dipped);
