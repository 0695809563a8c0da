using System;
using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Telemetry.Foxglove;
using SenseAuto.Telemetry.Web;

namespace SenseAuto.Telemetry.LiveView;

/// <summary>What the feed is made of.</summary>
/// <param name="Encoder">Null where there are no pictures to show.</param>
/// <param name="Foxglove">Null where Foxglove is not served.</param>
internal sealed record LiveParts(
    CameraGeometry Camera, IPictureEncoder? Encoder, FoxgloveServer? Foxglove, TimeProvider Time,
        Func<LiveExtras> Extras)
{
    /// <summary>Null without a cabin side.</summary>
    public CabinPage? Cabin { get; init; }
}

/// <summary>
/// The thread behind the live view: drains records and pictures, turns them into messages when somebody looks, and
/// keeps the frame meters always. Without a client it reads ledgers and health only.
/// </summary>
internal sealed class LiveFeed : IDisposable
{
    public const int RecordBytes = 1 << 20;

    // The camera's pool lends us at most these and the one being encoded.
    private const int PictureSlots = 2;

    private const int PauseMs = 10;
    private const int QueueCapacity = 8;
    private const int MessagesSpare = 16;
    private const int PictureHeaderBytes = 8;
    private const double HealthEveryS = 1;

    // The frame budget: every frame's stages take at most this share of the period (design, "Frame budget").
    private const double BudgetShare = 0.8;
    private readonly LiveParts _parts;
    private readonly WebOptions _options;
    private readonly SpscRing<CameraFrame> _pictures = new(PictureSlots);
    private readonly SpscRing<CameraFrame> _cabinPictures = new(PictureSlots);
    private readonly FrameAssembler _assembler = new();
    private readonly LiveJson _json = new();
    private readonly CabinJson _cabinJson = new();
    private readonly PeerSet<WebSocketPeer> _peers;
    private readonly OutMessagePool _pool;
    private readonly byte[] _hello;
    private readonly Pump _pump;
    private readonly long _pictureTicks;
    private long _lastPictureAt;
    private long _lastCabinPictureAt;
    private long _lastFrameAt;
    private long _lastHealthAt;
    private long _joins;

    public LiveFeed(LiveParts parts, WebOptions options)
    {
        _parts = parts;
        _options = options;
        _peers = new PeerSet<WebSocketPeer>(options.ClientsMax);
        _pool = new OutMessagePool((options.ClientsMax * QueueCapacity) + MessagesSpare);
        MonoDuration period = MonoDuration.FromMilliseconds(1000 / Streams.RoadHz);
        _hello = LiveJson.Hello(
            parts.Camera, period, MonoDuration.FromSeconds(period.Seconds * BudgetShare), parts.Cabin);
        _pictureTicks = options.PicturesHzMax > 0 ? parts.Time.TimestampFrequency / options.PicturesHzMax
            : long.MaxValue;
        _lastPictureAt = parts.Time.GetTimestamp() - (options.PicturesHzMax > 0 ? _pictureTicks : 0);
        _lastFrameAt = parts.Time.GetTimestamp();
        _pump = new Pump("live view", PauseMs, Step);
    }

    public RecordRing Records { get; } = new(RecordBytes);

    public FrameMeters Meters { get; } = new();

    public HealthFlags Flags => _assembler.Frame.Health.Flags;

    public HealthReport Health => _assembler.Frame.Health;

    /// <summary>Without MQTT's share.</summary>
    public TelemetryCounters Counters => new(
        Records.Refused, 0, _pictures.Refused, MessagesDropped, _pump.Faults, _peers.Count
            + (_parts.Foxglove?.Clients ?? 0));

    public string LastFault => _pump.LastFault;

    /// <summary>Time since the last whole frame was seen.</summary>
    public TimeSpan Silence => _parts.Time.GetElapsedTime(Volatile.Read(ref _lastFrameAt));

    /// <summary>Messages left out for clients that are still connected, or for want of memory.</summary>
    private long MessagesDropped
    {
        get
        {
            long dropped = _pool.Exhausted + (_parts.Foxglove?.Dropped ?? 0);
            foreach (WebSocketPeer peer in _peers.Items)
                dropped += peer.Dropped;
            return dropped;
        }
    }

    public void Start() => _pump.Start();

    /// <summary>Frame thread: whether a record of this stream is of use to anybody now.</summary>
    public bool Wants(StreamId stream) =>
        stream is StreamId.Ledger or StreamId.Health ||
        (_peers.Count > 0 && stream is not (StreamId.CanRx or StreamId.CanTx)) ||
        (_parts.Foxglove is { Clients: > 0 } foxglove && foxglove.Wants(stream));

    /// <summary>
    /// One writer thread. Keeps the frame only while somebody looks; the caller keeps its own reference.
    /// </summary>
    public bool Offer(CameraFrame frame)
    {
        if (_parts.Encoder is null || _options.PicturesHzMax == 0 || !Wants(StreamId.RoadCamera))
            return true;

        frame.Retain();
        if (_pictures.TryWrite(frame))
            return true;

        frame.Release();
        return false;
    }

    /// <summary>The cabin thread. Keeps the frame only while somebody looks and cabin pictures are to be shown.</summary>
    public bool OfferCabin(CameraFrame frame)
    {
        bool isShown = _parts.Cabin is { ShowsPictures: true } && _parts.Encoder is not null && _peers.Count > 0;
        if (!isShown || _options.PicturesHzMax == 0)
            return true;

        frame.Retain();
        if (_cabinPictures.TryWrite(frame))
            return true;

        frame.Release();
        return false;
    }

    public async Task ServeAsync(WebSocket socket, CancellationToken ending)
    {
        var peer = new WebSocketPeer(socket, QueueCapacity);
        if (_pool.TryRent(isText: true, out OutMessage hello))
        {
            hello.Write(_hello);
            peer.TryPost(hello);
            hello.Release();
        }

        bool isIn = _peers.TryAdd(peer);
        if (!isIn)
            peer.Abort();
        try
        {
            await peer.RunAsync(static (_, _) => { }, ending).ConfigureAwait(false);
        }
        finally
        {
            if (isIn)
                _peers.Remove(peer);
        }
    }

    /// <summary>Cuts every connection, so that the listener can stop.</summary>
    public void AbortAll()
    {
        foreach (WebSocketPeer peer in _peers.Items)
            peer.Abort();
        _parts.Foxglove?.AbortAll();
    }

    public void Dispose()
    {
        _pump.Dispose();
        Empty(_pictures)?.Release();
        Empty(_cabinPictures)?.Release();
        _cabinJson.Dispose();
        _json.Dispose();
    }

    private void Step()
    {
        while (Records.TryPeek(out RingRecord record))
        {
            _parts.Foxglove?.Publish(in record);
            bool isWhole = _assembler.Accept(in record);
            Records.Release();
            if (isWhole)
                OnFrame();
            if (_assembler.CabinIsNew)
                OnCabin();
        }

        OnPictures();
        OnCabinPictures();
        OnHealth();
    }

    private void OnFrame()
    {
        Volatile.Write(ref _lastFrameAt, _parts.Time.GetTimestamp());
        Meters.Record(in _assembler.Frame.Ledger);
        if (_peers.Count == 0 || !_pool.TryRent(isText: true, out OutMessage message))
            return;

        _json.Frame(message, _assembler.Frame);
        Broadcast(message);
    }

    private void OnHealth()
    {
        bool someoneCame = _peers.Joins != _joins;
        bool isDue = _assembler.HealthIsNew || someoneCame ||
            _parts.Time.GetElapsedTime(_lastHealthAt).TotalSeconds >= HealthEveryS;
        if (_peers.Count == 0 || !isDue || !_pool.TryRent(isText: true, out OutMessage message))
            return;

        _joins = _peers.Joins;
        _assembler.HealthIsNew = false;
        _lastHealthAt = _parts.Time.GetTimestamp();
        _json.Health(message, _assembler.Frame, Meters, _parts.Extras());
        Broadcast(message);
    }

    /// <summary>Only the newest picture is worth encoding; all are given back.</summary>
    private void OnPictures()
    {
        if (Empty(_pictures) is not { } newest)
            return;

        try
        {
            long now = _parts.Time.GetTimestamp();
            if (_parts.Encoder is { } encoder && now - _lastPictureAt >= _pictureTicks)
            {
                _lastPictureAt = now;
                Show(newest, encoder.Encode(newest, _options.PictureQuality));
            }
        }
        finally
        {
            newest.Release();
        }
    }

    private void Show(CameraFrame frame, ReadOnlySpan<byte> jpeg)
    {
        if (jpeg.IsEmpty)
            return;

        if (_parts.Foxglove is { } foxglove && foxglove.Wants(StreamId.RoadCamera))
            foxglove.PublishPicture(frame, jpeg);
        if (_peers.Count == 0 || !_pool.TryRent(isText: false, out OutMessage message))
            return;

        // The capture time in front, so that the page draws the boxes of this very picture over it.
        BinaryPrimitives.WriteDoubleLittleEndian(
            message.GetSpan(PictureHeaderBytes), frame.Captured.Nanoseconds * 1e-6);
        message.Advance(PictureHeaderBytes);
        message.Write(jpeg);
        Broadcast(message);
    }

    private static CameraFrame? Empty(SpscRing<CameraFrame> pictures)
    {
        CameraFrame? newest = null;
        while (pictures.TryRead(out CameraFrame? frame))
        {
            newest?.Release();
            newest = frame;
        }

        return newest;
    }

    private void OnCabin()
    {
        _assembler.CabinIsNew = false;
        if (_parts.Cabin is not { } page || _peers.Count == 0 || !_pool.TryRent(isText: true, out OutMessage message))
            return;

        FaceOutline outline = page.Outline.TryRead(out FaceOutline newest) ? newest : default;
        _cabinJson.Frame(message, _assembler.Frame, in outline);
        Broadcast(message);
    }

    private void OnCabinPictures()
    {
        if (Empty(_cabinPictures) is not { } newest)
            return;

        try
        {
            long now = _parts.Time.GetTimestamp();
            if (now - _lastCabinPictureAt < _pictureTicks)
                return;

            _lastCabinPictureAt = now;
            ReadOnlySpan<byte> jpeg = _parts.Encoder!.Encode(newest, _options.PictureQuality);
            if (jpeg.IsEmpty || _peers.Count == 0 || !_pool.TryRent(isText: true, out OutMessage message))
                return;

            _cabinJson.Picture(message, newest.Captured, jpeg);
            Broadcast(message);
        }
        finally
        {
            newest.Release();
        }
    }

    private void Broadcast(OutMessage message)
    {
        foreach (WebSocketPeer peer in _peers.Items)
            peer.TryPost(message);
        message.Release();
    }
}
