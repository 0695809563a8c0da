using System;
using System.Collections.Generic;
using System.Threading;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests;

/// <summary>
/// What every CAN transport promises. A fixture supplies two ends that reach each other; what it cannot do by its nature
/// (carry CAN FD, be filled up) it says through the properties, never by leaving tests out.
/// </summary>
public abstract class CanBusContract
{
    private const int ManyFrames = 200;
    private const int FillAttemptsMax = 1 << 20;

    // Only a guard against waiting for ever: a passing test never waits for it.
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(10);

    private ICanBus? _near;
    private ICanBus? _far;

    /// <summary>Bus indices the ends can carry; every one is tried.</summary>
    protected virtual IReadOnlyList<byte> Buses => [0];

    protected virtual bool CarriesFd => true;

    /// <summary>False for a transport whose queue cannot be filled from here (the kernel or the network drains it).</summary>
    protected virtual bool CanBeFilled => true;

    /// <summary>Two fresh ends: what one sends the other reads.</summary>
    protected abstract (ICanBus Near, ICanBus Far) Open();

    private ICanBus Near => _near!;

    private ICanBus Far => _far!;

    [SetUp]
    public void OpenBothEnds() => (_near, _far) = Open();

    [TearDown]
    public void CloseBothEnds()
    {
        (_near as IDisposable)?.Dispose();
        (_far as IDisposable)?.Dispose();
    }

    [Test]
    public void Quiet_bus_has_nothing_to_read()
    {
        Assert.That(Near.TryRead(out _), Is.False);
        Assert.That(Far.TryRead(out _), Is.False);
        Assert.That(Near.IsEnded, Is.False);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(7)]
    [TestCase(8)]
    public void Classic_frame_arrives_whole(int length) => ArrivesWhole(0x123, CanFlags.None, length);

    [TestCase(0u)]
    [TestCase(0x7FFu)]
    public void Every_base_identifier_arrives(uint id) => ArrivesWhole(id, CanFlags.None, 8);

    // An extended identifier that fits 11 bits must stay extended.
    [TestCase(0u)]
    [TestCase(0x123u)]
    [TestCase(0x1FFF_FFFFu)]
    public void Extended_frame_arrives_whole(uint id) => ArrivesWhole(id, CanFlags.Extended, 8);

    [TestCase(0, CanFlags.Fd)]
    [TestCase(8, CanFlags.Fd)]
    [TestCase(12, CanFlags.Fd)]
    [TestCase(64, CanFlags.Fd)]
    [TestCase(64, CanFlags.Fd | CanFlags.BitRateSwitch)]
    [TestCase(48, CanFlags.Fd | CanFlags.Extended)]
    public void Fd_frame_arrives_whole_or_is_refused(int length, CanFlags flags)
    {
        if (CarriesFd)
            ArrivesWhole(0x321, flags, length);
        else
            Assert.That(Near.TrySend(Frame(0, 0x321, flags, length)), Is.False);
    }

    [Test]
    public void Frames_arrive_in_the_order_they_were_sent()
    {
        var sent = new List<CanFrame>();
        for (int i = 0; i < ManyFrames; i++)
            Send(Near, Frame(Buses[i % Buses.Count], (uint)(0x100 + i), CanFlags.None, i % 9), sent);

        AssertSame(Receive(Far, sent.Count), sent);
    }

    [Test]
    public void Both_directions_do_not_mix()
    {
        var forth = new List<CanFrame>();
        var back = new List<CanFrame>();
        for (int i = 0; i < 20; i++)
        {
            Send(Near, Frame(Buses[0], (uint)(0x100 + i), CanFlags.None, 8), forth);
            Send(Far, Frame(Buses[0], (uint)(0x200 + i), CanFlags.None, 8), back);
        }

        AssertSame(Receive(Far, forth.Count), forth);
        AssertSame(Receive(Near, back.Count), back);
        Assert.That(Near.TryRead(out _), Is.False, "an end must not read its own frames");
    }

    [Test]
    public void Every_bus_keeps_its_index()
    {
        var sent = new List<CanFrame>();
        foreach (byte bus in Buses)
            Send(Near, Frame(bus, 0x42, CanFlags.None, 8), sent);

        AssertSame(Receive(Far, sent.Count), sent);
    }

    [Test]
    public void Full_bus_refuses_and_loses_nothing_it_accepted()
    {
        if (!CanBeFilled)
            return;

        var sent = new List<CanFrame>();
        bool refused = false;
        for (int i = 0; i < FillAttemptsMax && !refused; i++)
        {
            CanFrame frame = Frame(Buses[0], (uint)(i & 0x7FF), CanFlags.None, 8);
            refused = !Near.TrySend(in frame);
            if (!refused)
                sent.Add(frame);
        }

        Assert.That(refused, Is.True, "the bus never said that it was full");
        AssertSame(Receive(Far, sent.Count), sent);
        Send(Near, Frame(Buses[0], 0x7, CanFlags.None, 3), []);
        Assert.That(Receive(Far, 1)[0].Id, Is.EqualTo(0x7u), "the bus did not recover");
    }

    private void ArrivesWhole(uint id, CanFlags flags, int length)
    {
        var sent = new List<CanFrame>();
        Send(Near, Frame(Buses[0], id, flags, length), sent);

        AssertSame(Receive(Far, 1), sent);
    }

    private static CanFrame Frame(byte bus, uint id, CanFlags flags, int length)
    {
        Span<byte> payload = stackalloc byte[CanPayload.MaxLength];
        for (int i = 0; i < length; i++)
            payload[i] = (byte)((0xA5 ^ (i * 37) ^ (int)(id & 0xFF)) & 0xFF);
        return new CanFrame(new MonoTime(1_000_000), bus, id, flags, payload[..length]);
    }

    private static void Send(ICanBus from, in CanFrame frame, List<CanFrame> sent)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (!from.TrySend(in frame))
        {
            Assert.That(TimeProvider.System.GetElapsedTime(started), Is.LessThan(GiveUpAfter), "never accepted");
            Thread.Yield();
        }

        sent.Add(frame);
    }

    private static List<CanFrame> Receive(ICanBus at, int count)
    {
        var frames = new List<CanFrame>(count);
        long started = TimeProvider.System.GetTimestamp();
        while (frames.Count < count && TimeProvider.System.GetElapsedTime(started) < GiveUpAfter)
        {
            if (at.TryRead(out CanFrame frame))
                frames.Add(frame);
            else
                Thread.Yield();
        }

        return frames;
    }

    /// <summary>All but the time stamp, which a receiving device sets itself.</summary>
    private static void AssertSame(List<CanFrame> received, List<CanFrame> sent)
    {
        Assert.That(received, Has.Count.EqualTo(sent.Count));
        for (int i = 0; i < sent.Count; i++)
        {
            Assert.That(received[i].Id, Is.EqualTo(sent[i].Id), $"id of frame {i}");
            Assert.That(received[i].Bus, Is.EqualTo(sent[i].Bus), $"bus of frame {i}");
            Assert.That(received[i].Flags, Is.EqualTo(sent[i].Flags), $"flags of frame {i}");
            Assert.That(received[i].Payload.SequenceEqual(sent[i].Payload), Is.True, $"payload of frame {i}");
        }
    }
}
