using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SenseAuto.Core;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.DriveLog.Mcap;
using SenseAuto.DriveLog.Wire;

namespace SenseAuto.DriveLog.Recording;

/// <summary>One recorded message; the payload is valid until the next read.</summary>
public readonly ref struct LogEntry
{
    /// <summary>Zero when the topic is none of the streams (gaps, texts, annotations).</summary>
    public StreamId Stream { get; init; }

    public string Topic { get; init; }

    public MonoTime Time { get; init; }

    public ReadOnlySpan<byte> Payload { get; init; }

    /// <summary>False when the payload is damaged. <typeparamref name="T"/> must be the stream's message.</summary>
    public bool TryDecode<T>(out T message)
        where T : unmanaged => WireCodec.TryDecode(Payload, out message);

    public bool TryDecodePicture(out WirePicture picture) => WireCodec.TryDecodePicture(Payload, out picture);

    /// <summary>Puts the message into a sink as it once came; false for pictures, other topics and damage.</summary>
    public bool TryReplay(IRecordSink sink) => WireCodec.TryReplay(Stream, Time, Payload, sink);
}

/// <summary>
/// Reads a drive log back in the order of its times, equal times in the order they were recorded. Also logs that
/// were cut.
/// One thread.
/// </summary>
public sealed class DriveLogReader : IDisposable
{
    private readonly McapIndexedReader _mcap;
    private readonly McapMessageCursor _cursor;
    private readonly Dictionary<ushort, (StreamId Stream, string Topic)> _streams = [];

    private DriveLogReader(McapIndexedReader mcap)
    {
        _mcap = mcap;
        _cursor = mcap.Messages();
        foreach (McapMetadataIndex index in mcap.Catalogue.Metadata)
        {
            if (index.Name == DriveLogContent.FactsName && mcap.TryReadMetadata(index, out McapMetadata? facts))
                Facts = facts.Values;
        }
    }

    /// <summary>Profile, model hashes, software version, wall-clock at the start.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; } = new Dictionary<string, string>();

    public IReadOnlyList<McapAttachmentIndex> Attachments => _mcap.Catalogue.Attachments;

    /// <summary>False when the log has no good end; <see cref="Problem"/> says why.</summary>
    public bool IsWhole => _mcap.Catalogue.HasSummary;

    public string Problem => _mcap.Catalogue.Problem;

    /// <summary>Damaged chunks met so far.</summary>
    public IReadOnlyList<McapProblem> Problems => _cursor.Problems;

    /// <summary>Null when the stream is no MCAP file; <paramref name="problem"/> says so. The stream is closed
    /// with the reader.</summary>
    public static DriveLogReader? Open(Stream stream, out string problem)
    {
#pragma warning disable CA2000 // The drive log reader owns it and disposes of it.
        McapIndexedReader? mcap = McapIndexedReader.Open(stream, out problem);
#pragma warning restore CA2000
        return mcap is null ? null : new DriveLogReader(mcap);
    }

    public bool TryReadNext(out LogEntry entry)
    {
        entry = default;
        if (!_cursor.TryReadNext(out McapMessage message))
            return false;

        (StreamId stream, string topic) = StreamOf(message.ChannelId);
        entry = new LogEntry
        {
            Stream = stream,
            Topic = topic,
            Time = new MonoTime((long)Math.Min(message.LogTime, long.MaxValue)),
            Payload = message.Payload,
        };
        return true;
    }

    /// <summary>False when there is none of that name, or it is damaged.</summary>
    public bool TryReadAttachment(string name, out byte[] content, out string problem)
    {
        McapAttachmentIndex? index = Attachments.FirstOrDefault(a => a.Attachment.Name == name);
        content = [];
        problem = index is null ? $"the log has no attachment '{name}'" : "";
        return index is not null && _mcap.TryReadAttachment(index, out content, out problem);
    }

    public void Dispose()
    {
        _cursor.Dispose();
        _mcap.Dispose();
    }

    private (StreamId Stream, string Topic) StreamOf(ushort channelId)
    {
        if (_streams.TryGetValue(channelId, out (StreamId Stream, string Topic) known))
            return known;

        _ = _mcap.Catalogue.Channels.TryGetValue(channelId, out McapChannel? channel);
        string topic = channel?.Topic ?? "";
        StreamSpec? spec = channel?.MessageEncoding == WireSchema.Encoding
            ? Streams.All.FirstOrDefault(s => s.Topic == topic)
            : null;
        _streams[channelId] = known = (spec?.Id ?? default, topic);
        return known;
    }
}
