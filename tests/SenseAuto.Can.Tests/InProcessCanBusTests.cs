using System.Collections.Generic;
using NUnit.Framework;
using SenseAuto.Can;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Can;

[TestFixture(2)]
[TestFixture(1024)]
public sealed class InProcessCanBusTests(int capacity) : CanBusContract
{
    // The order test sends more than a small ring holds before it reads.
    private const int HoldsEverything = 1024;

    protected override IReadOnlyList<byte> Buses => [0, 1, 7];

    protected override (ICanBus Near, ICanBus Far) Open() => InProcessCanBus.CreatePair(HoldsEverything);

    [Test]
    public void Time_stamp_passes_untouched()
    {
        (InProcessCanBus near, InProcessCanBus far) = InProcessCanBus.CreatePair(capacity);
        near.TrySend(new CanFrame(new MonoTime(77), 0, 1, CanFlags.None, []));

        far.TryRead(out CanFrame frame);

        Assert.That(frame.Captured, Is.EqualTo(new MonoTime(77)));
    }

    [Test]
    public void Refused_frames_are_counted_at_the_sender()
    {
        (InProcessCanBus near, InProcessCanBus far) = InProcessCanBus.CreatePair(capacity);
        int sent = 0;
        while (near.TrySend(new CanFrame(default, 0, 1, CanFlags.None, [1])))
            sent++;

        Assert.That(sent, Is.EqualTo(capacity));
        Assert.That(near.Refused, Is.EqualTo(1));
        Assert.That(far.Refused, Is.Zero);
    }

    [Test]
    public void Closed_pair_ends_when_the_last_frame_was_read()
    {
        (InProcessCanBus near, InProcessCanBus far) = InProcessCanBus.CreatePair(capacity);
        near.TrySend(new CanFrame(default, 0, 1, CanFlags.None, [1]));
        near.Close();

        Assert.That(far.IsEnded, Is.False);
        Assert.That(near.TrySend(new CanFrame(default, 0, 1, CanFlags.None, [1])), Is.False);
        Assert.That(far.TryRead(out _), Is.True);
        Assert.That(far.IsEnded, Is.True);
    }
}
