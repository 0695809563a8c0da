using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NUnit.Framework;
using SenseAuto.Hw.Cameras;
using SenseAuto.Hw.Gpio;
using SenseAuto.Hw.Native;

namespace SenseAuto.Hw.Tests;

/// <summary>
/// Sizes and request numbers as a C compiler gives them for the kernel's headers (Debian 12, linux-libc-dev 6.1).
/// They are the same on x64 and arm64: both are LP64, little-endian, and use asm-generic/ioctl.h.
/// </summary>
[TestFixture]
public sealed class NativeLayoutTests
{
    [Test]
    public void Request_numbers_are_the_kernels()
    {
        Assert.That((ulong)V4l2Native.QueryCapability, Is.EqualTo(0x80685600));
        Assert.That((ulong)V4l2Native.SetFormat, Is.EqualTo(0xC0D05605));
        Assert.That((ulong)V4l2Native.SetParameters, Is.EqualTo(0xC0CC5616));
        Assert.That((ulong)V4l2Native.RequestBuffers, Is.EqualTo(0xC0145608));
        Assert.That((ulong)V4l2Native.QueryBuffer, Is.EqualTo(0xC0585609));
        Assert.That((ulong)V4l2Native.QueueBuffer, Is.EqualTo(0xC058560F));
        Assert.That((ulong)V4l2Native.DequeueBuffer, Is.EqualTo(0xC0585611));
        Assert.That((ulong)V4l2Native.StreamOn, Is.EqualTo(0x40045612));
        Assert.That((ulong)V4l2Native.StreamOff, Is.EqualTo(0x40045613));
        Assert.That((ulong)GpioNative.GetLine, Is.EqualTo(0xC250B407));
        Assert.That((ulong)GpioNative.SetValues, Is.EqualTo(0xC010B40F));
    }

    [Test]
    public void Structures_have_the_kernels_sizes()
    {
        Assert.That(Unsafe.SizeOf<RawCanFrame>(), Is.EqualTo(72));
        Assert.That(Unsafe.SizeOf<SockAddrCan>(), Is.EqualTo(24));
        Assert.That(Unsafe.SizeOf<RawCanFilter>(), Is.EqualTo(8));
        Assert.That(Unsafe.SizeOf<MsgHdr>(), Is.EqualTo(56));
        Assert.That(Unsafe.SizeOf<CMsgHdr>(), Is.EqualTo(16));
        Assert.That(Unsafe.SizeOf<IoVec>(), Is.EqualTo(16));
        Assert.That(Unsafe.SizeOf<PollFd>(), Is.EqualTo(8));
        Assert.That(Unsafe.SizeOf<TimeSpec>(), Is.EqualTo(16));
        Assert.That(Unsafe.SizeOf<GpioLineConfig>(), Is.EqualTo(272));
        Assert.That(Unsafe.SizeOf<GpioLineConfigAttribute>(), Is.EqualTo(24));
        Assert.That(Unsafe.SizeOf<GpioLineValues>(), Is.EqualTo(16));
    }

    [Test]
    public void Fields_lie_where_the_kernel_looks()
    {
        Assert.That(Offset<V4l2Capability>(nameof(V4l2Capability.Capabilities)), Is.EqualTo(84));
        Assert.That(Offset<GpioLineRequest>(nameof(GpioLineRequest.Config)), Is.EqualTo(288));
        Assert.That(Offset<GpioLineRequest>(nameof(GpioLineRequest.LineCount)), Is.EqualTo(560));
        Assert.That(Offset<GpioLineRequest>(nameof(GpioLineRequest.Fd)), Is.EqualTo(588));
        Assert.That(Offset<GpioLineConfig>(nameof(GpioLineConfig.Attributes)), Is.EqualTo(32));
        Assert.That(Offset<MsgHdr>(nameof(MsgHdr.Control)), Is.EqualTo(32));
        Assert.That(Offset<MsgHdr>(nameof(MsgHdr.Flags)), Is.EqualTo(48));
        Assert.That(Offset<RawCanFrame>(nameof(RawCanFrame.Payload)), Is.EqualTo(8));
        Assert.That(Offset<SockAddrCan>(nameof(SockAddrCan.InterfaceIndex)), Is.EqualTo(4));
    }

    [Test]
    public void Row_padding_of_a_driver_is_taken_off()
    {
        byte[] padded = [1, 2, 0, 0, 3, 4, 0, 0];
        var tight = new byte[4];

        V4l2Link.CopyRows(padded, stride: 4, tight, rowBytes: 2, rows: 2);

        Assert.That(tight, Is.EqualTo(new byte[] { 1, 2, 3, 4 }));
    }

    [Test]
    public void Camera_that_is_not_there_is_a_state_that_names_it()
    {
        using var camera = new V4l2Camera(new V4l2Options("/dev/no-video", 640, 480, 30), System.TimeProvider.System);

        Assert.That(camera.Status.State, Is.EqualTo(SourceState.Down));
        Assert.That(camera.Status.Reason, Does.Contain("/dev/no-video"));
        Assert.That(camera.TryRead(out _), Is.False);
    }

    [Test]
    public void Gpio_chip_that_is_not_there_is_named() =>
        Assert.That(
            () => new GpioCharDeviceLines("/dev/no-chip", [1, 2], isActiveLow: false),
            Throws.InstanceOf<System.IO.IOException>().With.Message.Contains("/dev/no-chip"));

    private static int Offset<T>(string field) => (int)Marshal.OffsetOf<T>(field);
}
