using System;
using System.Collections.Generic;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Scheduling;
using SenseAuto.Service.Cabin;

namespace SenseAuto.Service.Session;

/// <summary>A loop beside the road loop, run in lock step: told how far time may go.</summary>
public interface ISideLoop
{
    /// <summary>Runs what is due up to and including this time, and leaves the clock there or before.</summary>
    void RunUntil(MonoTime until, ManualTime time);
}

/// <summary>Drives a cabin loop: in lock step beside the road loop, or at its period on a thread of its own.</summary>
/// <param name="start">Session time of the first frame.</param>
public sealed class CabinRunner(CabinLoop loop, FrameClock clock, MonoDuration period, MonoTime start)
    : ISideLoop, IDisposable
{
    private readonly MonoTime _start = start;
    private MonoTime _due = start;
    private FrameThread? _thread;
    private volatile bool _isStopping;

    public CabinLoop Loop { get; } = loop;

    /// <summary>What the machine did not permit the thread.</summary>
    public IReadOnlyList<string> Notes { get; private set; } = [];

    public void RunUntil(MonoTime until, ManualTime time)
    {
        ArgumentNullException.ThrowIfNull(time);
        for (; _due <= until; _due += period)
        {
            if (_due > time.Now)
                time.AdvanceTo(_due);
            FrameTick tick = clock.Next();
            Loop.RunFrame(in tick, tick.Start);
        }
    }

    /// <summary>Starts the thread; disposing stops it.</summary>
    public void Start(SessionTime time, FrameThreadOptions options)
    {
        ArgumentNullException.ThrowIfNull(time);
        _thread = new FrameThread(options, () =>
        {
            RoadRunner.WaitForPhase(clock, time, period, _start);
            var timer = new FrameTimer(period);
            while (!_isStopping)
            {
                FrameWake wake = timer.WaitNext();
                FrameTick tick = clock.Next();
                Loop.RunFrame(in tick, time.OfMonotonic(wake.Due));
            }
        });
        Notes = _thread.Notes;
    }

    public void Dispose()
    {
        _isStopping = true;
        _thread?.Dispose();
        _thread = null;
    }
}
