using System.Runtime.InteropServices;

namespace SenseAuto.Hw.Native;

/// <summary>Scheduling calls of the C library; a pid of 0 means the calling thread.</summary>
internal static partial class SchedulingNative
{
    public const int SchedFifo = 1;
    public const int TimerAbsolute = 1;

    /// <summary>
    /// MCL_CURRENT, MCL_FUTURE and MCL_ONFAULT: pages stay once they were used. Without ONFAULT the address space
    /// that the .NET garbage collector only reserves would be filled.
    /// </summary>
    public const int LockOnFault = 7;
    public const int MaskWords = 16;

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    public static unsafe partial int SetAffinity(int pid, nuint bytes, ulong* mask);

    [LibraryImport("libc", EntryPoint = "sched_getaffinity", SetLastError = true)]
    public static unsafe partial int GetAffinity(int pid, nuint bytes, ulong* mask);

    [LibraryImport("libc", EntryPoint = "sched_setscheduler", SetLastError = true)]
    public static unsafe partial int SetScheduler(int pid, int policy, int* priority);

    /// <summary>With both numbers 0 the calling thread alone, as Linux has it.</summary>
    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    public static partial int SetPriority(int which, int who, int nice);

    [LibraryImport("libc", EntryPoint = "mlockall", SetLastError = true)]
    public static partial int LockAll(int flags);

    /// <summary>Returns the error number itself, not -1.</summary>
    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    public static unsafe partial int ClockNanoSleep(int clock, int flags, TimeSpec* until, TimeSpec* left);
}
