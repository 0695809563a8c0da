using System;
using System.Collections.Generic;
using System.IO;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Cameras;
using SenseAuto.Inference;
using SenseAuto.Road.Signs;
using SenseAuto.Service.Session;
using SenseAuto.Service.Stages;

namespace SenseAuto.Tests.Service.Signs;

/// <summary>What the sign tests need: the project's network, pictures of files, and a painted road with one sign.</summary>
internal static class SignScenes
{
    public const int Width = 1280;
    public const int Height = 720;
    public const double FocalPx = 1000;
    private const double SignM = 0.6;
    private const double RightM = 3.5;
    private const double UpM = 0.9;

    // The pictogram's disc fills this share of its square.
    private const double DiscShare = 0.94;

    public static CameraGeometry Camera(int width, int height) => new(
        width, height, FocalPx * width / Width, FocalPx * width / Width, width / 2.0, height / 2.0, new Metres(1.5),
        new Metres(0), new Metres(1.3), default, default, default);

    /// <summary>Finder, network and tracker as the car has them.</summary>
    public static SignSight Sight(int width, int height, PixelFormat format)
    {
        ModelCatalogue catalogue = ModelCatalogue.Load();
        string path = Path.Combine(SharedRecordings.RepositoryRoot, catalogue.Get(SignSight.ModelId).Trained!.File);
        var store = new ModelStore(catalogue, ".", new Dictionary<string, string> { [SignSight.ModelId] = path });
        CameraGeometry camera = Camera(width, height);
        SignSeenLimits seeing = SignLimits.Seen(ParameterSet.Defaults);
        SignFinderLimits finding = SignLimits.Finding(ParameterSet.Defaults);
#pragma warning disable CA2000 // The sight owns its network and disposes of it.
        return new SignSight(camera, format, finding, seeing, new FineCropNetwork(store.Open(SignSight.ModelId)));
#pragma warning restore CA2000
    }

    /// <summary>Every picture of a video, a folder or a picture file, in order.</summary>
    public static void ForEach(string path, PixelFormat format, Action<CameraFrame> see)
    {
        var time = new ManualTime();
        var options = new FfmpegOptions(path) { Format = format, Pace = VideoPace.LockStep, Start = MonoTime.FromSeconds(1) };
        using var camera = new FfmpegCamera(options, time);
        while (!camera.IsEnded)
        {
            time.Advance(MonoDuration.FromMilliseconds(10));
            while (camera.TryRead(out CameraFrame? frame))
            {
                see(frame);
                frame.Release();
            }
        }
    }

    /// <summary>The pictogram's 128 x 128 pixels, blue, green, red.</summary>
    public static byte[] Pictogram()
    {
        byte[] pixels = [];
        string path = Path.Combine(SharedRecordings.RepositoryRoot, "tests/SenseAuto.Service.Tests/Signs/SpeedLimit50.png");
        ForEach(path, PixelFormat.Bgr24, frame => pixels = frame.Pixels.AsSpan(0, frame.ByteCount).ToArray());
        return pixels;
    }

    /// <summary>A grey road under a grey sky with the sign that far ahead, or without it when it is out of the picture.</summary>
    public static void Paint(CameraFrame frame, byte[] pictogram, double aheadM, MonoTime captured)
    {
        for (int i = 0; i < Width * Height; i++)
            frame.Pixels.AsSpan(i * 3, 3).Fill((byte)(i / Width < Height / 2 ? 150 : 90));
        frame.Describe(captured, 0, Width, Height, PixelFormat.Bgr24);
        if (aheadM < 2)
            return;

        double radius = FocalPx * SignM / aheadM / 2;
        (double x, double y) = ((Width / 2.0) + (FocalPx * RightM / aheadM), (Height / 2.0) - (FocalPx * UpM / aheadM));
        for (int row = (int)Math.Max(0, y - radius); row < Math.Min(Height, y + radius + 1); row++)
        {
            for (int column = (int)Math.Max(0, x - radius); column < Math.Min(Width, x + radius + 1); column++)
                PaintPixel(frame.Pixels, pictogram, row, column, (column + 0.5 - x) / radius, (row + 0.5 - y) / radius, 1 / radius);
        }
    }

    /// <summary>Three by three samples of the pictogram under one pixel; outside of the disc the ground stays.</summary>
    private static void PaintPixel(
        byte[] pixels, byte[] pictogram, int row, int column, double dx, double dy, double pixel)
    {
        Span<int> sum = [0, 0, 0];
        Span<byte> to = pixels.AsSpan(((row * Width) + column) * 3, 3);
        for (int i = 0; i < 9; i++)
        {
            double u = dx + (((i % 3) - 1) * pixel / 3);
            double v = dy + (((i / 3) - 1) * pixel / 3);
            bool isSign = (u * u) + (v * v) <= 1;
            int at = isSign ? (((int)(64 + (v * 64 * DiscShare)) * 128) + (int)(64 + (u * 64 * DiscShare))) * 3 : 0;
            for (int part = 0; part < 3; part++)
                sum[part] += isSign ? pictogram[at + part] : to[part];
        }

        for (int part = 0; part < 3; part++)
            to[part] = (byte)(sum[part] / 9);
    }
}
