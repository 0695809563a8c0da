using System;
using System.Runtime.InteropServices;
using System.Threading;
using SenseAuto.Core;

namespace SenseAuto.Telemetry;

/// <summary>
/// A low-priority thread that runs one step again and again with a pause between. A step that fails because of the
/// world outside is counted and tried again; a broken invariant ends the process.
/// </summary>
internal sealed partial class Pump : IDisposable
{
    private const int PauseAfterFaultMs = 1000;
    private const int NiceValue = 10;
    private static readonly TimeSpan JoinFor = TimeSpan.FromSeconds(5);
    private readonly ManualResetEvent _stop = new(false);
    private readonly Action _step;
    private readonly int _pauseMs;
    private readonly Thread _thread;
    private long _faults;

    public Pump(string name, int pauseMs, Action step)
    {
        _step = step;
        _pauseMs = pauseMs;
        _thread = new Thread(Run) { Name = name, IsBackground = true, Priority = ThreadPriority.Lowest };
    }

    /// <summary>Steps that failed. Only goes up.</summary>
    public long Faults => Volatile.Read(ref _faults);

    public string LastFault { get; private set; } = "";

    public void Start() => _thread.Start();

    /// <summary>The calling thread gives way to every other; .NET's own priorities do nothing on Linux.</summary>
    public static void GiveWay()
    {
        if (OperatingSystem.IsLinux())
            _ = SetPriority(which: 0, who: 0, NiceValue);
    }

    public void Dispose()
    {
        _stop.Set();
        bool ended = (_thread.ThreadState & ThreadState.Unstarted) != 0 || _thread.Join(JoinFor);
        if (ended)
            _stop.Dispose();
    }

    private void Run()
    {
        GiveWay();
        do
        {
            int pauseMs = TryStep() ? _pauseMs : PauseAfterFaultMs;
            if (_stop.WaitOne(pauseMs))
                return;
        }
        while (true);
    }

    private bool TryStep()
    {
#pragma warning disable CA1031 // The supervisor of telemetry: whatever its edges throw, the car's service goes on.
        try
        {
            _step();
            return true;
        }
        catch (Exception fault) when (fault is not InvariantException)
        {
            LastFault = fault.Message;
            Volatile.Write(ref _faults, _faults + 1);
            return false;
        }
#pragma warning restore CA1031
    }

    // Linux applies it to the calling thread alone: setpriority(2), "C library/kernel differences".
    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int nice);
}
