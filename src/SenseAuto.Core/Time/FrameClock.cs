using System;

namespace SenseAuto.Core.Time;

/// <summary>Time as one frame sees it: read once, then passed by value.</summary>
/// <param name="Index">0 for the first frame of the session.</param>
/// <param name="Start">When the frame began; every decision of the frame is made at this time.</param>
/// <param name="SinceLast">Time since the previous frame began; zero for the first.</param>
public readonly record struct FrameTick(long Index, MonoTime Start, MonoDuration SinceLast);

/// <summary>The only reader of the clock on the frame path. Give it TimeProvider.System, or a <see cref="ManualTime"/>.</summary>
public sealed class FrameClock
{
    private readonly TimeProvider _time;
    private readonly long _nanosecondsPerTick;
    private long _index;
    private MonoTime _last;

    public FrameClock(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        Invariant.Require(1_000_000_000 % time.TimestampFrequency == 0, "clock ticks are not whole nanoseconds");
        _time = time;
        _nanosecondsPerTick = 1_000_000_000 / time.TimestampFrequency;
        _last = Now;
    }

    public MonoTime Now => new(_time.GetTimestamp() * _nanosecondsPerTick);

    /// <summary>Number of the next frame. Before the first frame only: replay takes it from the log.</summary>
    public void StartAt(long index)
    {
        Invariant.Require(_index == 0, "a running clock is not renumbered");
        _index = index;
        _last = Now;
    }

    public FrameTick Next()
    {
        MonoTime now = Now;
        var tick = new FrameTick(_index, now, _index == 0 ? default : now.Since(_last));
        _index++;
        _last = now;
        return tick;
    }
}

/// <summary>Time that moves only when told to. Used by simulation, replay and tests.</summary>
public sealed class ManualTime : TimeProvider
{
    private long _nanoseconds;

    public override long TimestampFrequency => 1_000_000_000;

    public MonoTime Now => new(_nanoseconds);

    public override long GetTimestamp() => _nanoseconds;

    public void Advance(MonoDuration by) => AdvanceTo(Now + by);

    public void AdvanceTo(MonoTime time)
    {
        Invariant.Require(time.Nanoseconds >= _nanoseconds, "manual time was set back");
        _nanoseconds = time.Nanoseconds;
    }
}
