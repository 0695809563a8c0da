using System;

namespace SenseAuto.Sim.Pictures;

/// <summary>A colour in BT.601 limited range: luma 16..235, chroma around 128. Kept as numbers so that light scales it.</summary>
public readonly record struct Yuv(float Y, float U, float V)
{
    /// <summary>Luma of black.</summary>
    public const float Black = 16;

    /// <summary>Chroma of grey.</summary>
    public const float Grey = 128;

    /// <summary>From red, green and blue as a screen shows them, 0..255 each.</summary>
    public static Yuv FromRgb(int red, int green, int blue) => new(
        Black + (((0.299f * red) + (0.587f * green) + (0.114f * blue)) * (219f / 255)),
        Grey + (((-0.168736f * red) - (0.331264f * green) + (0.5f * blue)) * (224f / 255)),
        Grey + (((0.5f * red) - (0.418688f * green) - (0.081312f * blue)) * (224f / 255)));

    public static Yuv FromGrey(int level) => FromRgb(level, level, level);

    /// <summary>This colour under that much light; 1 leaves it as it is.</summary>
    public Yuv Lit(float light) =>
        new(Black + ((Y - Black) * light), Grey + ((U - Grey) * light), Grey + ((V - Grey) * light));

    /// <summary>Between this (0) and the other (1).</summary>
    public Yuv Mixed(in Yuv other, float share) =>
        new(Y + (share * (other.Y - Y)), U + (share * (other.U - U)), V + (share * (other.V - V)));

    /// <summary>One word of a canvas: luma in the lowest byte, then U, then V; the highest byte is free.</summary>
    public uint Packed() => Byte(Y) | (Byte(U) << 8) | (Byte(V) << 16);

    private static uint Byte(float value) => (uint)Math.Clamp(value + 0.5f, 0, 255);
}
