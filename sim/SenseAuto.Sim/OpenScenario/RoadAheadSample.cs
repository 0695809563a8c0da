using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>The lane at one distance ahead, seen from a car (x forward, y left).</summary>
/// <param name="AheadM">Along the lane from the car.</param>
/// <param name="LeftXM">Where the left line lies, forward of the car.</param>
/// <param name="LeftYM">Where the left line lies, left of the car's axis.</param>
/// <param name="RightXM">Where the right line lies, forward of the car.</param>
/// <param name="RightYM">Where the right line lies, left of the car's axis (so mostly negative).</param>
/// <param name="CurvaturePerM">Of the lane; positive turns left.</param>
public readonly record struct RoadAheadSample(
    double AheadM, double LeftXM, double LeftYM, double RightXM, double RightYM, double CurvaturePerM,
    RoadMarkKind LeftMark, RoadMarkKind RightMark);
