using System;
using System.Text;
using NUnit.Framework;
using SenseAuto.Core.Time;

namespace SenseAuto.Telemetry.Tests;

public sealed class WallClockTests
{
    private static readonly WallClock Clock =
        new(MonoTime.FromSeconds(5), new DateTimeOffset(2026, 12, 31, 23, 59, 59, TimeSpan.Zero));

    [TestCase(5_000_000_000, "2026-12-31T23:59:59.000Z")]
    [TestCase(6_000_999_999, "2027-01-01T00:00:00.000Z")]
    [TestCase(4_999_999_999, "2026-12-31T23:59:58.999Z")]
    public void Session_time_becomes_rfc_3339(long nanoseconds, string expected)
    {
        byte[] text = new byte[WallClock.FormattedLength];

        Clock.Format(new MonoTime(nanoseconds), text);

        Assert.That(Encoding.ASCII.GetString(text), Is.EqualTo(expected));
    }

    [Test]
    public void Time_before_1970_is_1970()
    {
        var early = new WallClock(MonoTime.FromSeconds(5), DateTimeOffset.UnixEpoch);

        Assert.That(early.UnixNanoseconds(default), Is.Zero);
    }
}
