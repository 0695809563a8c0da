using System;
using System.Collections.Generic;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Everything that conditions and actions look at and change.</summary>
internal sealed class ScenarioWorld(OpenDriveMap map, Actor[] actors)
{
    private readonly Dictionary<string, RuntimeValue> _values = new(StringComparer.Ordinal);

    public OpenDriveMap Map { get; } = map;

    public Actor[] Actors { get; } = actors;

    /// <summary>Scenario time in seconds.</summary>
    public double ElapsedS { get; set; }

    /// <summary>Length of the step that is being made.</summary>
    public double StepS { get; set; } = 0.01;

    public ScenarioEnvironment Environment { get; set; } = ScenarioEnvironment.Default;

    public SignalBoard Signals { get; } = new();

    /// <summary>Time of day runs on from where the scenario set it.</summary>
    public bool IsClockRunning { get; set; }

    /// <exception cref="ScenarioException">Nobody has this name.</exception>
    public Actor ActorNamed(string name, XmlNode where)
    {
        foreach (Actor actor in Actors)
        {
            if (actor.Name == name)
                return actor;
        }

        throw where.Fail($"there is no entity {name}");
    }

    public void Declare(string name, string value) => _values[name] = new RuntimeValue(value);

    /// <summary>A parameter or variable whose value may change while the scenario runs.</summary>
    /// <exception cref="ScenarioException">It is not declared.</exception>
    public RuntimeValue Value(string name, XmlNode where) => _values.TryGetValue(name.TrimStart('$'), out RuntimeValue? value)
        ? value : throw where.Fail($"the parameter or variable \"{name}\" is not declared");

    /// <summary>A value that an outside system may set; declared when it is first asked for.</summary>
    public RuntimeValue Outside(string name)
    {
        if (!_values.TryGetValue(name, out RuntimeValue? value))
            _values[name] = value = new RuntimeValue("");
        return value;
    }

    /// <summary>The lane around a place, for somebody who looks as the place says; null off the roads.</summary>
    public LanePlace? LaneAround(in Placement at)
    {
        RoadPosition road = Map.WorldToRoad(at.XM, at.YM, at.HeadingRad);
        return road.IsOnRoad ? LaneAround(road, at.HeadingRad) : null;
    }

    public LanePlace? LaneAround(in RoadPosition road, double headingRad)
    {
        OpenDriveRoad on = Map.Road(road.Road);
        int lane = on.LaneAt(road.S, road.T, forTraffic: true);
        if (lane == 0)
            return null;

        int direction = Math.Cos(on.ReferenceAt(road.S).HeadingRad - headingRad) < 0 ? -1 : 1;
        double offset = direction * (road.T - on.LaneCentreT(road.S, lane));
        return new LanePlace(road.Road, lane, road.S, offset, direction);
    }
}
