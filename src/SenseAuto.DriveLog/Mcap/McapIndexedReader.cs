using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;

namespace SenseAuto.DriveLog.Mcap;

/// <summary>
/// Opens a seekable MCAP file by its summary, or, when that is missing or damaged, by walking over its chunks without
/// unpacking them. Hands out messages in time order. One thread.
/// </summary>
public sealed class McapIndexedReader : IDisposable
{
    private readonly Stream _stream;
    private readonly bool _leaveOpen;

    private McapIndexedReader(Stream stream, McapCatalogue catalogue, bool leaveOpen)
    {
        _stream = stream;
        _leaveOpen = leaveOpen;
        Catalogue = catalogue;
    }

    /// <summary>What the file contains. Channels of a file without a summary join when their chunk is
    /// unpacked.</summary>
    public McapCatalogue Catalogue { get; }

    /// <summary>Null when the stream is no MCAP file at all. A file cut at any byte behind its magic opens.</summary>
    public static McapIndexedReader? Open(Stream stream, out string problem, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<byte> magic = stackalloc byte[McapFormat.Magic.Length];
        stream.Position = 0;
        if (stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length
            || !magic.SequenceEqual(McapFormat.Magic))
        {
            problem = "not an MCAP file: the first 8 bytes are not MCAP's";
            return null;
        }

        problem = "";
        var catalogue = new McapCatalogue();
        if (!SummaryReading.TryRead(stream, catalogue, out string summaryProblem))
        {
            catalogue = new McapCatalogue { Problem = summaryProblem };
            SummaryReading.Rebuild(stream, catalogue);
        }

        return new McapIndexedReader(stream, catalogue, leaveOpen);
    }

    /// <summary>Messages of the chosen time range and channels, by log time; equal times in file order.</summary>
    /// <param name="from">First log time, inclusive.</param>
    /// <param name="to">Last log time, inclusive.</param>
    /// <param name="channels">Null takes all.</param>
    public McapMessageCursor Messages(
        ulong from = 0, ulong to = ulong.MaxValue, IReadOnlySet<ushort>? channels = null) =>
        new(_stream, Catalogue, from, to, channels);

    /// <summary>False when it is damaged or cut; <paramref name="problem"/> says how.</summary>
    public bool TryReadAttachment(McapAttachmentIndex index, out byte[] content, out string problem)
    {
        ArgumentNullException.ThrowIfNull(index);
        content = [];
        if (!SummaryReading.TryReadRecord(_stream, (long)index.Offset, McapOpcode.Attachment, out byte[] body))
        {
            problem = $"byte {index.Offset}: no whole attachment record";
            return false;
        }

        bool isGood = McapParse.TryAttachment(body, out _, out ReadOnlySpan<byte> found, out problem);
        content = isGood ? found.ToArray() : [];
        return isGood;
    }

    public bool TryReadMetadata(McapMetadataIndex index, [NotNullWhen(true)] out McapMetadata? metadata)
    {
        ArgumentNullException.ThrowIfNull(index);
        metadata = null;
        return SummaryReading.TryReadRecord(_stream, (long)index.Offset, McapOpcode.Metadata, out byte[] body)
            && McapParse.TryMetadata(body, out metadata);
    }

    public void Dispose()
    {
        if (!_leaveOpen)
            _stream.Dispose();
    }
}

/// <summary>What an MCAP file contains, as its summary or a walk over it says.</summary>
public sealed class McapCatalogue
{
    /// <summary>Empty when the file's own summary was used; else why it could not be.</summary>
    public string Problem { get; init; } = "";

    public Dictionary<ushort, McapSchema> Schemas { get; } = [];

    public Dictionary<ushort, McapChannel> Channels { get; } = [];

    public List<McapChunkIndex> Chunks { get; } = [];

    public List<McapAttachmentIndex> Attachments { get; } = [];

    public List<McapMetadataIndex> Metadata { get; } = [];

    public McapStatistics? Statistics { get; set; }

    public bool HasSummary => Problem.Length == 0;

    /// <summary>Takes one record of a summary or a data section; others are ignored.</summary>
    internal void Take(McapOpcode opcode, ReadOnlySpan<byte> body)
    {
        switch (opcode)
        {
            case McapOpcode.Schema when McapParse.TrySchema(body, out McapSchema? schema):
                Schemas[schema.Id] = schema;
                break;
            case McapOpcode.Channel when McapParse.TryChannel(body, out McapChannel? channel):
                Channels[channel.Id] = channel;
                break;
            case McapOpcode.ChunkIndex when McapParse.TryChunkIndex(body, out McapChunkIndex? chunk):
                Chunks.Add(chunk);
                break;
            case McapOpcode.AttachmentIndex when McapParse.TryAttachmentIndex(body,
                out McapAttachmentIndex? attachment):
                Attachments.Add(attachment);
                break;
            case McapOpcode.MetadataIndex when McapParse.TryMetadataIndex(body, out McapMetadataIndex? metadata):
                Metadata.Add(metadata);
                break;
            case McapOpcode.Statistics when McapParse.TryStatistics(body, out McapStatistics? statistics):
                Statistics = statistics;
                break;
            default:
                break;
        }
    }
}
