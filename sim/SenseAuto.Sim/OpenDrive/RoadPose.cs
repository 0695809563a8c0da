namespace SenseAuto.Sim.OpenDrive;

/// <summary>A place on a road in the world frame (x east, y north, z up).</summary>
/// <param name="HeadingRad">Of the road in the direction of growing s.</param>
/// <param name="CurvaturePerM">Of the line at this distance from the reference line; positive turns left.</param>
public readonly record struct RoadPose(double XM, double YM, double ZM, double HeadingRad, double CurvaturePerM);
