using System;
using System.Collections.Generic;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Reads positions of every kind.</summary>
internal sealed class PositionReader(CatalogStore catalogs)
{
    private readonly List<TrajectoryPlan> _plans = [];

    private const double EarthRadiusM = 6_378_137;

    /// <param name="holder">The element in which the kind of position stands: Position, TargetPosition, ...</param>
    /// <exception cref="ScenarioException">A kind that is not known.</exception>
    public ScenarioPosition Read(XmlNode holder)
    {
        XmlNode node = holder.FirstChild();
        return node.Name switch
        {
            "WorldPosition" => World(node),
            "RelativeWorldPosition" => new RelativeWorldPosition(
                node, Entity(node), node.Number("dx"), node.Number("dy"), node.Number("dz", 0))
            {
                Turn = TurnOf(node),
            },
            "RelativeObjectPosition" => new RelativeObjectPosition(
                node, Entity(node), node.Number("dx"), node.Number("dy"), node.Number("dz", 0))
            {
                Turn = TurnOf(node),
            },
            "RoadPosition" => new RoadCoordinates(node, node.Required("roadId"), node.Number("s"), node.Number("t"))
            {
                Turn = TurnOf(node),
            },
            "RelativeRoadPosition" => new RelativeRoadPosition(node, Entity(node), node.Number("ds"), node.Number("dt"))
            {
                Turn = TurnOf(node),
            },
            "LanePosition" => new LanePosition(
                node, node.Required("roadId"), node.Integer("laneId"), node.Number("s"), node.Number("offset", 0))
            {
                Turn = TurnOf(node),
            },
            "RelativeLanePosition" => RelativeLane(node),
            "RoutePosition" => Route(node),
            "GeoPosition" => Geo(node),
            "TrajectoryPosition" => Trajectory(node),
            _ => throw node.Fail($"<{node.Name}> is no position that is known"),
        };
    }

    /// <summary>Remembers a trajectory, to be built before the scenario runs.</summary>
    public void Keep(TrajectoryPlan plan) => _plans.Add(plan);

    /// <summary>Builds every trajectory that hangs on nobody's place, so that no step has to.</summary>
    public void Prepare(ScenarioWorld world)
    {
        foreach (TrajectoryPlan plan in _plans)
            plan.Prepare(world);
    }

    private static string Entity(XmlNode node) => node.Required("entityRef");

    private static PositionTurn TurnOf(XmlNode node)
    {
        if (node.Child("Orientation") is not { } orientation)
            return default;

        return new PositionTurn(true, orientation.Text("type") == "relative", orientation.Number("h", 0));
    }

    private static WorldPosition World(XmlNode node) => new(
        node, node.Number("x"), node.Number("y"), node.Number("z", 0))
    {
        Turn = node.Has("h") ? new PositionTurn(true, false, node.Number("h")) : default,
    };

    private static RelativeLanePosition RelativeLane(XmlNode node)
    {
        bool isAlongLane = node.Has("dsLane");
        return new RelativeLanePosition(
            node, Entity(node), node.Integer("dLane"), isAlongLane ? node.Number("dsLane") : node.Number("ds", 0),
            node.Number("offset", 0), isAlongLane)
        {
            Turn = TurnOf(node),
        };
    }

    /// <summary>Latitude and longitude on the plane that touches the earth at the network's origin.</summary>
    private static WorldPosition Geo(XmlNode node)
    {
        bool isDegrees = node.Has("latitudeDeg");
        double latitude = isDegrees ? node.Number("latitudeDeg") * Math.PI / 180 : node.Number("latitude");
        double longitude = isDegrees ? node.Number("longitudeDeg") * Math.PI / 180 : node.Number("longitude");
        return new WorldPosition(
            node, EarthRadiusM * longitude * Math.Cos(latitude), EarthRadiusM * latitude, node.Number("altitude", 0))
        {
            Turn = TurnOf(node),
        };
    }

    private TrajectoryCoordinates Trajectory(XmlNode node) => new(
        node, new TrajectoryReader(catalogs, this).Read(node), node.Number("s"), node.Number("t", 0))
    {
        Turn = TurnOf(node),
    };

    private ScenarioPosition Route(XmlNode node)
    {
        var plan = new RoutePlan(catalogs.Resolve(node.Needed("RouteRef"), "Route"), this);
        XmlNode within = node.Needed("InRoutePosition").FirstChild();
        PositionTurn turn = TurnOf(node);
        return within.Name switch
        {
            "FromLaneCoordinates" => new RouteCoordinates(
                within, plan, within.Number("pathS"), within.Integer("laneId"), within.Number("laneOffset", 0))
            {
                Turn = turn,
            },
            "FromRoadCoordinates" => new RouteCoordinates(
                within, plan, within.Number("pathS"), null, within.Number("t", 0))
            {
                Turn = turn,
            },
            "FromCurrentEntity" => new EntityPosition(within, within.Required("entityRef")) { Turn = turn },
            _ => throw within.Fail($"<{within.Name}> is no place on a route"),
        };
    }
}
