using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Imaging.Convert;

/// <summary>
/// A small gray image of a picture's brightness, for checks that need no detail (blocked, dark, frozen, blinded
/// camera).
/// Levels are the source's own: limited range for YUV, BT.601 luma for packed colour. Allocates nothing.
/// </summary>
public static class LumaDownscale
{
    /// <summary>One pixel of the picture for each of the image: the one at the middle of its cell.</summary>
    public static void Nearest(CameraFrame frame, Span<byte> image, int width, int height)
    {
        Require(frame, image, width, height);
        for (int row = 0; row < height; row++)
        {
            int from = (int)(((2L * row) + 1) * frame.Height / (2L * height));
            for (int column = 0; column < width; column++)
            {
                int x = (int)(((2L * column) + 1) * frame.Width / (2L * width));
                image[(row * width) + column] = Luma(frame, x, from);
            }
        }
    }

    /// <summary>The mean of every pixel in a cell, rounded. The image may not be larger than the picture.</summary>
    public static void Box(CameraFrame frame, Span<byte> image, int width, int height)
    {
        Require(frame, image, width, height);
        if (width > frame.Width || height > frame.Height)
        {
            throw new ArgumentException(
                $"box image {width}x{height} larger than its picture {frame.Width}x{frame.Height}");
        }

        for (int row = 0; row < height; row++)
        {
            (int top, int bottom) = Cell(row, height, frame.Height);
            for (int column = 0; column < width; column++)
            {
                (int left, int right) = Cell(column, width, frame.Width);
                image[(row * width) + column] = Mean(frame, new CellEdges(left, top, right, bottom));
            }
        }
    }

    private static (int From, int To) Cell(int index, int cells, int pixels) =>
        ((int)((long)index * pixels / cells), (int)((index + 1L) * pixels / cells));

    private static byte Mean(CameraFrame frame, CellEdges cell)
    {
        long sum = 0;
        for (int y = cell.Top; y < cell.Bottom; y++)
        {
            for (int x = cell.Left; x < cell.Right; x++)
                sum += Luma(frame, x, y);
        }

        long count = (long)(cell.Bottom - cell.Top) * (cell.Right - cell.Left);
        return (byte)((sum + (count / 2)) / count);
    }

    private static byte Luma(CameraFrame frame, int x, int y)
    {
        int at = (y * frame.Width) + x;
        byte[] pixels = frame.Pixels;
        return frame.Format switch
        {
            PixelFormat.Yuyv => pixels[at * 2],
            PixelFormat.Bgr24 => Weighted(pixels[(at * 3) + 2], pixels[(at * 3) + 1], pixels[at * 3]),
            PixelFormat.Rgb24 => Weighted(pixels[at * 3], pixels[(at * 3) + 1], pixels[(at * 3) + 2]),
            _ => pixels[at],
        };
    }

    // The BT.601 shares in 1/65536; they add up to exactly one.
    private static byte Weighted(byte red, byte green, byte blue) =>
        (byte)(((19595 * red) + (38470 * green) + (7471 * blue) + 32768) >> 16);

    private static void Require(CameraFrame frame, Span<byte> image, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (image.Length != width * height)
            throw new ArgumentException($"image of {image.Length} bytes for {width}x{height}");
    }

    private readonly record struct CellEdges(int Left, int Top, int Right, int Bottom);
}
