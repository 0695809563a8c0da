using System;
using SenseAuto.Sim.OpenDrive;
using SenseAuto.Sim.Traffic;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Moves a participant by one step: along its path, its lane, or straight on.</summary>
internal static class ActorMotion
{
    // Somebody turned farther than this against a lane does not follow it: he crosses it.
    private const double AlongCos = 0.7;
    private const double StandingMps = 0.01;
    private const double BrakingMps2 = -0.3;

    // Road coordinates of somebody who is led by no lane are found anew when he has moved so far.
    private const double RelocateM = 0.2;

    public static void Move(ScenarioWorld world, Actor actor, double speed, double dtS)
    {
        double before = actor.Speed;
        double headingBefore = actor.Heading;
        actor.Speed = speed;
        actor.Acceleration = (speed - before) / dtS;
        double way = 0.5 * (before + speed) * dtS;
        if (actor.Path is not null)
            FollowPath(world, actor, way, dtS);
        else if (way != 0 || actor.LateralSpeed != 0)
            MoveFreely(world, actor, way);

        actor.YawRate = Math.IEEERemainder(actor.Heading - headingBefore, 2 * Math.PI) / dtS;
        Count(world, actor, Math.Abs(way), dtS);
        actor.IsBraking = actor.Shape.IsVehicle && actor.Acceleration * Math.Sign(actor.Speed + before) < BrakingMps2;
    }

    /// <summary>Takes over where a plant has brought our car.</summary>
    public static void TakeOver(ScenarioWorld world, Actor actor, in EntityState actual, double dtS)
    {
        double moved = Math.Sqrt(Square(actual.XM - actor.X) + Square(actual.YM - actor.Y));
        (actor.X, actor.Y, actor.Z) = (actual.XM, actual.YM, actual.ZM);
        actor.Heading = actual.HeadingRad;
        actor.Speed = actual.SpeedMps;
        actor.LateralSpeed = actual.LateralSpeedMps;
        actor.Acceleration = actual.AccelerationMps2;
        actor.YawRate = actual.YawRateRadps;
        actor.IsBraking = actual.IsBraking;
        actor.Indicator = actual.Indicator;
        if (actor.Path is { } path)
            actor.PathS = path.Track(actor.X, actor.Y, actor.PathS);
        else if (actor.IsOnLane)
            FollowBeside(world, actor);
        Locate(world, actor, isMoved: true);
        Count(world, actor, moved, dtS);
    }

    /// <summary>Puts a participant at a place, out of whatever led it.</summary>
    public static void Place(ScenarioWorld world, Actor actor, in Placement at)
    {
        (actor.X, actor.Y, actor.Z) = (at.XM, at.YM, at.ZM);
        actor.Heading = Wrapped(at.HeadingRad);
        actor.Path = null;
        actor.LateralSpeed = 0;
        actor.IsAtEndOfRoad = false;
        if (at.Lane is { } lane)
        {
            actor.Place = lane;
            OpenDriveRoad road = world.Map.Road(lane.Road);
            actor.Road = new RoadPosition(
                lane.Road, lane.S, road.LaneCentreT(lane.S, lane.Lane) + (lane.Direction * lane.OffsetM));
            actor.IsOnLane = IsAlong(world, actor);
            actor.LaneId = road.LaneAt(actor.Road.S, actor.Road.T);
            return;
        }

        actor.Road = RoadPosition.None;
        Locate(world, actor, isMoved: true);
        Attach(world, actor);
    }

    /// <summary>Lets somebody follow the lane under him from now on, if he looks along it; else he goes straight
    /// on.</summary>
    public static void Attach(ScenarioWorld world, Actor actor)
    {
        actor.IsOnLane = false;
        if (!actor.Road.IsOnRoad || world.Map.Road(actor.Road.Road).OffSurface(actor.Road.S, actor.Road.T) > 3)
            return;
        if (world.LaneAround(actor.Road, actor.Heading) is not { } lane)
            return;

        actor.Place = lane;
        actor.IsOnLane = IsAlong(world, actor);
    }

    /// <summary>Lays somebody on his path without moving him along it.</summary>
    public static void Lay(ScenarioWorld world, Actor actor)
    {
        if (actor.Path is not { } path)
            return;

        PathPose pose = path.At(actor.PathS);
        (actor.X, actor.Y) = (pose.XM, pose.YM);
        actor.Z = pose.ZM;
        // Backwards along a path: the tail leads.
        bool isTailFirst = actor.Speed < 0 && !path.HasHeadingsAt(actor.PathS);
        actor.Heading = Wrapped(pose.HeadingRad + (isTailFirst ? Math.PI : 0));
        actor.IsOnLane = false;
        Locate(world, actor, isMoved: true);
    }

    /// <summary>Brings somebody to where his lane place has been set, without moving him along it.</summary>
    public static void Nudge(ScenarioWorld world, Actor actor)
    {
        double speed = actor.Speed;
        double acceleration = actor.Acceleration;
        FollowLane(world, actor, 0);
        (actor.Speed, actor.Acceleration) = (speed, acceleration);
    }

    private static void FollowPath(ScenarioWorld world, Actor actor, double way, double dtS)
    {
        TrajectoryPath path = actor.Path!;
        double before = actor.PathS;
        if (actor.Timing is { } timing)
        {
            actor.PathS = path.LengthAt(timing.PathTime(world.ElapsedS + dtS));
            double speed = (actor.PathS - before) / dtS;
            actor.Acceleration = 0;
            actor.Speed = speed;
            actor.CommandSpeed = speed;
        }
        else
        {
            actor.PathS += Math.Abs(way);
            if (path.IsClosed && actor.PathS > path.LengthM)
                actor.PathS -= path.LengthM;
        }

        if (way == 0 && actor.PathS == before)
            return;

        Lay(world, actor);
        bool isOver = actor.Timing is { } clock
            ? clock.PathTime(world.ElapsedS + dtS) >= path.EndTimeS : actor.PathS >= path.LengthM;
        if (!isOver)
            return;

        actor.Path = null;
        actor.Timing = null;
        Attach(world, actor);
    }

    private static void MoveFreely(ScenarioWorld world, Actor actor, double way)
    {
        if (actor.IsOnLane)
        {
            FollowLane(world, actor, way);
            return;
        }

        (double sin, double cos) = Math.SinCos(actor.Heading);
        actor.X += way * cos;
        actor.Y += way * sin;
        Locate(world, actor, isMoved: false);
    }

    private static void FollowLane(ScenarioWorld world, Actor actor, double way)
    {
        LanePlace place = actor.Place;
        actor.IsAtEndOfRoad = !LaneWalk.Advance(world.Map, ref place, way, actor.Route);
        if (actor.IsAtEndOfRoad)
        {
            actor.Speed = 0;
            actor.Acceleration = 0;
        }

        actor.Place = place;
        RoadPose pose = LaneWalk.PoseOf(world.Map, in place, out double t);
        (actor.X, actor.Y, actor.Z) = (pose.XM, pose.YM, pose.ZM);
        double slip = actor.LateralSpeed == 0 || Math.Abs(actor.Speed) < 0.5
            ? 0 : Math.Atan2(actor.LateralSpeed, Math.Abs(actor.Speed)) * Math.Sign(actor.Speed);
        actor.Heading = Wrapped(pose.HeadingRad + slip);
        OpenDriveRoad road = world.Map.Road(place.Road);
        actor.Road = new RoadPosition(place.Road, place.S, t);
        bool isInLane = Math.Abs(place.OffsetM) < 0.5;
        actor.LaneId = isInLane ? place.Lane : road.LaneAt(place.S, t);
    }

    /// <summary>Moves the wanted place in the lane along with a car that a plant moves.</summary>
    private static void FollowBeside(ScenarioWorld world, Actor actor)
    {
        LanePlace place = actor.Place;
        RoadPose pose = LaneWalk.PoseOf(world.Map, in place);
        (double sin, double cos) = Math.SinCos(pose.HeadingRad);
        double ahead = ((actor.X - pose.XM) * cos) + ((actor.Y - pose.YM) * sin);
        actor.IsAtEndOfRoad = !LaneWalk.Advance(world.Map, ref place, ahead, actor.Route);
        actor.Place = place;
    }

    private static void Locate(ScenarioWorld world, Actor actor, bool isMoved)
    {
        if (!isMoved && Math.Abs(actor.OdometerM - actor.LocatedAtM) < RelocateM)
            return;

        actor.LocatedAtM = actor.OdometerM;
        actor.Road = world.Map.WorldToRoad(actor.X, actor.Y, actor.Heading, actor.Road);
        actor.LaneId = actor.Road.IsOnRoad
            ? world.Map.Road(actor.Road.Road).LaneAt(actor.Road.S, actor.Road.T) : 0;
    }

    private static bool IsAlong(ScenarioWorld world, Actor actor)
    {
        RoadPose pose = LaneWalk.PoseOf(world.Map, actor.Place);
        return Math.Cos(pose.HeadingRad - actor.Heading) > AlongCos;
    }

    private static void Count(ScenarioWorld world, Actor actor, double movedM, double dtS)
    {
        actor.OdometerM += movedM;
        actor.StandStillS = Math.Abs(actor.Speed) < StandingMps ? actor.StandStillS + dtS : 0;
        actor.EndOfRoadS = actor.IsAtEndOfRoad ? actor.EndOfRoadS + dtS : 0;
        bool isInLane = actor.IsOnLane && Math.Abs(actor.Place.OffsetM) < 1;
        bool isOff = !actor.Road.IsOnRoad ||
            (!isInLane && world.Map.Road(actor.Road.Road).OffSurface(actor.Road.S, actor.Road.T) > 0);
        actor.OffroadS = isOff ? actor.OffroadS + dtS : 0;
        actor.GaitPhase = Gait.Advanced(actor.GaitPhase, actor.Shape.Kind, actor.Shape.HeightM, movedM);
    }

    private static double Wrapped(double headingRad) =>
        headingRad is > -Math.PI and <= Math.PI ? headingRad : Math.IEEERemainder(headingRad, 2 * Math.PI);

    private static double Square(double value) => value * value;
}
