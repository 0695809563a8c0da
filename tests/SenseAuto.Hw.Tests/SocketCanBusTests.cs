using System;
using System.IO;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Can;
using SenseAuto.Hw.Native;
using SenseAuto.Tests;

namespace SenseAuto.Hw.Tests;

/// <summary>The transport's contract on a virtual CAN interface of the kernel.</summary>
[TestFixture]
[Category("hil")]
public sealed class SocketCanBusContractTests : CanBusContract
{
    private const string Interface = "vcan0";

    protected override bool CanBeFilled => false;

    protected override (ICanBus Near, ICanBus Far) Open()
    {
        // The one place where these tests skip: a machine may have no CAN.
        if (!SocketCanBus.TryCheck(Interface, out string problem))
            Assert.Ignore($"skipped: {problem}");

        var options = new SocketCanOptions(Interface, 0);
        return (new SocketCanBus(options, TimeProvider.System), new SocketCanBus(options, TimeProvider.System));
    }
}

[TestFixture]
public sealed class SocketCanBusTests
{
    [Test]
    public void Interface_that_is_not_there_is_named_with_what_to_do()
    {
        using var bus = new SocketCanBus(new SocketCanOptions("nocan7", 0), TimeProvider.System);

        Assert.That(bus.Status.State, Is.EqualTo(SourceState.Down));
        Assert.That(bus.Status.Reason, Does.Contain("nocan7").And.Contain("ip link").Or.Contain("modprobe"));
        Assert.That(SocketCanBus.TryCheck("nocan7", out string problem), Is.False);
        Assert.That(problem, Is.EqualTo(bus.Status.Reason));
    }

    [TestCase(0x123u, CanFlags.None, 8)]
    [TestCase(0x123u, CanFlags.Extended, 0)]
    [TestCase(0x7FFu, CanFlags.Remote, 4)]
    [TestCase(0x7FFu, CanFlags.Fd | CanFlags.BitRateSwitch, 64)]
    public void Frame_survives_the_kernels_form(uint id, CanFlags flags, int length)
    {
        var frame = new CanFrame(new MonoTime(9), 2, id, flags, new byte[length]);
        RawCanFrame raw = RawCanFrames.From(in frame);
        nint size = frame.IsFd ? RawCanFrame.FdSize : RawCanFrame.ClassicSize;

        Assert.That(RawCanFrames.TryRead(in raw, size, 2, new MonoTime(9), out CanFrame back), Is.True);
        Assert.That(back, Is.EqualTo(frame));
    }

    [TestCase(15)]
    [TestCase(0)]
    [TestCase(71)]
    public void Answer_of_another_size_is_no_frame(int size)
    {
        var raw = default(RawCanFrame);

        Assert.That(RawCanFrames.TryRead(in raw, size, 0, default, out _), Is.False);
    }

    [Test]
    public void Error_frame_is_marked()
    {
        var raw = new RawCanFrame { Id = 0x2000_0040, Length = 8 };

        Assert.That(RawCanFrames.TryRead(in raw, RawCanFrame.ClassicSize, 0, default, out CanFrame frame), Is.True);
        Assert.That(frame.Flags & CanFlags.Error, Is.EqualTo(CanFlags.Error));
        Assert.That(frame.Id, Is.EqualTo(0x40));
        Assert.That(CanFrameRules.MaySend(in frame), Is.False);
    }
}

[TestFixture]
public sealed class LinkThreadTests
{
    private sealed class FlakyLink : ILink
    {
        public volatile bool MayOpen;

        public string Name => "flaky";

        public void Open()
        {
            if (!MayOpen)
                throw new IOException("unplugged");
        }

        public void Pump() => System.Threading.Thread.Yield();

        public void Close()
        {
        }
    }

    [Test]
    public void Broken_link_is_tried_again_only_when_its_wait_is_over()
    {
        var time = new ManualTime();
        var link = new FlakyLink();
        using var thread = new LinkThread(link, time);
        Assert.That(thread.Status, Is.EqualTo(new SourceStatus(SourceState.Down, "unplugged")));

        time.Advance(Backoff.DefaultFirst);
        Eventually.Holds(() => thread.Attempts == 2, "a second attempt");
        time.Advance(Backoff.DefaultFirst);
        Assert.That(thread.Attempts, Is.EqualTo(2), "the second wait is longer");

        link.MayOpen = true;
        time.Advance(Backoff.DefaultFirst);
        Eventually.Holds(() => thread.Status.State == SourceState.Running, "the link is open again");
        Assert.That((thread.Attempts, thread.Restarts), Is.EqualTo((3L, 1L)));

        thread.ReportFault("pulled");
        Eventually.Holds(() => thread.Status.Reason == "pulled", "the fault is a state");
    }

    [Test]
    public void Waits_double_up_to_the_longest()
    {
        var backoff = new Backoff(MonoDuration.FromMilliseconds(100), MonoDuration.FromMilliseconds(350));
        long[] waitsMs = [100, 200, 350, 350];

        foreach (long waitMs in waitsMs)
            Assert.That(backoff.Next(), Is.EqualTo(MonoDuration.FromMilliseconds(waitMs)));
        backoff.Reset();
        Assert.That(backoff.Next(), Is.EqualTo(MonoDuration.FromMilliseconds(100)));
    }
}
