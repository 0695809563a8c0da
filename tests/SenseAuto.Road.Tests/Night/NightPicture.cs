using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Road.Tests.Night;

/// <summary>
/// A rendered picture of the night: lamps at places of the world, as bright as their intensity and distance make them,
/// spread by the lens, with noise. Known truth for the night's perception.
/// </summary>
internal sealed class NightPicture
{
    // Illuminance at the camera that just fills the sensor, in lux: a long exposure at night. Chosen by us.
    private const double FullLux = 0.0015;
    private const double SpreadPixels = 0.9;
    private const double GlareShare = 0.004;
    private const double GlarePixels = 5;

    public const int Width = 640;
    public const int Height = 360;

    /// <summary>The middle of a picture of 1280 x 720 at the same resolution.</summary>
    public static readonly CameraGeometry Camera = new(
        Width, Height, 1000, 1000, 320, 180, new(1.5), new(0), new(1.3), new(0), new(0), new(0));

    private readonly FramePool _pool;
    private readonly double[] _red = new double[Width * Height];
    private readonly double[] _green = new double[Width * Height];
    private readonly double[] _blue = new double[Width * Height];
    private readonly PixelFormat _format;
    private long _sequence;
    private uint _noise = 1;

    public NightPicture(PixelFormat format = PixelFormat.Nv12)
    {
        _format = format;
        _pool = new FramePool(2, CameraFrame.BytesFor(Width, Height, format));
    }

    /// <summary>The caller releases the frame.</summary>
    public CameraFrame Render(MonoTime captured, double skyLuma, params ReadOnlySpan<Lamp> lamps)
    {
        Array.Fill(_red, skyLuma);
        Array.Fill(_green, skyLuma);
        Array.Fill(_blue, skyLuma);
        foreach (Lamp lamp in lamps)
            Draw(lamp);
        if (!_pool.TryRent(out CameraFrame frame))
            throw new InvalidOperationException("frames were not released");

        Write(frame.Pixels);
        frame.Describe(captured, _sequence++, Width, Height, _format);
        return frame;
    }

    private void Draw(Lamp lamp)
    {
        if (!Camera.TryProject(lamp.ForwardM, lamp.LeftM, lamp.UpM, out double column, out double row))
            return;

        double depth = lamp.ForwardM - 1.5;
        double level = 255 * lamp.Candela / (depth * depth) / FullLux;
        double wide = Math.Max(SpreadPixels, 1000 * lamp.RadiusM / depth);
        Spread(lamp, column, row, level, wide);
        if (level > 255)
            Spread(lamp, column, row, level * GlareShare, Math.Max(GlarePixels, 2 * wide));
    }

    private void Spread(Lamp lamp, double column, double row, double level, double wide)
    {
        int reach = (int)Math.Min(120, wide * 4) + 1;
        for (int y = Math.Max(0, (int)row - reach); y < Math.Min(Height, (int)row + reach + 1); y++)
        {
            for (int x = Math.Max(0, (int)column - reach); x < Math.Min(Width, (int)column + reach + 1); x++)
            {
                double away = ((x + 0.5 - column) * (x + 0.5 - column)) + ((y + 0.5 - row) * (y + 0.5 - row));
                double here = level * Math.Exp(-away / (2 * wide * wide));
                _red[(y * Width) + x] += here;
                _green[(y * Width) + x] += here * (lamp.IsRed ? 0.08 : 0.95);
                _blue[(y * Width) + x] += here * (lamp.IsRed ? 0.06 : 0.85);
            }
        }
    }

    private void Write(Span<byte> pixels)
    {
        for (int i = 0; i < Width * Height; i++)
        {
            double noise = Noise();
            Put(pixels, i, Level(_red[i] + noise), Level(_green[i] + noise), Level(_blue[i] + noise));
        }
    }

    private void Put(Span<byte> pixels, int i, byte red, byte green, byte blue)
    {
        byte luma = (byte)(16 + (((66 * red) + (129 * green) + (25 * blue)) >> 8));
        byte u = (byte)(128 + (((-38 * red) - (74 * green) + (112 * blue)) >> 8));
        byte v = (byte)(128 + (((112 * red) - (94 * green) - (18 * blue)) >> 8));
        switch (_format)
        {
            case PixelFormat.Bgr24:
                (pixels[i * 3], pixels[(i * 3) + 1], pixels[(i * 3) + 2]) = (blue, green, red);
                break;
            case PixelFormat.Rgb24:
                (pixels[i * 3], pixels[(i * 3) + 1], pixels[(i * 3) + 2]) = (red, green, blue);
                break;
            case PixelFormat.Yuyv:
                (pixels[i * 2], pixels[(i * 2) + 1]) = (luma, i % 2 == 0 ? u : v);
                break;
            default:
                pixels[i] = luma;
                PutColour(pixels, i, u, v);
                break;
        }
    }

    private void PutColour(Span<byte> pixels, int i, byte u, byte v)
    {
        if (_format != PixelFormat.Nv12 || i % 2 == 1 || i / Width % 2 == 1)
            return;

        int at = (Width * Height) + (i / Width / 2 * Width) + (i % Width);
        (pixels[at], pixels[at + 1]) = (u, v);
    }

    private static byte Level(double value) => (byte)Math.Clamp(value, 0, 255);

    /// <summary>About ±6 of noise, the same on every run.</summary>
    private double Noise()
    {
        _noise = unchecked((_noise * 1664525) + 1013904223);
        return (_noise >> 24) / 255.0 * 12 - 6;
    }

    /// <summary>
    /// A lamp; dipped headlamps show oncoming eyes 500 cd and more, tail lamps have 4 to 17 cd (UN R7).
    /// </summary>
    internal readonly record struct Lamp(
        double ForwardM, double LeftM, double UpM, double Candela, bool IsRed = false, double RadiusM = 0.06);
}
