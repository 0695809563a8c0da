using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Lanes;

/// <summary>
/// Brightness plus yellowness of the road cells, straight from the camera's bytes. Paint stands out of it whether it is white
/// on asphalt or yellow on pale concrete, where brightness alone shows nothing.
/// </summary>
internal static class PaintReader
{
    private const float LumaRed = 0.299f;
    private const float LumaGreen = 0.587f;
    private const float LumaBlue = 0.114f;

    // Yellowness is (red + green) / 2 - blue; added to the luma above these are the weights of the three colours.
    private const float Red = LumaRed + 0.5f;
    private const float Green = LumaGreen + 0.5f;
    private const float Blue = LumaBlue - 1f;

    // The same in BT.601 limited range: luma scale, and (red + green) / 2 - blue in terms of U and V about 128.
    private const float LumaScale = 1.164f;
    private const float YellowOfU = -2.213f;
    private const float YellowOfV = 0.392f;

    public static bool CanRead(PixelFormat format) => format is PixelFormat.Bgr24 or PixelFormat.Rgb24
        or PixelFormat.Nv12 or PixelFormat.Yuyv or PixelFormat.Gray8;

    /// <summary>Fills <paramref name="paint"/>, one value per pixel index of <paramref name="pixels"/>.</summary>
    public static void Read(CameraFrame frame, ReadOnlySpan<int> pixels, Span<float> paint)
    {
        ReadOnlySpan<byte> bytes = frame.Pixels.AsSpan(0, frame.ByteCount);
        switch (frame.Format)
        {
            case PixelFormat.Bgr24:
                ReadColour(bytes, pixels, paint, Blue, Red);
                break;
            case PixelFormat.Rgb24:
                ReadColour(bytes, pixels, paint, Red, Blue);
                break;
            case PixelFormat.Nv12:
                ReadNv12(bytes, pixels, paint, frame.Width, frame.Width * frame.Height);
                break;
            case PixelFormat.Yuyv:
                ReadYuyv(bytes, pixels, paint);
                break;
            default:
                for (int i = 0; i < pixels.Length; i++)
                    paint[i] = bytes[pixels[i]];
                break;
        }
    }

    private static void ReadColour(
        ReadOnlySpan<byte> bytes, ReadOnlySpan<int> pixels, Span<float> paint, float first, float third)
    {
        for (int i = 0; i < pixels.Length; i++)
        {
            ReadOnlySpan<byte> pixel = bytes.Slice(pixels[i] * 3, 3);
            paint[i] = (first * pixel[0]) + (Green * pixel[1]) + (third * pixel[2]);
        }
    }

    private static void ReadNv12(
        ReadOnlySpan<byte> bytes, ReadOnlySpan<int> pixels, Span<float> paint, int width, int chromaStart)
    {
        if (pixels.IsEmpty)
            return;

        // One row of the grid seldom leaves its picture row, so the division is done only when it does.
        int rowStart = pixels[0] / width * width;
        int chromaRow = chromaStart + (rowStart / width / 2 * width);
        for (int i = 0; i < pixels.Length; i++)
        {
            int column = pixels[i] - rowStart;
            if (column < 0 || column >= width)
            {
                rowStart = pixels[i] / width * width;
                chromaRow = chromaStart + (rowStart / width / 2 * width);
                column = pixels[i] - rowStart;
            }

            ReadOnlySpan<byte> chroma = bytes.Slice(chromaRow + (column & ~1), 2);
            paint[i] = Mix(bytes[pixels[i]], chroma[0], chroma[1]);
        }
    }

    private static void ReadYuyv(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> pixels, Span<float> paint)
    {
        for (int i = 0; i < pixels.Length; i++)
        {
            ReadOnlySpan<byte> pair = bytes.Slice((pixels[i] & ~1) * 2, 4);
            paint[i] = Mix(pair[(pixels[i] & 1) * 2], pair[1], pair[3]);
        }
    }

    private static float Mix(byte y, byte u, byte v) =>
        (LumaScale * (y - 16)) + (YellowOfU * (u - 128)) + (YellowOfV * (v - 128));
}
