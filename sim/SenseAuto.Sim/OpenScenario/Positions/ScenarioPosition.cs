using System;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>A position as a file gives it.</summary>
internal abstract class ScenarioPosition(XmlNode where)
{
    public XmlNode Where { get; } = where;

    /// <summary>It hangs on where somebody is.</summary>
    public abstract bool IsRelative { get; }

    /// <summary>The file says how a body is turned there.</summary>
    public virtual bool IsTurned => Turn.IsGiven;

    public PositionTurn Turn { get; init; }

    public abstract Placement Resolve(ScenarioWorld world);

    private protected int RoadOf(ScenarioWorld world, string id)
    {
        int road = world.Map.IndexOf(id);
        return road >= 0 ? road : throw Where.Fail($"the road {id} is not in the road network");
    }

    /// <summary>A place in a lane; a body looks along the lane's traffic unless the file turns it.</summary>
    private protected Placement InLane(ScenarioWorld world, int road, int lane, double s, double offsetT)
    {
        OpenDriveRoad on = world.Map.Road(road);
        if (s < -1e-6 || s > on.LengthM + 1e-6)
            throw Where.Fail($"s={s} m is not on the road {on.Id}, which is {on.LengthM} m long");
        s = Math.Clamp(s, 0, on.LengthM);
        if (lane != 0 && on.SectionAt(s).Lane(lane) is null)
            throw Where.Fail($"the road {on.Id} has no lane {lane} at s={s} m");

        int direction = on.DirectionOf(lane);
        var place = new LanePlace(road, lane, s, direction * offsetT, direction);
        RoadPose pose = LaneWalk.PoseOf(world.Map, in place);
        double heading = Turn.Applied(pose.HeadingRad);
        if (Math.Cos(heading - pose.HeadingRad) < 0)
            place = place with { Direction = -direction, OffsetM = -direction * offsetT };
        return new Placement(pose.XM, pose.YM, pose.ZM, heading, place);
    }

    /// <summary>A place beside the reference line; a body looks along s unless the file turns it.</summary>
    private protected Placement OnRoad(ScenarioWorld world, int road, double s, double t)
    {
        OpenDriveRoad on = world.Map.Road(road);
        if (s < -1e-6 || s > on.LengthM + 1e-6)
            throw Where.Fail($"s={s} m is not on the road {on.Id}, which is {on.LengthM} m long");
        s = Math.Clamp(s, 0, on.LengthM);
        RoadPose pose = on.PoseAt(s, t);
        double heading = Turn.Applied(pose.HeadingRad);
        int lane = on.LaneAt(s, t, forTraffic: true);
        if (lane == 0)
            return new Placement(pose.XM, pose.YM, pose.ZM, heading);

        int direction = Math.Cos(heading - pose.HeadingRad) < 0 ? -1 : 1;
        double offset = t - on.LaneCentreT(s, lane);
        return new Placement(
            pose.XM, pose.YM, pose.ZM, heading, new LanePlace(road, lane, s, direction * offset, direction));
    }
}

/// <summary>How a body is turned at a position.</summary>
/// <param name="IsRelative">Against the road, lane, path or body there; else in the world.</param>
internal readonly record struct PositionTurn(bool IsGiven, bool IsRelative, double HeadingRad)
{
    public double Applied(double headingThere) =>
        !IsGiven ? headingThere : IsRelative ? headingThere + HeadingRad : HeadingRad;
}
