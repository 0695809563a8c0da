using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO;
using System.Threading;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Cameras;
using SenseAuto.Hw.Scheduling;
using SenseAuto.Inference;
using SenseAuto.Service;
using SenseAuto.Service.Cabin;
using SenseAuto.Service.Session;
using Spectre.Console;

namespace SenseAuto.Benchmarks;

/// <summary>
/// The whole cabin loop on a recorded face at its own 30 Hz, scheduled as the service schedules it, the slow networks
/// beside it: what a frame takes by the clock and of the processor, what the slowest frames carry, and what memory a
/// frame asks for.
/// </summary>
public static class CabinLoopBench
{
    private const int WarmUp = 90;
    private const int PicturesKept = 90;

    // The service gives the cabin one less than the road loop.
    private const int FifoPriority = 19;

    /// <param name="frames">Measured after the warm-up.</param>
    /// <param name="isBusy">A thread of ordinary priority works beside it all the time.</param>
    public static CabinFrameTimes Run(string clip, int frames, bool isBusy)
    {
        using var camera = new LoopingCamera(clip);
        ParameterSet set = ParameterSet.Defaults;
        MonoDuration period = set.Duration("cabin.period");
        var store = new ModelStore(ModelCatalogue.Load(), Path.Combine("artifacts", "models"));
        var options = new CabinEyeOptions(set, store, IsThreaded: true, period);
        using CabinSight sight = CabinEyes.Open(CabinEyes.Uncalibrated(camera.Width, camera.Height), options, out _);
        var clock = new FrameClock(TimeProvider.System);
        FrameBudget budget = CabinEyes.BudgetFrom(set);
        var channel = new CabinChannel();
        CabinPolicies policies = CabinEyes.PoliciesOf(set, Installation.Here().LoadVehicle("simulated-suv"));
        var judge = new LiveJudge(clock, budget, set.Duration("cabin.jitter"));
        var loop = new CabinLoop(new CabinParts(camera, sight, policies, channel, judge) { Budget = budget }, clock);
        var times = new CabinFrameTimes(frames, period);
        using var end = new CancellationTokenSource();
        Thread? beside = isBusy ? Busy(end.Token) : null;
        var schedule = new FrameThreadOptions("cabin", Core: null, FifoPriority, LockMemory: false);
        using (var thread = new FrameThread(schedule, () => Measure(loop, sight, clock, camera, channel, times)))
            times.Notes = thread.Notes;
        end.Cancel();
        beside?.Join();
        return times;
    }

    private static Thread Busy(CancellationToken end)
    {
        var thread = new Thread(() =>
        {
            while (!end.IsCancellationRequested)
                Thread.SpinWait(1000);
        }) { IsBackground = true, Name = "busy" };
        thread.Start();
        return thread;
    }

    private static void Measure(
        CabinLoop loop, CabinSight sight, FrameClock clock, LoopingCamera camera, CabinChannel channel,
        CabinFrameTimes times)
    {
        var timer = new FrameTimer(times.Period);
        for (int i = 0; i < WarmUp + times.Capacity; i++)
        {
            timer.WaitNext();
            if (i == WarmUp)
                times.BytesBefore = GC.GetAllocatedBytesForCurrentThread();
            FrameTick tick = clock.Next();
            camera.Now = tick.Start;
            bool isBeside = sight.Worker is { IsFree: false };
            MonoDuration cpuBefore = SideThread.CpuTime;
            loop.RunFrame(in tick, tick.Start);
            MonoDuration cpu = new(SideThread.CpuTime.Nanoseconds - cpuBefore.Nanoseconds);
            if (i >= WarmUp)
            {
                times.Add(new CabinFrameTime(
                    clock.Now.Since(tick.Start), cpu, loop.Frame.Ledger.Took, sight.HasSearched,
                    sight.Hands is { IsFollowing: true }, isBeside));
            }

            while (channel.TryReceive(out _))
            {
            }
        }

        times.Bytes = GC.GetAllocatedBytesForCurrentThread() - times.BytesBefore;
    }

    /// <summary>The first pictures of a clip, forwards and backwards without end, so that nothing jumps.</summary>
    private sealed class LoopingCamera : ICameraSource, IDisposable
    {
        private readonly List<CameraFrame> _kept = [];
        private readonly FramePool _pool;
        private MonoTime _last;
        private long _sequence;

        public LoopingCamera(string clip)
        {
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

        /// <summary>A picture is taken whenever this moves on.</summary>
        public MonoTime Now { get; set; }

        public bool TryRead([NotNullWhen(true)] out CameraFrame? frame)
        {
            frame = null;
            if (_last == Now || !_pool.TryRent(out CameraFrame rented))
                return false;

            _last = Now;
            long place = _sequence % (2 * (_kept.Count - 1));
            CameraFrame picture = _kept[(int)(place < _kept.Count ? place : (2 * (_kept.Count - 1)) - place)];
            picture.Pixels.AsSpan(0, picture.ByteCount).CopyTo(rented.Pixels);
            rented.Describe(Now, _sequence++, Width, Height, PixelFormat.Nv12);
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
