using SenseAuto.Core.Time;
using SenseAuto.Hw.Native;

namespace SenseAuto.Hw.Scheduling;

/// <summary>What a thread can do and know of its own share of the processor.</summary>
public static class SideThread
{
    // About a tenth of an ordinary thread's weight; the runtime's own thread priorities do nothing on Linux.
    private const int Nice = 10;

    /// <summary>The calling thread's time on a processor so far; waiting does not count.</summary>
    public static MonoDuration CpuTime => new(Libc.Now(Libc.ClockThreadCpu));

    /// <summary>From now on the calling thread gives way to every thread of ordinary priority.</summary>
    /// <returns>False where the machine does not permit it; the thread runs on as it was.</returns>
    public static bool GiveWay() => SchedulingNative.SetPriority(0, 0, Nice) == 0;
}
