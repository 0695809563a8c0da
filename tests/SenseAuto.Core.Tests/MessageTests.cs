using System;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Core;

public sealed class MessageTests
{
    [TestCase(0)]
    [TestCase(8)]
    [TestCase(64)]
    public void Can_frame_keeps_its_payload(int length)
    {
        byte[] payload = [.. Enumerable.Range(1, length).Select(i => (byte)i)];
        var frame = new CanFrame(new MonoTime(7), 1, 0x7FF, CanFlags.Fd, payload);

        Assert.That(frame.Payload.ToArray(), Is.EqualTo(payload));
        Assert.That(frame, Is.EqualTo(new CanFrame(new MonoTime(7), 1, 0x7FF, CanFlags.Fd, payload)));
        Assert.That(frame == new CanFrame(new MonoTime(7), 2, 0x7FF, CanFlags.Fd, payload), Is.False);
    }

    [Test]
    public void Can_frame_of_65_bytes_is_refused() =>
        Assert.That(() => new CanFrame(default, 0, 1, CanFlags.Fd, new byte[65]), Throws.ArgumentException);

    [Test]
    public void Message_nobody_filled_in_is_unavailable()
    {
        Assert.That(default(EgoState).Validity, Is.EqualTo(Validity.Unavailable));
        Assert.That(default(LaneLine).Validity, Is.EqualTo(Validity.Unavailable));
        Assert.That(default(TrackedObject).Validity, Is.EqualTo(Validity.Unavailable));
        Assert.That(default(DriverState).Validity, Is.EqualTo(Validity.Unavailable));
    }

    [Test]
    public void Lane_line_is_the_documented_cubic()
    {
        var line = new LaneLine(
            default, LaneSide.Left, Validity.Valid, LaneLineType.Solid, new Metres(1.5), new Radians(0.02),
            new PerMetre(0.001), 6e-6, default, new Metres(60), 1, default);

        Assert.That(line.LeftAtM(10), Is.EqualTo(1.5 + 0.2 + 0.05 + 0.001).Within(1e-12));
    }

    [Test]
    public void Every_stream_stands_in_the_table_once_and_makes_sense()
    {
        Assert.That(Streams.All.Select(s => s.Id), Is.EquivalentTo(Enum.GetValues<StreamId>()));
        Assert.That(Streams.All.Select(s => s.Topic), Is.Unique);
        foreach (StreamSpec stream in Streams.All)
        {
            Assert.That(stream.Topic, Does.StartWith("/"));
            Assert.That(stream.Capacity, Is.GreaterThanOrEqualTo(4), stream.Topic);
            Assert.That(stream.RateHz == 0 || stream.MaxAge.Seconds * stream.RateHz > 1, Is.True, $"{stream.Topic} would be stale between updates");
        }
    }
}
