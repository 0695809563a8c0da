using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Health;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Core;

public sealed class TimeTests
{
    [Test]
    public void Clock_that_goes_back_is_a_bug()
    {
        Assert.That(() => new MonoTime(1).Since(new MonoTime(2)), Throws.TypeOf<InvariantException>());
        Assert.That(new MonoTime(1).AgeOf(new MonoTime(2)), Is.EqualTo(default(MonoDuration)));
        var time = new ManualTime();
        time.AdvanceTo(new MonoTime(5));
        Assert.That(() => time.AdvanceTo(new MonoTime(4)), Throws.TypeOf<InvariantException>());
    }

    [Test]
    public void Ticks_count_up_and_carry_the_time_between_them()
    {
        var time = new ManualTime();
        time.AdvanceTo(new MonoTime(1_000));
        var clock = new FrameClock(time);

        FrameTick first = clock.Next();
        time.Advance(MonoDuration.FromMilliseconds(50));
        FrameTick second = clock.Next();

        Assert.That(first, Is.EqualTo(new FrameTick(0, new MonoTime(1_000), default)));
        Assert.That(second, Is.EqualTo(new FrameTick(1, new MonoTime(50_001_000), MonoDuration.FromMilliseconds(50))));
    }

    [TestCase(0.5, 50)]
    [TestCase(0.99, 99)]
    [TestCase(1.0, 100)]
    public void Quantile_is_the_upper_edge_of_its_bucket(double share, int expectedMs)
    {
        var histogram = new LatencyHistogram();
        for (int ms = 1; ms <= 100; ms++)
            histogram.Record(MonoDuration.FromMilliseconds(ms));

        Assert.That(histogram.Quantile(share).Milliseconds, Is.EqualTo(expectedMs).Within(0.0101));
        Assert.That(histogram.Max.Milliseconds, Is.EqualTo(100));
    }

    [Test]
    public void Duration_beyond_the_histogram_is_kept_as_the_maximum()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(MonoDuration.FromMilliseconds(4_000));

        Assert.That(histogram.Quantile(0.5).Milliseconds, Is.EqualTo(4_000));
        histogram.Clear();
        Assert.That(histogram.Quantile(0.5), Is.EqualTo(default(MonoDuration)));
    }

    [TestCase(90, 25)]
    [TestCase(-36, -10)]
    public void Kilometres_per_hour_enter_only_through_their_factory(double kmh, double mps)
    {
        Assert.That(MetresPerSecond.FromKilometresPerHour(kmh).Value, Is.EqualTo(mps).Within(1e-12));
        Assert.That(new MetresPerSecond(mps).ToKilometresPerHour(), Is.EqualTo(kmh).Within(1e-12));
    }
}
