using System;
using SenseAuto.Sim.Traffic;

namespace SenseAuto.Sim.Dynamics;

/// <summary>What the simulated driver does when he is warned of a collision.</summary>
public enum BrakeReaction : byte
{
    /// <summary>Goes on as before.</summary>
    None,

    /// <summary>Brakes as the robot of Euro NCAP's forward collision warning tests does.</summary>
    Protocol,
}

/// <summary>How the simulated driver drives. Checked once. SI units.</summary>
public sealed record DriverLimits
{
    public BrakeReaction Brake { get; init; } = BrakeReaction.Protocol;

    /// <summary>Steers back into the lane when warned of leaving it.</summary>
    public bool DoesSteerBack { get; init; }

    /// <summary>Keeps his distance to who drives ahead; false: keeps his speed whatever comes, as a test driver does.</summary>
    public bool DoesFollow { get; init; }

    /// <summary>How he keeps his distance: a calm driver, who brakes early rather than hard.</summary>
    public IntelligentDriverLimits Following { get; init; } = new(TimeGapS: 1.6, AccelerationMps2: 1.6, BrakingMps2: 1.5);

    /// <summary>From the warning to the foot on the brake (Euro NCAP's brake robot: 1.2 s).</summary>
    public double BrakeAfterS { get; init; } = 1.2;

    /// <summary>What the robot's pedal gives on a dry road (Euro NCAP: 4 m/s²).</summary>
    public double BrakeMps2 { get; init; } = 4;

    /// <summary>How fast it is built up: the full braking within 0.2 s.</summary>
    public double BrakeMps3 { get; init; } = 20;

    /// <summary>
    /// Holds the brake this long after the last warning: the robot holds it until the car stands, whatever the warning does.
    /// </summary>
    public double BrakeHoldS { get; init; } = 10;

    /// <summary>From the lane warning to the hand on the wheel. Chosen by us.</summary>
    public double SteerAfterS { get; init; } = 0.7;

    /// <summary>How far ahead he looks along his path, beside a length of 4 m at least.</summary>
    public double PreviewS { get; init; } = 0.7;

    /// <summary>Gains of his speed keeping, 1/s.</summary>
    public double SpeedGain { get; init; } = 0.8;

    public double ComfortMps2 { get; init; } = 2.5;

    /// <exception cref="ArgumentException">A number lies outside its range; says which.</exception>
    public void Validate()
    {
        Check(nameof(BrakeAfterS), BrakeAfterS, 0, 5);
        Check(nameof(BrakeMps2), BrakeMps2, 0.5, 12);
        Check(nameof(BrakeMps3), BrakeMps3, 1, 200);
        Check(nameof(BrakeHoldS), BrakeHoldS, 0, 10);
        Check(nameof(SteerAfterS), SteerAfterS, 0, 5);
        Check(nameof(PreviewS), PreviewS, 0.2, 3);
        Check(nameof(SpeedGain), SpeedGain, 0.1, 5);
        Check(nameof(ComfortMps2), ComfortMps2, 0.2, 10);
    }

    private static void Check(string name, double value, double min, double max)
    {
        if (!(value >= min && value <= max))
            throw new ArgumentException(FormattableString.Invariant($"DriverLimits.{name} is {value}, allowed {min}..{max}"));
    }
}
