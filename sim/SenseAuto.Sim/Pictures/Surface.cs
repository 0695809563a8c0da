namespace SenseAuto.Sim.Pictures;

/// <summary>What a part of a model is made of; a livery says how it looks.</summary>
internal enum Surface : byte
{
    Paint,
    PaintDark,
    Plastic,
    Glass,
    Rubber,
    Rim,
    Chrome,
    Under,
    TailLamp,
    BrakeLamp,
    Reverse,
    Indicator,
    HeadLamp,
    Plate,
    Skin,
    Hair,
    Coat,
    Trousers,
    Shoes,
    Box,
    BoxEdge,
    Metal,
    Leaves,
    LeavesDark,
    LeavesLight,
    Trunk,
    Wall,
    WallDark,
    Window,
    RoofTiles,
    White,
    Red,
    Blue,
    Yellow,
    Black,
    LampRed,
    LampAmber,
    LampGreen,
    Count,
}

/// <summary>How a surface takes the light.</summary>
/// <param name="Colour">In full daylight.</param>
/// <param name="Gloss">Share of the mirrored surroundings that comes on top, 0..1.</param>
/// <param name="Glow">Luma it gives of its own, 0..255.</param>
internal readonly record struct Finish(Yuv Colour, float Gloss = 0, float Glow = 0);
