namespace SenseAuto.Sim.OpenDrive;

/// <summary>A place in a lane, of somebody who goes along it.</summary>
/// <param name="Road">Index into the map's roads.</param>
/// <param name="OffsetM">Left of the lane's middle as he looks.</param>
/// <param name="Direction">+1: he looks along the road's s; -1: against it.</param>
public readonly record struct LanePlace(int Road, int Lane, double S, double OffsetM, int Direction);
