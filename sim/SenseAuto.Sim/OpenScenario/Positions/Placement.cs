using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>A position once it is known where it is.</summary>
/// <param name="Lane">The lane in which it lies, when it was given in lanes.</param>
internal readonly record struct Placement(double XM, double YM, double ZM, double HeadingRad, LanePlace? Lane = null);
