using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Can;
using SenseAuto.Tests;

namespace SenseAuto.Hw.Tests;

/// <summary>The transport's contract: a client and the server that it is connected to.</summary>
[TestFixture]
public sealed class SocketcandCanBusContractTests : CanBusContract
{
    protected override bool CarriesFd => false;

    // The kernel's buffers grow to megabytes before it refuses.
    protected override bool CanBeFilled => false;

    protected override (ICanBus Near, ICanBus Far) Open()
    {
        var server = new SocketcandServer(new SocketcandServerOptions(["car"]) { Port = 0 }, TimeProvider.System);
        var client = new SocketcandCanBus(new SocketcandOptions("127.0.0.1", server.Port, "car", 0), TimeProvider.System);
        Eventually.Holds(() => server.Clients == 1, $"the client is on the bus; it is {client.Status}");
        return (server, client);
    }
}

[TestFixture]
public sealed class SocketcandCanBusTests
{
    private static SocketcandServer Server(params string[] channels) =>
        new(new SocketcandServerOptions(channels) { Port = 0 }, TimeProvider.System);

    private static SocketcandCanBus Client(int port, string channel, byte bus = 0) =>
        new(new SocketcandOptions("127.0.0.1", port, channel, bus), TimeProvider.System);

    private static CanFrame Frame(byte bus, uint id, CanFlags flags, params byte[] payload) => new(new MonoTime(1), bus, id, flags, payload);

    [Test]
    public void Python_can_hears_our_server_and_is_heard()
    {
        using SocketcandServer server = Server("radar", "car");
        using var peer = new Peer("socketcand_peer.py", server.Port.ToString(CultureInfo.InvariantCulture), "car", "2");
        Assert.That(peer.Line(), Is.EqualTo("ready"));
        Eventually.Holds(() => server.Clients == 1, "the peer is on the bus");

        Assert.That(server.TrySend(Frame(0, 0x100, CanFlags.None, 9)), Is.True, "another bus, which the peer does not hear");
        Assert.That(server.TrySend(Frame(1, 0x123, CanFlags.None, 1, 2, 3, 4, 5, 6, 7, 8)), Is.True);
        Assert.That(server.TrySend(Frame(1, 0x1FFF_FFFF, CanFlags.Extended, 0xAB)), Is.True);

        AssertSeen(peer.Line(), 0x123, "0102030405060708");
        AssertSeen(peer.Line(), 0x1FFF_FFFF, "ab");
        Assert.That(peer.Line(), Is.EqualTo("sent"));
        List<CanFrame> received = Receive(server, 2);
        Assert.That((received[0].Id, received[0].Bus, received[0].Flags), Is.EqualTo((0x7FFu, (byte)1, CanFlags.None)));
        Assert.That(received[0].Payload.ToArray(), Is.EqualTo(new byte[] { 1, 2, 0xFF }));
        Assert.That((received[1].Id, received[1].Flags, received[1].Length), Is.EqualTo((0x1FFF_FFFFu, CanFlags.Extended, (byte)0)));
    }

    [Test]
    public void Buses_of_one_server_are_kept_apart()
    {
        using SocketcandServer server = Server("car", "radar");
        using SocketcandCanBus car = Client(server.Port, "car");
        using SocketcandCanBus radar = Client(server.Port, "radar", bus: 1);
        Eventually.Holds(() => server.Clients == 2, "both are on their bus");

        server.TrySend(Frame(0, 1, CanFlags.None));
        server.TrySend(Frame(1, 2, CanFlags.None));
        radar.TrySend(Frame(1, 3, CanFlags.None));

        Assert.That(Receive(car, 1)[0].Id, Is.EqualTo(1));
        CanFrame heard = Receive(radar, 1)[0];
        Assert.That((heard.Id, heard.Bus), Is.EqualTo((2u, (byte)1)));
        Assert.That(Receive(server, 1)[0].Bus, Is.EqualTo(1));
        Assert.That(car.TryRead(out _), Is.False);
    }

    [Test]
    public void Bus_that_is_not_there_is_a_state_with_the_servers_words()
    {
        using SocketcandServer server = Server("car");
        using SocketcandCanBus client = Client(server.Port, "kitchen");

        Assert.That(client.Status.State, Is.EqualTo(SourceState.Down));
        Assert.That(client.Status.Reason, Does.Contain("bus kitchen").And.Contain("error"));
    }

    [Test]
    public void Server_that_is_not_there_is_a_state_and_is_found_when_it_comes()
    {
        using SocketcandServer early = Server("car");
        int port = early.Port;
        early.Dispose();
        using SocketcandCanBus client = Client(port, "car");
        SourceStatus before = client.Status;
        CanFrame frame = Frame(0, 1, CanFlags.None);
        bool isTaken = client.TrySend(in frame);

        using var late = new SocketcandServer(new SocketcandServerOptions(["car"]) { Port = port }, TimeProvider.System);
        Eventually.Holds(() => late.Clients == 1, "the client comes back by itself");

        Assert.That(before.State, Is.EqualTo(SourceState.Down));
        Assert.That(before.Reason, Does.Contain($"127.0.0.1:{port}"));
        Assert.That((isTaken, client.SendFailed), Is.EqualTo((false, 1L)));
    }

    [Test]
    public void Server_that_goes_away_is_noticed()
    {
        SocketcandServer server = Server("car");
        using SocketcandCanBus client = Client(server.Port, "car");
        Eventually.Holds(() => server.Clients == 1, "the client is on the bus");

        server.Dispose();

        Eventually.Holds(() => client.Status.State == SourceState.Down, "the client says that it is alone");
        Assert.That(client.Status.Reason, Does.Contain("bus car"));
    }

    [Test]
    public void Client_that_goes_away_is_forgotten()
    {
        using SocketcandServer server = Server("car");
        SocketcandCanBus client = Client(server.Port, "car");
        Eventually.Holds(() => server.Clients == 1, "the client is on the bus");

        client.Dispose();

        Eventually.Holds(() => server.Clients == 0, "nobody is left");
        Assert.That(server.TrySend(Frame(0, 1, CanFlags.None)), Is.True, "a bus on which nobody listens");
    }

    [Test]
    public void Stranger_who_speaks_nonsense_is_answered_counted_and_harms_nobody()
    {
        using SocketcandServer server = Server("car");
        using SocketcandCanBus client = Client(server.Port, "car");
        using var stranger = new TcpClient("127.0.0.1", server.Port);
        stranger.GetStream().Write("GET / HTTP/1.1\r\n< rawmode >< open garage >< send 1 0 >"u8);

        Eventually.Holds(() => server.Malformed == 3, "all three are counted");
        Eventually.Holds(() => server.Clients == 1, "the client is on the bus");
        client.TrySend(Frame(0, 5, CanFlags.None));
        Assert.That(Receive(server, 1)[0].Id, Is.EqualTo(5));
    }

    [Test]
    public void Port_that_is_taken_is_named()
    {
        using SocketcandServer first = Server("car");

        Assert.That(
            () => new SocketcandServer(new SocketcandServerOptions(["car"]) { Port = first.Port }, TimeProvider.System),
            Throws.TypeOf<IOException>().With.Message.Contains($"port {first.Port}"));
    }

    [Test]
    public void Server_listens_on_loopback_only()
    {
        using SocketcandServer server = Server("car");

        Assert.That(new SocketcandServerOptions(["car"]).Address, Is.EqualTo(IPAddress.Loopback));
        foreach (IPAddress own in Dns.GetHostAddresses(Dns.GetHostName()))
        {
            if (IPAddress.IsLoopback(own) || own.AddressFamily != AddressFamily.InterNetwork)
                continue;

            using var probe = new TcpClient();
            Assert.That(() => probe.Connect(own, server.Port), Throws.InstanceOf<SocketException>(), own.ToString());
        }
    }

    [TestCase(CanFlags.Fd)]
    [TestCase(CanFlags.Remote)]
    public void Frame_that_the_protocol_cannot_carry_is_refused(CanFlags flags)
    {
        using SocketcandServer server = Server("car");
        using SocketcandCanBus client = Client(server.Port, "car");

        Assert.That(server.TrySend(Frame(0, 1, flags)), Is.False);
        Assert.That(client.TrySend(Frame(0, 1, flags)), Is.False);
    }

    [Test]
    public void Sending_allocates_nothing()
    {
        using SocketcandServer server = Server("car");
        using SocketcandCanBus client = Client(server.Port, "car");
        Eventually.Holds(() => server.Clients == 1, "the client is on the bus");
        CanFrame frame = Frame(0, 0x42, CanFlags.None, 1, 2, 3, 4, 5, 6, 7, 8);

        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                client.TrySend(in frame);
                server.TrySend(in frame);
            }
        });

        Assert.That(bytes, Is.Zero);
    }

    private static void AssertSeen(string json, uint id, string data)
    {
        JsonElement seen = JsonDocument.Parse(json).RootElement;
        Assert.That(seen.GetProperty("id").GetUInt32(), Is.EqualTo(id));
        Assert.That(seen.GetProperty("data").GetString(), Is.EqualTo(data));
    }

    private static List<CanFrame> Receive(ICanBus bus, int count)
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
