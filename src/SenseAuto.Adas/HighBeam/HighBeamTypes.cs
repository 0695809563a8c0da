using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Adas.HighBeam;

/// <summary>What the high beam assist looks at in one frame.</summary>
/// <param name="IsEnabled">The driver's light switch stands on automatic.</param>
public readonly record struct HighBeamInput(MonoTime Now, bool IsEnabled, EgoState Ego, NightScene Scene);

/// <summary>Everything the high beam assist remembers between frames. Zero is a fresh start: dipped.</summary>
/// <param name="IsFastEnough">The speed gate is open.</param>
/// <param name="IsNight">Confirmed.</param>
/// <param name="AmbientChanged">Since when the light outside says otherwise than <paramref name="IsNight"/>.</param>
/// <param name="IsTown">Confirmed.</param>
/// <param name="TownChanged">Since when the lamps say otherwise than <paramref name="IsTown"/>.</param>
/// <param name="Dazzled">Since when somebody would be dazzled.</param>
/// <param name="Clear">Since when nothing speaks against high beam.</param>
public readonly record struct HighBeamState(
    bool IsFastEnough,
    bool IsNight,
    Onset AmbientChanged,
    bool IsTown,
    Onset TownChanged,
    Onset Dazzled,
    Onset Clear,
    bool IsOn);

/// <summary>The answer of one step.</summary>
public readonly struct HighBeamStep
{
    public required HighBeamState State { get; init; }

    /// <summary>Active while it is night and the function chooses the beam; Standby when dipped by rule.</summary>
    public required FunctionStatus Status { get; init; }

    /// <summary>The request to the lighting: high beam on.</summary>
    public required bool IsHighBeam { get; init; }

    /// <summary>Nothing when high beam is on.</summary>
    public required DippedFor Dipped { get; init; }
}
