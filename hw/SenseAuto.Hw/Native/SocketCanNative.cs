using System.Runtime.InteropServices;

namespace SenseAuto.Hw.Native;

/// <summary>
/// canfd_frame of linux/can.h; its first 16 bytes are can_frame's, which is how both are read with one buffer.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct RawCanFrame
{
    /// <summary>sizeof(can_frame): what read and write return for a classic frame.</summary>
    public const int ClassicSize = 16;

    /// <summary>sizeof(canfd_frame).</summary>
    public const int FdSize = 72;
    public uint Id;
    public byte Length;
    public byte Flags;
    public byte Reserved0;
    public byte Reserved1;
    public fixed byte Payload[64];
}

/// <summary>sockaddr_can.</summary>
[StructLayout(LayoutKind.Sequential, Size = 24)]
internal struct SockAddrCan
{
    public ushort Family;
    public int InterfaceIndex;
}

/// <summary>can_filter: a frame passes when (id &amp; Mask) == (Id &amp; Mask).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RawCanFilter
{
    public uint Id;
    public uint Mask;
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct IoVec
{
    public void* Start;
    public nuint Length;
}

/// <summary>msghdr of 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MsgHdr
{
    public void* Name;
    public uint NameLength;
    public IoVec* Vectors;
    public nuint VectorCount;
    public void* Control;
    public nuint ControlLength;
    public int Flags;
}

/// <summary>cmsghdr of 64-bit Linux; its value follows.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CMsgHdr
{
    public nuint Length;
    public int Level;
    public int Type;
}

/// <summary>Numbers and calls of raw CAN sockets (linux/can.h, linux/can/raw.h, asm-generic/socket.h).</summary>
internal static partial class SocketCanNative
{
    public const int PfCan = 29;
    public const int SockRawNonBlockingCloseOnExec = 3 | 0x800 | 0x80000;
    public const int CanRaw = 1;
    public const int SolCanRaw = 101;
    public const int OptionFilter = 1;
    public const int OptionErrorFilter = 2;
    public const int OptionFdFrames = 5;
    public const int SolSocket = 1;
    public const int SoRcvBuf = 8;
    public const int SoTimestampNs = 35;
    public const int SoRxqOvfl = 40;
    public const uint ExtendedFlag = 0x8000_0000;
    public const uint RemoteFlag = 0x4000_0000;
    public const uint ErrorFlag = 0x2000_0000;
    public const uint ExtendedMask = 0x1FFF_FFFF;
    public const byte BitRateSwitchFlag = 1;
    public const int ErrorMaskAll = 0x1FFF_FFFF;
    public const int ENoDev = 19;
    public const int ENetDown = 100;
    public const int EAfNoSupport = 97;

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    public static partial int Bind(SafeFd fd, in SockAddrCan address, uint length);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    public static unsafe partial int SetSockOpt(SafeFd fd, int level, int option, void* value, uint length);

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    public static unsafe partial nint RecvMsg(SafeFd fd, MsgHdr* message, int flags);

    [LibraryImport(
        "libc", EntryPoint = "if_nametoindex", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint InterfaceIndex(string name);
}
