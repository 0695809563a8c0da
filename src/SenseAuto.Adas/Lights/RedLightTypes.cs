using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Adas.Lights;

/// <summary>What the red light warning looks at in one frame.</summary>
/// <param name="Lights">Whether traffic lights are looked for at all; without that no light means nothing.</param>
/// <param name="HasLight">False: no light counts for us, and <paramref name="Light"/> is not looked at.</param>
/// <param name="Light">The relevant one.</param>
/// <param name="FrontBumper">From the rear axle, x.</param>
public readonly record struct RedLightInput(
    MonoTime Now,
    bool IsEnabled,
    EgoState Ego,
    Validity Lights,
    bool HasLight,
    TrafficLight Light,
    Metres FrontBumper,
    DriverState Driver);

/// <summary>How near a stop line is for the speed that we have.</summary>
/// <param name="WayM">Bumper to stop line, with the benefit of the doubt; negative beyond it.</param>
/// <param name="SpeedMps">Ours.</param>
public readonly record struct StopThreat(double WayM, double SpeedMps)
{
    /// <summary>
    /// Deceleration that stops at the line when braking starts after the reaction; infinite when it cannot be.
    /// </summary>
    public double RequiredBrakingMps2(double reactionS)
    {
        double way = WayM - (SpeedMps * reactionS);
        return way > 0 ? SpeedMps * SpeedMps / (2 * way) : double.PositiveInfinity;
    }
}

/// <summary>Everything the red light warning remembers between frames. Zero is a fresh start.</summary>
/// <param name="IsFastEnough">The speed gate is open.</param>
/// <param name="BlinkedAt">When a blinker was last on; means something only with <paramref name="HasBlinked"/>.</param>
/// <param name="LightId">Light the onsets are about.</param>
/// <param name="Level">Shown now; <paramref name="LevelSince"/> and <paramref name="WarningSince"/> mean nothing at
/// None.</param>
/// <param name="Threat">What the last look at a light to stop for found.</param>
/// <param name="Shown">State of the light at that look.</param>
public readonly record struct RedLightState(
    bool IsFastEnough,
    bool HasBlinked,
    MonoTime BlinkedAt,
    int LightId,
    Onset CautionSeen,
    Onset ImminentSeen,
    WarningLevel Level,
    MonoTime LevelSince,
    MonoTime WarningSince,
    StopThreat Threat,
    LightState Shown);

/// <summary>The answer of one step.</summary>
public readonly struct RedLightStep
{
    public required RedLightState State { get; init; }

    public required FunctionStatus Status { get; init; }

    /// <summary>Level None when nothing is shown.</summary>
    public required Warning Warning { get; init; }
}
