using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Telemetry.Mqtt;

/// <summary>
/// Publishes what <see cref="VssMap"/> says, frame by frame, from a low-priority thread that drains a ring. Where no
/// frame comes for <see cref="StaleAfterS"/> every value is published as unknown: a value on the broker is never
/// older than that.
/// </summary>
public sealed class VssPublisher : IDisposable
{
    public const double StaleAfterS = 1;
    private const int PauseMs = 20;
    private readonly RecordRing _ring;
    private readonly MqttClient _client;
    private readonly WallClock _clock;
    private readonly TimeProvider _time;
    private readonly FrameAssembler _assembler = new();
    private readonly List<RowState> _rows = [];
    private readonly ArrayBufferWriter<byte> _value = new(MqttQueue.PayloadBytesMax);
    private readonly Utf8JsonWriter _json;
    private readonly byte[] _payload = new byte[MqttQueue.PayloadBytesMax];
    private readonly Pump _pump;
    private long _frames;
    private long _lastFrameAt;
    private long _connects;
    private bool _isStale = true;

    /// <summary>The ring's one reader is this publisher; the client's one publisher is this too.</summary>
    public VssPublisher(RecordRing ring, MqttClient client, WallClock clock, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(time);
        _ring = ring;
        _client = client;
        _clock = clock;
        _time = time;
        _json = new Utf8JsonWriter(_value, new JsonWriterOptions { SkipValidation = true });
        foreach (VssRow row in VssMap.Rows)
        {
            _rows.Add(new RowState(
                row, new MqttTopic(client.TopicOf(row.Path), row.Pace.Qos, row.Pace.IsRetained, row.Pace.ExpiryS)));
        }

        _pump = new Pump("vss", PauseMs, Step);
        _lastFrameAt = time.GetTimestamp();
        _pump.Start();
    }

    /// <summary>Frames published. Only goes up.</summary>
    public long Frames => Volatile.Read(ref _frames);

    /// <summary>Steps that failed. Only goes up.</summary>
    public long Faults => _pump.Faults;

    public void Dispose()
    {
        _pump.Dispose();
        _json.Dispose();
    }

    private void Step()
    {
        while (_ring.TryPeek(out RingRecord record))
        {
            bool isWhole = _assembler.Accept(in record);
            _ring.Release();
            if (isWhole)
            {
                _isStale = false;
                _lastFrameAt = _time.GetTimestamp();
                PublishAll();
                Volatile.Write(ref _frames, _frames + 1);
            }
        }

        TimeSpan silence = _time.GetElapsedTime(_lastFrameAt);
        if (!_isStale && silence.TotalSeconds > StaleAfterS)
        {
            _isStale = true;
            _assembler.Frame.Forget(_assembler.Frame.Time + MonoDuration.FromSeconds(silence.TotalSeconds));
            PublishAll();
        }
    }

    private void PublishAll()
    {
        BrokerStatus status = _client.Status;
        bool isAnew = status.Connects != _connects;
        _connects = status.Connects;
        foreach (RowState row in _rows)
        {
            if (isAnew)
                row.Forget();
            Publish(row);
        }
    }

    private void Publish(RowState state)
    {
        FrameSnapshot frame = _assembler.Frame;
        _value.ResetWrittenCount();
        _json.Reset();
        state.Row.Value(frame, _json);
        _json.Flush();
        ReadOnlySpan<byte> value = _value.WrittenSpan;
        if (!state.IsDue(value, frame.Time))
            return;

        int length = Compose(value, state.Row.Time(frame));
        if (length > 0 && _client.TryPublish(state.Topic, _payload.AsSpan(0, length)))
            state.Remember(value, frame.Time);
    }

    /// <summary>Bytes of the payload; 0 when the value is too long for a message.</summary>
    private int Compose(ReadOnlySpan<byte> value, MonoTime time)
    {
        ReadOnlySpan<byte> start = "{\"value\":"u8;
        ReadOnlySpan<byte> middle = ",\"ts\":\""u8;
        ReadOnlySpan<byte> end = value.SequenceEqual("null"u8) ? "\",\"valid\":false}"u8 : "\",\"valid\":true}"u8;
        int length = start.Length + value.Length + middle.Length + WallClock.FormattedLength + end.Length;
        if (length > _payload.Length)
            return 0;

        Span<byte> into = _payload;
        start.CopyTo(into);
        into = into[start.Length..];
        value.CopyTo(into);
        into = into[value.Length..];
        middle.CopyTo(into);
        into = into[middle.Length..];
        _clock.Format(time, into);
        end.CopyTo(into[WallClock.FormattedLength..]);
        return length;
    }

    /// <summary>What of a row was published last, and when.</summary>
    private sealed class RowState(VssRow row, MqttTopic topic)
    {
        private readonly byte[] _last = new byte[MqttQueue.PayloadBytesMax];
        private int _lastLength = -1;
        private MonoTime _lastTime;

        public VssRow Row { get; } = row;

        public MqttTopic Topic { get; } = topic;

        public void Forget() => _lastLength = -1;

        public bool IsDue(ReadOnlySpan<byte> value, MonoTime now)
        {
            if (_lastLength < 0)
                return true;

            ReadOnlySpan<byte> last = _last.AsSpan(0, _lastLength);
            bool hasChanged = !value.SequenceEqual(last);

            // Becoming known or unknown is news at any rate.
            bool isNews = value.SequenceEqual("null"u8) != last.SequenceEqual("null"u8);
            int waitMs = hasChanged ? Row.Pace.IntervalMs : Row.Pace.RefreshMs;
            return isNews || now.AgeOf(_lastTime) >= MonoDuration.FromMilliseconds(waitMs);
        }

        public void Remember(ReadOnlySpan<byte> value, MonoTime now)
        {
            // A value longer than a message is never published, so it never comes here.
            value.CopyTo(_last);
            _lastLength = value.Length;
            _lastTime = now;
        }
    }
}
