using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>x, y, z in the world.</summary>
internal sealed class WorldPosition(XmlNode where, double x, double y, double z) : ScenarioPosition(where)
{
    public override bool IsRelative => false;

    public override Placement Resolve(ScenarioWorld world) => new(x, y, z, Turn.Applied(0));
}

/// <summary>A lane of a road, s along it, an offset left of the lane's middle.</summary>
internal sealed class LanePosition(XmlNode where, string road, int lane, double s, double offset) : ScenarioPosition(where)
{
    public override bool IsRelative => false;

    public override Placement Resolve(ScenarioWorld world) => InLane(world, RoadOf(world, road), lane, s, offset);
}

/// <summary>A road, s along it, t left of it.</summary>
internal sealed class RoadCoordinates(XmlNode where, string road, double s, double t) : ScenarioPosition(where)
{
    public override bool IsRelative => false;

    public override Placement Resolve(ScenarioWorld world) => OnRoad(world, RoadOf(world, road), s, t);
}

/// <summary>Along a trajectory, and left of it.</summary>
internal sealed class TrajectoryCoordinates(XmlNode where, TrajectoryPlan trajectory, double s, double t)
    : ScenarioPosition(where)
{
    public override bool IsRelative => false;

    public override Placement Resolve(ScenarioWorld world)
    {
        PathPose pose = trajectory.Path(world).At(s);
        (double sin, double cos) = System.Math.SinCos(pose.HeadingRad);
        return new Placement(pose.XM - (t * sin), pose.YM + (t * cos), pose.ZM, Turn.Applied(pose.HeadingRad));
    }
}

/// <summary>Along a route: in a lane of it, beside its reference lines, or where somebody on it is.</summary>
internal sealed class RouteCoordinates(XmlNode where, RoutePlan route, double pathS, int? lane, double offset)
    : ScenarioPosition(where)
{
    public override bool IsRelative => false;

    public override Placement Resolve(ScenarioWorld world)
    {
        RoadPosition at = route.Route(world).At(pathS, out int direction);
        return lane is { } id
            ? InLane(world, at.Road, id, at.S, offset)
            : OnRoute(world, at, direction);
    }

    private Placement OnRoute(ScenarioWorld world, RoadPosition at, int direction)
    {
        Placement place = OnRoad(world, at.Road, at.S, direction * offset);
        if (direction > 0 || Turn is { IsGiven: true, IsRelative: false })
            return place;

        return place with
        {
            HeadingRad = place.HeadingRad + System.Math.PI,
            Lane = place.Lane is { } lane ? lane with { Direction = -1, OffsetM = -lane.OffsetM } : null,
        };
    }
}
