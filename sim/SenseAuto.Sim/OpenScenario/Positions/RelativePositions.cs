using System;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>dx, dy, dz from somebody, along the axes of the world.</summary>
internal sealed class RelativeWorldPosition(XmlNode where, string entity, double dx, double dy, double dz)
    : ScenarioPosition(where)
{
    public override bool IsRelative => true;

    public override Placement Resolve(ScenarioWorld world)
    {
        Actor from = world.ActorNamed(entity, Where);
        return new Placement(from.X + dx, from.Y + dy, from.Z + dz, Turn.Applied(from.Heading));
    }
}

/// <summary>dx ahead of, dy left of somebody.</summary>
internal sealed class RelativeObjectPosition(XmlNode where, string entity, double dx, double dy, double dz)
    : ScenarioPosition(where)
{
    public override bool IsRelative => true;

    public override Placement Resolve(ScenarioWorld world)
    {
        Actor from = world.ActorNamed(entity, Where);
        (double sin, double cos) = Math.SinCos(from.Heading);
        return new Placement(
            from.X + (dx * cos) - (dy * sin), from.Y + (dx * sin) + (dy * cos), from.Z + dz, Turn.Applied(from.Heading));
    }
}

/// <summary>So many metres along, and so many lanes left of, somebody's place in the road network.</summary>
internal sealed class RelativeLanePosition(
    XmlNode where, string entity, int lanes, double ds, double offset, bool isAlongLane) : ScenarioPosition(where)
{
    public override bool IsRelative => true;

    public override Placement Resolve(ScenarioWorld world)
    {
        Actor from = world.ActorNamed(entity, Where);
        if (!from.IsOnLane)
            throw Where.Fail($"{entity} is in no lane, so nothing can be placed by lanes from it");

        LanePlace place = from.Place with { Lane = from.LaneId, OffsetM = 0 };
        double ahead = ds;
        if (!isAlongLane)
            ahead = ds * place.Direction * world.Map.Road(place.Road).DirectionOf(place.Lane);
        if (!LaneWalk.Advance(world.Map, ref place, ahead, from.Route))
            throw Where.Fail($"{ds} m from {entity} the road has ended");

        int lane = LaneArithmetic.Beside(place.Lane, lanes, place.Direction);
        return InLane(world, place.Road, lane, place.S, offset);
    }
}

/// <summary>ds along, dt left of somebody's place in road coordinates.</summary>
internal sealed class RelativeRoadPosition(XmlNode where, string entity, double ds, double dt) : ScenarioPosition(where)
{
    public override bool IsRelative => true;

    public override Placement Resolve(ScenarioWorld world)
    {
        Actor from = world.ActorNamed(entity, Where);
        if (!from.Road.IsOnRoad)
            throw Where.Fail($"{entity} is on no road, so nothing can be placed by road coordinates from it");

        double s = Math.Clamp(from.Road.S + ds, 0, world.Map.Road(from.Road.Road).LengthM);
        return OnRoad(world, from.Road.Road, s, from.Road.T + dt);
    }
}

/// <summary>Where somebody on a route is.</summary>
internal sealed class EntityPosition(XmlNode where, string entity) : ScenarioPosition(where)
{
    public override bool IsRelative => true;

    public override Placement Resolve(ScenarioWorld world)
    {
        Actor from = world.ActorNamed(entity, Where);
        return new Placement(
            from.X, from.Y, from.Z, Turn.Applied(from.Heading), from.IsOnLane ? from.Place : (LanePlace?)null);
    }
}

/// <summary>Counting of lanes over the middle, which is no lane.</summary>
internal static class LaneArithmetic
{
    /// <summary>The id of the lane so many lanes to the left of one, as somebody looks.</summary>
    public static int Beside(int lane, int lanesLeft, int direction)
    {
        int step = Math.Sign(lanesLeft) * direction;
        for (int i = 0; i < Math.Abs(lanesLeft); i++)
        {
            lane += step;
            if (lane == 0)
                lane += step;
        }

        return lane;
    }
}
