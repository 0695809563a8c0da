using System;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>How far somebody has to go to a place on the way that he is on.</summary>
internal static class PathDistance
{
    private const double SearchM = 5000;

    /// <summary>Along his path, else along the roads, else straight.</summary>
    public static double Of(ScenarioWorld world, Actor actor, in Placement to)
    {
        if (actor.Path is { } path)
            return Math.Max(0, path.Nearest(to.XM, to.YM, actor.PathS, path.LengthM) - actor.PathS);

        double dx = to.XM - actor.X;
        double dy = to.YM - actor.Y;
        double straight = Math.Sqrt((dx * dx) + (dy * dy));
        if (!actor.IsOnLane || !actor.Road.IsOnRoad)
            return straight;

        RoadPosition there = to.Lane is { } lane
            ? new RoadPosition(lane.Road, lane.S, 0) : world.Map.WorldToRoad(to.XM, to.YM, to.HeadingRad);
        if (!there.IsOnRoad)
            return straight;

        double along = RoadSearch.Along(world, actor, in there, to.XM, to.YM, SearchM);
        return double.IsFinite(along) ? Math.Abs(along) : straight;
    }
}
