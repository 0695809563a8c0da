using System;
using System.Collections.Generic;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>
/// Plays one concrete scenario in fixed steps: the same file, cell and steps give the same states to the last bit. A
/// step
/// allocates nothing, but for one in which somebody begins a path that hangs on where he or another is. One thread
/// at a time.
/// </summary>
public sealed class ScenarioPlayer
{
    private const double StepMaxS = 0.1;
    private readonly ScenarioWorld _world;
    private readonly Story[] _stories;
    private readonly Trigger? _stop;
    private readonly EntityState[] _states;

    internal ScenarioPlayer(ScenarioWorld world, ScenarioParts parts)
    {
        _world = world;
        _stories = parts.Stories;
        _stop = parts.Stop;
        Notes = parts.Notes;
        EgoIndex = parts.EgoIndex;
        _states = new EntityState[world.Actors.Length];
        Publish();
    }

    /// <summary>The road network; an empty one when the scenario has none.</summary>
    public OpenDriveMap Map => _world.Map;

    /// <summary>All participants as they are now, in the order of the file.</summary>
    public ReadOnlySpan<EntityState> Entities => _states;

    /// <summary>Our car among <see cref="Entities"/>; -1 when there is no vehicle.</summary>
    public int EgoIndex { get; }

    /// <summary>Scenario time in seconds.</summary>
    public double ElapsedS => _world.ElapsedS;

    /// <summary>The stop trigger has fired; without one, all stories are over.</summary>
    public bool IsEnded { get; private set; }

    public ScenarioEnvironment Environment => _world.Environment;

    /// <summary>Traffic lights that the scenario names, with what they show now.</summary>
    public IReadOnlyList<TrafficLightState> TrafficLights => _world.Signals.States;

    /// <summary>What is named as not played in this cell, in the scenario, its catalogs and its road network.</summary>
    public IReadOnlyList<ScenarioNote> Notes { get; }

    /// <summary>What the scenario wants of our car now; standing when there is no car.</summary>
    public EgoDemand EgoDemand
    {
        get
        {
            if (EgoIndex < 0)
                return new EgoDemand(0, 0, IsStanding: true, 0);

            Actor ego = _world.Actors[EgoIndex];
            bool isStanding = Math.Abs(ego.CommandSpeed) < 0.01 && Math.Abs(ego.CommandAcceleration) < 0.01;
            return new EgoDemand(
                ego.CommandSpeed, ego.CommandAcceleration, isStanding, EgoPath.OffsetLeft(_world, ego));
        }
    }

    /// <summary>Reads what the cell needs and puts everybody in his first place.</summary>
    /// <param name="egoName">Name of our car; null: Ego, ego, hero or VUT, else the first car.</param>
    /// <exception cref="ScenarioException">Something that matters to the traffic is not understood.</exception>
    public static ScenarioPlayer Open(ScenarioFile file, ScenarioCell cell, string? egoName = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(cell);
        return new ScenarioReader(file, cell).Read(egoName);
    }

    /// <summary>Moves the scenario on.</summary>
    /// <param name="dtS">Length of the step, above 0 and at most 0.1 s.</param>
    /// <param name="actual">
    /// Null: the scenario moves our car itself. Else where our car is at the end of this step (place, heading, speed,
    /// acceleration, yaw rate, brake and indicator are taken from it), for all conditions and for the others' driving.
    /// </param>
    public void Step(double dtS, in EntityState? actual = null)
    {
        if (!(dtS > 0 && dtS <= StepMaxS))
            throw new ArgumentOutOfRangeException(nameof(dtS), dtS, "a step is above 0 and at most 0.1 s");

        _world.StepS = dtS;
        Actor? external = actual is null || EgoIndex < 0 ? null : _world.Actors[EgoIndex];
        if (EgoIndex >= 0)
            _world.Actors[EgoIndex].IsExternal = external is not null;
        Tell();
        foreach (Actor actor in _world.Actors)
            ActorDrive.Decide(_world, actor, dtS);
        foreach (Actor actor in _world.Actors)
        {
            if (actor == external)
                ActorMotion.TakeOver(_world, actor, actual!.Value, dtS);
            else if (actor.IsPresent)
                ActorMotion.Move(_world, actor, actor.CommandSpeed, dtS);
        }

        _world.ElapsedS += dtS;
        if (_world.IsClockRunning)
            _world.Environment = _world.Environment with { TimeOfDayS = (_world.Environment.TimeOfDayS + dtS) % 86_400 };
        Publish();
    }

    /// <summary>Where the scenario wants our car to be after so many metres more along its path.</summary>
    /// <param name="aheadM">Along the path; negative lies behind.</param>
    /// <exception cref="InvalidOperationException">The scenario has no car.</exception>
    public PathPose EgoPathAt(double aheadM) => EgoIndex >= 0
        ? EgoPath.At(_world, _world.Actors[EgoIndex], aheadM)
        : throw new InvalidOperationException("the scenario has no car of ours");

    /// <summary>
    /// The lines of the lane around a place, from there on in the direction of the lane nearest to the heading.
    /// </summary>
    /// <param name="stepM">Distance along the lane from one sample to the next; the first is beside the place.</param>
    /// <returns>How many samples are filled: fewer than asked where the road ends; 0 off the road.</returns>
    public int RoadAhead(in PathPose from, double stepM, Span<RoadAheadSample> samples)
    {
        Actor? ego = EgoIndex >= 0 ? _world.Actors[EgoIndex] : null;
        return LaneLines.Fill(_world, in from, stepM, samples, ego?.Route, ego?.Road ?? RoadPosition.None);
    }

    /// <summary>Sets a value that the scenario's UserDefinedValueConditions ask for.</summary>
    public void SetOutsideValue(string name, string value) => _world.Outside(name).Set(value);

    private void Tell()
    {
        _world.Signals.Step(_world.ElapsedS);
        if (IsEnded)
            return;
        if (_stop is not null && _stop.IsFired(_world))
        {
            foreach (Story story in _stories)
                story.Stop(_world);
            IsEnded = true;
            return;
        }

        bool isOver = true;
        foreach (Story story in _stories)
        {
            story.Update(_world);
            isOver &= story.IsComplete;
        }

        IsEnded = isOver && _stories.Length > 0 && (_stop is null || _stop.IsEmpty);
    }

    private void Publish()
    {
        for (int i = 0; i < _states.Length; i++)
            _states[i] = _world.Actors[i].State();
    }
}
