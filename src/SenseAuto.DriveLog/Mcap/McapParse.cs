using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace SenseAuto.DriveLog.Mcap;

/// <summary>Bodies of records to values. False when a body is shorter than its fields say; bytes after the last
/// field are allowed.</summary>
public static class McapParse
{
    public static bool TryHeader(ReadOnlySpan<byte> body, [NotNullWhen(true)] out McapHeader? header)
    {
        var c = new McapCursor(body);
        header = new McapHeader(c.Text(), c.Text());
        return !c.HasFailed;
    }

    public static bool TryFooter(ReadOnlySpan<byte> body, out McapFooter footer)
    {
        var c = new McapCursor(body);
        footer = new McapFooter(c.U64(), c.U64(), c.U32());
        return !c.HasFailed;
    }

    public static bool TrySchema(ReadOnlySpan<byte> body, [NotNullWhen(true)] out McapSchema? schema)
    {
        var c = new McapCursor(body);
        schema = new McapSchema(c.U16(), c.Text(), c.Text(), c.Bytes().ToArray());
        return !c.HasFailed && schema.Id != 0;
    }

    public static bool TryChannel(ReadOnlySpan<byte> body, [NotNullWhen(true)] out McapChannel? channel)
    {
        var c = new McapCursor(body);
        channel = new McapChannel(c.U16(), c.U16(), c.Text(), c.Text(), c.Map());
        return !c.HasFailed;
    }

    public static bool TryMessage(ReadOnlySpan<byte> body, out McapMessage message)
    {
        var c = new McapCursor(body);
        message = new McapMessage
        {
            ChannelId = c.U16(),
            Sequence = c.U32(),
            LogTime = c.U64(),
            PublishTime = c.U64(),
            Payload = c.Rest,
        };
        return !c.HasFailed;
    }

    /// <summary>The packed records follow at <paramref name="packedAt"/>; they may be cut short.</summary>
    public static bool TryChunkHeader(ReadOnlySpan<byte> body, out McapChunkHeader header, out int packedAt)
    {
        var c = new McapCursor(body);
        header = new McapChunkHeader(c.U64(), c.U64(), c.U64(), c.U32(), c.Text(), c.U64());
        packedAt = body.Length - c.Rest.Length;
        return !c.HasFailed;
    }

    public static bool TryMessageIndex(ReadOnlySpan<byte> body, [NotNullWhen(true)] out McapMessageIndex? index)
    {
        var c = new McapCursor(body);
        ushort channel = c.U16();
        var entries = new List<McapIndexEntry>();
        var inner = new McapCursor(c.Bytes());
        while (inner.Rest.Length > 0 && !inner.HasFailed)
            entries.Add(new McapIndexEntry(inner.U64(), inner.U64()));
        index = new McapMessageIndex(channel, entries);
        return !c.HasFailed && !inner.HasFailed;
    }

    public static bool TryChunkIndex(ReadOnlySpan<byte> body, [NotNullWhen(true)] out McapChunkIndex? index)
    {
        var c = new McapCursor(body);
        index = new McapChunkIndex(c.U64(), c.U64(), c.U64(), c.U64())
        {
            MessageIndexOffsets = c.CountMap(),
            MessageIndexLength = c.U64(),
            Compression = c.Text(),
            CompressedSize = c.U64(),
            UncompressedSize = c.U64(),
        };
        return !c.HasFailed;
    }

    /// <summary>False also when the CRC is wrong; <paramref name="problem"/> says which.</summary>
    public static bool TryAttachment(
        ReadOnlySpan<byte> body, [NotNullWhen(true)] out McapAttachment? attachment, out ReadOnlySpan<byte> content,
        out string problem)
    {
        var c = new McapCursor(body);
        ulong logTime = c.U64();
        ulong createTime = c.U64();
        attachment = new McapAttachment(c.Text(), c.Text(), logTime, createTime);
        content = c.Take(c.U64());
        int covered = body.Length - c.Rest.Length;
        uint said = c.U32();
        problem = c.HasFailed ? "attachment is shorter than its fields say" : "";
        if (c.HasFailed)
            return false;

        // A CRC of zero means that the writer did not compute one.
        uint found = said == 0 ? 0 : Crc32.Of(body[..covered]);
        if (found != said)
            problem = $"attachment '{attachment.Name}' has CRC {found:x8}, its record says {said:x8}";
        return found == said;
    }

    public static bool TryAttachmentIndex(ReadOnlySpan<byte> body, [NotNullWhen(true)] out McapAttachmentIndex? index)
    {
        var c = new McapCursor(body);
        ulong offset = c.U64();
        ulong length = c.U64();
        ulong logTime = c.U64();
        ulong createTime = c.U64();
        ulong size = c.U64();
        index = new McapAttachmentIndex(offset, length, size,
            new McapAttachment(c.Text(), c.Text(), logTime, createTime));
        return !c.HasFailed;
    }

    public static bool TryStatistics(ReadOnlySpan<byte> body, [NotNullWhen(true)] out McapStatistics? statistics)
    {
        var c = new McapCursor(body);
        statistics = new McapStatistics
        {
            MessageCount = c.U64(),
            SchemaCount = c.U16(),
            ChannelCount = c.U32(),
            AttachmentCount = c.U32(),
            MetadataCount = c.U32(),
            ChunkCount = c.U32(),
            StartTime = c.U64(),
            EndTime = c.U64(),
            MessagesByChannel = c.CountMap(),
        };
        return !c.HasFailed;
    }

    public static bool TryMetadata(ReadOnlySpan<byte> body, [NotNullWhen(true)] out McapMetadata? metadata)
    {
        var c = new McapCursor(body);
        metadata = new McapMetadata(c.Text(), c.Map());
        return !c.HasFailed;
    }

    public static bool TryMetadataIndex(ReadOnlySpan<byte> body, [NotNullWhen(true)] out McapMetadataIndex? index)
    {
        var c = new McapCursor(body);
        index = new McapMetadataIndex(c.U64(), c.U64(), c.Text());
        return !c.HasFailed;
    }

    public static bool TrySummaryOffset(ReadOnlySpan<byte> body, [NotNullWhen(true)] out McapSummaryOffset? offset)
    {
        var c = new McapCursor(body);
        offset = new McapSummaryOffset((McapOpcode)c.U8(), c.U64(), c.U64());
        return !c.HasFailed;
    }

    public static bool TryDataEnd(ReadOnlySpan<byte> body, out uint crc)
    {
        var c = new McapCursor(body);
        crc = c.U32();
        return !c.HasFailed;
    }
}
