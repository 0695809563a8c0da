namespace SenseAuto.Sim.Dynamics;

/// <summary>Where the car is on a flat ground and how it moves. The point is the middle of the rear axle.</summary>
/// <param name="XM">On the ground, any right-handed frame with z up.</param>
/// <param name="YM">On the ground.</param>
/// <param name="HeadingRad">From x towards y.</param>
/// <param name="SpeedMps">Along the car's own x; never negative.</param>
/// <param name="LateralMps">Of the centre of gravity along the car's own y.</param>
/// <param name="YawRate">In rad/s.</param>
/// <param name="AccelerationMps2">Along the car's own x.</param>
/// <param name="SteeringRad">Of the road wheels; positive turns left.</param>
public readonly record struct CarState(
    double XM, double YM, double HeadingRad, double SpeedMps, double LateralMps, double YawRate, double AccelerationMps2,
    double SteeringRad);

/// <summary>What the driver does with wheel and pedals.</summary>
/// <param name="AccelerationMps2">Wanted; negative is the brake.</param>
/// <param name="SteeringRad">Wanted at the road wheels.</param>
public readonly record struct CarControls(double AccelerationMps2, double SteeringRad);
