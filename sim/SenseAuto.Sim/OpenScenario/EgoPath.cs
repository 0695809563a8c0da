using System;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Where the scenario wants a participant to go.</summary>
internal static class EgoPath
{
    /// <summary>The place after so much more of the way: on its path, along its lane, or straight on.</summary>
    public static PathPose At(ScenarioWorld world, Actor actor, double aheadM)
    {
        if (actor.Path is { } path)
            return OnPath(actor, path, aheadM);
        if (!actor.IsOnLane)
            return Straight(actor, aheadM);

        LanePlace place = actor.Place;
        double seconds = Math.Abs(actor.Speed) > 0.1 ? aheadM / Math.Abs(actor.Speed) : 0;
        double offset = actor.Lateral is { } lateral && aheadM > 0 ? lateral.OffsetAfter(seconds) : 0;
        LaneWalk.Advance(world.Map, ref place, aheadM, actor.Route, out double beyond);
        place = place with { OffsetM = place.OffsetM + offset };
        RoadPose pose = LaneWalk.PoseOf(world.Map, in place);
        if (beyond == 0)
            return new PathPose(pose.XM, pose.YM, pose.ZM, pose.HeadingRad, pose.CurvaturePerM);

        // Past the end of the road the way goes on straight.
        (double sin, double cos) = Math.SinCos(pose.HeadingRad);
        double rest = Math.Sign(aheadM) * beyond;
        return new PathPose(pose.XM + (rest * cos), pose.YM + (rest * sin), pose.ZM, pose.HeadingRad, 0);
    }

    /// <summary>How far left of its way a participant is.</summary>
    public static double OffsetLeft(ScenarioWorld world, Actor actor)
    {
        PathPose on = At(world, actor, 0);
        (double sin, double cos) = Math.SinCos(on.HeadingRad);
        return ((actor.Y - on.YM) * cos) - ((actor.X - on.XM) * sin);
    }

    private static PathPose OnPath(Actor actor, TrajectoryPath path, double aheadM)
    {
        bool isTailFirst = actor.CommandSpeed < 0 && !path.HasHeadingsAt(actor.PathS);
        double s = actor.PathS + aheadM;
        PathPose pose = path.At(s);
        double beyond = s - Math.Clamp(s, 0, path.LengthM);
        if (path.IsClosed)
            pose = path.At(s - (path.LengthM * Math.Floor(s / path.LengthM)));
        else if (beyond != 0)
            pose = Straightened(in pose, beyond);
        return isTailFirst ? pose with { HeadingRad = pose.HeadingRad + Math.PI } : pose;
    }

    private static PathPose Straightened(in PathPose end, double beyond)
    {
        (double sin, double cos) = Math.SinCos(end.HeadingRad);
        return end with { XM = end.XM + (beyond * cos), YM = end.YM + (beyond * sin), CurvaturePerM = 0 };
    }

    private static PathPose Straight(Actor actor, double aheadM)
    {
        (double sin, double cos) = Math.SinCos(actor.Heading);
        return new PathPose(actor.X + (aheadM * cos), actor.Y + (aheadM * sin), actor.Z, actor.Heading, 0);
    }
}
