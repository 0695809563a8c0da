using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Road.Tests.Lanes;

/// <summary>A painted line: 0.15 m wide, through OffsetM at the rear axle. A gap of zero is a solid line.</summary>
internal sealed record PaintedLine(double OffsetM, double PaintM = 3, double GapM = 0, bool IsYellow = false);

/// <summary>A flat road with known lines, in the vehicle frame.</summary>
internal sealed record RoadScene(params PaintedLine[] Lines)
{
    public double HeadingRad { get; init; }

    public double Curvature { get; init; }

    /// <summary>Way travelled, which moves the gaps.</summary>
    public double TravelledM { get; init; }

    public double NoiseGrey { get; init; }

    public double RoadGrey { get; init; } = 80;

    /// <summary>Half of all patches of 0.2 m by 1 m are brighter by this: leaves, slush, old paving.</summary>
    public double PatchGrey { get; init; }

    /// <summary>Every second 4 m of road lie in shadow.</summary>
    public bool HasShadows { get; init; }

    /// <summary>Beyond this place on the left, and on the right, lies other ground; infinite: nowhere.</summary>
    public (double LeftM, double RightM) Verge { get; init; } = (double.PositiveInfinity, double.NegativeInfinity);

    public double VergeGrey { get; init; } = 130;

    public bool IsVerge(double x, double y) => y > LeftAtM(Verge.LeftM, x) || y < LeftAtM(Verge.RightM, x);

    public double LeftAtM(double offsetM, double xM) => offsetM + (xM * (HeadingRad + (xM * Curvature / 2)));
}

/// <summary>Draws road scenes as BGR pictures of a small camera, pixel by pixel through the camera geometry.</summary>
internal sealed class SyntheticRoad
{
    public const int Width = 640;
    public const int Height = 360;
    private const double HalfPaintM = 0.075;
    private const double SeenToM = 90;
    private readonly CameraGeometry _camera;
    private readonly (double X, double Y)[] _ground = new (double X, double Y)[Width * Height];
    private readonly FramePool _pool = new(2, Width * Height * 3);
    private uint _noise = 12345;
    private long _sequence;

    public SyntheticRoad(double pitchRad = -0.02)
    {
        _camera = Camera(pitchRad);
        for (int i = 0; i < _ground.Length; i++)
        {
            bool isRoad = _camera.TryGround(i % Width, i / Width, out double x, out double y) && x < SeenToM;
            _ground[i] = isRoad ? (x, y) : (double.NaN, double.NaN);
        }
    }

    public static CameraGeometry Camera(double pitchRad = -0.02) => new(
        Width, Height, 560, 560, 320, 180,
        new Metres(1.7), new Metres(0.1), new Metres(1.25), new Radians(pitchRad), new Radians(0.01), new Radians(0));

    /// <summary>The caller releases the frame.</summary>
    public CameraFrame Draw(RoadScene scene, MonoTime captured)
    {
        if (!_pool.TryRent(out CameraFrame frame))
            throw new InvalidOperationException("frames were not released");

        frame.Describe(captured, _sequence++, Width, Height, PixelFormat.Bgr24);
        for (int i = 0; i < _ground.Length; i++)
        {
            if (!double.IsNaN(_ground[i].X))
                Paint(scene, frame.Pixels.AsSpan(i * 3, 3), _ground[i].X, _ground[i].Y);
        }

        return frame;
    }

    private void Paint(RoadScene scene, Span<byte> pixel, double x, double y)
    {
        double light = scene.HasShadows && x % 8 < 4 ? 0.45 : 1;
        double pixelM = (x - _camera.Forward.Value) / _camera.FocalX;
        (double paint, bool isYellow) = Coverage(scene.Lines, scene, x, y, pixelM);
        double ground = scene.IsVerge(x, y) ? scene.VergeGrey : scene.RoadGrey;
        double red = light * (ground + (paint * ((isYellow ? 190 : 220) - ground)));
        double blue = isYellow ? light * (ground + (paint * (60 - ground))) : red;
        red += IsPatch(x, y) ? scene.PatchGrey : 0;
        double noise = scene.NoiseGrey > 0 ? scene.NoiseGrey * Noise() : 0;
        pixel[0] = Byte(blue + noise);
        pixel[1] = Byte(red + noise);
        pixel[2] = Byte(red + noise);
    }

    private static (double Paint, bool IsYellow) Coverage(
        PaintedLine[] lines, RoadScene scene, double x, double y, double pixelM)
    {
        foreach (PaintedLine line in lines)
        {
            double off = Math.Abs(y - scene.LeftAtM(line.OffsetM, x));
            if (off > HalfPaintM + pixelM)
                continue;

            double cover = Math.Clamp(((HalfPaintM - off) / pixelM) + 0.5, 0, 1);
            bool isPainted = line.GapM <= 0 || (x + scene.TravelledM) % (line.PaintM + line.GapM) < line.PaintM;
            if (cover > 0 && isPainted)
                return (cover, line.IsYellow);
        }

        return (0, false);
    }

    private static bool IsPatch(double x, double y)
    {
        uint hash = unchecked(((uint)(int)Math.Floor(x) * 73856093) ^ ((uint)(int)Math.Floor(y * 5) * 19349663));
        return (unchecked(hash * 2654435761) >> 31) == 0;
    }

    /// <summary>About normal with a standard deviation of 1; always the same sequence.</summary>
    private double Noise()
    {
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            _noise = unchecked((_noise * 1664525) + 1013904223);
            sum += (_noise >> 8) / (double)(1 << 24);
        }

        return (sum - 1.5) * 2;
    }

    private static byte Byte(double grey) => (byte)Math.Clamp(Math.Round(grey), 0, 255);
}
