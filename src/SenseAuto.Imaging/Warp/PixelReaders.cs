using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SenseAuto.Imaging.Warp;

/// <summary>
/// One pixel of a picture as red, green, blue, 0 in grey levels. Implementations are structs, compiled into the loop.
/// </summary>
internal unsafe interface IPixelReader
{
    Vector128<float> Read(byte* pixels, int column, int row);

    /// <summary>
    /// The mean of a pixel and those to its right, below, and both, all of which lie on the picture. Colours are
    /// clamped after blending.
    /// </summary>
    Vector128<float> Blend(byte* pixels, int column, int row, in BlendWeights weights);
}

/// <summary>Shares of four neighbouring pixels; together 1.</summary>
/// <param name="right">0..1, how far right of the first pixel.</param>
/// <param name="lower">0..1, how far below it.</param>
internal readonly unsafe struct BlendWeights(float right, float lower)
{
    private readonly float _first = (1 - right) * (1 - lower);
    private readonly float _second = right * (1 - lower);
    private readonly float _third = (1 - right) * lower;
    private readonly float _fourth = right * lower;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Of(byte first, byte second, byte third, byte fourth) =>
        (first * _first) + (second * _second) + (third * _third) + (fourth * _fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Of<TReader>(TReader reader, byte* pixels, int column, int row)
        where TReader : struct, IPixelReader =>
        (reader.Read(pixels, column, row) * _first) + (reader.Read(pixels, column + 1, row) * _second)
            + (reader.Read(pixels, column, row + 1) * _third) + (reader.Read(pixels, column + 1, row + 1) * _fourth);
}

internal readonly unsafe struct PackedReader(int width, bool redFirst) : IPixelReader
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Read(byte* pixels, int column, int row)
    {
        byte* at = pixels + (((row * width) + column) * 3);
        return redFirst ? Vector128.Create(at[0], at[1], at[2], 0f) : Vector128.Create(at[2], at[1], at[0], 0f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Blend(byte* pixels, int column, int row, in BlendWeights weights) =>
        weights.Of(this, pixels, column, row);
}

internal readonly unsafe struct GrayReader(int width) : IPixelReader
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Read(byte* pixels, int column, int row)
    {
        float level = pixels[(row * width) + column];
        return Vector128.Create(level, level, level, 0f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Blend(byte* pixels, int column, int row, in BlendWeights weights)
    {
        byte* at = pixels + (row * width) + column;
        float level = weights.Of(at[0], at[1], at[width], at[width + 1]);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Blend(byte* pixels, int column, int row, in BlendWeights weights)
    {
        // All four lie on the picture, whose size fits into an int.
        unchecked
        {
            byte* luma = pixels + (row * width) + column;
            byte* upper = pixels + (width * height) + ((row >> 1) * width);
            byte* lower = upper + ((row & 1) * width);
            int left = column & ~1;
            int right = (column + 1) & ~1;
            return YuvPixel.ToRgb(
                weights.Of(luma[0], luma[1], luma[width], luma[width + 1]),
                weights.Of(upper[left], upper[right], lower[left], lower[right]),
                weights.Of(upper[left + 1], upper[right + 1], lower[left + 1], lower[right + 1]));
        }
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Blend(byte* pixels, int column, int row, in BlendWeights weights) =>
        weights.Of(this, pixels, column, row);
}

/// <summary>BT.601 limited range to full-range red, green, blue, clamped to 0..255.</summary>
internal static class YuvPixel
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ToRgb(float y, float u, float v)
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
