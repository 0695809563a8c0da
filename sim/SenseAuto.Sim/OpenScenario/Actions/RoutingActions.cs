using System;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Along a trajectory, by speed or by the clock.</summary>
internal sealed class FollowTrajectoryAction(Actor actor, TrajectoryPlan plan, TrajectoryStart start)
    : ScenarioAction(actor, start.IsTimed ? ActionDomain.Both : ActionDomain.Lateral)
{
    // Who stands this near to a path gets onto it where he is.
    private const double NearM = 5;
    private const double FirstM = 50;
    private TrajectoryPath? _path;

    protected override void Start(ScenarioWorld world)
    {
        TrajectoryPath path = plan.Path(world);
        if (plan.IsFloating)
            path.LayAt(Own.X, Own.Y, Own.Heading);
        if (start.IsTimed && !path.IsTimed)
            throw plan.Where.Fail("the trajectory shall be followed by the clock, and its points have no times");

        _path = path;
        Own.Path = path;
        Own.Timing = start.IsTimed
            ? new TrajectoryTiming(world.ElapsedS, start.IsRelative, start.Scale, start.OffsetS) : null;
        Own.PathS = StartOn(path);
        ActorMotion.Lay(world, Own);
    }

    public override void Step(ScenarioWorld world, double dtS)
    {
        if (Own.Path != _path)
            Finish();
    }

    protected override void Left(ScenarioWorld world)
    {
        if (Own.Path != _path)
            return;

        Own.Path = null;
        Own.Timing = null;
        ActorMotion.Attach(world, Own);
    }

    private double StartOn(TrajectoryPath path)
    {
        if (start.DistanceM > 0)
            return Math.Min(start.DistanceM, path.LengthM);
        if (start.IsTimed || plan.IsFloating)
            return 0;

        double nearest = path.Nearest(Own.X, Own.Y, 0, FirstM);
        PathPose at = path.At(nearest);
        double dx = at.XM - Own.X;
        double dy = at.YM - Own.Y;
        return (dx * dx) + (dy * dy) < NearM * NearM ? nearest : 0;
    }
}

/// <summary>How a trajectory is begun.</summary>
/// <param name="DistanceM">So much of it lies behind already.</param>
internal readonly record struct TrajectoryStart(
    double DistanceM, bool IsTimed, bool IsRelative, double Scale, double OffsetS);

/// <summary>To a place, over the roads where they lead there, else straight.</summary>
internal sealed class AcquirePositionAction(Actor actor, ScenarioPosition target)
    : ScenarioAction(actor, ActionDomain.Lateral)
{
    private TrajectoryPath? _path;
    private double _way;
    private double _odometer;

    protected override void Start(ScenarioWorld world)
    {
        Placement at = target.Resolve(world);
        _path = null;
        _odometer = Own.OdometerM;
        LanePlace? there = at.Lane ?? world.LaneAround(in at);
        if (Own.IsOnLane && there is { } lane && RouteFinder.Between(world.Map, Own.Place, lane) is { } legs)
        {
            var route = new ScenarioRoute(legs);
            Own.Route = route.RoadArray;
            _way = route.LengthM;
            return;
        }

        var builder = new TrajectoryBuilder();
        builder.Side(
            new PathVertex(Own.X, Own.Y, Own.Z, double.NaN, double.NaN),
            new PathVertex(at.XM, at.YM, at.ZM, double.NaN, double.NaN), isPolyline: true);
        if (builder.IsEmpty)
        {
            Finish();
            return;
        }

        _path = builder.Path(isClosed: false);
        _way = _path.LengthM;
        Own.Path = _path;
        Own.PathS = 0;
        ActorMotion.Lay(world, Own);
    }

    public override void Step(ScenarioWorld world, double dtS)
    {
        if (Own.OdometerM - _odometer >= _way || (_path is not null && Own.Path != _path))
            Finish();
    }

    protected override void Left(ScenarioWorld world)
    {
        if (_path is not null && Own.Path == _path)
        {
            Own.Path = null;
            ActorMotion.Attach(world, Own);
        }
    }
}
