namespace SenseAuto.Sim.OpenDrive;

/// <summary>A place on a curve in the plane: metres, radians anticlockwise from x, 1/m positive to the left.</summary>
public readonly record struct PlanarPose(double XM, double YM, double HeadingRad, double CurvaturePerM);
