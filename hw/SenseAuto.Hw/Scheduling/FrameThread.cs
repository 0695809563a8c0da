using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;
using SenseAuto.Hw.Native;

namespace SenseAuto.Hw.Scheduling;

/// <summary>How a frame loop's thread wants to be scheduled.</summary>
/// <param name="Core">Processor to stay on, from 0; null for any.</param>
/// <param name="FifoPriority">SCHED_FIFO priority 1..99; 0 for ordinary scheduling.</param>
/// <param name="LockMemory">Keep the process's memory from being paged out.</param>
public sealed record FrameThreadOptions(string Name, int? Core, int FifoPriority, bool LockMemory);

/// <summary>
/// A thread set up for a frame loop before its first frame. What the machine does not permit is a note that says what
/// to do, not a failure: the loop runs anyway and its lateness is measured.
/// </summary>
public sealed class FrameThread : IDisposable
{
    private readonly FrameThreadOptions _options;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _isSetUp = new();
    private readonly List<string> _notes = [];

    public FrameThread(FrameThreadOptions options, Action body)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)options.FifoPriority, 99u, nameof(options));
        _options = options;
        _thread = new Thread(() => Run(body)) { IsBackground = true, Name = options.Name };
        _thread.Start();
        _isSetUp.Wait();
    }

    /// <summary>What was asked for and not permitted. Complete once the constructor returns.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Waits for the body to end: stop it first.</summary>
    public void Dispose()
    {
        _thread.Join();
        _isSetUp.Dispose();
    }

    private void Run(Action body)
    {
        if (_options.Core is int core)
            Pin(core);
        if (_options.FifoPriority > 0)
            SetFifo(_options.FifoPriority);
        if (_options.LockMemory && SchedulingNative.LockAll(SchedulingNative.LockOnFault) != 0)
            Note("memory is not locked", "raise LimitMEMLOCK or grant CAP_IPC_LOCK");
        _isSetUp.Set();
        body();
    }

    private unsafe void Pin(int core)
    {
        if ((uint)core >= SchedulingNative.MaskWords * 64)
        {
            int last = (SchedulingNative.MaskWords * 64) - 1;
            _notes.Add($"{_options.Name}: core {core} is outside 0..{last}; runs on any core");
            return;
        }

        ulong* mask = stackalloc ulong[SchedulingNative.MaskWords];
        new Span<ulong>(mask, SchedulingNative.MaskWords).Clear();
        mask[core / 64] = 1UL << (core % 64);
        if (SchedulingNative.SetAffinity(0, SchedulingNative.MaskWords * sizeof(ulong), mask) != 0)
        {
            Note($"not pinned to core {core}",
                "this machine may have fewer cores, or the service is confined to others");
        }
    }

    private unsafe void SetFifo(int priority)
    {
        if (SchedulingNative.SetScheduler(0, SchedulingNative.SchedFifo, &priority) != 0)
            Note($"no real-time priority {priority}", "set LimitRTPRIO in the unit or grant CAP_SYS_NICE");
    }

    private void Note(string what, string remedy)
    {
        string reason = Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
        _notes.Add($"{_options.Name}: {what} ({reason}): {remedy}");
    }
}
