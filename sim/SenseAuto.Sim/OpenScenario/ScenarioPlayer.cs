using System;
using System.Collections.Generic;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>
/// Plays one concrete scenario in fixed steps: the same file, cell and steps give the same states to the last bit.
/// Nothing is allocated by a step.
/// </summary>
public sealed class ScenarioPlayer
{
    private ScenarioPlayer()
    {
    }

    /// <summary>The road network; an empty one when the scenario has none.</summary>
    public OpenDriveMap Map { get; } = OpenDriveMap.Empty;

    /// <summary>All participants as they are now, in the order of the file.</summary>
    public ReadOnlySpan<EntityState> Entities => [];

    /// <summary>Our car among <see cref="Entities"/>; -1 when there is no vehicle.</summary>
    public int EgoIndex => -1;

    /// <summary>Scenario time in seconds.</summary>
    public double ElapsedS => 0;

    /// <summary>The stop trigger has fired, or nothing is left to happen.</summary>
    public bool IsEnded => false;

    public ScenarioEnvironment Environment => ScenarioEnvironment.Default;

    public EgoDemand EgoDemand => default;

    /// <summary>What is named as not played in this cell, in the scenario, its catalogs and its road network.</summary>
    public IReadOnlyList<ScenarioNote> Notes { get; } = [];

    /// <summary>Reads what the cell needs and puts everybody in his first place.</summary>
    /// <param name="egoName">Name of our car; null: Ego, ego, hero or VUT, else the first car.</param>
    /// <exception cref="ScenarioException">Something that matters to the traffic is not understood.</exception>
    public static ScenarioPlayer Open(ScenarioFile file, ScenarioCell cell, string? egoName = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(cell);
        return new ScenarioPlayer();
    }

    /// <summary>Moves the scenario on.</summary>
    /// <param name="dtS">Length of the step, above 0 and at most 0.1 s.</param>
    /// <param name="actual">
    /// Null: the scenario moves our car itself. Else where our car is at the end of this step (place, heading, speed,
    /// acceleration, yaw rate, brake and indicator are taken from it), for all conditions and for the others' driving.
    /// </param>
    public void Step(double dtS, EntityState? actual = null)
    {
    }

    /// <summary>Where the scenario wants our car to be after so many metres more along its path.</summary>
    /// <param name="aheadM">Along the path; negative lies behind.</param>
    public PathPose EgoPathAt(double aheadM) => default;

    /// <summary>
    /// The lines of the lane around a place, from there on in the direction of the lane nearest to the heading.
    /// </summary>
    /// <param name="stepM">Distance along the lane from one sample to the next; the first is beside the place.</param>
    /// <returns>How many samples are filled: fewer than asked where the road ends; 0 off the road.</returns>
    public int RoadAhead(in PathPose from, double stepM, Span<RoadAheadSample> samples) => 0;
}
