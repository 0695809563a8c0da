using System;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>A direction in which a speed or acceleration is taken.</summary>
internal enum MotionDirection : byte
{
    Total,
    Longitudinal,
    Lateral,
    Vertical,
}

/// <summary>Reading and taking of motion along directions.</summary>
internal static class MotionDirections
{
    public static MotionDirection Of(XmlNode node) => node.Text("direction") switch
    {
        null or "" => MotionDirection.Total,
        "longitudinal" => MotionDirection.Longitudinal,
        "lateral" => MotionDirection.Lateral,
        "vertical" => MotionDirection.Vertical,
        string other => throw node.Fail($"direction=\"{other}\" is not known"),
    };

    public static double Speed(Actor actor, MotionDirection direction) => direction switch
    {
        MotionDirection.Lateral => actor.LateralSpeed,
        MotionDirection.Vertical => 0,
        _ => actor.Speed,
    };
}

/// <summary>How fast somebody is.</summary>
internal sealed class SpeedQuestion(double limit, ComparisonRule rule, MotionDirection direction) : EntityQuestion
{
    public override bool Holds(ScenarioWorld world, Actor actor) =>
        ComparisonRules.Holds(MotionDirections.Speed(actor, direction), rule, limit);
}

/// <summary>How much faster somebody is than another.</summary>
internal sealed class RelativeSpeedQuestion(Actor other, double limit, ComparisonRule rule, MotionDirection direction)
    : EntityQuestion
{
    public override bool Holds(ScenarioWorld world, Actor actor)
    {
        double difference = actor.Speed - other.Speed;
        if (direction != MotionDirection.Total)
        {
            // In the axes of the one who is asked.
            double turned = other.Heading - actor.Heading;
            difference = direction == MotionDirection.Longitudinal
                ? actor.Speed - (other.Speed * Math.Cos(turned)) : -other.Speed * Math.Sin(turned);
        }

        return ComparisonRules.Holds(difference, rule, limit);
    }
}

/// <summary>How hard somebody accelerates.</summary>
internal sealed class AccelerationQuestion(double limit, ComparisonRule rule, MotionDirection direction) : EntityQuestion
{
    public override bool Holds(ScenarioWorld world, Actor actor)
    {
        double across = actor.Speed * actor.YawRate;
        double value = direction switch
        {
            MotionDirection.Longitudinal => actor.Acceleration,
            MotionDirection.Lateral => across,
            MotionDirection.Vertical => 0,
            _ => across == 0 ? actor.Acceleration
                : Math.Sqrt((actor.Acceleration * actor.Acceleration) + (across * across)),
        };
        return ComparisonRules.Holds(value, rule, limit);
    }
}

/// <summary>Somebody has stood so long.</summary>
internal sealed class StandStillQuestion(double durationS) : EntityQuestion
{
    public override bool Holds(ScenarioWorld world, Actor actor) => actor.StandStillS >= durationS - 1e-9 && actor.StandStillS > 0;
}

/// <summary>Somebody has moved so far since the start.</summary>
internal sealed class TraveledQuestion(double distanceM) : EntityQuestion
{
    public override bool Holds(ScenarioWorld world, Actor actor) => actor.OdometerM >= distanceM;
}

/// <summary>Somebody's road has ended so long ago.</summary>
internal sealed class EndOfRoadQuestion(double durationS) : EntityQuestion
{
    public override bool Holds(ScenarioWorld world, Actor actor) =>
        actor.IsAtEndOfRoad && actor.EndOfRoadS >= durationS - 1e-9;
}

/// <summary>Somebody has been beside all roads so long.</summary>
internal sealed class OffroadQuestion(double durationS) : EntityQuestion
{
    public override bool Holds(ScenarioWorld world, Actor actor) =>
        actor.OffroadS > 0 && actor.OffroadS >= durationS - 1e-9;
}

/// <summary>How somebody looks in the world, within a tolerance.</summary>
/// <param name="other">Against whom; null: against the world.</param>
internal sealed class AngleQuestion(Actor? other, double angleRad, double toleranceRad) : EntityQuestion
{
    public override bool Holds(ScenarioWorld world, Actor actor)
    {
        double heading = actor.Heading - (other?.Heading ?? 0);
        return Math.Abs(Math.IEEERemainder(heading - angleRad, 2 * Math.PI)) <= toleranceRad;
    }
}
