using System;
using System.Collections.Generic;

namespace SenseAuto.DriveLog.Mcap;

public sealed record McapHeader(string Profile, string Library);

/// <param name="Id">Never 0: a channel with schema 0 has none.</param>
public sealed record McapSchema(ushort Id, string Name, string Encoding, ReadOnlyMemory<byte> Content);

public sealed record McapChannel(
    ushort Id, ushort SchemaId, string Topic, string MessageEncoding, IReadOnlyDictionary<string, string> Metadata);

/// <summary>One message; the payload is valid until the reader moves on. Times are nanoseconds of the writer's
/// clock.</summary>
public readonly ref struct McapMessage
{
    public ushort ChannelId { get; init; }

    public uint Sequence { get; init; }

    public ulong LogTime { get; init; }

    public ulong PublishTime { get; init; }

    public ReadOnlySpan<byte> Payload { get; init; }
}

/// <summary>Name and times of an attachment; its bytes travel beside it.</summary>
public sealed record McapAttachment(string Name, string MediaType, ulong LogTime, ulong CreateTime);

public sealed record McapMetadata(string Name, IReadOnlyDictionary<string, string> Values);

/// <summary>The front of a chunk, before its packed records.</summary>
public readonly record struct McapChunkHeader(
    ulong StartTime, ulong EndTime, ulong UncompressedSize, uint UncompressedCrc, string Compression, ulong PackedSize);

/// <summary>One message's place inside its chunk.</summary>
public readonly record struct McapIndexEntry(ulong LogTime, ulong Offset);

public sealed record McapMessageIndex(ushort ChannelId, IReadOnlyList<McapIndexEntry> Entries);

public sealed record McapChunkIndex(
    ulong StartTime, ulong EndTime, ulong ChunkOffset, ulong ChunkLength)
{
    /// <summary>Message index offsets by channel; empty when the file has none.</summary>
    public IReadOnlyDictionary<ushort, ulong> MessageIndexOffsets { get; init; } = new Dictionary<ushort, ulong>();

    public ulong MessageIndexLength { get; init; }

    public string Compression { get; init; } = "";

    public ulong CompressedSize { get; init; }

    public ulong UncompressedSize { get; init; }
}

public sealed record McapAttachmentIndex(ulong Offset, ulong Length, ulong ContentSize, McapAttachment Attachment);

public sealed record McapMetadataIndex(ulong Offset, ulong Length, string Name);

public sealed record McapSummaryOffset(McapOpcode Group, ulong Start, ulong Length);

public readonly record struct McapFooter(ulong SummaryStart, ulong SummaryOffsetStart, uint SummaryCrc);

/// <summary>Counts of a whole file.</summary>
public sealed record McapStatistics
{
    public ulong MessageCount { get; init; }

    public ushort SchemaCount { get; init; }

    public uint ChannelCount { get; init; }

    public uint AttachmentCount { get; init; }

    public uint MetadataCount { get; init; }

    public uint ChunkCount { get; init; }

    public ulong StartTime { get; init; }

    public ulong EndTime { get; init; }

    public IReadOnlyDictionary<ushort, ulong> MessagesByChannel { get; init; } = new Dictionary<ushort, ulong>();
}

/// <summary>Something a reader found wrong, with the file offset of the record it was found in.</summary>
public sealed record McapProblem(long Offset, string Text)
{
    public override string ToString() => $"byte {Offset}: {Text}";
}
