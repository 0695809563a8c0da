using System;
using System.IO;
using System.Threading;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Scheduling;
using SenseAuto.Inference;
using SenseAuto.Service;
using SenseAuto.Service.Cabin;
using SenseAuto.Service.Session;

namespace SenseAuto.Benchmarks;

/// <summary>
/// The whole cabin loop on a recorded face at its own 30 Hz, scheduled as the service schedules it, the slow networks
/// beside it: what a frame takes by the clock and of the processor, what the slowest frames carry, and what memory a
/// frame asks for.
/// </summary>
public static class CabinLoopBench
{
    private const int WarmUp = 300;

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
        using (var thread = new FrameThread(CabinBench.Scheduled, () => Measure(loop, sight, clock, camera, channel, times)))
            times.Notes = thread.Notes;
        end.Cancel();
        beside?.Join();
        return times;
    }

    private static Thread Busy(CancellationToken end)
    {
        void Work()
        {
            while (!end.IsCancellationRequested)
                Thread.SpinWait(1000);
        }

        var thread = new Thread(Work) { IsBackground = true, Name = "busy" };
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
}
