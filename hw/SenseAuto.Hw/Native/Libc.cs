using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SenseAuto.Hw.Native;

/// <summary>A file descriptor owned by the process, closed once.</summary>
internal sealed class SafeFd() : SafeHandleMinusOneIsInvalid(ownsHandle: true)
{
    public SafeFd(int fd) : this() => SetHandle(fd);

    protected override bool ReleaseHandle() => Libc.Close((int)handle) == 0;
}

/// <summary>poll(2)'s record.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollFd
{
    public int Fd;
    public short Events;
    public short Returned;
}

/// <summary>timespec of 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TimeSpec
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    public long Seconds;
    public long Nanoseconds;

    public static TimeSpec From(long nanoseconds) => new()
    {
        Seconds = nanoseconds / NanosecondsPerSecond,
        Nanoseconds = nanoseconds % NanosecondsPerSecond,
    };

    public readonly long ToNanoseconds() => (Seconds * NanosecondsPerSecond) + Nanoseconds;
}

/// <summary>
/// The few calls of the C library that more than one adapter needs. Numbers are those of 64-bit Linux.
/// </summary>
internal static partial class Libc
{
    public const int OpenReadWrite = 2;
    public const int OpenNonBlocking = 0x800;
    public const int OpenCloseOnExec = 0x80000;
    public const short PollIn = 1;
    public const short PollError = 8;
    public const int ClockRealtime = 0;
    public const int ClockMonotonic = 1;
    public const int ClockThreadCpu = 3;
    public const int EIntr = 4;
    public const int EAgain = 11;
    public const int ENoBufs = 105;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int fd);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static unsafe partial int Ioctl(SafeFd fd, nuint request, void* argument);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static unsafe partial int Poll(PollFd* fds, nuint count, int timeoutMs);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static unsafe partial nint Write(SafeFd fd, void* bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    public static partial int ClockGetTime(int clock, out TimeSpec time);

    /// <summary>Opens a device; the error names it and says what the kernel said.</summary>
    public static SafeFd OpenDevice(string path, int flags)
    {
        int fd = Open(path, flags | OpenCloseOnExec);
        return fd >= 0 ? new SafeFd(fd) : throw Failure(path, "cannot be opened");
    }

    /// <summary>Runs an ioctl again when a signal interrupted it. False leaves the reason in the last error.</summary>
    public static unsafe bool TryIoctl<T>(SafeFd fd, nuint request, ref T argument)
        where T : unmanaged
    {
        fixed (T* at = &argument)
        {
            int result;
            do
                result = Ioctl(fd, request, at);
            while (result < 0 && Marshal.GetLastPInvokeError() == EIntr);
            return result >= 0;
        }
    }

    /// <summary>False when nothing came in time. Throws when the descriptor broke.</summary>
    public static unsafe bool WaitReadable(SafeFd fd, int timeoutMs, string name)
    {
        var poll = new PollFd { Fd = (int)fd.DangerousGetHandle(), Events = PollIn };
        int ready = Poll(&poll, 1, timeoutMs);
        if (ready < 0 && Marshal.GetLastPInvokeError() != EIntr)
            throw Failure(name, "cannot be waited for");

        return ready > 0 && (poll.Returned & (PollIn | PollError)) != 0;
    }

    public static long Now(int clock) =>
        ClockGetTime(clock, out TimeSpec time) == 0 ? time.ToNanoseconds() : throw Failure("clock_gettime", "failed");

    /// <summary>An error made of the device's name, what failed, and the last error's text.</summary>
    public static IOException Failure(string name, string what)
    {
        int error = Marshal.GetLastPInvokeError();
        return new IOException($"{name}: {what}: {Marshal.GetPInvokeErrorMessage(error)} (errno {error})");
    }
}
