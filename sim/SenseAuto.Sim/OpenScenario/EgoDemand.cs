namespace SenseAuto.Sim.OpenScenario;

/// <summary>What the scenario wants of our car now; what its driver or its speed control is to do.</summary>
/// <param name="TargetSpeedMps">The speed that it shall drive now; negative backwards.</param>
/// <param name="TargetAccelerationMps2">How that speed changes now.</param>
/// <param name="IsStanding">It shall stand where it is.</param>
/// <param name="LateralOffsetM">How far left of the wanted path the car is now.</param>
public readonly record struct EgoDemand(
    double TargetSpeedMps, double TargetAccelerationMps2, bool IsStanding, double LateralOffsetM);

/// <summary>A place on a path in the world frame.</summary>
/// <param name="HeadingRad">Direction in which the car looks there.</param>
/// <param name="CurvaturePerM">Of the path; positive turns left.</param>
public readonly record struct PathPose(double XM, double YM, double ZM, double HeadingRad, double CurvaturePerM);
