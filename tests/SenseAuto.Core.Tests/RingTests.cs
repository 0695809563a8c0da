using System.Threading;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Core;

public sealed class RingTests
{
    [Test]
    public void Full_spsc_ring_refuses_the_newest_and_counts_it()
    {
        var ring = new SpscRing<int>(4);
        for (int i = 0; i < 4; i++)
            Assert.That(ring.TryWrite(i), Is.True);

        Assert.That(ring.TryWrite(4), Is.False);
        Assert.That(ring.Refused, Is.EqualTo(1));
        Assert.That(ring.Count, Is.EqualTo(4));
        Assert.That(ring.TryRead(out int first), Is.True);
        Assert.That(first, Is.Zero);
    }

    [Test]
    public void Two_threads_pass_a_million_items_in_order()
    {
        const int Items = 1_000_000;
        var ring = new SpscRing<int>(64);
        var writer = new Thread(() =>
        {
            for (int i = 0; i < Items; i++)
            {
                while (!ring.TryWrite(i))
                    Thread.Yield();
            }
        });
        writer.Start();

        int wrong = 0;
        for (int expected = 0; expected < Items;)
        {
            if (!ring.TryRead(out int item))
            {
                Thread.Yield();
                continue;
            }

            wrong += item == expected ? 0 : 1;
            expected++;
        }

        writer.Join();
        Assert.That(wrong, Is.Zero);
    }

    [Test]
    public void Latest_cell_never_shows_half_a_value()
    {
        var cell = new LatestCell<(long A, long B, long C, long D)>();
        bool done = false;
        var writer = new Thread(() =>
        {
            for (long i = 1; i <= 300_000; i++)
                cell.Write((i, i, i, i));
            Volatile.Write(ref done, true);
        });
        Assert.That(cell.TryRead(out _), Is.False, "nothing was written yet");
        writer.Start();

        int torn = 0;
        while (!Volatile.Read(ref done))
        {
            if (cell.TryRead(out var value) && !(value.A == value.B && value.B == value.C && value.C == value.D))
                torn++;
        }

        writer.Join();
        Assert.That(torn, Is.Zero);
        Assert.That(cell.TryRead(out var last), Is.True);
        Assert.That(last.A, Is.EqualTo(300_000));
    }

    [Test]
    public void Frame_goes_back_to_its_pool_at_the_last_release_only()
    {
        var pool = new FramePool(frameCount: 2, frameBytes: 12);
        Assert.That(pool.TryRent(out CameraFrame a), Is.True);
        Assert.That(pool.TryRent(out CameraFrame b), Is.True);
        Assert.That(pool.TryRent(out _), Is.False);
        Assert.That(pool.Exhausted, Is.EqualTo(1));

        a.Retain();
        a.Release();
        Assert.That(pool.TryRent(out _), Is.False, "one holder is left");
        a.Release();
        Assert.That(pool.TryRent(out CameraFrame again), Is.True);
        Assert.That(again, Is.SameAs(a));
        Assert.That(() => Release_twice(b), Throws.TypeOf<InvariantException>());
    }

    [Test]
    public void Frame_larger_than_its_buffer_is_a_bug()
    {
        var pool = new FramePool(2, 12);
        pool.TryRent(out CameraFrame frame);

        frame.Describe(new MonoTime(5), 1, 2, 2, PixelFormat.Bgr24);
        Assert.That(frame.ByteCount, Is.EqualTo(12));
        Assert.That(() => frame.Describe(default, 0, 4, 2, PixelFormat.Bgr24), Throws.TypeOf<InvariantException>());
    }

    [Test]
    public void Fixed_list_refuses_above_its_capacity()
    {
        var list = new FixedList<int>(2);
        list.TryAdd(1);
        list.TryAdd(2);

        Assert.That(list.TryAdd(3), Is.False);
        Assert.That(list.Refused, Is.EqualTo(1));
        list.RemoveAt(0);
        Assert.That(list.Items.ToArray(), Is.EqualTo(new[] { 2 }));
        Assert.That(() => list.RemoveAt(1), Throws.TypeOf<InvariantException>());
    }

    private static void Release_twice(CameraFrame frame)
    {
        frame.Release();
        frame.Release();
    }
}
