using System;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>On which side of another somebody keeps his distance.</summary>
internal enum Displacement : byte
{
    Any,
    Leading,
    Trailing,
}

/// <summary>
/// A distance, or a time gap, to be kept to another along the road: reached at once without limits, else with them.
/// </summary>
internal sealed class LongitudinalDistanceAction(
    Actor actor, Actor other, LongitudinalGap gap, MotionLimits limits) : ScenarioAction(actor, ActionDomain.Longitudinal)
{
    // A critically damped approach: settles within a few seconds; chosen by us.
    private const double PullPerS2 = 0.25;
    private const double DampPerS = 1;
    private const double ThereM = 0.05;
    private const double ThereMps = 0.05;

    protected override void Start(ScenarioWorld world)
    {
        if (!limits.IsUnlimited)
            return;

        Shift(world, Wanted() - Now(world));
        if (gap.IsContinuous)
            Own.JumpToSpeed(Along());
        else
            Finish();
    }

    public override void Step(ScenarioWorld world, double dtS)
    {
        double error = Wanted() - Now(world);
        double reference = Along();
        if (limits.IsUnlimited)
        {
            Own.CommandSpeed = reference + (error / dtS);
            return;
        }

        double closing = reference - Own.Speed;
        double acceleration = limits.Held((PullPerS2 * error) + (DampPerS * closing));
        double speed = Math.Min(limits.SpeedMps, Own.Speed + (acceleration * dtS));
        Own.CommandSpeed = Math.Max(0, speed);
        if (!gap.IsContinuous && Math.Abs(error) < ThereM && Math.Abs(closing) < ThereMps)
            Finish();
    }

    /// <summary>Signed along our way: positive when we shall be ahead of the other.</summary>
    private double Wanted()
    {
        double distance = gap.TimeS > 0 ? gap.TimeS * Math.Abs(Own.Speed) : gap.DistanceM;
        if (gap.IsFreespace)
            distance += Filled();
        bool isAhead = gap.Displacement == Displacement.Leading ||
            (gap.Displacement == Displacement.Any && Ahead() >= 0);
        return isAhead ? distance : -distance;
    }

    private double Now(ScenarioWorld world)
    {
        if (gap.Frame == DistanceFrame.Entity || !Own.Road.IsOnRoad || !other.Road.IsOnRoad)
            return Ahead();

        double along = -RoadSearch.Along(world, Own, other.Road, other.X, other.Y, 2000);
        return double.IsFinite(along) ? along : Ahead();
    }

    /// <summary>How far we are ahead of the other, as we look.</summary>
    private double Ahead()
    {
        (double sin, double cos) = Math.SinCos(Own.Heading);
        return ((Own.X - other.X) * cos) + ((Own.Y - other.Y) * sin);
    }

    private double Along() => other.Speed * (Math.Cos(other.Heading - Own.Heading) < 0 ? -1 : 1);

    /// <summary>What the two bodies fill of the distance between their origins.</summary>
    private double Filled()
    {
        bool isAhead = gap.Displacement == Displacement.Leading || (gap.Displacement == Displacement.Any && Ahead() >= 0);
        Actor behind = isAhead ? other : Own;
        Actor ahead = isAhead ? Own : other;
        bool isFacing = Math.Cos(other.Heading - Own.Heading) < 0;
        double front = End(behind, isFront: behind == Own || !isFacing);
        double rear = End(ahead, isFront: ahead == other && isFacing);
        return front + rear;
    }

    private static double End(Actor body, bool isFront) =>
        (body.Shape.LengthM / 2) + (isFront ? body.Shape.BoxForwardM : -body.Shape.BoxForwardM);

    private void Shift(ScenarioWorld world, double aheadM)
    {
        if (Own.Path is { } path)
        {
            Own.PathS = Math.Clamp(Own.PathS + aheadM, 0, path.LengthM);
            ActorMotion.Lay(world, Own);
            return;
        }

        Placement at;
        if (Own.IsOnLane)
        {
            LanePlace place = Own.Place;
            LaneWalk.Advance(world.Map, ref place, aheadM, Own.Route);
            RoadPose pose = LaneWalk.PoseOf(world.Map, in place);
            at = new Placement(pose.XM, pose.YM, pose.ZM, pose.HeadingRad, place);
        }
        else
        {
            (double sin, double cos) = Math.SinCos(Own.Heading);
            at = new Placement(Own.X + (aheadM * cos), Own.Y + (aheadM * sin), Own.Z, Own.Heading);
        }

        ActorMotion.Place(world, Own, in at);
    }
}

/// <summary>What distance is to be kept.</summary>
/// <param name="TimeS">Above 0: the distance is this time at the own speed.</param>
internal readonly record struct LongitudinalGap(
    double DistanceM, double TimeS, bool IsFreespace, bool IsContinuous, Displacement Displacement, DistanceFrame Frame);
