using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SenseAuto.Hw.Native;

/// <summary>v4l2_capability of linux/videodev2.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct V4l2Capability
{
    public fixed byte Driver[16];
    public fixed byte Card[32];
    public fixed byte BusName[32];
    public uint Version;
    public uint Capabilities;
    public uint DeviceCapabilities;
    public fixed uint Reserved[3];
}

/// <summary>v4l2_format with its single-planar picture arm.</summary>
[StructLayout(LayoutKind.Explicit, Size = 208)]
internal struct V4l2Format
{
    [FieldOffset(0)]
    public uint Type;

    [FieldOffset(8)]
    public uint Width;

    [FieldOffset(12)]
    public uint Height;

    [FieldOffset(16)]
    public uint PixelFormat;

    [FieldOffset(20)]
    public uint Field;

    [FieldOffset(24)]
    public uint BytesPerLine;

    [FieldOffset(28)]
    public uint SizeImage;
}

/// <summary>v4l2_streamparm with its capture arm.</summary>
[StructLayout(LayoutKind.Explicit, Size = 204)]
internal struct V4l2StreamParameters
{
    [FieldOffset(0)]
    public uint Type;

    [FieldOffset(4)]
    public uint Capability;

    [FieldOffset(12)]
    public uint PeriodNumerator;

    [FieldOffset(16)]
    public uint PeriodDenominator;
}

/// <summary>v4l2_requestbuffers.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct V4l2RequestBuffers
{
    public uint Count;
    public uint Type;
    public uint Memory;
    public uint Capabilities;
    public uint FlagsAndReserved;
}

/// <summary>v4l2_buffer of 64-bit Linux.</summary>
[StructLayout(LayoutKind.Explicit, Size = 88)]
internal struct V4l2Buffer
{
    [FieldOffset(0)]
    public uint Index;

    [FieldOffset(4)]
    public uint Type;

    [FieldOffset(8)]
    public uint BytesUsed;

    [FieldOffset(12)]
    public uint Flags;

    [FieldOffset(24)]
    public long Seconds;

    [FieldOffset(32)]
    public long Microseconds;

    [FieldOffset(56)]
    public uint Sequence;

    [FieldOffset(60)]
    public uint Memory;

    [FieldOffset(64)]
    public uint Offset;

    [FieldOffset(72)]
    public uint Length;
}

/// <summary>Requests and numbers of video capture with mapped buffers (linux/videodev2.h).</summary>
internal static partial class V4l2Native
{
    public const uint TypeVideoCapture = 1;
    public const uint MemoryMapped = 1;
    public const uint FieldNone = 1;
    public const uint CapabilityVideoCapture = 1;
    public const uint CapabilityStreaming = 0x0400_0000;
    public const uint CapabilityDeviceCaps = 0x8000_0000;
    public const uint CanSetPeriod = 0x1000;
    public const uint FlagError = 0x40;
    public const uint TimestampMask = 0xE000;
    public const uint TimestampMonotonic = 0x2000;
    public const uint Nv12 = 0x3231_564E;
    public const uint Yuyv = 0x5659_5559;
    public const int ProtectionReadWrite = 3;
    public const int MapShared = 1;
    private const char Type = 'V';

    public static nuint QueryCapability { get; } = IoctlNumber.Read(Type, 0, Unsafe.SizeOf<V4l2Capability>());

    public static nuint SetFormat { get; } = IoctlNumber.ReadWrite(Type, 5, Unsafe.SizeOf<V4l2Format>());

    public static nuint SetParameters { get; } = IoctlNumber.ReadWrite(Type, 22, Unsafe.SizeOf<V4l2StreamParameters>());

    public static nuint RequestBuffers { get; } = IoctlNumber.ReadWrite(Type, 8, Unsafe.SizeOf<V4l2RequestBuffers>());

    public static nuint QueryBuffer { get; } = IoctlNumber.ReadWrite(Type, 9, Unsafe.SizeOf<V4l2Buffer>());

    public static nuint QueueBuffer { get; } = IoctlNumber.ReadWrite(Type, 15, Unsafe.SizeOf<V4l2Buffer>());

    public static nuint DequeueBuffer { get; } = IoctlNumber.ReadWrite(Type, 17, Unsafe.SizeOf<V4l2Buffer>());

    public static nuint StreamOn { get; } = IoctlNumber.Write(Type, 18, sizeof(int));

    public static nuint StreamOff { get; } = IoctlNumber.Write(Type, 19, sizeof(int));

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    public static partial nint Map(nint address, nuint bytes, int protection, int flags, SafeFd fd, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    public static partial int Unmap(nint address, nuint bytes);
}
