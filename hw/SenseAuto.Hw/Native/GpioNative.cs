using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SenseAuto.Hw.Native;

/// <summary>gpio_v2_line_attribute with its mask: gpio_v2_line_config_attribute of linux/gpio.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GpioLineConfigAttribute
{
    public uint Id;
    public uint Padding;
    public ulong Values;
    public ulong Mask;
}

[InlineArray(10)]
internal struct GpioLineConfigAttributes
{
    private GpioLineConfigAttribute _first;
}

/// <summary>gpio_v2_line_config.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct GpioLineConfig
{
    public ulong Flags;
    public uint AttributeCount;
    public fixed uint Padding[5];
    public GpioLineConfigAttributes Attributes;
}

/// <summary>gpio_v2_line_request.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct GpioLineRequest
{
    public const int OffsetsMax = 64;
    public const int ConsumerBytes = 32;
    public fixed uint Offsets[OffsetsMax];
    public fixed byte Consumer[ConsumerBytes];
    public GpioLineConfig Config;
    public uint LineCount;
    public uint EventBufferSize;
    public fixed uint Padding[5];
    public int Fd;
}

/// <summary>gpio_v2_line_values.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GpioLineValues
{
    public ulong Bits;
    public ulong Mask;
}

/// <summary>Requests of the GPIO character device, second version (linux/gpio.h, since Linux 5.10).</summary>
internal static class GpioNative
{
    public const ulong FlagActiveLow = 1 << 1;
    public const ulong FlagOutput = 1 << 3;
    private const char Type = '\xB4';

    public static nuint GetLine { get; } = IoctlNumber.ReadWrite(Type, 0x07, Unsafe.SizeOf<GpioLineRequest>());

    public static nuint SetValues { get; } = IoctlNumber.ReadWrite(Type, 0x0F, Unsafe.SizeOf<GpioLineValues>());
}
