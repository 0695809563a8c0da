using System;

namespace SenseAuto.Sim.Dynamics;

/// <summary>Measures of the car that the plant moves. Checked once. SI units.</summary>
public sealed record CarBody
{
    /// <summary>With driver and half a tank; a mid-size SUV, as all defaults here (chosen by us from common data sheets).</summary>
    public double MassKg { get; init; } = 1750;

    public double YawInertiaKgm2 { get; init; } = 3000;

    /// <summary>Front axle to centre of gravity.</summary>
    public double FrontM { get; init; } = 1.22;

    /// <summary>Rear axle to centre of gravity.</summary>
    public double RearM { get; init; } = 1.48;

    /// <summary>Of both front tyres together, N/rad.</summary>
    public double FrontStiffness { get; init; } = 120_000;

    /// <summary>Of both rear tyres together, N/rad.</summary>
    public double RearStiffness { get; init; } = 130_000;

    /// <summary>From the pedal to the force, first order.</summary>
    public double BrakeLagS { get; init; } = 0.1;

    /// <summary>From the pedal to the force, first order.</summary>
    public double EngineLagS { get; init; } = 0.3;

    /// <summary>From the steering wheel to the road wheels, first order.</summary>
    public double SteeringLagS { get; init; } = 0.05;

    public double EngineMps2Max { get; init; } = 3.5;

    public double SteeringRadMax { get; init; } = 0.6;

    public double WheelbaseM => FrontM + RearM;

    /// <summary>
    /// More steering per lateral acceleration than geometry asks for, rad/(m/s²): positive understeers. Steady state: steering =
    /// wheelbase · curvature + this · lateral acceleration.
    /// </summary>
    public double UndersteerGradient =>
        MassKg * ((RearM / FrontStiffness) - (FrontM / RearStiffness)) / WheelbaseM;

    /// <exception cref="ArgumentException">A number lies outside its range; says which.</exception>
    public void Validate()
    {
        Check(nameof(MassKg), MassKg, 300, 60_000);
        Check(nameof(YawInertiaKgm2), YawInertiaKgm2, 100, 1_000_000);
        Check(nameof(FrontM), FrontM, 0.3, 8);
        Check(nameof(RearM), RearM, 0.3, 8);
        Check(nameof(FrontStiffness), FrontStiffness, 10_000, 2_000_000);
        Check(nameof(RearStiffness), RearStiffness, 10_000, 2_000_000);
        Check(nameof(BrakeLagS), BrakeLagS, 0.01, 2);
        Check(nameof(EngineLagS), EngineLagS, 0.01, 2);
        Check(nameof(SteeringLagS), SteeringLagS, 0.01, 1);
        Check(nameof(EngineMps2Max), EngineMps2Max, 0.2, 12);
        Check(nameof(SteeringRadMax), SteeringRadMax, 0.1, 1.2);
    }

    private static void Check(string name, double value, double min, double max)
    {
        if (!(value >= min && value <= max))
            throw new ArgumentException(FormattableString.Invariant($"CarBody.{name} is {value}, allowed {min}..{max}"));
    }
}
