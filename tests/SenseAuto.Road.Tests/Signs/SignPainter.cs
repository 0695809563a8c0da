using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Road.Tests.Signs;

/// <summary>Paints simple signs on a grey road picture and hands it out in any layout.</summary>
internal sealed class SignPainter
{
    public static readonly (byte Red, byte Green, byte Blue) Red = (190, 25, 35);
    public static readonly (byte Red, byte Green, byte Blue) Blue = (30, 85, 165);
    public static readonly (byte Red, byte Green, byte Blue) Yellow = (240, 180, 30);
    public static readonly (byte Red, byte Green, byte Blue) White = (235, 235, 230);
    private readonly (byte Red, byte Green, byte Blue)[] _pixels;

    public SignPainter(int width, int height, byte grey = 110)
    {
        (Width, Height) = (width, height);
        _pixels = new (byte, byte, byte)[width * height];
        Array.Fill(_pixels, (grey, grey, grey));
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>A limit's sign: a white disc in a red ring an eighth of its size wide.</summary>
    public void Ring(double x, double y, double size)
    {
        Fill(x, y, size, Red, (dx, dy) => (dx * dx) + (dy * dy) <= 1);
        Fill(x, y, size * 0.74, White, (dx, dy) => (dx * dx) + (dy * dy) <= 1);
    }

    public void Disc(double x, double y, double size, (byte, byte, byte) colour) =>
        Fill(x, y, size, colour, (dx, dy) => (dx * dx) + (dy * dy) <= 1);

    public void Square(double x, double y, double size, (byte, byte, byte) colour) => Fill(x, y, size, colour, (_, _) => true);

    /// <summary>A priority sign: white with a yellow middle.</summary>
    public void Diamond(double x, double y, double size)
    {
        Fill(x, y, size, White, (dx, dy) => Math.Abs(dx) + Math.Abs(dy) <= 1);
        Fill(x, y, size * 0.65, Yellow, (dx, dy) => Math.Abs(dx) + Math.Abs(dy) <= 1);
    }

    /// <summary>A danger sign: red, point up, white inside.</summary>
    public void Triangle(double x, double y, double size)
    {
        Fill(x, y, size, Red, (dx, dy) => dy <= 0.8 && dy >= -1 + (1.8 * Math.Abs(dx)));
        Fill(x, y, size * 0.6, White, (dx, dy) => dy <= 0.7 && dy >= -0.7 + (1.5 * Math.Abs(dx)));
    }

    public CameraFrame Frame(PixelFormat format)
    {
        var pool = new FramePool(2, CameraFrame.BytesFor(Width, Height, format));
        if (!pool.TryRent(out CameraFrame frame))
            throw new InvalidOperationException("a fresh pool is not empty");

        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
                Write(frame.Pixels, x, y, format);
        }

        frame.Describe(MonoTime.FromSeconds(1), 0, Width, Height, format);
        return frame;
    }

    private void Fill(double x, double y, double size, (byte, byte, byte) colour, Func<double, double, bool> isInside)
    {
        double half = size / 2;
        for (int row = (int)Math.Max(0, y - half); row < Math.Min(Height, y + half + 1); row++)
        {
            for (int column = (int)Math.Max(0, x - half); column < Math.Min(Width, x + half + 1); column++)
            {
                (double dx, double dy) = ((column + 0.5 - x) / half, (row + 0.5 - y) / half);
                if (Math.Abs(dx) <= 1 && Math.Abs(dy) <= 1 && isInside(dx, dy))
                    _pixels[(row * Width) + column] = colour;
            }
        }
    }

    private void Write(byte[] to, int x, int y, PixelFormat format)
    {
        (byte red, byte green, byte blue) = _pixels[(y * Width) + x];
        byte luma = (byte)(16 + (((66 * red) + (129 * green) + (25 * blue)) >> 8));
        byte u = (byte)(128 + (((-38 * red) - (74 * green) + (112 * blue)) >> 8));
        byte v = (byte)(128 + (((112 * red) - (94 * green) - (18 * blue)) >> 8));
        int at = (y * Width) + x;
        switch (format)
        {
            case PixelFormat.Nv12:
                to[at] = luma;
                int chroma = (Width * Height) + (y / 2 * Width) + (x & ~1);
                (to[chroma], to[chroma + 1]) = (u, v);
                break;
            case PixelFormat.Yuyv:
                to[at * 2] = luma;
                to[(at * 2) + 1] = (x & 1) == 0 ? u : v;
                break;
            case PixelFormat.Gray8:
                to[at] = luma;
                break;
            default:
                bool isRgb = format == PixelFormat.Rgb24;
                (to[at * 3], to[(at * 3) + 1], to[(at * 3) + 2]) = (isRgb ? red : blue, green, isRgb ? blue : red);
                break;
        }
    }
}
