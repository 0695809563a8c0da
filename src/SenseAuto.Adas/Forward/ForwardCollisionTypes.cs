using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Adas.Forward;

/// <summary>What the forward collision warning looks at in one frame.</summary>
/// <param name="Tracks">Whether the tracks can be trusted at all; without them no lead means nothing.</param>
/// <param name="HasLead">False: there is no object in our path, and <paramref name="Lead"/> is not looked at.</param>
/// <param name="FrontBumper">From the rear axle, x.</param>
public readonly record struct ForwardCollisionInput(
    MonoTime Now,
    bool IsEnabled,
    EgoState Ego,
    Validity Tracks,
    bool HasLead,
    TrackedObject Lead,
    Metres FrontBumper,
    DriverState Driver);

/// <summary>Everything the forward collision warning remembers between frames. Zero is a fresh start.</summary>
/// <param name="IsFastEnough">The speed gate is open.</param>
/// <param name="ObjectId">Track the onsets are about.</param>
/// <param name="Level">Shown now; <paramref name="LevelSince"/> and <paramref name="WarningSince"/> mean nothing at
/// None.</param>
/// <param name="Threat">What the last look at a usable lead found.</param>
public readonly record struct ForwardCollisionState(
    bool IsFastEnough,
    int ObjectId,
    Onset InformationSeen,
    Onset CautionSeen,
    Onset ImminentSeen,
    WarningLevel Level,
    MonoTime LevelSince,
    MonoTime WarningSince,
    CollisionThreat Threat);

/// <summary>The answer of one step.</summary>
public readonly struct ForwardCollisionStep
{
    public required ForwardCollisionState State { get; init; }

    public required FunctionStatus Status { get; init; }

    /// <summary>Level None when nothing is shown.</summary>
    public required Warning Warning { get; init; }
}
