namespace SenseAuto.Sim.OpenDrive;

/// <summary>The line at a lane's outer border (at the middle for lane 0) from a place on.</summary>
/// <param name="StartS">On the road, in metres.</param>
/// <param name="Colour">As the file has it: standard (white), yellow, ...</param>
public readonly record struct RoadMark(double StartS, RoadMarkKind Kind, string Colour, double WidthM);
