using System;
using System.Diagnostics;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Road.CameraHealth;
using SenseAuto.Road.Lanes;
using SenseAuto.Service.Session;

namespace SenseAuto.Benchmarks;

/// <summary>What lanes and camera health cost a picture, on a drawn straight road with two lines, NV12, one thread.</summary>
public static class RoadPictureBench
{
    private const int WarmUp = 200;
    private const int Pictures = 400;
    private const byte Road = 90;
    private const byte Paint = 200;
    private const double HalfPaintM = 0.075;

    /// <summary>Milliseconds: median and the hundredth slowest.</summary>
    public readonly record struct Cost(double Median, double P99);

    public static Cost Lanes(int width, int height)
    {
        CameraGeometry camera = Camera(width, height);
        var finder = new LaneFinder(camera, PixelFormat.Nv12, LaneLimits.Standard);
        var lines = new LaneLine[4];
        return Measure(camera, frame => finder.Run(frame, default, frame.Captured, lines));
    }

    public static Cost Health(int width, int height)
    {
        CameraGeometry camera = Camera(width, height);
        var meter = new PictureMeter(camera, PixelFormat.Nv12);
        CameraWatchLimits limits = CameraLimits.Watch(ParameterSet.Defaults);
        CameraWatchState state = default;
        return Measure(camera, frame =>
        {
            if (meter.TryMeasure(frame, out PictureMeasures measures))
                state = CameraWatch.Step(new CameraWatchInput(measures, default), in state, limits).State;
        });
    }

    private static CameraGeometry Camera(int width, int height) => new(
        width, height, 0.9 * width, 0.9 * width, width / 2.0, height / 2.0,
        new Metres(1.7), new Metres(0), new Metres(1.3), new Radians(0), new Radians(0), new Radians(0));

    private static Cost Measure(CameraGeometry camera, Action<CameraFrame> work)
    {
        if (!new FramePool(2, CameraFrame.BytesFor(camera.Width, camera.Height, PixelFormat.Nv12)).TryRent(out CameraFrame frame))
            throw new InvalidOperationException("an empty pool of two pictures");

        Draw(camera, frame.Pixels);
        double[] took = new double[Pictures];
        for (int i = -WarmUp; i < Pictures; i++)
        {
            frame.Describe(MonoTime.FromSeconds(20 + (i * 0.05)), i, camera.Width, camera.Height, PixelFormat.Nv12);
            long began = Stopwatch.GetTimestamp();
            work(frame);
            took[Math.Max(0, i)] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        Array.Sort(took);
        return new Cost(took[Pictures / 2], took[Pictures * 99 / 100]);
    }

    private static void Draw(CameraGeometry camera, Span<byte> pixels)
    {
        pixels.Fill(128);
        for (int i = 0; i < camera.Width * camera.Height; i++)
        {
            bool isGround = camera.TryGround(i % camera.Width, i / camera.Width, out _, out double leftM);
            bool isPaint = isGround && Math.Abs(Math.Abs(leftM) - 1.8) < HalfPaintM;
            pixels[i] = isPaint ? Paint : isGround ? (byte)(Road + ((long)i * 7919 % 5)) : (byte)(150 + (i % camera.Width % 16));
        }
    }
}
