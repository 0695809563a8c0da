using System;
using SenseAuto.Core.Health;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Native;

namespace SenseAuto.Hw.Scheduling;

/// <summary>One wake-up of a <see cref="FrameTimer"/>.</summary>
/// <param name="Due">When the frame was due on the fixed schedule.</param>
/// <param name="Lateness">How long after that the thread ran.</param>
/// <param name="Missed">Whole periods that passed unseen before this one.</param>
public readonly record struct FrameWake(MonoTime Due, MonoDuration Lateness, long Missed);

/// <summary>Sleeps to absolute deadlines on CLOCK_MONOTONIC, so that lateness never adds up. One thread.</summary>
public sealed class FrameTimer
{
    private readonly long _periodNs;
    private long _nextNs;

    /// <summary>The first deadline is one period from now.</summary>
    public FrameTimer(MonoDuration period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period.Nanoseconds, 100_000, nameof(period));
        _periodNs = period.Nanoseconds;
        _nextNs = Now.Nanoseconds + _periodNs;
    }

    /// <summary>The same clock and zero point as TimeProvider.System's time stamps on Linux.</summary>
    public static MonoTime Now => new(Libc.Now(Libc.ClockMonotonic));

    /// <summary>Periods skipped because the thread was still busy. Only goes up.</summary>
    public long Missed { get; private set; }

    public LatencyHistogram Lateness { get; } = new();

    public FrameWake WaitNext()
    {
        long missed = Math.Max(0, (Now.Nanoseconds - _nextNs) / _periodNs);
        long due = _nextNs + (missed * _periodNs);
        _nextNs = due + _periodNs;
        Missed += missed;
        SleepUntil(new MonoTime(due));

        MonoDuration lateness = Now.AgeOf(new MonoTime(due));
        Lateness.Record(lateness);
        return new FrameWake(new MonoTime(due), lateness, missed);
    }

    /// <summary>Returns at once when the time has passed. Never returns early.</summary>
    public static unsafe void SleepUntil(MonoTime time)
    {
        TimeSpec until = TimeSpec.From(time.Nanoseconds);
        int error;
        do
            error = SchedulingNative.ClockNanoSleep(Libc.ClockMonotonic, SchedulingNative.TimerAbsolute, &until, null);
        while (error == Libc.EIntr);
        SenseAuto.Core.Invariant.Require(error == 0, "clock_nanosleep refused a deadline");
    }
}
