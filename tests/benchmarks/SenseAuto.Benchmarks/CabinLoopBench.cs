using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core.Health;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Cameras;
using SenseAuto.Inference;
using SenseAuto.Service;
using SenseAuto.Service.Cabin;
using SenseAuto.Service.Session;
using Spectre.Console;

namespace SenseAuto.Benchmarks;

/// <summary>
/// The whole cabin loop on a recorded face, frame after frame without a pause, the slow networks beside it all the time:
/// what a frame takes, and what memory it asks for.
/// </summary>
public static class CabinLoopBench
{
    private const int WarmUp = 300;
    private const int PicturesKept = 90;
    private const double Share = 0.8;

    /// <param name="frames">Measured after the warm-up.</param>
    public static void Run(Table table, string clip, int frames)
    {
        ArgumentNullException.ThrowIfNull(table);
        var time = new ManualTime();
        time.AdvanceTo(MonoTime.FromSeconds(1));
        using var camera = new LoopingCamera(clip, time);
        ParameterSet set = ParameterSet.Defaults;
        MonoDuration period = set.Duration("cabin.period");
        var store = new ModelStore(ModelCatalogue.Load(), Path.Combine("artifacts", "models"));
        var options = new CabinEyeOptions(set, store, IsThreaded: true, period);
        using CabinSight sight = CabinEyes.Open(CabinEyes.Uncalibrated(camera.Width, camera.Height), options, out _);
        var clock = new FrameClock(time);
        FrameBudget budget = CabinEyes.BudgetFrom(set);
        var channel = new CabinChannel();
        CabinPolicies policies = CabinEyes.PoliciesOf(set, Installation.Here().LoadVehicle("simulated-suv"));
        var judge = new LiveJudge(clock, budget, set.Duration("cabin.jitter"));
        var loop = new CabinLoop(new CabinParts(camera, sight, policies, channel, judge) { Budget = budget }, clock);
        (LatencyHistogram took, long bytes) = Measure(loop, clock, time, channel, frames);
        table.AddRow(
            $"whole cabin frame, slow networks beside it, {took.Count} frames", "-", Ms(took.Quantile(0.5)),
            Ms(took.Quantile(0.99)), bytes.ToString(CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{Share * period.Milliseconds:F1} ms p99, 0 bytes"));
    }

    private static (LatencyHistogram Took, long Bytes) Measure(
        CabinLoop loop, FrameClock clock, ManualTime time, CabinChannel channel, int frames)
    {
        var real = new FrameClock(TimeProvider.System);
        var took = new LatencyHistogram();
        long before = 0;
        for (int i = 0; i < WarmUp + frames; i++)
        {
            if (i == WarmUp)
                before = GC.GetAllocatedBytesForCurrentThread();
            FrameTick tick = clock.Next();
            MonoTime began = real.Now;
            loop.RunFrame(in tick, tick.Start);
            if (i >= WarmUp)
                took.Record(real.Now.Since(began));
            while (channel.TryReceive(out _))
            {
            }

            time.Advance(LoopingCamera.Period);
        }

        return (took, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string Ms(MonoDuration took) => took.Milliseconds.ToString("F2", CultureInfo.InvariantCulture);

    /// <summary>The first pictures of a clip, forwards and backwards without end, so that nothing jumps.</summary>
    private sealed class LoopingCamera : ICameraSource, IDisposable
    {
        public static readonly MonoDuration Period = MonoDuration.FromMilliseconds(33);
        private readonly List<CameraFrame> _kept = [];
        private readonly FramePool _pool;
        private readonly ManualTime _time;
        private MonoTime _last;
        private long _sequence;

        public LoopingCamera(string clip, ManualTime time)
        {
            _time = time;
            var own = new ManualTime();
            using var video = new FfmpegCamera(
                new FfmpegOptions(clip)
                {
                    Pace = VideoPace.LockStep,
                    Start = default(MonoTime),
                    HeldByReader = PicturesKept + 2,
                }, own);
            (Width, Height) = (video.Shape.Width, video.Shape.Height);
            _pool = new FramePool(6, CameraFrame.BytesFor(Width, Height, PixelFormat.Nv12));
            while (_kept.Count < PicturesKept && !video.IsEnded)
            {
                if (video.TryRead(out CameraFrame? frame))
                    _kept.Add(frame);
                else
                    own.Advance(MonoDuration.FromMilliseconds(10));
            }
        }

        public int Width { get; }

        public int Height { get; }

        public bool IsEnded => false;

        public bool TryRead([NotNullWhen(true)] out CameraFrame? frame)
        {
            frame = null;
            if (_last == _time.Now || !_pool.TryRent(out CameraFrame rented))
                return false;

            _last = _time.Now;
            long place = _sequence % (2 * (_kept.Count - 1));
            CameraFrame picture = _kept[(int)(place < _kept.Count ? place : (2 * (_kept.Count - 1)) - place)];
            picture.Pixels.AsSpan(0, picture.ByteCount).CopyTo(rented.Pixels);
            rented.Describe(_time.Now, _sequence++, Width, Height, PixelFormat.Nv12);
            frame = rented;
            return true;
        }

        public void Dispose()
        {
            foreach (CameraFrame picture in _kept)
                picture.Release();
        }
    }
}
