using System;
using System.Threading;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Scheduling;

namespace SenseAuto.Service.Session;

/// <summary>Drives a road loop: at its period in real time, or as fast as the sources give.</summary>
public static class RoadRunner
{
    // Chosen by us: late enough for a picture's transfer, early enough to have most of the period for the frame.
    private const double PhaseShare = 0.4;

    /// <summary>
    /// Runs frames in lock step: time jumps from one due time to the next, and two runs are equal. Nothing is ever late unless a stage
    /// moves the time on by itself; the frames keep their grid then, as those of a <see cref="FrameTimer"/> do.
    /// </summary>
    /// <param name="isEnded">Asked after every frame.</param>
    /// <param name="afterFrame">Called after every frame, for instance to let the recorder write.</param>
    /// <param name="side">A loop that runs between the frames; null for none.</param>
    public static void LockStep(
        FrameLoop loop, FrameClock clock, ManualTime time, MonoDuration period, Func<bool> isEnded, Action afterFrame,
        ISideLoop? side = null)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(isEnded);
        ArgumentNullException.ThrowIfNull(afterFrame);
        side?.RunUntil(time.Now, time);
        MonoTime due = time.Now;
        while (!isEnded())
        {
            FrameTick tick = clock.Next();
            loop.RunFrame(in tick, due);
            afterFrame();
            due = NextDue(due, time.Now, period);
            side?.RunUntil(due, time);
            if (due > time.Now)
                time.AdvanceTo(due);
        }
    }

    /// <summary>Whole periods that have passed unseen are left out.</summary>
    private static MonoTime NextDue(MonoTime due, MonoTime now, MonoDuration period)
    {
        long missed = Math.Max(0, (now.Nanoseconds - due.Nanoseconds - period.Nanoseconds) / period.Nanoseconds);
        return new MonoTime(due.Nanoseconds + ((missed + 1) * period.Nanoseconds));
    }

    /// <summary>
    /// Sleeps until the loop's place in the camera's period: pictures of a camera that runs on the session's grid have then arrived, so
    /// that jitter never makes two of them meet in one frame and none in the next.
    /// </summary>
    internal static void WaitForPhase(FrameClock clock, SessionTime time, MonoDuration period, MonoTime start)
    {
        long periodNs = period.Nanoseconds;
        long wholeNs = (clock.Now.Nanoseconds - start.Nanoseconds) / periodNs * periodNs;
        long phaseNs = (long)(PhaseShare * periodNs);
        FrameTimer.SleepUntil(time.ToMonotonic(new MonoTime(start.Nanoseconds + wholeNs + periodNs + phaseNs)));
    }

    /// <summary>Runs frames at the period on a thread of its own until the sources end or somebody stops it; returns the thread's notes.</summary>
    public static System.Collections.Generic.IReadOnlyList<string> RealTime(
        FrameLoop loop, FrameClock clock, SessionTime time, RealTimeOptions options, Func<bool> isEnded, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(isEnded);
        using var ended = new ManualResetEventSlim();
        using var thread = new FrameThread(options.Thread, () =>
        {
            WaitForPhase(clock, time, options.Period, options.Start);
            var timer = new FrameTimer(options.Period);
            while (!stop.IsCancellationRequested && !isEnded())
            {
                FrameWake wake = timer.WaitNext();
                FrameTick tick = clock.Next();
                loop.RunFrame(in tick, time.OfMonotonic(wake.Due));
                options.AfterFrame?.Invoke();
            }

            ended.Set();
        });
        ended.Wait(CancellationToken.None);
        return thread.Notes;
    }
}

/// <summary>How the road thread is run.</summary>
public sealed record RealTimeOptions(MonoDuration Period, FrameThreadOptions Thread)
{
    /// <summary>Session time of the first instant: the camera's grid begins here.</summary>
    public MonoTime Start { get; init; }

    /// <summary>Called on the road thread after every frame; must not wait. For instance the watchdog.</summary>
    public Action? AfterFrame { get; init; }
}
