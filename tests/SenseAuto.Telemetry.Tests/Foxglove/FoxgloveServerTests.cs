using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Telemetry.Web;
using SenseAuto.Tests;

namespace SenseAuto.Telemetry.Tests.Foxglove;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FoxgloveServerTests : IAsyncDisposable
{
    private const long StartUnixNs = 1_800_000_000_000_000_000;
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(30));
    private TelemetryHost _host = null!;

    [SetUp]
    public async Task Serve()
    {
        var clock = new WallClock(new MonoTime(0), DateTimeOffset.UnixEpoch.AddTicks(StartUnixNs / 100));
        var parts = new TelemetryParts(
            SyntheticDrive.Camera, clock, TimeProvider.System, new BitmapEncoder(), new JsonCodec());
        var web = new WebOptions { Port = 0, FoxglovePort = 0, ClientsMax = 2 };
        _host = await TelemetryHost.StartAsync(new TelemetryOptions { Web = web }, parts);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _patience.Dispose();
    }

    [TestCase("foxglove.websocket.v1")]
    [TestCase("foxglove.sdk.v1")]
    public async Task Foxglove_s_own_client_gets_messages_of_two_channels(string subprotocol)
    {
        string script = Path.Combine(
            SharedRecordings.RepositoryRoot, "tests/SenseAuto.Telemetry.Tests/Foxglove/peer.mjs");
        string packages = Path.Combine(SharedRecordings.RepositoryRoot, "node_modules");
        var start = new ProcessStartInfo(
            "node", ["--experimental-websocket", script, _host.FoxgloveAddress!.ToString(), subprotocol, packages, "3"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        JsonElement[] said;
        using (new DriveFeeder(_host, startAt: 0))
            said = await LinesOf(start);

        Assert.That(said[0].GetProperty("event").GetString(), Is.EqualTo("serverInfo"));
        JsonElement[] channels = [.. said.Where(line => line.GetProperty("event").GetString() == "channel")];
        Assert.That(channels.Select(line => line.GetProperty("topic").GetString()),
            Is.EqualTo(new[] { "/ego", "/frame/ledger", "/camera/road" }));
        Assert.That(channels[2].GetProperty("schema").GetString(), Is.EqualTo("AQID"), "binary schemas as base64");
        JsonElement ego = said.First(line =>
            line.TryGetProperty("topic", out JsonElement topic) && topic.GetString() == "/ego"
                && line.TryGetProperty("value", out _));
        Assert.That(ego.GetProperty("value").GetProperty("speedMps").GetDouble(), Is.EqualTo(25));
        JsonElement frame = said.Last(line =>
            line.TryGetProperty("value", out JsonElement value) && value.TryGetProperty("index", out _));
        long expectedNs = StartUnixNs + 1_000_000_000
            + (frame.GetProperty("value").GetProperty("index").GetInt64() * 50_000_000);
        Assert.That(frame.GetProperty("timestamp").GetString(), Is.EqualTo($"{expectedNs}"));
    }

    [Test]
    public async Task Unknown_operation_is_answered_and_the_client_stays()
    {
        using ClientWebSocket client = await ConnectAsync();

        await SendAsync(client, """{"op":"launch"}""");
        await SendAsync(client, "not json");
        await SendAsync(client, """{"op":"subscribe","subscriptions":[{"id":1,"channelId":99}]}""");
        await SendAsync(client, """{"op":"subscribe","subscriptions":[{"id":5,"channelId":1}]}""");

        Assert.That(await StatusAsync(client), Does.Contain("\"level\":2").And.Contain("launch"));
        Assert.That(await StatusAsync(client), Does.Contain("\"level\":2").And.Contain("not understood"));
        Assert.That(await StatusAsync(client), Does.Contain("there is no channel 99"));
        using var feeder = new DriveFeeder(_host, startAt: 0);
        (byte[] data, WebSocketMessageType type) = await ReceiveAsync(client);
        Assert.That(type, Is.EqualTo(WebSocketMessageType.Binary));
        Assert.That(data[0], Is.EqualTo(1));
        Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan(1)), Is.EqualTo(5));
    }

    [Test]
    public async Task Client_without_the_subprotocol_is_refused()
    {
        using var client = new ClientWebSocket();
        client.Options.AddSubProtocol("chat");

        var refused = Assert.ThrowsAsync<WebSocketException>(() =>
            client.ConnectAsync(_host.FoxgloveAddress!, _patience.Token));

        Assert.That(refused!.Message, Does.Contain("400"));
        Assert.That(_host.Counters.Clients, Is.Zero);
        await Task.CompletedTask;
    }

    [Test]
    public async Task Pictures_come_through_and_unsubscribing_ends_them()
    {
        using ClientWebSocket client = await ConnectAsync();
        await SendAsync(client, """{"op":"subscribe","subscriptions":[{"id":9,"channelId":3}]}""");
        byte[] picture;
        using (new DriveFeeder(_host, startAt: 0))
            (picture, _) = await ReceiveAsync(client);

        Assert.That(picture, Has.Length.EqualTo(13 + 54 + (640 * 400 * 3)));
        Assert.That(Encoding.ASCII.GetString(picture, 13, 2), Is.EqualTo("BM"));
    }

    [Test]
    public async Task Slow_client_loses_messages_and_is_told_and_holds_nobody_up()
    {
        using ClientWebSocket slow = await ConnectAsync();
        await SendAsync(slow, """{"op":"subscribe","subscriptions":[{"id":9,"channelId":3}]}""");
        var pool = new FramePool(4, 640 * 400 * 3);
        await Eventually.Is(() => _host.Counters.Clients == 1, "client in");

        // The client does not read: first the socket fills, then its queue, then messages are left out.
        var painted = new SyntheticDrive(_host);
        await Eventually.Is(
            () =>
            {
                Assert.That(pool.TryRent(out CameraFrame frame), Is.True);
                frame.Describe(painted.Now, painted.Index, 640, 400, PixelFormat.Bgr24);
                _host.OfferPicture(frame);
                frame.Release();
                painted.Frame(withHealth: false);
                return _host.Counters.MessagesDropped > 3;
            },
            () => $"drops; {_host.Counters}");

        Assert.That(_host.Counters.Faults, Is.Zero, _host.LastFault);
        var seen = new List<string>();
        using var feeder = new DriveFeeder(_host, startAt: 0);
        while (!seen.Any(text => text.Contains("too slow", StringComparison.Ordinal)))
        {
            (byte[] data, WebSocketMessageType type) = await ReceiveAsync(slow);
            if (type == WebSocketMessageType.Text)
                seen.Add(Encoding.UTF8.GetString(data));
        }
    }

    private async Task<ClientWebSocket> ConnectAsync()
    {
        var client = new ClientWebSocket();
        client.Options.AddSubProtocol("foxglove.sdk.v1");
        await client.ConnectAsync(_host.FoxgloveAddress!, _patience.Token);
        Assert.That(await StatusAsync(client), Does.Contain("serverInfo"));
        Assert.That(await StatusAsync(client), Does.Contain("advertise"));
        return client;
    }

    private Task SendAsync(ClientWebSocket client, string text) =>
        client.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, _patience.Token);

    private async Task<string> StatusAsync(ClientWebSocket client) =>
        Encoding.UTF8.GetString((await ReceiveAsync(client)).Bytes);

    private async Task<(byte[] Bytes, WebSocketMessageType Type)> ReceiveAsync(ClientWebSocket client)
    {
        using var whole = new MemoryStream();
        byte[] part = new byte[65536];
        WebSocketReceiveResult result;
        do
        {
            result = await client.ReceiveAsync(part, _patience.Token);
            whole.Write(part, 0, result.Count);
        }
        while (!result.EndOfMessage);
        return (whole.ToArray(), result.MessageType);
    }

    private async Task<JsonElement[]> LinesOf(ProcessStartInfo start)
    {
        using Process node = Process.Start(start)!;
        try
        {
            Task<string> said = node.StandardOutput.ReadToEndAsync(_patience.Token);
            Task<string> complaints = node.StandardError.ReadToEndAsync(_patience.Token);
            await node.WaitForExitAsync(_patience.Token);
            Assert.That(node.ExitCode, Is.Zero, await complaints);
            return [.. (await said).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement)];
        }
        finally
        {
            if (!node.HasExited)
                node.Kill();
        }
    }
}
