namespace SenseAuto.Sim.OpenDrive;

/// <summary>A road network.</summary>
public sealed class OpenDriveMap
{
    /// <summary>A network without roads: everybody moves freely.</summary>
    public static OpenDriveMap Empty { get; } = new();
}
