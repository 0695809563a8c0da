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
using SenseAuto.Sim;
using SenseAuto.Sim.Pictures;

namespace SenseAuto.Benchmarks;

/// <summary>What lanes, camera health and drawing cost a picture, on a straight road with two lines, NV12, one thread.</summary>
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

    /// <summary>The simulator's renderer: a drive past four cars and a person, one thread.</summary>
    public static Cost Drawing(Surroundings surroundings, RoadLight light)
    {
        CameraGeometry camera = Camera(1280, 720);
        var road = new Sim.Road(new Metres(3.6), new RoadSegment(new Metres(3000), default));
        var picture = new RoadPicture(camera, road, new RoadConditions { Surroundings = surroundings, Light = light }, seed: 3);
        double egoM = 100;
        return Measure(camera, frame =>
        {
            egoM += 1;
            picture.Scene.Ego = new EgoPose(new Metres(egoM), default, default, new MetresPerSecond(20), default, default);
            picture.Scene.Actors.Clear();
            for (int i = 0; i < 5; i++)
            {
                ActorKind kind = i == 4 ? ActorKind.Adult : ActorKind.Sedan;
                double leftM = i == 4 ? -2.5 : i % 2 * 3.4;
                picture.Scene.Actors.TryAdd(new RoadActor(kind, new Metres(egoM + 14 + (12 * i)), new Metres(leftM), default, i));
            }

            picture.Draw(frame.Pixels);
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
