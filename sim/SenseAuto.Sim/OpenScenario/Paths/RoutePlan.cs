using System.Collections.Generic;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>A route as the file has it: waypoints.</summary>
internal sealed class RoutePlan
{
    private readonly XmlNode _node;
    private readonly List<ScenarioPosition> _waypoints = [];
    private ScenarioRoute? _route;

    public RoutePlan(XmlNode node, PositionReader positions)
    {
        _node = node;
        foreach (XmlNode waypoint in node.Children("Waypoint"))
            _waypoints.Add(positions.Read(waypoint.Needed("Position")));
        if (_waypoints.Count < 2)
            throw node.Fail("a route needs two waypoints");
    }

    /// <exception cref="ScenarioException">There is no way from one waypoint to the next.</exception>
    public ScenarioRoute Route(ScenarioWorld world)
    {
        if (_route is not null)
            return _route;

        var places = new List<LanePlace>();
        foreach (ScenarioPosition waypoint in _waypoints)
        {
            Placement at = waypoint.Resolve(world);
            places.Add(at.Lane ?? world.LaneAround(in at) ?? throw waypoint.Where.Fail("the waypoint is on no road"));
        }

        return _route = RouteFinder.Find(world.Map, places, _node);
    }
}
