namespace SenseAuto.Sim.OpenDrive;

/// <summary>How a line on the road is painted.</summary>
public enum RoadMarkKind : byte
{
    None,
    Solid,
    Broken,
    SolidSolid,
    SolidBroken,
    BrokenSolid,
    BrokenBroken,
    BottsDots,
    Grass,
    Curb,
    Edge,
    Custom,
}
