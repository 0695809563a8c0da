using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Night;

/// <summary>
/// Luma and redness of a camera picture of any layout, pixel by pixel, and a fast way past dark ones.
/// </summary>
internal readonly ref struct LumaView
{
    private readonly ReadOnlySpan<byte> _pixels;
    private readonly PixelFormat _format;
    private readonly int _width;
    private readonly int _height;

    public LumaView(CameraFrame picture)
    {
        _pixels = picture.Pixels.AsSpan(0, picture.ByteCount);
        _format = picture.Format;
        _width = picture.Width;
        _height = picture.Height;
    }

    /// <summary>Bytes from one pixel's brightness to the next.</summary>
    private int Step => _format switch
    {
        PixelFormat.Bgr24 or PixelFormat.Rgb24 => 3,
        PixelFormat.Yuyv => 2,
        _ => 1,
    };

    /// <summary>0..255; BT.601 of colour pixels.</summary>
    public int Luma(int column, int row)
    {
        int at = ((row * _width) + column) * Step;
        return _format switch
        {
            PixelFormat.Bgr24 => Luma(_pixels[at + 2], _pixels[at + 1], _pixels[at]),
            PixelFormat.Rgb24 => Luma(_pixels[at], _pixels[at + 1], _pixels[at + 2]),
            _ => _pixels[at],
        };
    }

    /// <summary>Cr over 128: how much more red than its luma a pixel is; 0 for grey pictures.</summary>
    public int Redness(int column, int row)
    {
        int at = ((row * _width) + column) * Step;
        return _format switch
        {
            PixelFormat.Bgr24 => Redness(_pixels[at + 2], _pixels[at + 1], _pixels[at]),
            PixelFormat.Rgb24 => Redness(_pixels[at], _pixels[at + 1], _pixels[at + 2]),
            PixelFormat.Nv12 => _pixels[(_width * _height) + (row / 2 * _width) + (column & ~1) + 1] - 128,
            PixelFormat.Yuyv => _pixels[(((row * _width) + (column & ~1)) * 2) + 3] - 128,
            _ => 0,
        };
    }

    /// <summary>The next pixel of a row that may belong to a lamp; the width when there is none.</summary>
    public int NextLamp(int column, int row, NightLimits limits)
    {
        ReadOnlySpan<byte> rest = _pixels.Slice(((row * _width) + column) * Step, (_width - column) * Step);
        switch (_format)
        {
            case PixelFormat.Yuyv:
                return column + NextYuyv(rest, column & 1, limits);
            case PixelFormat.Nv12:
                return Math.Min(column + First(rest, limits.LampLuma), NextRed(column, row, limits));
            case PixelFormat.Gray8:
                return column + First(rest, limits.LampLuma);
            default:
                // A colour pixel's luma is never above its brightest channel, its Cr never above half its red.
                return column + (First(rest, Math.Max(limits.RedLuma, 2 * limits.RedChroma)) / Step);
        }
    }

    private static int First(ReadOnlySpan<byte> bytes, int level)
    {
        int found = bytes.IndexOfAnyInRange((byte)level, byte.MaxValue);
        return found < 0 ? bytes.Length : found;
    }

    private static int NextYuyv(ReadOnlySpan<byte> rest, int odd, NightLimits limits)
    {
        int red = 128 + limits.RedChroma;
        for (int i = 0; i < rest.Length / 2; i++)
        {
            // The V of a pair of pixels is its last byte.
            int luma = rest[i * 2];
            int v = (((i + odd) & ~1) * 2) + 3 - (2 * odd);
            if (luma >= limits.LampLuma || (luma >= limits.RedLuma && rest[v] >= red))
                return i;
        }

        return rest.Length / 2;
    }

    private int NextRed(int column, int row, NightLimits limits)
    {
        int start = (_width * _height) + (row / 2 * _width);
        int at = column & ~1;
        while (at < _width)
        {
            int found = at + First(_pixels.Slice(start + at, _width - at), 128 + limits.RedChroma);
            if (found >= _width || (found & 1) == 1)
                return Math.Max(column, Math.Min(_width, found & ~1));

            // That was U: blue. Its V may be red all the same.
            at = _pixels[start + found + 1] >= 128 + limits.RedChroma ? found + 1 : found + 2;
        }

        return _width;
    }

    private static int Luma(int red, int green, int blue) => ((299 * red) + (587 * green) + (114 * blue)) / 1000;

    private static int Redness(int red, int green, int blue) => ((500 * red) - (419 * green) - (81 * blue)) / 1000;
}
