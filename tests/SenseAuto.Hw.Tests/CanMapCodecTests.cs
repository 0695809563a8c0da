using System;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Can;

namespace SenseAuto.Hw.Tests;

[TestFixture]
public sealed class CanMapCodecTests
{
    [TestCase(0u, CanFlags.None, 0)]
    [TestCase(0x7FFu, CanFlags.None, 8)]
    [TestCase(0x1FFF_FFFFu, CanFlags.Extended, 8)]
    [TestCase(0x10u, CanFlags.Remote, 3)]
    [TestCase(0x10u, CanFlags.Fd | CanFlags.BitRateSwitch, 64)]
    public void Frame_survives_the_way_there_and_back(uint id, CanFlags flags, int length)
    {
        var payload = new byte[length];
        if ((flags & CanFlags.Remote) == 0)
            Array.Fill(payload, (byte)0xA7);
        var frame = new CanFrame(new MonoTime(5), 3, id, flags, payload);

        byte[] bytes = Encoded(frame);

        Assert.That(CanMapCodec.TryDecode(bytes, 3, new MonoTime(5), out CanFrame back), Is.True);
        Assert.That(back, Is.EqualTo(frame));
    }

    // One step over what ISO 11898-1 allows.
    [TestCase(0x800u, CanFlags.None, 0)]
    [TestCase(0x2000_0000u, CanFlags.Extended, 0)]
    [TestCase(1u, CanFlags.None, 9)]
    [TestCase(1u, CanFlags.Fd, 9)]
    [TestCase(1u, CanFlags.Fd | CanFlags.Remote, 0)]
    [TestCase(1u, CanFlags.BitRateSwitch, 8)]
    public void Frame_that_cannot_be_is_refused(uint id, CanFlags flags, int length)
    {
        byte[] bytes = Encoded(new CanFrame(default, 0, id, flags, new byte[length]));

        Assert.That(CanMapCodec.TryDecode(bytes, 0, default, out _), Is.False);
    }

    [Test]
    public void Every_cut_is_refused()
    {
        byte[] whole = Encoded(new CanFrame(default, 0, 0x123, CanFlags.Fd, new byte[64]));

        for (int length = 0; length < whole.Length; length++)
            Assert.That(CanMapCodec.TryDecode(whole.AsSpan(0, length), 0, default, out _), Is.False, $"{length} bytes");
    }

    [Test]
    public void Any_changed_byte_is_read_or_refused_and_never_throws()
    {
        byte[] whole = Encoded(new CanFrame(default, 0, 0x123, CanFlags.None, new byte[8]));
        int refused = 0;
        for (int at = 0; at < whole.Length; at++)
        {
            for (int value = 0; value < 256; value++)
            {
                byte[] changed = [.. whole];
                changed[at] = (byte)value;
                refused += CanMapCodec.TryDecode(changed, 0, default, out _) ? 0 : 1;
            }
        }

        Assert.That(refused, Is.GreaterThan(whole.Length));
    }

    private static byte[] Encoded(in CanFrame frame)
    {
        var bytes = new byte[CanMapCodec.LengthMax];
        return bytes[..CanMapCodec.Encode(in frame, 1.5, bytes)];
    }
}
