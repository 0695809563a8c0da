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
    private const int FacesMax = 600;

    /// <summary>
    /// As the service schedules the cabin's thread, where the machine permits it: work of ordinary priority does not
    /// count then.
    /// </summary>
    internal static readonly FrameThreadOptions Scheduled =
        new("cabin", Core: null, FifoPriority: 19, LockMemory: false);

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
            .AddColumns("what", "cpu p50 ms", "p50 ms", "p99 ms", "bytes", "bar");
        Face(table, clip, Math.Min(frames, FacesMax));
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

    private static void Face(Table table, string clip, int frames)
    {
        using var camera = new LoopingCamera(clip);
        using var sight = new FaceSight(
            new ModelStore(ModelCatalogue.Load(), Path.Combine("artifacts", "models")),
            CabinCamera.Uncalibrated(camera.Width, camera.Height), FaceLimits.Read(ParameterSet.Defaults.Number));
        var took = new LatencyHistogram();
        var worked = new LatencyHistogram();
        long bytes = 0;
        using (new FrameThread(Scheduled, () => bytes = Measure(sight, camera, frames, took, worked)))
        {
        }

        table.AddRow(
            "face, eyes, head, gaze of a 1280x720 NV12 picture", Ms(worked.Quantile(0.5)), Ms(took.Quantile(0.5)),
            Ms(took.Quantile(0.99)), bytes.ToString(CultureInfo.InvariantCulture), "12 ms p50, 0 bytes");
    }

    /// <summary>The bytes that the pictures after the warm-up took.</summary>
    private static long Measure(
        FaceSight sight, LoopingCamera camera, int frames, LatencyHistogram took, LatencyHistogram worked)
    {
        var clock = new FrameClock(TimeProvider.System);
        long bytes = 0;
        for (int i = 0; i < WarmUp + frames; i++)
        {
            camera.Now = clock.Now;
            if (!camera.TryRead(out CameraFrame? picture))
                continue;

            long cpuNs = SideThread.CpuTime.Nanoseconds;
            long before = GC.GetAllocatedBytesForCurrentThread();
            MonoTime began = clock.Now;
            sight.Look(picture);
            if (i >= WarmUp)
            {
                took.Record(clock.Now.Since(began));
                worked.Record(new MonoDuration(SideThread.CpuTime.Nanoseconds - cpuNs));
                bytes += GC.GetAllocatedBytesForCurrentThread() - before;
            }

            picture.Release();
        }

        return bytes;
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
