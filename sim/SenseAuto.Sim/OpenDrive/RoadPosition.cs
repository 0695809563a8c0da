namespace SenseAuto.Sim.OpenDrive;

/// <summary>A place in road coordinates.</summary>
/// <param name="Road">Index into the map's roads; below 0 is off every road.</param>
/// <param name="S">Along the reference line in metres.</param>
/// <param name="T">Left of the reference line in metres.</param>
public readonly record struct RoadPosition(int Road, double S, double T)
{
    public static readonly RoadPosition None = new(-1, 0, 0);

    public bool IsOnRoad => Road >= 0;
}
