using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.DriveLog.Mcap;
using SenseAuto.DriveLog.Wire;

namespace SenseAuto.DriveLog.Recording;

/// <summary>
/// One drive log file: every stream a channel, log time is the session's clock, wall-clock only in the facts.
/// One thread. Allocates nothing per record once its buffers have grown. Stream errors pass through.
/// </summary>
public sealed class DriveLogWriter : IDisposable
{
    private const int StreamsMax = 256;
    private readonly Stream _stream;
    private readonly IWireCodec _codec;
    private readonly McapWriter _mcap;
    private readonly ushort[] _channelByStream = new ushort[StreamsMax];
    private readonly uint[] _sequence;
    private readonly ByteBuffer _payload = new(256 * 1024);
    private readonly DetectionAnnotations _annotations = new();
    private readonly ushort _gapChannel;
    private readonly ushort _logChannel;
    private readonly ushort _annotationsChannel;

    /// <param name="startedUtc">Wall-clock at <paramref name="started"/>, for people only.</param>
    public DriveLogWriter(
        Stream stream, IWireCodec codec, DriveLogContent content, MonoTime started, DateTimeOffset startedUtc,
        McapWriterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(codec);
        ArgumentNullException.ThrowIfNull(content);
        _stream = stream;
        _codec = codec;
        _mcap = new McapWriter(stream, (options ?? new McapWriterOptions()) with { ChannelsOutsideChunks = true });
        var schemas = new Dictionary<string, ushort>(StringComparer.Ordinal);
        foreach (WireChannel channel in codec.Channels)
        {
            _channelByStream[(byte)channel.Stream] = Add(schemas, channel.SchemaName, channel.SchemaEncoding,
                channel.Schema, channel.Topic);
        }

        _gapChannel = Add(schemas, WireSchemas.Gap, WireSchemas.GapTopic);
        _logChannel = Add(schemas, WireSchemas.Log, WireSchemas.LogTopic);
        _annotationsChannel = Add(schemas, WireSchemas.Annotations, WireSchemas.AnnotationsTopic);
        _sequence = new uint[_annotationsChannel + 1];

        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["started_utc"] = startedUtc.ToString("O", CultureInfo.InvariantCulture),
            ["started_session_ns"] = started.Nanoseconds.ToString(CultureInfo.InvariantCulture),
        };
        foreach ((string key, string value) in content.Facts)
            facts[key] = value;
        _mcap.WriteMetadata(DriveLogContent.FactsName, facts);
        foreach (LogAttachment a in content.Attachments)
        {
            ulong at = TimeOf(started);
            _mcap.WriteAttachment(new McapAttachment(a.Name, a.MediaType, at, at), a.Content.Span);
        }
    }

    /// <summary>Bytes in the file for good.</summary>
    public long Length => _mcap.Length;

    /// <summary>Messages that are not in the file yet.</summary>
    public int MessagesInOpenChunk => _mcap.MessagesInOpenChunk;

    /// <summary>False when the record's stream has no wire form.</summary>
    public bool TryWrite(in RingRecord record)
    {
        ushort channel = _channelByStream[(byte)record.Stream];
        _payload.Clear();
        if (channel == 0 || !_codec.TryEncode(in record, _payload))
            return false;

        Put(channel, record.Time);
        if (record.Stream == StreamId.Detections)
            Annotate(record.Time, record.As<Detection>());
        else if (record.Stream == StreamId.Ledger)
            FlushAnnotations(record.Time);
        return true;
    }

    /// <summary>Log time is when the picture was captured.</summary>
    public void WritePicture(CameraFrame frame, ReadOnlySpan<byte> jpeg)
    {
        ArgumentNullException.ThrowIfNull(frame);
        _payload.Clear();
        _codec.EncodePicture(frame, jpeg, _payload);
        Put(_channelByStream[(byte)StreamId.RoadCamera], frame.Captured);
    }

    /// <summary>Says what was lost, once for programs and once for people.</summary>
    public void WriteGap(in LogGap gap)
    {
        _payload.Clear();
        gap.WriteRecord(_payload);
        Put(_gapChannel, gap.To);
        _payload.Clear();
        gap.WriteText(_payload);
        Put(_logChannel, gap.To);
    }

    /// <summary>Closes the open chunk, so that a crash from here on does not lose it.</summary>
    public void FlushChunk() => _mcap.FlushChunk();

    /// <summary>Asks the operating system to put the file on the disk.</summary>
    public void Sync()
    {
        if (_stream is FileStream file)
            file.Flush(flushToDisk: true);
    }

    public void Finish() => _mcap.Finish();

    /// <inheritdoc cref="McapWriter.TryFinishAfterFailure"/>
    public bool TryFinishAfterFailure() => _mcap.TryFinishAfterFailure();

    public void Dispose() => _mcap.Dispose();

    private ushort Add(Dictionary<string, ushort> schemas, WireSchema schema, string topic) =>
        Add(schemas, schema.Name, WireSchema.Encoding, schema.Content, topic);

    private ushort Add(
        Dictionary<string, ushort> schemas, string name, string encoding, ReadOnlyMemory<byte> content, string topic)
    {
        if (!schemas.TryGetValue(name, out ushort schema))
            schemas[name] = schema = _mcap.AddSchema(name, encoding, content.Span);
        return _mcap.AddChannel(schema, topic, WireSchema.Encoding);
    }

    private void Annotate(MonoTime time, in Detection detection)
    {
        if (!_annotations.Fits(in detection))
            FlushAnnotations(time);
        _annotations.Add(in detection);
    }

    private void FlushAnnotations(MonoTime time)
    {
        if (_annotations.IsEmpty)
            return;

        _payload.Clear();
        _payload.Bytes(_annotations.Wire);
        _annotations.Clear();
        Put(_annotationsChannel, time);
    }

    private void Put(ushort channel, MonoTime time)
    {
        ulong at = TimeOf(time);
        _mcap.Write(new McapMessage
        {
            ChannelId = channel,
            Sequence = _sequence[channel],
            LogTime = at,
            PublishTime = at,
            Payload = _payload.Written,
        });
        _sequence[channel] = unchecked(_sequence[channel] + 1);
    }

    // MCAP times are unsigned; a session clock starts at zero or later.
    private static ulong TimeOf(MonoTime time) => (ulong)Math.Max(0, time.Nanoseconds);
}
