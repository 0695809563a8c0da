using System;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>How far somebody is from another.</summary>
internal sealed class RelativeDistanceQuestion(Actor other, DistanceMeasure measure, double limit, ComparisonRule rule)
    : EntityQuestion
{
    public override bool Holds(ScenarioWorld world, Actor actor) =>
        other.IsPresent && ComparisonRules.Holds(measure.Between(world, actor, other), rule, limit);
}

/// <summary>How far somebody is from a place.</summary>
internal sealed class DistanceQuestion(ScenarioPosition place, DistanceMeasure measure, double limit, ComparisonRule rule)
    : EntityQuestion
{
    private Placement? _fixed;

    public override bool Holds(ScenarioWorld world, Actor actor)
    {
        Placement at = _fixed ?? place.Resolve(world);
        if (!place.IsRelative)
            _fixed = at;
        return ComparisonRules.Holds(measure.Between(world, actor, in at), rule, limit);
    }
}

/// <summary>Somebody is within a tolerance of a place.</summary>
internal sealed class ReachQuestion(ScenarioPosition place, double toleranceM) : EntityQuestion
{
    private Placement? _fixed;

    public override bool Holds(ScenarioWorld world, Actor actor)
    {
        Placement at = _fixed ?? place.Resolve(world);
        if (!place.IsRelative)
            _fixed = at;
        double dx = at.XM - actor.X;
        double dy = at.YM - actor.Y;
        return (dx * dx) + (dy * dy) <= toleranceM * toleranceM;
    }
}

/// <summary>The time to reach somebody or a place at today's speeds; infinite while they do not close.</summary>
internal sealed class TimeToCollisionQuestion(
    Actor? other, ScenarioPosition? place, DistanceMeasure measure, double limit, ComparisonRule rule) : EntityQuestion
{
    public override bool Holds(ScenarioWorld world, Actor actor)
    {
        double distance;
        double closing;
        if (other is not null)
        {
            distance = measure.Between(world, actor, other);
            closing = Closing(actor, other.X, other.Y, other.Speed, other.Heading);
        }
        else
        {
            Placement at = place!.Resolve(world);
            distance = measure.Between(world, actor, in at);
            closing = Closing(actor, at.XM, at.YM, 0, 0);
        }

        double time = closing > 1e-6 ? distance / closing : double.PositiveInfinity;
        return ComparisonRules.Holds(time, rule, limit);
    }

    private double Closing(Actor actor, double x, double y, double speed, double heading)
    {
        (double sin, double cos) = Math.SinCos(actor.Heading);
        (double otherSin, double otherCos) = Math.SinCos(heading);
        double vx = (speed * otherCos) - (actor.Speed * cos);
        double vy = (speed * otherSin) - (actor.Speed * sin);
        double dx = x - actor.X;
        double dy = y - actor.Y;
        if (measure.Kind == DistanceKind.Straight)
        {
            double distance = Math.Sqrt((dx * dx) + (dy * dy));
            return distance > 0 ? -((vx * dx) + (vy * dy)) / distance : 0;
        }

        (double ax, double ay) = measure.Kind == DistanceKind.Lateral ? (-sin, cos) : (cos, sin);
        double along = (dx * ax) + (dy * ay);
        return -((vx * ax) + (vy * ay)) * Math.Sign(along);
    }
}

/// <summary>The time after which somebody is where another is now.</summary>
internal sealed class TimeHeadwayQuestion(Actor other, DistanceMeasure measure, double limit, ComparisonRule rule)
    : EntityQuestion
{
    public override bool Holds(ScenarioWorld world, Actor actor)
    {
        double speed = Math.Abs(actor.Speed);
        double time = speed > 1e-6 ? measure.Between(world, actor, other) / speed : double.PositiveInfinity;
        return ComparisonRules.Holds(time, rule, limit);
    }
}

/// <summary>Somebody touches another, or anybody of a kind.</summary>
/// <param name="category">vehicle, pedestrian, miscellaneous, or null for anything.</param>
internal sealed class CollisionQuestion(Actor? other, string? category) : EntityQuestion
{
    public override bool Holds(ScenarioWorld world, Actor actor)
    {
        if (other is not null)
            return Touches(actor, other);

        foreach (Actor candidate in world.Actors)
        {
            if (candidate != actor && IsOfKind(candidate) && Touches(actor, candidate))
                return true;
        }

        return false;
    }

    private static bool Touches(Actor actor, Actor other)
    {
        if (!other.IsPresent)
            return false;

        double reach = actor.Shape.LengthM + actor.Shape.WidthM + other.Shape.LengthM + other.Shape.WidthM;
        double dx = actor.X - other.X;
        double dy = actor.Y - other.Y;
        return (dx * dx) + (dy * dy) < 4 * reach * reach && Bodies.Gap(actor, other) <= 0;
    }

    private bool IsOfKind(Actor candidate) => category switch
    {
        "pedestrian" => candidate.Shape.Kind is EntityKind.Pedestrian or EntityKind.Animal,
        "vehicle" => candidate.Shape.IsVehicle,
        "miscellaneous" => candidate.Shape.Kind == EntityKind.Thing,
        _ => true,
    };
}

/// <summary>Nobody is near somebody along his road, in the lanes asked for.</summary>
/// <param name="others">Who is looked for; empty: everybody.</param>
internal sealed class ClearanceQuestion(Actor[] others, ClearanceArea area) : EntityQuestion
{
    public override bool Holds(ScenarioWorld world, Actor actor)
    {
        foreach (Actor other in others.Length > 0 ? others : world.Actors)
        {
            if (other != actor && other.IsPresent && IsIn(world, actor, other))
                return false;
        }

        return true;
    }

    private bool IsIn(ScenarioWorld world, Actor actor, Actor other)
    {
        if (!actor.Road.IsOnRoad || !other.Road.IsOnRoad)
            return false;

        int direction = actor.IsOnLane ? actor.Place.Direction : 1;
        int lanes = LanesLeft(actor.LaneId, other.LaneId) * direction;
        if (lanes < area.LaneFrom || lanes > area.LaneTo)
            return false;
        if (area.NeedsSameWay && Math.Cos(actor.Heading - other.Heading) < 0)
            return false;

        double reach = area.AheadM + area.BehindM + 100;
        double along = RoadSearch.Along(world, actor, other.Road, other.X, other.Y, reach);
        if (area.IsFreespace)
        {
            double filled = 0.5 * (actor.Shape.LengthM + other.Shape.LengthM);
            along = Math.Sign(along) * Math.Max(0, Math.Abs(along) - filled);
        }

        return along <= area.AheadM && along >= -area.BehindM;
    }

    private static int LanesLeft(int from, int to)
    {
        int difference = to - from;
        return from < 0 && to > 0 ? difference - 1 : from > 0 && to < 0 ? difference + 1 : difference;
    }
}

/// <summary>Which stretch and which lanes beside somebody must be clear; lanes count to the left.</summary>
internal readonly record struct ClearanceArea(
    double AheadM, double BehindM, bool IsFreespace, bool NeedsSameWay, int LaneFrom, int LaneTo);
