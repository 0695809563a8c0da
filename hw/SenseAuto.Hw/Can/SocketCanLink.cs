using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Native;

namespace SenseAuto.Hw.Can;

/// <summary>
/// The raw socket of one CAN interface: opening it, and reading frames with the kernel's time stamps.
/// </summary>
internal sealed class SocketCanLink(SocketCanOptions options, FrameClock clock) : ICanLink
{
    private const int ReceiveBufferBytes = 1 << 20;
    private const int FramesPerPump = 256;
    private const int ControlBytes = 128;

    // A stamp older than this comes from a stepped wall clock, not from a waiting frame.
    private const long StampAgeNsMax = 1_000_000_000;
    private volatile SafeFd? _socket;
    private uint _kernelDropsSeen;

    public long KernelDropped;

    public SpscRing<CanFrame> Received { get; } = new(options.QueueCapacity);

    public string Name { get; } = $"CAN interface {options.Interface}";

    public static SafeFd OpenSocket(string interfaceName)
    {
        int fd = SocketCanNative.Socket(
            SocketCanNative.PfCan, SocketCanNative.SockRawNonBlockingCloseOnExec, SocketCanNative.CanRaw);
        if (fd >= 0)
            return new SafeFd(fd);

        throw Marshal.GetLastPInvokeError() == SocketCanNative.EAfNoSupport
            ? new IOException(
                $"CAN interface {interfaceName}: this kernel has no CAN sockets; load the modules can and can_raw " +
                "(modprobe can_raw), or use CAN over UDP multicast")
            : Libc.Failure($"CAN interface {interfaceName}", "cannot open a CAN socket");
    }

    public static int IndexOf(string interfaceName)
    {
        uint index = SocketCanNative.InterfaceIndex(interfaceName);
        return index != 0 ? (int)index : throw new IOException(
            $"CAN interface {interfaceName}: there is none of this name; 'ip link' lists them, " +
            $"'ip link add {interfaceName} type vcan' makes a virtual one");
    }

    public void Open()
    {
        SafeFd socket = OpenSocket(options.Interface);
        try
        {
            SetOptions(socket);
            var address =
                new SockAddrCan { Family = SocketCanNative.PfCan, InterfaceIndex = IndexOf(options.Interface) };
            if (SocketCanNative.Bind(socket, in address, (uint)Unsafe.SizeOf<SockAddrCan>()) < 0)
                throw Libc.Failure(Name, "cannot be bound");
        }
        catch (IOException)
        {
            socket.Dispose();
            throw;
        }

        _kernelDropsSeen = 0;
        _socket = socket;
    }

    public void Pump()
    {
        if (!Libc.WaitReadable(_socket!, LinkThread.PollMs, Name))
            return;

        for (int i = 0; i < FramesPerPump && TryReceive(_socket!); i++)
        {
        }
    }

    public bool MayCarry(in CanFrame frame) => (options.Fd || !frame.IsFd) && CanFrameRules.MaySend(in frame);

    public unsafe bool TrySend(in CanFrame frame, out string fault)
    {
        fault = "";
        if (_socket is not { } socket)
            return false;

        RawCanFrame raw = RawCanFrames.From(in frame);
        int size = frame.IsFd ? RawCanFrame.FdSize : RawCanFrame.ClassicSize;
        if (Libc.Write(socket, &raw, (nuint)size) == size)
            return true;

        int error = Marshal.GetLastPInvokeError();
        if (error is not (Libc.EAgain or Libc.ENoBufs or Libc.EIntr))
            fault = Marshal.GetPInvokeErrorMessage(error);
        return false;
    }

    public void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private unsafe bool TryReceive(SafeFd socket)
    {
        var raw = default(RawCanFrame);
        byte* control = stackalloc byte[ControlBytes];
        var vector = new IoVec { Start = &raw, Length = RawCanFrame.FdSize };
        var message =
            new MsgHdr { Vectors = &vector, VectorCount = 1, Control = control, ControlLength = ControlBytes };
        nint size = SocketCanNative.RecvMsg(socket, &message, 0);
        if (size < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            return error is Libc.EAgain or Libc.EIntr ? false : throw Libc.Failure(Name, Explain(error));
        }

        MonoTime captured = ReadControl(new ReadOnlySpan<byte>(control, (int)message.ControlLength));
        if (RawCanFrames.TryRead(in raw, size, options.Bus, captured, out CanFrame frame))
            Received.TryWrite(in frame);
        return true;
    }

    /// <summary>Capture time on our clock, and the kernel's drop count on the way.</summary>
    private MonoTime ReadControl(ReadOnlySpan<byte> control)
    {
        MonoTime now = clock.Now;
        MonoTime captured = now;
        while (CMsg.TryTake(ref control, out CMsgHdr header, out ReadOnlySpan<byte> value))
        {
            if (header.Level != SocketCanNative.SolSocket)
                continue;
            if (header.Type == SocketCanNative.SoTimestampNs && value.Length >= Unsafe.SizeOf<TimeSpec>())
                captured = OnOurClock(now, MemoryMarshal.Read<TimeSpec>(value).ToNanoseconds());
            else if (header.Type == SocketCanNative.SoRxqOvfl && value.Length >= sizeof(uint))
                CountKernelDrops(MemoryMarshal.Read<uint>(value));
        }

        return captured;
    }

    private static MonoTime OnOurClock(MonoTime now, long stampNs)
    {
        long ageNs = Libc.Now(Libc.ClockRealtime) - stampNs;
        return ageNs is > 0 and < StampAgeNsMax ? new MonoTime(now.Nanoseconds - ageNs) : now;
    }

    private void CountKernelDrops(uint total)
    {
        Interlocked.Add(ref KernelDropped, unchecked(total - _kernelDropsSeen));
        _kernelDropsSeen = total;
    }

    private unsafe void SetOptions(SafeFd socket)
    {
        SetInt(socket, SocketCanNative.SolSocket, SocketCanNative.SoTimestampNs, 1);
        SetInt(socket, SocketCanNative.SolSocket, SocketCanNative.SoRxqOvfl, 1);
        SetInt(socket, SocketCanNative.SolSocket, SocketCanNative.SoRcvBuf, ReceiveBufferBytes);
        if (options.Fd)
            SetInt(socket, SocketCanNative.SolCanRaw, SocketCanNative.OptionFdFrames, 1);
        if (options.ErrorFrames)
            SetInt(socket, SocketCanNative.SolCanRaw, SocketCanNative.OptionErrorFilter, SocketCanNative.ErrorMaskAll);
        if (options.Filters.Count == 0)
            return;

        var filters = new RawCanFilter[options.Filters.Count];
        for (int i = 0; i < filters.Length; i++)
            filters[i] = Filter(options.Filters[i]);
        fixed (RawCanFilter* at = filters)
        {
            int bytes = filters.Length * sizeof(RawCanFilter);
            Set(socket, SocketCanNative.SolCanRaw, SocketCanNative.OptionFilter, at, bytes);
        }
    }

    // The extended flag is part of the comparison, so that 0x123 of 11 bits does not let 0x123 of 29 bits through.
    private static RawCanFilter Filter(CanFilter filter) => new()
    {
        Id = filter.Id | (filter.IsExtended ? SocketCanNative.ExtendedFlag : 0),
        Mask = (filter.Mask & SocketCanNative.ExtendedMask) | SocketCanNative.ExtendedFlag,
    };

    private unsafe void SetInt(SafeFd socket, int level, int option, int value) =>
        Set(socket, level, option, &value, sizeof(int));

    private unsafe void Set(SafeFd socket, int level, int option, void* value, int bytes)
    {
        if (SocketCanNative.SetSockOpt(socket, level, option, value, (uint)bytes) < 0)
            throw Libc.Failure(Name, $"refused socket option {option}");
    }

    private static string Explain(int error) => error switch
    {
        SocketCanNative.ENetDown => "is down ('ip link set' brings it up)",
        SocketCanNative.ENoDev => "is gone",
        _ => "cannot be read",
    };
}

/// <summary>
/// Walks the control messages a receive call returned, aligned to 8 bytes as 64-bit Linux lays them out.
/// </summary>
internal static class CMsg
{
    public static bool TryTake(ref ReadOnlySpan<byte> control, out CMsgHdr header, out ReadOnlySpan<byte> value)
    {
        header = default;
        value = default;
        int headerBytes = Unsafe.SizeOf<CMsgHdr>();
        if (control.Length < headerBytes)
            return false;

        header = MemoryMarshal.Read<CMsgHdr>(control);
        if (header.Length < (nuint)headerBytes || header.Length > (nuint)control.Length)
            return false;

        int length = (int)header.Length;
        value = control[headerBytes..length];
        control = control[Math.Min(control.Length, (length + 7) & ~7)..];
        return true;
    }
}
