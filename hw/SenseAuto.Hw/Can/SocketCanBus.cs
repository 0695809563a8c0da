using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
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
public sealed class SocketCanBus : LinkedCanBus
{
    private readonly SocketCanLink _link;

    public SocketCanBus(SocketCanOptions options, TimeProvider time)
        : this(LinkOf(options, time), options.Bus, time)
    {
    }

    private SocketCanBus(SocketCanLink link, byte bus, TimeProvider time)
        : base(link, bus, time) => _link = link;

    /// <summary>Lost in our queue or, before it, in the kernel's.</summary>
    public override long Dropped => base.Dropped + Interlocked.Read(ref _link.KernelDropped);

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

    private static SocketCanLink LinkOf(SocketCanOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        return new SocketCanLink(options, new FrameClock(time));
    }
}
