using System;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.Dynamics;
using SenseAuto.Sim.Pictures;

namespace SenseAuto.Sim.Scenes;

/// <summary>What the scene wants of our driver now.</summary>
/// <param name="TargetMps">Speed he is to have.</param>
/// <param name="AccelerationMps2">NaN: he keeps his speed by himself.</param>
/// <param name="DriftM">How far left of his path he lets the car drift, out of inattention.</param>
public readonly record struct DriverOrder(double TargetMps, double AccelerationMps2, double DriftM)
{
    public WarningSide Blinking { get; init; }
}

/// <summary>
/// Everything around our car: a road, who else is on it, signs and lights. Stepped at a fixed step by whoever runs the drive; same
/// steps, same scene, to the last bit. Reading it allocates nothing.
/// </summary>
public interface IScene
{
    string Name { get; }

    /// <summary>Of all sensor noise.</summary>
    ulong Seed { get; }

    double ElapsedS { get; }

    bool IsEnded { get; }

    /// <summary>Of the middle of our rear axle before the first step.</summary>
    GroundPose Start { get; }

    double StartMps { get; }

    /// <summary>Between tyre and road; 1 is dry.</summary>
    double Friction { get; }

    RoadConditions Conditions { get; }

    /// <summary>The same person at the same place in the list from the first step to the last.</summary>
    ReadOnlySpan<SceneActor> Actors { get; }

    ReadOnlySpan<ScenePost> Posts { get; }

    ReadOnlySpan<SceneSign> Signs { get; }

    ReadOnlySpan<SceneLamp> Lamps { get; }

    DriverOrder Order { get; }

    /// <summary>The point of our path this far ahead of our car along it, on the ground frame.</summary>
    GroundPose PathAhead(in CarState ego, double aheadM);

    /// <summary>The painted line of that side as it lies before our car; not there where the road has none.</summary>
    LaneTruth Lane(in CarState ego, LaneSide side);

    /// <summary>The road as it is drawn; laid out from <see cref="RoadOrigin"/>.</summary>
    Road DrawnRoad { get; }

    /// <summary>Where <see cref="DrawnRoad"/> begins on the ground frame.</summary>
    GroundPose RoadOrigin { get; }

    /// <summary>How far our rear axle is left of the middle of its path, in metres.</summary>
    double OffsetM(in CarState ego);

    /// <summary>Moves everybody else on; our own car has moved meanwhile.</summary>
    void Step(double dtS, in CarState ego);
}
