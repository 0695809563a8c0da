using System;
using System.Collections.Generic;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>The roads from the first waypoint to the last, with the way along them.</summary>
internal sealed class ScenarioRoute
{
    private readonly RouteLeg[] _legs;
    private readonly int[] _roads;

    public ScenarioRoute(List<RouteLeg> legs)
    {
        _legs = [.. legs];
        _roads = Array.ConvertAll(_legs, static leg => leg.Road);
        LengthM = _legs[^1].PathS + Math.Abs(_legs[^1].ToS - _legs[^1].FromS);
    }

    public double LengthM { get; }

    /// <summary>Indices of the roads in the order in which they are gone.</summary>
    public ReadOnlySpan<int> Roads => _roads;

    public int[] RoadArray => _roads;

    /// <summary>The place on the reference lines after so much of the way; beyond the ends the first or last road
    /// goes on.</summary>
    /// <param name="direction">+1: the way goes along that road's s.</param>
    public RoadPosition At(double pathS, out int direction)
    {
        int index = _legs.Length - 1;
        while (index > 0 && _legs[index].PathS > pathS)
            index--;
        RouteLeg leg = _legs[index];
        direction = leg.ToS >= leg.FromS ? 1 : -1;
        return new RoadPosition(leg.Road, leg.FromS + (direction * (pathS - leg.PathS)), 0);
    }
}

/// <summary>One road of a route.</summary>
/// <param name="PathS">How much of the route lies before it.</param>
internal readonly record struct RouteLeg(int Road, double FromS, double ToS, double PathS);
