using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Native;

namespace SenseAuto.Hw.Can;

/// <summary>
/// A frame passes when its identifier equals <paramref name="Id"/> in the bits set in <paramref name="Mask"/>.
/// </summary>
public readonly record struct CanFilter(uint Id, uint Mask, bool IsExtended);

/// <summary>One Linux CAN interface.</summary>
public sealed record SocketCanOptions(string Interface, byte Bus)
{
    /// <summary>Also carry CAN FD frames. The interface must have an FD controller and MTU.</summary>
    public bool Fd { get; init; } = true;

    /// <summary>Also read the controller's error frames.</summary>
    public bool ErrorFrames { get; init; } = true;

    /// <summary>Empty lets everything through.</summary>
    public IReadOnlyList<CanFilter> Filters { get; init; } = [];

    public int QueueCapacity { get; init; } = 4096;
}

/// <summary>
/// A CAN bus of the Linux kernel through a raw socket, time-stamped by the kernel. An interface that is missing, down
/// or gone is a state with a reason, and the socket is opened again. For several interfaces use <see
/// cref="CanBusBundle"/>.
/// </summary>
public sealed class SocketCanBus : ICanBus, ISupervisedSource, IDisposable
{
    private readonly SocketCanOptions _options;
    private readonly SocketCanLink _link;
    private readonly LinkThread _thread;
    private long _sendFailed;

    public SocketCanBus(SocketCanOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _options = options;
        _link = new SocketCanLink(options, new FrameClock(time));
        _thread = new LinkThread(_link, time);
    }

    public bool IsEnded => false;

    public SourceStatus Status => _thread.Status;

    /// <summary>Lost in our queue or, before it, in the kernel's.</summary>
    public long Dropped => _link.Received.Refused + Interlocked.Read(ref _link.KernelDropped);

    public long Restarts => _thread.Restarts;

    public long SendFailed => Interlocked.Read(ref _sendFailed);

    /// <summary>
    /// False on a machine where this interface cannot be used now; the problem names it and says what to do.
    /// </summary>
    public static bool TryCheck(string interfaceName, out string problem)
    {
        problem = "";
        try
        {
            using SafeFd fd = SocketCanLink.OpenSocket(interfaceName);
            _ = SocketCanLink.IndexOf(interfaceName);
            return true;
        }
        catch (IOException error)
        {
            problem = error.Message;
            return false;
        }
    }

    public bool TryRead(out CanFrame frame) => _link.Received.TryRead(out frame);

    public bool TrySend(in CanFrame frame)
    {
        bool mayCarry = frame.Bus == _options.Bus && (_options.Fd || !frame.IsFd) && CanFrameRules.MaySend(in frame);
        if (mayCarry && TrySendNow(in frame))
            return true;

        Interlocked.Increment(ref _sendFailed);
        return false;
    }

    public void Dispose() => _thread.Dispose();

    private unsafe bool TrySendNow(in CanFrame frame)
    {
        SafeFd? fd = _link.Socket;
        if (fd == null)
            return false;

        RawCanFrame raw = RawCanFrames.From(in frame);
        int size = frame.IsFd ? RawCanFrame.FdSize : RawCanFrame.ClassicSize;
        nint written;
        try
        {
            written = Libc.Write(fd, &raw, (nuint)size);
        }
        catch (ObjectDisposedException)
        {
            // The link thread closed the socket between the look and the call.
            return false;
        }

        if (written == size)
            return true;

        int error = Marshal.GetLastPInvokeError();
        if (error is not (Libc.EAgain or Libc.ENoBufs or Libc.EIntr))
            _thread.ReportFault($"{_link.Name}: sending failed: {Marshal.GetPInvokeErrorMessage(error)}");
        return false;
    }
}
