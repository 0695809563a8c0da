using System;
using System.Globalization;
using System.IO;
using SenseAuto.Cabin.Face;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core.Health;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Cameras;
using SenseAuto.Hw.Scheduling;
using SenseAuto.Inference;
using SenseAuto.Inference.Cabin;
using Spectre.Console;

namespace SenseAuto.Benchmarks;

/// <summary>What the cabin's path costs a picture, on one thread.</summary>
public static class CabinBench
{
    private const int WarmUp = 20;

    /// <param name="frames">Of the whole loop.</param>
    public static int Run(int frames)
    {
        string clip = Path.Combine("..", "shared", "data", "cabin", "gaze-hysts", "assets", "inputs", "video00.mp4");
        if (!File.Exists(clip))
        {
            Console.Error.WriteLine("no recordings at ../shared/data");
            return 2;
        }

        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns("what", "cpu ms", "p50 ms", "p99 ms", "bytes", "bar");
        Face(table, clip);
        Slow(table, clip);
        CabinFrameTimes alone = CabinLoopBench.Run(clip, frames, isBusy: false);
        CabinFrameTimes busy = CabinLoopBench.Run(clip, frames, isBusy: true);
        alone.Row(table, "whole cabin frame at 30 Hz, slow networks beside it");
        busy.Row(table, "the same beside a busy thread");
        AnsiConsole.Write(table);
        alone.Parts("whole cabin frame");
        busy.Parts("beside a busy thread");
        return 0;
    }

    private static void Face(Table table, string clip)
    {
        var time = new ManualTime();
        using var camera = new FfmpegCamera(
            new FfmpegOptions(clip) { Pace = VideoPace.LockStep, Start = default(MonoTime) }, time);
        using var sight = new FaceSight(
            new ModelStore(ModelCatalogue.Load(), Path.Combine("artifacts", "models")),
            CabinCamera.Uncalibrated(camera.Shape.Width, camera.Shape.Height),
            FaceLimits.Read(ParameterSet.Defaults.Number));
        var clock = new FrameClock(TimeProvider.System);
        var took = new LatencyHistogram();
        long bytes = 0;
        long cpuNs = 0;
        for (int i = 0; !camera.IsEnded;)
        {
            if (!camera.TryRead(out CameraFrame? picture))
            {
                time.Advance(MonoDuration.FromMilliseconds(10));
                continue;
            }

            // So that a busy neighbour does not count.
            MonoDuration cpuBefore = SideThread.CpuTime;
            long before = GC.GetAllocatedBytesForCurrentThread();
            MonoTime began = clock.Now;
            sight.Look(picture);
            MonoDuration passed = clock.Now.Since(began);
            long taken = GC.GetAllocatedBytesForCurrentThread() - before;
            if (i++ >= WarmUp)
            {
                took.Record(passed);
                bytes += taken;
                cpuNs += SideThread.CpuTime.Nanoseconds - cpuBefore.Nanoseconds;
            }

            picture.Release();
        }

        table.AddRow(
            "face, eyes, head, gaze of a 1280x720 NV12 picture",
            (cpuNs * 1e-6 / took.Count).ToString("F2", CultureInfo.InvariantCulture),
            Ms(took.Quantile(0.5)), Ms(took.Quantile(0.99)),
            bytes.ToString(CultureInfo.InvariantCulture), "12 ms p50, 0 bytes");
    }

    private static void Slow(Table table, string clip)
    {
        var time = new ManualTime();
        using var camera = new FfmpegCamera(
            new FfmpegOptions(clip) { Pace = VideoPace.LockStep, Start = default(MonoTime) }, time);
        CameraFrame? picture;
        while (!camera.TryRead(out picture))
            time.Advance(MonoDuration.FromMilliseconds(10));
        CabinSlowBench.Run(
            table, new ModelStore(ModelCatalogue.Load(), Path.Combine("artifacts", "models")), picture);
        picture.Release();
    }

    private static string Ms(MonoDuration took) => took.Milliseconds.ToString("F2", CultureInfo.InvariantCulture);
}
