using System;

namespace SenseAuto.Sim.Pictures;

/// <summary>
/// Memory of one picture while it is drawn: a word a pixel (Y, U, V, number of the actor), nearness (1 / depth in 1/m)
/// and the serial of the last actor that covered it, seen or hidden. Taken once.
/// </summary>
internal sealed class Canvas(int width, int height)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public uint[] Pixels { get; } = new uint[width * height];

    public float[] Nearness { get; } = new float[width * height];

    public uint[] Stamps { get; } = new uint[width * height];

    /// <summary>Nothing is near. Pixels keep their values: sky and ground fill them all.</summary>
    public void Clear() => Array.Clear(Nearness);
}
