using System;
using System.Collections.Generic;
using System.Text;
using System.Threading.Tasks;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Telemetry.Foxglove;
using SenseAuto.Telemetry.LiveView;
using SenseAuto.Telemetry.Mqtt;
using SenseAuto.Telemetry.Web;

namespace SenseAuto.Telemetry;

/// <summary>What leaves the vehicle's computer besides CAN. Null switches a way off.</summary>
public sealed record TelemetryOptions
{
    /// <summary>The page, Foxglove, metrics.</summary>
    public WebOptions? Web { get; init; }

    public MqttOptions? Mqtt { get; init; }
}

/// <summary>What telemetry is given by the service.</summary>
/// <param name="Clock">The session's time in the calendar.</param>
/// <param name="Time">Paces telemetry's own threads; never the frame's.</param>
/// <param name="Encoder">For pictures on the live view; null shows none.</param>
/// <param name="Codec">For Foxglove; null serves none.</param>
public sealed record TelemetryParts(
    CameraGeometry Camera, WallClock Clock, TimeProvider Time, IPictureEncoder? Encoder = null,
        IWireCodec? Codec = null)
{
    /// <summary>What the cabin's page shows; null without a cabin side.</summary>
    public CabinPage? Cabin { get; init; }
}

/// <summary>What telemetry dropped or failed in. Only goes up, besides Clients.</summary>
public readonly record struct TelemetryCounters(
    long LiveRecordsDropped, long MqttRecordsDropped, long PicturesDropped, long MessagesDropped, long Faults,
        int Clients)
{
    public long Dropped => LiveRecordsDropped + MqttRecordsDropped + PicturesDropped + MessagesDropped;
}

/// <summary>
/// Everything that watches the service from outside, behind one sink. The frame thread writes and offers; it never
/// waits, and nothing here holds it up: what does not fit is dropped and counted.
/// </summary>
public sealed class TelemetryHost : IRecordSink, IAsyncDisposable
{
    private const int MqttRecordBytes = 1 << 19;
    private const double StaleAfterS = 1;
    private readonly LiveFeed? _feed;
    private readonly RecordRing? _mqttRecords;
    private readonly MqttClient? _mqtt;
    private readonly VssPublisher? _vss;
    private WebServer? _web;

    private TelemetryHost(TelemetryOptions options, TelemetryParts parts)
    {
        if (options.Mqtt is { } mqtt)
        {
            _mqtt = new MqttClient(mqtt, parts.Time);
            _mqttRecords = new RecordRing(MqttRecordBytes);
            _vss = new VssPublisher(_mqttRecords, _mqtt, parts.Clock, parts.Time);
        }

        if (options.Web is { } web)
        {
            Foxglove = parts.Codec is null ? null : NewFoxglove(web, parts.Codec, parts.Clock);
            _feed = new LiveFeed(
                new LiveParts(parts.Camera, parts.Encoder, Foxglove, parts.Time, Extras) { Cabin = parts.Cabin }, web);
            _feed.Start();
        }
    }

    /// <summary>Where the page is; null when the live view is off.</summary>
    public Uri? PageAddress => _web is null ? null : _web.Addresses[0];

    /// <summary>Where Foxglove connects to; null when it is not served.</summary>
    public Uri? FoxgloveAddress =>
        Foxglove is null || _web is null ? null
            : new UriBuilder(_web.Addresses[^1]) { Scheme = "ws", Path = "/foxglove" }.Uri;

    /// <summary>Null when MQTT is off.</summary>
    public BrokerStatus? Broker => _mqtt?.Status;

    public TelemetryCounters Counters
    {
        get
        {
            TelemetryCounters live = _feed?.Counters ?? default;
            return live with
            {
                MqttRecordsDropped = _mqttRecords?.Refused ?? 0,
                Faults = live.Faults + (_vss?.Faults ?? 0),
            };
        }
    }

    /// <summary>The last thing that went wrong on the live view's thread, in words; empty when nothing did.</summary>
    public string LastFault => _feed?.LastFault ?? "";

    private FoxgloveServer? Foxglove { get; }

    /// <exception cref="ArgumentException">Settings are out of range; all problems are named.</exception>
    /// <exception cref="InvalidOperationException">MQTT is on and libmosquitto is missing.</exception>
    /// <exception cref="System.IO.IOException">A port is taken, or the page's files are missing.</exception>
    public static async Task<TelemetryHost> StartAsync(TelemetryOptions options, TelemetryParts parts)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(parts);
        List<string> problems = [.. options.Web?.Problems() ?? [], .. options.Mqtt?.Problems() ?? []];
        if (problems.Count > 0)
            throw new ArgumentException(string.Join("; ", problems), nameof(options));

        var host = new TelemetryHost(options, parts);
        try
        {
            await host.ListenAsync(options).ConfigureAwait(false);
            return host;
        }
        catch
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>One writer thread. True unless a ring that wanted the record was full.</summary>
    public bool TryWrite<T>(StreamId stream, MonoTime time, in T message)
        where T : unmanaged
    {
        bool written = true;
        if (_feed is not null && _feed.Wants(stream))
            written = _feed.Records.TryWrite(stream, time, in message);
        if (_mqttRecords is not null && IsForMqtt(stream))
            written &= _mqttRecords.TryWrite(stream, time, in message);
        return written;
    }

    /// <summary>
    /// The thread that writes records. The caller keeps its own reference. False when it was dropped.
    /// </summary>
    public bool OfferPicture(CameraFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return _feed is null || _feed.Offer(frame);
    }

    /// <summary>
    /// The cabin thread, and only where cabin pictures are to be shown. The caller keeps its own reference. False when it
    /// was dropped.
    /// </summary>
    public bool OfferCabinPicture(CameraFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return _feed is null || _feed.OfferCabin(frame);
    }

    public async ValueTask DisposeAsync()
    {
        _feed?.AbortAll();
        if (_web is not null)
            await _web.DisposeAsync().ConfigureAwait(false);
        _feed?.Dispose();
        _vss?.Dispose();
        _mqtt?.Dispose();
    }

    private static bool IsForMqtt(StreamId stream) =>
        stream is StreamId.Ego or StreamId.Tracks or StreamId.Warnings or StreamId.Functions or StreamId.Ledger
            or StreamId.Health or StreamId.Driver or StreamId.Seats or StreamId.CareAlert or StreamId.Gestures;

    private static FoxgloveServer NewFoxglove(WebOptions web, IWireCodec codec, WallClock clock)
    {
        // Every client's queue full, and some to be written.
        int messages = (web.ClientsMax * FoxgloveServer.QueueCapacity) + FoxgloveServer.QueueCapacity;
        return new FoxgloveServer(codec, clock, new OutMessagePool(messages), web.ClientsMax);
    }

    private async Task ListenAsync(TelemetryOptions options)
    {
        if (options.Web is { } web && _feed is { } feed)
        {
            var pages = new WebPages(() => MetricsText.Of(feed, Counters, Broker), () => HealthText(feed));
            _web = await WebServer.StartAsync(web, pages, feed.ServeAsync, Foxglove).ConfigureAwait(false);
        }
    }

    private LiveExtras Extras()
    {
        BrokerStatus? broker = Broker;
        string state = broker is { } status ? Enum.GetName(status.State)! : "Off";
        return new LiveExtras(Counters.Dropped, state, broker?.Reason ?? "", Foxglove?.Clients ?? 0);
    }

    private static (bool IsWell, string Json) HealthText(LiveFeed feed)
    {
        bool isStale = feed.Meters.Frames == 0 || feed.Silence.TotalSeconds > StaleAfterS;
        string status = isStale ? "stale" : feed.Flags == HealthFlags.None ? "ok" : "degraded";
        var json = new StringBuilder();
        json.Append("{\"status\":\"").Append(status).Append("\",\"flags\":[");
        if (feed.Flags != HealthFlags.None)
            json.Append('"').Append(feed.Flags.ToString().Replace(", ", "\",\"", StringComparison.Ordinal)).Append('"');
        json.Append("]}");
        return (!isStale, json.ToString());
    }
}
