using System.Threading;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Core;

public sealed class RecordRingTests
{
    [Test]
    public void Records_of_different_types_come_out_in_the_order_they_went_in()
    {
        var ring = new RecordRing(4096);
        var frame = new CanFrame(new MonoTime(1), 0, 0x123, CanFlags.None, [1, 2, 3]);
        var fix = new GnssFix(new MonoTime(2), 37.5, -122.25, new Metres(12), new MetresPerSecond(30), 90);

        Assert.That(ring.TryWrite(StreamId.CanRx, new MonoTime(10), in frame), Is.True);
        Assert.That(ring.TryWrite(StreamId.Gnss, new MonoTime(20), in fix), Is.True);

        Assert.That(ring.TryPeek(out RingRecord first), Is.True);
        Assert.That(first.Stream, Is.EqualTo(StreamId.CanRx));
        Assert.That(first.Time, Is.EqualTo(new MonoTime(10)));
        Assert.That(first.As<CanFrame>(), Is.EqualTo(frame));
        ring.Release();
        Assert.That(ring.TryPeek(out RingRecord second), Is.True);
        Assert.That(second.As<GnssFix>(), Is.EqualTo(fix));
        ring.Release();
        Assert.That(ring.TryPeek(out _), Is.False);
        Assert.That(ring.Backlog, Is.Zero);
    }

    [Test]
    public void Full_ring_refuses_counts_and_loses_nothing_that_was_accepted()
    {
        var ring = new RecordRing(4096);
        int accepted = 0;
        while (ring.TryWrite(StreamId.Health, default, (long)accepted))
            accepted++;

        Assert.That(ring.TryWrite(StreamId.Health, default, -1L), Is.False);
        Assert.That(ring.Refused, Is.EqualTo(2));
        for (long i = 0; i < accepted; i++)
        {
            Assert.That(ring.TryPeek(out RingRecord record), Is.True);
            Assert.That(record.As<long>(), Is.EqualTo(i));
            ring.Release();
        }

        Assert.That(ring.TryPeek(out _), Is.False);
    }

    [Test]
    public void Reading_a_record_as_another_size_is_a_bug()
    {
        var ring = new RecordRing(4096);
        ring.TryWrite(StreamId.Health, default, 1L);
        ring.TryPeek(out RingRecord record);

        bool thrown = false;
        try
        {
            record.As<int>();
        }
        catch (InvariantException)
        {
            thrown = true;
        }

        Assert.That(thrown, Is.True);
    }

    [Test]
    public void Two_threads_pass_a_hundred_thousand_records_of_two_sizes_through_a_small_ring()
    {
        const long Records = 100_000;
        var ring = new RecordRing(4096);
        var writer = new Thread(() =>
        {
            for (long i = 0; i < Records; i++)
            {
                while (!WriteOne(ring, i))
                    Thread.Yield();
            }
        });
        writer.Start();

        long wrong = 0;
        for (long expected = 0; expected < Records;)
        {
            if (!ring.TryPeek(out RingRecord record))
            {
                Thread.Yield();
                continue;
            }

            long value = record.Stream == StreamId.Health ? record.As<long>() : record.As<Evidence>() is var e ? (long)e.Value : -1;
            wrong += value == expected ? 0 : 1;
            ring.Release();
            expected++;
        }

        writer.Join();
        Assert.That(wrong, Is.Zero);
    }

    private static bool WriteOne(RecordRing ring, long i) => (i & 1) == 0
        ? ring.TryWrite(StreamId.Health, new MonoTime(i), in i)
        : ring.TryWrite(StreamId.Warnings, new MonoTime(i), new Evidence(Quantity.RangeM, i, 0));
}
