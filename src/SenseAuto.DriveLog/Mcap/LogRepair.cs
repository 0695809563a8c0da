using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;

namespace SenseAuto.DriveLog.Mcap;

/// <summary>What a repair did. <see cref="HasSucceeded"/> decides a command's exit code.</summary>
public sealed record RepairReport
{
    public bool HasSucceeded { get; init; }

    /// <summary>Why the repair failed; empty when it did not.</summary>
    public string Failure { get; init; } = "";

    /// <summary>True when nothing was wrong with the input.</summary>
    public bool WasWhole { get; init; }

    public long MessagesSaved { get; init; }

    public long AttachmentsSaved { get; init; }

    public long MetadataSaved { get; init; }

    /// <summary>Messages whose channel was lost with a damaged chunk.</summary>
    public long MessagesOrphaned { get; init; }

    /// <summary>See <see cref="McapStreamReader.BytesDropped"/>.</summary>
    public long BytesDropped { get; init; }

    public IReadOnlyList<McapProblem> Problems { get; init; } = [];

    /// <summary>The report for a person, several lines.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine(HasSucceeded
            ? (WasWhole ? "The log was whole." : "The log was repaired.") : $"Repair FAILED: {Failure}");
        text.AppendLine(CultureInfo.InvariantCulture,
            $"saved: {MessagesSaved} messages, {AttachmentsSaved} attachments, {MetadataSaved} metadata records");
        text.AppendLine(CultureInfo.InvariantCulture,
            $"dropped: {BytesDropped} bytes, {MessagesOrphaned} messages without a channel");
        foreach (McapProblem problem in Problems)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {problem}");
        return text.ToString();
    }
}

/// <summary>Writes a whole log from one that was cut or damaged, keeping everything that can be read.</summary>
public static class LogRepair
{
    /// <summary>Never throws for what is wrong with either stream: the report says it. Both streams stay
    /// open.</summary>
    /// <param name="input">Read once, front to back.</param>
    public static RepairReport Repair(Stream input, Stream output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var run = new RepairRun();
        try
        {
            using var reader = new McapStreamReader(input, leaveOpen: true);
            return run.Copy(reader, output);
        }
        catch (Exception e) when (e is IOException or NotSupportedException or UnauthorizedAccessException)
        {
            return run.Report(null) with { HasSucceeded = false, WasWhole = false, Failure = e.Message };
        }
    }
}

/// <summary>One copy from a reader to a writer.</summary>
internal sealed class RepairRun
{
    private readonly Dictionary<ushort, McapSchema> _schemas = [];
    private readonly Dictionary<ushort, ushort> _schemaIds = new() { [0] = 0 };
    private readonly Dictionary<ushort, ushort> _channelIds = [];
    private long _messages;
    private long _attachments;
    private long _metadata;
    private long _orphans;

    public RepairReport Copy(McapStreamReader reader, Stream output)
    {
        if (reader.End == McapReadEnd.NotMcap)
            return Report(reader) with { HasSucceeded = false, Failure = reader.Problems[0].Text };

        McapWriter? writer = null;
        try
        {
            while (reader.TryReadNext(out McapRecord record))
            {
                writer ??= Start(in record, output);
                Take(writer, in record);
            }

            writer ??= new McapWriter(output, new McapWriterOptions(), leaveOpen: true);
            writer.Finish();
            ulong written = writer.Messages;
            string verdict = Verify(output, written);
            return Report(reader) with { HasSucceeded = verdict.Length == 0, Failure = verdict };
        }
        finally
        {
            writer?.Dispose();
        }
    }

    public RepairReport Report(McapStreamReader? reader) => new()
    {
        HasSucceeded = true,
        WasWhole = reader is { End: McapReadEnd.Complete, ProblemCount: 0 } && _orphans == 0,
        MessagesSaved = _messages,
        AttachmentsSaved = _attachments,
        MetadataSaved = _metadata,
        MessagesOrphaned = _orphans,
        BytesDropped = reader?.BytesDropped ?? 0,
        Problems = reader?.Problems ?? [],
    };

    private static McapWriter Start(in McapRecord record, Stream output)
    {
        string profile = record.Opcode == McapOpcode.Header && McapParse.TryHeader(record.Body, out McapHeader? header)
            ? header.Profile
            : "";
        var options = new McapWriterOptions { Profile = profile, ChannelsOutsideChunks = true };
        return new McapWriter(output, options, leaveOpen: true);
    }

    private void Take(McapWriter writer, in McapRecord record)
    {
        switch (record.Opcode)
        {
            case McapOpcode.Schema when McapParse.TrySchema(record.Body, out McapSchema? schema):
                _schemas[schema.Id] = schema;
                break;
            case McapOpcode.Channel when McapParse.TryChannel(record.Body, out McapChannel? channel):
                TakeChannel(writer, channel);
                break;
            case McapOpcode.Message when McapParse.TryMessage(record.Body, out McapMessage message):
                TakeMessage(writer, in message);
                break;
            case McapOpcode.Attachment when McapParse.TryAttachment(
                record.Body, out McapAttachment? attachment, out ReadOnlySpan<byte> content, out _):
                writer.WriteAttachment(attachment, content);
                _attachments++;
                break;
            case McapOpcode.Metadata when McapParse.TryMetadata(record.Body, out McapMetadata? metadata):
                writer.WriteMetadata(metadata.Name, metadata.Values);
                _metadata++;
                break;
            default:
                break;
        }
    }

    private void TakeChannel(McapWriter writer, McapChannel channel)
    {
        if (_channelIds.ContainsKey(channel.Id))
            return;

        if (!_schemaIds.TryGetValue(channel.SchemaId, out ushort schemaId))
        {
            schemaId = _schemas.TryGetValue(channel.SchemaId, out McapSchema? schema)
                ? writer.AddSchema(schema.Name, schema.Encoding, schema.Content.Span)
                : (ushort)0;
            _schemaIds[channel.SchemaId] = schemaId;
        }

        _channelIds[channel.Id] = writer.AddChannel(schemaId, channel.Topic, channel.MessageEncoding, channel.Metadata);
    }

    private void TakeMessage(McapWriter writer, in McapMessage message)
    {
        if (!_channelIds.TryGetValue(message.ChannelId, out ushort id))
        {
            _orphans++;
            return;
        }

        writer.Write(new McapMessage
        {
            ChannelId = id,
            Sequence = message.Sequence,
            LogTime = message.LogTime,
            PublishTime = message.PublishTime,
            Payload = message.Payload,
        });
        _messages++;
    }

    /// <summary>Reads the result back where that is possible; an empty text is good.</summary>
    private static string Verify(Stream output, ulong messages)
    {
        if (!output.CanSeek || !output.CanRead)
            return "";

        using McapIndexedReader? reader = McapIndexedReader.Open(output, out string problem, leaveOpen: true);
        if (reader is null)
            return $"the repaired log does not open: {problem}";
        return reader.Catalogue is { HasSummary: true, Statistics: { } counts } && counts.MessageCount == messages
            ? ""
            : "the repaired log does not hold what was written to it";
    }
}
