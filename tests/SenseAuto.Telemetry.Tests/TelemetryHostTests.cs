using System;
using System.Net;
using System.Net.Http;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Telemetry.Mqtt;
using SenseAuto.Telemetry.Web;
using SenseAuto.Tests;

namespace SenseAuto.Telemetry.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TelemetryHostTests : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(30));
    private readonly BitmapEncoder _encoder = new();
    private TelemetryHost? _host;

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        _http.Dispose();
        _patience.Dispose();
    }

    private async Task<TelemetryHost> StartAsync(TelemetryOptions options)
    {
        var parts = new TelemetryParts(
            SyntheticDrive.Camera, WallClock.Take(TimeProvider.System, default), TimeProvider.System, _encoder);
        return _host = await TelemetryHost.StartAsync(options, parts);
    }

    private Task<TelemetryHost> StartWebAsync() =>
        StartAsync(new TelemetryOptions { Web = new WebOptions { Port = 0 } });

    private static int Frames(SyntheticDrive drive, int count)
    {
        for (int i = 0; i < count; i++)
            drive.Frame(withHealth: i == 0);
        return count;
    }

    [Test]
    public async Task Nothing_switched_on_takes_everything_and_costs_nothing()
    {
        TelemetryHost host = await StartAsync(new TelemetryOptions());

        Frames(new SyntheticDrive(host), 1000);

        Assert.That(host.Counters, Is.EqualTo(default(TelemetryCounters)));
        Assert.That(host.PageAddress, Is.Null);
        Assert.That(host.Broker, Is.Null);
    }

    [Test]
    public async Task Health_and_metrics_are_known_without_anybody_looking_on()
    {
        TelemetryHost host = await StartWebAsync();
        using HttpResponseMessage before = await _http.GetAsync(new Uri(host.PageAddress!, "/healthz"));
        Frames(new SyntheticDrive(host), 200);

        await Eventually.Is(() => Metric(host, "senseauto_frames_total") == 200, "frames counted");

        using HttpResponseMessage after = await _http.GetAsync(new Uri(host.PageAddress!, "/healthz"));
        Assert.That(before.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await before.Content.ReadAsStringAsync(), Does.Contain("\"stale\""));
        Assert.That(await after.Content.ReadAsStringAsync(),
            Is.EqualTo("""{"status":"degraded","flags":["RecorderBehind"]}"""));
        Assert.That(Metric(host, "senseauto_frames_late_total"), Is.EqualTo(2));
        Assert.That(Metric(host, "senseauto_stage_seconds{stage=\"infer\",quantile=\"0.5\"}"),
            Is.EqualTo(0.0208).Within(0.003));
        Assert.That(Metric(host, "senseauto_health_flag{flag=\"RecorderBehind\"}"), Is.EqualTo(1));
        Assert.That(Metric(host, "senseauto_health_flag{flag=\"CanTimeout\"}"), Is.EqualTo(0));
        Assert.That(Metric(host, "senseauto_telemetry_dropped_total{what=\"live_records\"}"), Is.Zero);
    }

    [Test]
    public async Task Pictures_are_neither_kept_nor_encoded_while_nobody_looks()
    {
        TelemetryHost host = await StartWebAsync();
        var pool = new FramePool(2, 640 * 400 * 3);
        var drive = new SyntheticDrive(host);

        for (int i = 0; i < 100; i++)
        {
            Assert.That(pool.TryRent(out CameraFrame frame), Is.True);
            frame.Describe(drive.Now, i, 640, 400, PixelFormat.Bgr24);
            host.OfferPicture(frame);
            frame.Release();
        }

        Assert.That(pool.Exhausted, Is.Zero);
        Assert.That(_encoder.Encoded, Is.Zero);
    }

    [Test]
    public async Task Writing_a_frame_allocates_nothing_on_the_frame_thread()
    {
        TelemetryHost host = await StartWebAsync();
        var drive = new SyntheticDrive(host);
        Frames(drive, 50);

        Assert.That(Allocation.Of(() => Frames(drive, 500)), Is.Zero);
    }

    [Test]
    public async Task Overload_is_dropped_and_counted()
    {
        TelemetryHost host = await StartWebAsync();
        using var client = new ClientWebSocket();
        await client.ConnectAsync(
            new UriBuilder(host.PageAddress!) { Scheme = "ws", Path = "/live" }.Uri, _patience.Token);
        await Eventually.Is(() => host.Counters.Clients == 1, "client in");
        var drive = new SyntheticDrive(host);

        await Eventually.Is(() => Frames(drive, 500) > 0 && host.Counters.LiveRecordsDropped > 0, "records dropped");

        Assert.That(host.Counters.Dropped, Is.GreaterThan(0));
        await Eventually.Is(() => Metric(host, "senseauto_frame_age_seconds") < 30, "still serving");
        Assert.That(host.Counters.Faults, Is.Zero, host.LastFault);
    }

    [Test]
    public async Task Live_socket_says_hello_then_frames_with_unknown_as_null()
    {
        TelemetryHost host = await StartWebAsync();
        using var client = new ClientWebSocket();
        await client.ConnectAsync(
            new UriBuilder(host.PageAddress!) { Scheme = "ws", Path = "/live" }.Uri, _patience.Token);
        JsonElement hello = await NextAsync(client, "hello");
        await Eventually.Is(() => host.Counters.Clients == 1, "client in");
        MonoTime now = new(5_000_000_000);
        host.TryWrite(Core.StreamId.Ledger, now, new FrameLedger { Index = 42, Start = now });

        JsonElement frame = await NextAsync(client, "frame");

        Assert.That(hello.GetProperty("camera").GetProperty("fx").GetDouble(), Is.EqualTo(520));
        Assert.That(hello.GetProperty("budgetMs").GetDouble(), Is.EqualTo(40));
        Assert.That(frame.GetProperty("i").GetInt32(), Is.EqualTo(42));
        Assert.That(frame.GetProperty("ego").GetProperty("kmh").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(frame.GetProperty("tracks").GetArrayLength(), Is.Zero);
    }

    [TestCase("http://evil.example", false)]
    [TestCase(null, true)]
    public async Task Only_our_own_page_may_open_the_live_socket(string? origin, bool isAllowed)
    {
        TelemetryHost host = await StartWebAsync();
        using var client = new ClientWebSocket();
        if (origin is not null)
            client.Options.SetRequestHeader("Origin", origin);

        Task Connect() => client.ConnectAsync(
            new UriBuilder(host.PageAddress!) { Scheme = "ws", Path = "/live" }.Uri, _patience.Token);

        if (isAllowed)
            await Connect();
        else
            Assert.That(Assert.ThrowsAsync<WebSocketException>(Connect)!.Message, Does.Contain("403"));
    }

    [TestCase("/nothing", HttpStatusCode.NotFound)]
    [TestCase("/../appsettings.json", HttpStatusCode.NotFound)]
    [TestCase("/lib/uPlot.esm.js", HttpStatusCode.OK)]
    public async Task Only_the_page_s_files_are_served(string path, HttpStatusCode expected)
    {
        TelemetryHost host = await StartWebAsync();

        using HttpResponseMessage answer = await _http.GetAsync(new Uri(host.PageAddress!, path));

        Assert.That(answer.StatusCode, Is.EqualTo(expected));
        Assert.That(host.PageAddress!.Host, Is.EqualTo("127.0.0.1"));
    }

    [Test]
    public void Wrong_settings_are_all_named_at_once()
    {
        var options = new TelemetryOptions
        {
            Web = new WebOptions { Port = 70000, PictureQuality = 0 },
            Mqtt = new MqttOptions { Host = "", ClientId = "" },
        };

        var wrong = Assert.ThrowsAsync<ArgumentException>(() => StartAsync(options));

        Assert.That(wrong!.Message, Does.Contain("liveView.port is 70000").And.Contain("pictureQuality")
            .And.Contain("mqtt.host").And.Contain("mqtt.clientId"));
    }

    [Test]
    public async Task Foxglove_s_own_port_in_use_leaves_it_on_the_page_s_port()
    {
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        int taken = ((System.Net.IPEndPoint)other.LocalEndpoint).Port;

        TelemetryHost host = await StartAsync(
            new TelemetryOptions { Web = new WebOptions { Port = 0, FoxglovePort = taken } });

        using HttpResponseMessage answer = await _http.GetAsync(new Uri(host.PageAddress!, "/"));
        Assert.That(answer.IsSuccessStatusCode, Is.True);
        Assert.That(host.PageAddress!.Port, Is.Not.EqualTo(taken));
    }

    [Test]
    public async Task Port_in_use_is_an_error_that_names_it()
    {
        TelemetryHost first = await StartWebAsync();
        var options = new TelemetryOptions { Web = new WebOptions { Port = first.PageAddress!.Port } };

        var taken = Assert.ThrowsAsync<System.IO.IOException>(() => StartAsync(options));
        _host = first;

        Assert.That(taken!.Message, Does.Contain($"{first.PageAddress.Port}"));
    }

    private double Metric(TelemetryHost host, string name)
    {
        string text = _http.GetStringAsync(new Uri(host.PageAddress!, "/metrics")).GetAwaiter().GetResult();
        foreach (string line in text.Split('\n'))
        {
            if (line.StartsWith(name + " ", StringComparison.Ordinal))
                return double.Parse(line[(name.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture);
        }

        return double.NaN;
    }

    private async Task<JsonElement> NextAsync(ClientWebSocket client, string kind)
    {
        byte[] buffer = new byte[65536];
        while (true)
        {
            WebSocketReceiveResult result = await client.ReceiveAsync(buffer, _patience.Token);
            JsonElement message = JsonDocument.Parse(Encoding.UTF8.GetString(buffer, 0, result.Count)).RootElement;
            if (message.GetProperty("t").GetString() == kind)
                return message;
        }
    }
}
