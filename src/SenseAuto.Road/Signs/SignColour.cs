using System;
using System.Buffers.Binary;
using System.Runtime.Intrinsics;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Signs;

/// <summary>The colours that signs are found by.</summary>
public enum SignColour : byte
{
    None,
    Red,
    Blue,
    Yellow,

    /// <summary>A light disc on a darker ground, found by its edge and not by a colour.</summary>
    LightDisc,
}

/// <summary>
/// The colour classes of a picture at half its size, row by row: one answer for each square of two by two pixels.
/// </summary>
/// <remarks>
/// Every share is of the sum of red, green and blue, so that light does not matter. Values chosen on drawings of signs
/// under light from dusk to glare; clear sky lies at a blue share of up to 0.11 and the blue of signs at 0.12 and above.
/// </remarks>
internal static class SignColours
{
    private const int StepMin = 14;

    // Red: the step is at least a seventeenth of the sum. Blue and yellow: at least two seventeenths.
    private const int StepParts = 17;

    /// <summary>Labels of one row of squares, at most <paramref name="labels"/>'s length of them.</summary>
    public static void ReadRow(CameraFrame frame, int row, Span<byte> labels)
    {
        ReadOnlySpan<byte> pixels = frame.Pixels.AsSpan(0, frame.ByteCount);
        int top = row * 2;
        switch (frame.Format)
        {
            case PixelFormat.Nv12:
                ReadOnlySpan<byte> chroma = pixels.Slice((frame.Width * frame.Height) + (row * frame.Width), frame.Width);
                ReadNv12(pixels.Slice(top * frame.Width, frame.Width), chroma, labels);
                break;
            case PixelFormat.Yuyv:
                ReadYuyv(pixels.Slice(top * frame.Width * 2, frame.Width * 2), labels);
                break;
            case PixelFormat.Gray8:
                labels.Clear();
                break;
            default:
                bool isRgb = frame.Format == PixelFormat.Rgb24;
                ReadPacked(pixels.Slice(top * frame.Width * 3, frame.Width * 3), labels, isRgb ? 0 : 2);
                break;
        }
    }

    /// <summary>The colour class of one pixel, each part 0..255.</summary>
    public static SignColour Classify(int red, int green, int blue)
    {
        int sum = red + green + blue;
        int redStep = red - Math.Max(green, blue);
        int blueStep = blue - Math.Max(red, green);
        int yellowStep = Math.Min(red, green) - blue;

        // Green between red and blue, far from blue, is the yellow of a priority sign, or brick and skin.
        if (redStep >= StepMin && redStep * StepParts >= sum && 2 * (green - blue) <= red - blue)
            return SignColour.Red;
        if (blueStep >= StepMin && blueStep * StepParts >= 2 * sum)
            return SignColour.Blue;

        bool isYellow = yellowStep >= StepMin && yellowStep * StepParts >= 2 * sum && green * 4 <= red * 5;
        return isYellow ? SignColour.Yellow : SignColour.None;
    }

    /// <summary>The same for eight pixels at once.</summary>
    private static Vector128<short> Classify(Vector128<short> red, Vector128<short> green, Vector128<short> blue)
    {
        Vector128<short> step = Vector128.Create((short)StepMin);
        Vector128<short> sum = red + green + blue;
        Vector128<short> redStep = red - Vector128.Max(green, blue);
        Vector128<short> blueStep = blue - Vector128.Max(red, green);
        Vector128<short> yellowStep = Vector128.Min(red, green) - blue;
        Vector128<short> isRed = Vector128.GreaterThanOrEqual(redStep, step)
            & Vector128.GreaterThanOrEqual(redStep * StepParts, sum)
            & Vector128.LessThanOrEqual((green - blue) * 2, red - blue);
        Vector128<short> isBlue = Vector128.GreaterThanOrEqual(blueStep, step)
            & Vector128.GreaterThanOrEqual(blueStep * StepParts, sum * 2);
        Vector128<short> isYellow = Vector128.GreaterThanOrEqual(yellowStep, step)
            & Vector128.GreaterThanOrEqual(yellowStep * StepParts, sum * 2)
            & Vector128.LessThanOrEqual(green * 4, red * 5);
        return (isRed & Vector128.Create((short)SignColour.Red))
            | (isBlue & Vector128.Create((short)SignColour.Blue))
            | (Vector128.AndNot(isYellow, isRed) & Vector128.Create((short)SignColour.Yellow));
    }

    private static void ReadNv12(ReadOnlySpan<byte> luma, ReadOnlySpan<byte> chroma, Span<byte> labels)
    {
        int i = 0;
        for (; i <= labels.Length - Vector128<short>.Count; i += Vector128<short>.Count)
        {
            // Of each pair of bytes the first is the low one: luma of the left column, U; the second is V.
            Vector128<ushort> pairs = Vector128.Create(chroma.Slice(2 * i, 16)).AsUInt16();
            Vector128<short> y = (Vector128.Create(luma.Slice(2 * i, 16)).AsUInt16() & Vector128.Create((ushort)255)).AsInt16();
            Vector128<short> u = (pairs & Vector128.Create((ushort)255)).AsInt16() - Vector128.Create((short)128);
            Vector128<short> v = (pairs >> 8).AsInt16() - Vector128.Create((short)128);
            Vector128<byte> eight = Vector128.Narrow(OfYuv(y, u, v).AsUInt16(), Vector128<ushort>.Zero);
            BinaryPrimitives.WriteUInt64LittleEndian(labels[i..], eight.AsUInt64()[0]);
        }

        for (; i < labels.Length; i++)
            labels[i] = OfYuv(luma[2 * i], chroma[2 * i] - 128, chroma[(2 * i) + 1] - 128);
    }

    private static void ReadYuyv(ReadOnlySpan<byte> pairs, Span<byte> labels)
    {
        for (int i = 0; i < labels.Length; i++)
            labels[i] = OfYuv(pairs[4 * i], pairs[(4 * i) + 1] - 128, pairs[(4 * i) + 3] - 128);
    }

    private static void ReadPacked(ReadOnlySpan<byte> row, Span<byte> labels, int redAt)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            ReadOnlySpan<byte> pixel = row.Slice(i * 6, 3);
            labels[i] = (byte)Classify(pixel[redAt], pixel[1], pixel[2 - redAt]);
        }
    }

    // BT.601 limited range, in 64ths.
    private static byte OfYuv(int luma, int u, int v)
    {
        int light = 75 * (luma - 16);
        int red = Math.Clamp((light + (102 * v)) >> 6, 0, 255);
        int green = Math.Clamp((light - (25 * u) - (52 * v)) >> 6, 0, 255);
        int blue = Math.Clamp((light + (129 * u)) >> 6, 0, 255);
        return (byte)Classify(red, green, blue);
    }

    private static Vector128<short> OfYuv(Vector128<short> luma, Vector128<short> u, Vector128<short> v)
    {
        // The largest sum is 75 · 239 + 129 · 127 = 34 308, which a short does not hold: halves are added.
        Vector128<short> light = (luma - Vector128.Create((short)16)) * 75;
        Vector128<short> red = Halved(light, v * 102);
        Vector128<short> green = Halved(light, -((u * 25) + (v * 52)));
        Vector128<short> blue = Halved(light, u * 129);
        return Classify(red, green, blue);
    }

    /// <summary>(a + b) / 64, cut to 0..255.</summary>
    private static Vector128<short> Halved(Vector128<short> a, Vector128<short> b)
    {
        Vector128<short> sum = ((a >> 1) + (b >> 1) + (a & b & Vector128<short>.One)) >> 5;
        return Vector128.Min(Vector128.Max(sum, Vector128<short>.Zero), Vector128.Create((short)255));
    }
}
