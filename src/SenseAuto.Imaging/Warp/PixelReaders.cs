using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SenseAuto.Imaging.Warp;

/// <summary>
/// One pixel of a picture as red, green, blue, 0 in grey levels. Implementations are structs, compiled into the loop.
/// </summary>
internal unsafe interface IPixelReader
{
    Vector128<float> Read(byte* pixels, int column, int row);
}

internal readonly unsafe struct PackedReader(int width, bool redFirst) : IPixelReader
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Read(byte* pixels, int column, int row)
    {
        byte* at = pixels + (((row * width) + column) * 3);
        return redFirst ? Vector128.Create(at[0], at[1], at[2], 0f) : Vector128.Create(at[2], at[1], at[0], 0f);
    }
}

internal readonly unsafe struct GrayReader(int width) : IPixelReader
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Read(byte* pixels, int column, int row)
    {
        float level = pixels[(row * width) + column];
        return Vector128.Create(level, level, level, 0f);
    }
}

internal readonly unsafe struct Nv12Reader(int width, int height) : IPixelReader
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Read(byte* pixels, int column, int row)
    {
        byte* chroma = pixels + (width * height) + (row / 2 * width) + (column & ~1);
        return YuvPixel.ToRgb(pixels[(row * width) + column], chroma[0], chroma[1]);
    }
}

internal readonly unsafe struct YuyvReader(int width) : IPixelReader
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Read(byte* pixels, int column, int row)
    {
        byte* pair = pixels + (((row * width) + (column & ~1)) * 2);
        return YuvPixel.ToRgb(pair[(column & 1) * 2], pair[1], pair[3]);
    }
}

/// <summary>BT.601 limited range to full-range red, green, blue, clamped to 0..255.</summary>
internal static class YuvPixel
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ToRgb(byte y, byte u, byte v)
    {
        Vector128<float> luma = Vector128.Create((y - Bt601.LumaBlack) * Bt601.LumaGain);
        float blueness = u - Bt601.ChromaNone;
        float redness = v - Bt601.ChromaNone;
        var colour = Vector128.Create(
            redness * Bt601.RedFromV,
            (blueness * Bt601.GreenFromU) + (redness * Bt601.GreenFromV),
            blueness * Bt601.BlueFromU,
            0);
        Vector128<float> level = luma + colour;
        return Vector128.Min(Vector128.Max(level, Vector128<float>.Zero), Vector128.Create(255f));
    }
}
