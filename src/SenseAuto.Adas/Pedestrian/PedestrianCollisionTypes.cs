using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Adas.Pedestrian;

/// <summary>What the pedestrian collision warning looks at in one frame.</summary>
public readonly ref struct PedestrianCollisionInput
{
    public required MonoTime Now { get; init; }

    public required bool IsEnabled { get; init; }

    public required EgoState Ego { get; init; }

    /// <summary>Whether the camera sees: without it people cannot be told from posts.</summary>
    public required Validity Camera { get; init; }

    /// <summary>All tracks; those that are no people on foot or on bicycles are not looked at.</summary>
    public required ReadOnlySpan<TrackedObject> Objects { get; init; }

    public required OwnPath Path { get; init; }

    /// <summary>From the rear axle, x.</summary>
    public required Metres FrontBumper { get; init; }

    /// <summary>Half of our width.</summary>
    public required Metres HalfWidth { get; init; }

    public required DriverState Driver { get; init; }
}

/// <summary>Everything the pedestrian collision warning remembers between frames. Zero is a fresh start.</summary>
/// <param name="IsSpeedInRange">The speed gate is open.</param>
/// <param name="ObjectId">Track the onsets are about; 0 for none.</param>
/// <param name="Level">Shown now; <paramref name="LevelSince"/> and <paramref name="WarningSince"/> mean nothing at
/// None.</param>
/// <param name="Threat">What the last look at that track found.</param>
public readonly record struct PedestrianCollisionState(
    bool IsSpeedInRange,
    int ObjectId,
    Onset InformationSeen,
    Onset CautionSeen,
    Onset ImminentSeen,
    WarningLevel Level,
    MonoTime LevelSince,
    MonoTime WarningSince,
    PedestrianThreat Threat);

/// <summary>The answer of one step.</summary>
public readonly struct PedestrianCollisionStep
{
    public required PedestrianCollisionState State { get; init; }

    public required FunctionStatus Status { get; init; }

    /// <summary>Level None when nothing is shown.</summary>
    public required Warning Warning { get; init; }
}
