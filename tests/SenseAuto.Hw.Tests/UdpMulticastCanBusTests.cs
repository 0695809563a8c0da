using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Can;
using SenseAuto.Tests;

namespace SenseAuto.Hw.Tests;

/// <summary>The transport's contract, between two ends in one process.</summary>
[TestFixture]
public sealed class UdpMulticastCanBusContractTests : CanBusContract
{
    protected override bool CanBeFilled => false;

    protected override (ICanBus Near, ICanBus Far) Open()
    {
        UdpMulticastOptions options = UdpMulticastCanBusTests.OnFreePort();
        TimeProvider time = TimeProvider.System;
        return (new UdpMulticastCanBus(options, time), new UdpMulticastCanBus(options, time));
    }
}

[TestFixture]
public sealed class UdpMulticastCanBusTests
{
    [Test]
    public void Frames_reach_python_can_and_come_back_from_it()
    {
        UdpMulticastOptions options = OnFreePort();
        using var bus = new UdpMulticastCanBus(options, TimeProvider.System);
        CanFrame[] sent =
        [
            Frame(0x123, CanFlags.None, [1, 2, 3, 4, 5, 6, 7, 8]),
            Frame(0x1FFF_FFFF, CanFlags.Extended, []),
            Frame(0x7FF, CanFlags.Remote, new byte[4]),
            Frame(0x42, CanFlags.Fd | CanFlags.BitRateSwitch | CanFlags.Extended, Counting(64)),
        ];
        using var peer = new Peer(
            "udp_peer.py", options.Group.ToString(), options.Port.ToString(CultureInfo.InvariantCulture), "4");
        Assert.That(peer.Line(), Is.EqualTo("ready"), bus.Status.Reason);

        foreach (CanFrame frame in sent)
            Assert.That(bus.TrySend(in frame), Is.True, bus.Status.Reason);
        foreach (CanFrame frame in sent)
            AssertSeenByPeer(frame, peer.Line());

        List<CanFrame> received = Receive(bus, 4);
        Assert.That(received[0].Id, Is.EqualTo(0x7FF));
        Assert.That(received[0].Payload.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That(received[1].Flags, Is.EqualTo(CanFlags.Extended));
        Assert.That((received[2].Flags, received[2].Length), Is.EqualTo((CanFlags.Remote, (byte)5)));
        Assert.That(received[3].Flags, Is.EqualTo(CanFlags.Fd | CanFlags.BitRateSwitch));
        Assert.That(received[3].Payload.ToArray(), Is.EqualTo(Counting(64)));
    }

    [Test]
    public void Missing_interface_is_a_state_that_names_it()
    {
        using var bus = new UdpMulticastCanBus(OnFreePort() with { Interface = "nosuch0" }, TimeProvider.System);
        CanFrame frame = Frame(1, CanFlags.None, []);

        Assert.That(bus.Status.State, Is.EqualTo(SourceState.Down));
        Assert.That(bus.Status.Reason, Does.Contain("nosuch0"));
        Assert.That(bus.TrySend(in frame), Is.False);
        Assert.That(bus.SendFailed, Is.EqualTo(1));
    }

    [Test]
    public void Datagram_that_is_no_frame_is_counted()
    {
        UdpMulticastOptions options = OnFreePort();
        using var bus = new UdpMulticastCanBus(options, TimeProvider.System);
        using var stranger = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        stranger.SetSocketOption(
            SocketOptionLevel.IP, SocketOptionName.MulticastInterface, IPAddress.Loopback.GetAddressBytes());
        stranger.SendTo(Encoding.ASCII.GetBytes("hello"), new IPEndPoint(options.Group, options.Port));

        Eventually.Holds(() => bus.Malformed == 1, "the datagram is counted");
        Assert.That(bus.TryRead(out _), Is.False);
    }

    [Test]
    public void Sending_allocates_nothing()
    {
        using var bus = new UdpMulticastCanBus(OnFreePort(), TimeProvider.System);
        CanFrame frame = Frame(0x42, CanFlags.Fd, Counting(64));
        bus.TrySend(in frame);

        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 100; i++)
                bus.TrySend(in frame);
        });

        Assert.That(bytes, Is.Zero);
    }

    internal static UdpMulticastOptions OnFreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return new UdpMulticastOptions { Port = ((IPEndPoint)probe.LocalEndPoint!).Port };
    }

    private static CanFrame Frame(uint id, CanFlags flags, byte[] payload) =>
        new(new MonoTime(1), 0, id, flags, payload);

    private static byte[] Counting(int length)
    {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++)
            bytes[i] = (byte)i;
        return bytes;
    }

    private static void AssertSeenByPeer(CanFrame frame, string json)
    {
        JsonElement seen = JsonDocument.Parse(json).RootElement;
        bool isRemote = (frame.Flags & CanFlags.Remote) != 0;
        Assert.That(seen.GetProperty("id").GetUInt32(), Is.EqualTo(frame.Id));
        Assert.That(seen.GetProperty("extended").GetBoolean(), Is.EqualTo(frame.IsExtended));
        Assert.That(seen.GetProperty("remote").GetBoolean(), Is.EqualTo(isRemote));
        Assert.That(seen.GetProperty("fd").GetBoolean(), Is.EqualTo(frame.IsFd));
        Assert.That(seen.GetProperty("brs").GetBoolean(), Is.EqualTo((frame.Flags & CanFlags.BitRateSwitch) != 0));
        Assert.That(seen.GetProperty("dlc").GetInt32(), Is.EqualTo(frame.Length));
        byte[] data = Convert.FromHexString(seen.GetProperty("data").GetString()!);
        Assert.That(data, Is.EqualTo(isRemote ? [] : frame.Payload.ToArray()));
    }

    private static List<CanFrame> Receive(UdpMulticastCanBus bus, int count)
    {
        var frames = new List<CanFrame>();
        Eventually.Holds(
            () =>
            {
                while (bus.TryRead(out CanFrame frame))
                    frames.Add(frame);
                return frames.Count >= count;
            },
            $"{count} frames arrive");
        return frames;
    }
}
