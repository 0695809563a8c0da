using System;

namespace SenseAuto.Sim.Dynamics;

/// <summary>What the driver has before him. SI units, vehicle frame.</summary>
/// <param name="TargetMps">Speed he wants.</param>
/// <param name="DemandMps2">Acceleration the drive tells him to have; NaN: none, he keeps his speed.</param>
/// <param name="AheadM">x of the point of his path that he steers for.</param>
/// <param name="LeftM">y of that point.</param>
/// <param name="FollowMps2">Most acceleration that who drives ahead leaves him; infinity for nobody.</param>
/// <param name="IsCollisionWarned">A forward or pedestrian collision warning of the level he reacts to is on.</param>
/// <param name="IsLaneWarned">A lane departure warning is on.</param>
public readonly record struct DriverInput(
    double TargetMps, double DemandMps2, double AheadM, double LeftM, double FollowMps2, bool IsCollisionWarned, bool IsLaneWarned)
{
    /// <summary>How far left of his path an inattentive driver lets the car drift to.</summary>
    public double DriftM { get; init; }
}

/// <summary>What the driver remembers. Times in seconds since the start; infinity for never.</summary>
/// <param name="WarnedS">When the collision warning that he reacts to began.</param>
/// <param name="LastWarnedS">When it was last on.</param>
/// <param name="LaneWarnedS">When the lane warning began.</param>
/// <param name="BrakeMps2">Braking as a reaction, positive.</param>
/// <param name="Awake">1 once a lane warning has brought him back into the lane; 0 while he drifts.</param>
public readonly record struct DriverMemory(double WarnedS, double LastWarnedS, double LaneWarnedS, double BrakeMps2, double Awake)
{
    public static DriverMemory Fresh { get; } = new(
        double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, 0, 0);

    public bool IsBraking => BrakeMps2 > 0;
}

/// <summary>Keeps speed and path, and reacts to warnings as a test protocol's driver does.</summary>
public static class DriverModel
{
    private const double PreviewMMin = 4;

    // A driver who is called back is in his lane again about this long after. Chosen by us.
    private const double BackS = 0.8;

    /// <summary>How far ahead he looks along his path at this speed, in metres.</summary>
    public static double PreviewM(double speedMps, DriverLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return Math.Max(PreviewMMin, limits.PreviewS * speedMps);
    }

    /// <param name="nowS">Since the start.</param>
    /// <param name="dtS">Since the last step.</param>
    public static (DriverMemory Memory, CarControls Controls) Step(
        in DriverInput input, in DriverMemory memory, in CarState car, CarBody body, DriverLimits limits, double nowS, double dtS)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(limits);
        DriverMemory next = Heard(in input, in memory, nowS);
        next = next with { BrakeMps2 = Reaction(in next, limits, nowS, dtS), Awake = Attention(in next, limits, nowS, dtS) };
        double pedal = next.IsBraking ? -next.BrakeMps2 : Cruise(in input, car.SpeedMps, limits);
        return (next, new CarControls(pedal, Steering(in input, in next, in car, body)));
    }

    private static DriverMemory Heard(in DriverInput input, in DriverMemory memory, double nowS)
    {
        DriverMemory next = memory;
        if (input.IsCollisionWarned)
            next = next with { WarnedS = Math.Min(next.WarnedS, nowS), LastWarnedS = nowS };
        if (input.IsLaneWarned)
            next = next with { LaneWarnedS = Math.Min(next.LaneWarnedS, nowS) };
        return next;
    }

    private static double Reaction(in DriverMemory memory, DriverLimits limits, double nowS, double dtS)
    {
        bool isDue = limits.Brake == BrakeReaction.Protocol && nowS >= memory.WarnedS + limits.BrakeAfterS;
        bool isHeld = nowS <= Math.Max(memory.LastWarnedS, memory.WarnedS + limits.BrakeAfterS) + limits.BrakeHoldS;
        double aim = isDue && isHeld ? limits.BrakeMps2 : 0;
        double change = limits.BrakeMps3 * dtS;
        return Math.Clamp(aim, memory.BrakeMps2 - change, memory.BrakeMps2 + change);
    }

    private static double Attention(in DriverMemory memory, DriverLimits limits, double nowS, double dtS)
    {
        bool isCalled = limits.DoesSteerBack && nowS >= memory.LaneWarnedS + limits.SteerAfterS;
        return isCalled ? Math.Min(1, memory.Awake + (dtS / BackS)) : memory.Awake;
    }

    private static double Cruise(in DriverInput input, double speedMps, DriverLimits limits)
    {
        double free = double.IsNaN(input.DemandMps2)
            ? Math.Clamp(limits.SpeedGain * (input.TargetMps - speedMps), -limits.ComfortMps2, limits.ComfortMps2)
            : input.DemandMps2;
        return Math.Min(free, input.FollowMps2);
    }

    /// <summary>Steers on the circle through the point ahead, with what the car understeers on top.</summary>
    private static double Steering(in DriverInput input, in DriverMemory memory, in CarState car, CarBody body)
    {
        double left = input.LeftM + (input.DriftM * (1 - memory.Awake));
        double distance2 = (input.AheadM * input.AheadM) + (left * left);
        double curvature = distance2 > 0.01 ? 2 * left / distance2 : 0;
        double lateral = car.SpeedMps * car.SpeedMps * curvature;
        return Math.Atan(body.WheelbaseM * curvature) + (body.UndersteerGradient * lateral);
    }
}
