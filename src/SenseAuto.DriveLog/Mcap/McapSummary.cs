using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace SenseAuto.DriveLog.Mcap;

/// <param name="RateHz">Messages a second over the file's duration; 0 when it has none.</param>
public sealed record McapChannelCount(string Topic, string Schema, string MessageEncoding, ulong Messages,
    double RateHz);

/// <summary>What is in a log, for a person or a command. Reads the whole file once when it has no usable
/// summary.</summary>
public sealed record McapSummary
{
    public string Profile { get; init; } = "";

    public string Library { get; init; } = "";

    public ulong Messages { get; init; }

    public ulong StartTime { get; init; }

    public ulong EndTime { get; init; }

    public double DurationS => (EndTime - StartTime) * 1e-9;

    public long Chunks { get; init; }

    /// <summary>Names of the compressions used, in order of first use.</summary>
    public IReadOnlyList<string> Compressions { get; init; } = [];

    /// <summary>Unpacked over packed bytes of all chunks; 1 when there are none.</summary>
    public double CompressionRatio { get; init; } = 1;

    public IReadOnlyList<McapChannelCount> Channels { get; init; } = [];

    public IReadOnlyList<McapAttachmentIndex> Attachments { get; init; } = [];

    public IReadOnlyList<McapMetadata> Metadata { get; init; } = [];

    /// <summary>False when the file is cut or damaged; <see cref="Problems"/> says where.</summary>
    public bool IsWhole { get; init; }

    public IReadOnlyList<McapProblem> Problems { get; init; } = [];

    /// <summary>Reads every record, so that damage anywhere is seen. The stream stays open.</summary>
    /// <exception cref="InvalidDataException">Not an MCAP file.</exception>
    public static McapSummary Read(Stream stream)
    {
        using var reader = new McapStreamReader(stream, leaveOpen: true);
        if (reader.End == McapReadEnd.NotMcap)
            throw new InvalidDataException(reader.Problems[0].Text);

        var tally = new McapTally();
        while (reader.TryReadNext(out McapRecord record))
            tally.Take(in record, reader.Compression);
        return tally.Result(reader);
    }

    /// <summary>The summary for a person, several lines.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"library:   {Library}   profile: {Profile}");
        text.AppendLine(CultureInfo.InvariantCulture, $"messages:  {Messages}   duration: {DurationS:F3} s");
        text.AppendLine(CultureInfo.InvariantCulture,
            $"chunks:    {Chunks} ({string.Join(", ", Compressions)}), unpacked {CompressionRatio:F2} times as large");
        foreach (McapChannelCount c in Channels)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"  {c.Topic,-28} {c.Schema,-28} {c.Messages,9}  {c.RateHz,8:F1} Hz");
        }

        foreach (McapAttachmentIndex a in Attachments)
            text.AppendLine(CultureInfo.InvariantCulture, $"attachment {a.Attachment.Name} ({a.ContentSize} bytes)");
        text.AppendLine(IsWhole ? "the file is whole" : "the file is NOT whole:");
        foreach (McapProblem problem in Problems)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {problem}");
        return text.ToString();
    }
}

/// <summary>Counts records as they pass.</summary>
internal sealed class McapTally
{
    private readonly Dictionary<ushort, McapSchema> _schemas = [];
    private readonly SortedDictionary<ushort, McapChannel> _channels = [];
    private readonly Dictionary<ushort, ulong> _counts = [];
    private readonly List<McapAttachmentIndex> _attachments = [];
    private readonly List<McapMetadata> _metadata = [];
    private readonly List<string> _compressions = [];
    private McapHeader _header = new("", "");
    private ulong _messages;
    private ulong _start = ulong.MaxValue;
    private ulong _end;

    public void Take(in McapRecord record, string compression)
    {
        if (record.IsInChunk && !_compressions.Contains(compression.Length == 0 ? "none" : compression))
            _compressions.Add(compression.Length == 0 ? "none" : compression);
        switch (record.Opcode)
        {
            case McapOpcode.Header when McapParse.TryHeader(record.Body, out McapHeader? header):
                _header = header;
                break;
            case McapOpcode.Schema when McapParse.TrySchema(record.Body, out McapSchema? schema):
                _schemas[schema.Id] = schema;
                break;
            case McapOpcode.Channel when McapParse.TryChannel(record.Body, out McapChannel? channel):
                _channels[channel.Id] = channel;
                break;
            case McapOpcode.Message when McapParse.TryMessage(record.Body, out McapMessage message):
                Count(in message);
                break;
            case McapOpcode.Attachment when McapParse.TryAttachment(
                record.Body, out McapAttachment? attachment, out ReadOnlySpan<byte> content, out _):
                _attachments.Add(new McapAttachmentIndex((ulong)record.Offset,
                    (ulong)(record.Body.Length + McapFormat.RecordHeaderBytes), (ulong)content.Length, attachment));
                break;
            case McapOpcode.Metadata when McapParse.TryMetadata(record.Body, out McapMetadata? metadata):
                _metadata.Add(metadata);
                break;
            default:
                break;
        }
    }

    public McapSummary Result(McapStreamReader reader)
    {
        ulong start = _messages == 0 ? 0 : _start;
        double seconds = (_end - start) * 1e-9;
        return new McapSummary
        {
            Profile = _header.Profile,
            Library = _header.Library,
            Messages = _messages,
            StartTime = start,
            EndTime = _end,
            Chunks = reader.ChunksRead,
            Compressions = _compressions,
            CompressionRatio = reader.ChunkBytes.Packed > 0
                ? (double)reader.ChunkBytes.Unpacked / reader.ChunkBytes.Packed
                : 1,
            Channels = [.. _channels.Values.Select(c => CountOf(c, seconds))],
            Attachments = _attachments,
            Metadata = _metadata,
            IsWhole = reader is { End: McapReadEnd.Complete, ProblemCount: 0 },
            Problems = reader.Problems,
        };
    }

    private void Count(in McapMessage message)
    {
        _messages++;
        _start = Math.Min(_start, message.LogTime);
        _end = Math.Max(_end, message.LogTime);
        _counts[message.ChannelId] = _counts.GetValueOrDefault(message.ChannelId) + 1;
    }

    private McapChannelCount CountOf(McapChannel channel, double seconds)
    {
        ulong count = _counts.GetValueOrDefault(channel.Id);
        string schema = _schemas.TryGetValue(channel.SchemaId, out McapSchema? found) ? found.Name : "";
        return new McapChannelCount(channel.Topic, schema, channel.MessageEncoding, count, seconds > 0
            ? count / seconds : 0);
    }
}
