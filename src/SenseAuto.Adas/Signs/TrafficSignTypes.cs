using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Adas.Signs;

/// <summary>What the traffic-sign function looks at in one frame, besides the signs.</summary>
/// <param name="HasModel">The sign network is there and ran.</param>
/// <param name="Signs">Unavailable: the camera gives no picture, or one that nothing can be seen in.</param>
public readonly record struct TrafficSignInput(
    MonoTime Now, bool IsEnabled, EgoState Ego, bool HasModel, Validity Signs);

/// <summary>Everything the traffic-sign function remembers between frames. Zero is a fresh start.</summary>
/// <param name="HasStepped">There was a step before; <paramref name="LastStep"/> is its time.</param>
/// <param name="LastSpeedMps">Used for the way while the speed is not known.</param>
/// <param name="Limit">0 unless <paramref name="Kind"/> is Limit.</param>
/// <param name="Since">When the sign that set <paramref name="Kind"/> was passed.</param>
/// <param name="SinceLimitM">Way since then, in metres.</param>
/// <param name="SinceOvertakingM">Way since the last no-overtaking sign, in metres.</param>
/// <param name="BlindM">Way on which no sign could have been seen, in metres.</param>
/// <param name="Exceeding">Faster than the limit and its tolerance.</param>
/// <param name="Sounding">The heard part of the warning.</param>
/// <param name="HasSounded">A heard part has timed out; <paramref name="SoundEnded"/> is when.</param>
/// <param name="Notice">Stop, give way or no entry ahead.</param>
public readonly record struct TrafficSignState(
    bool HasStepped,
    MonoTime LastStep,
    double LastSpeedMps,
    SpeedLimitKind Kind,
    MetresPerSecond Limit,
    MonoTime Since,
    double SinceLimitM,
    double SinceOvertakingM,
    double BlindM,
    bool IsOvertakingForbidden,
    bool IsOvertakingByTrucksForbidden,
    Onset Exceeding,
    Onset Sounding,
    bool HasSounded,
    MonoTime SoundEnded,
    SignClass Notice);

/// <summary>The answer of one step.</summary>
public readonly struct TrafficSignStep
{
    public required TrafficSignState State { get; init; }

    public required FunctionStatus Status { get; init; }

    /// <summary>Level None when nothing is shown: Information is seen, Caution is heard as well.</summary>
    public required Warning Warning { get; init; }

    /// <summary>For the display, every frame.</summary>
    public required SignInformation Information { get; init; }
}
