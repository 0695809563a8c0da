using System;
using System.Buffers.Binary;
using System.IO;

namespace SenseAuto.DriveLog.Mcap;

/// <summary>Finds out what a seekable file contains.</summary>
internal static class SummaryReading
{
    // Statistics, channels and indexes of a day's drive stay far below this. Chosen by us.
    private const long SummaryBytesMax = 256L * 1024 * 1024;
    private const int TailBytes = McapFormat.RecordHeaderBytes + McapFormat.FooterBytes + 8;

    public static bool TryRead(Stream stream, McapCatalogue into, out string problem)
    {
        long length = stream.Length;
        if (!TryReadFooter(stream, out McapFooter footer))
        {
            problem = "the file ends without a footer";
            return false;
        }

        long start = (long)Math.Min(footer.SummaryStart, long.MaxValue);
        if (start == 0 || start > length - TailBytes || length - start > SummaryBytesMax)
        {
            problem = start == 0 ? "the file has no summary" : "the footer's summary start is out of range";
            return false;
        }

        var summary = new byte[length - 8 - start];
        stream.Position = start;
        stream.ReadExactly(summary);
        uint found = footer.SummaryCrc == 0 ? 0 : Crc32.Of(summary.AsSpan()[..^4]);
        problem = found == footer.SummaryCrc ? "" : "the summary's CRC is wrong";
        if (problem.Length > 0)
            return false;

        int at = 0;
        while (McapChunkWalk.TryNext(summary, ref at, out McapOpcode opcode, out ReadOnlySpan<byte> body))
            into.Take(opcode, body);

        problem = IsEnough(into, (ulong)length) ? "" : "the summary leaves out channels or indexes";
        return problem.Length == 0;
    }

    /// <summary>Walks over the data section; chunks are noted, not read.</summary>
    public static void Rebuild(Stream stream, McapCatalogue into)
    {
        long at = McapFormat.Magic.Length;
        long length = stream.Length;
        Span<byte> head = stackalloc byte[McapFormat.RecordHeaderBytes];
        while (at + head.Length <= length)
        {
            stream.Position = at;
            stream.ReadExactly(head);
            var opcode = (McapOpcode)head[0];
            ulong body = BinaryPrimitives.ReadUInt64LittleEndian(head[1..]);
            bool isWhole = body <= (ulong)(length - at - head.Length);
            if (opcode is McapOpcode.None or McapOpcode.DataEnd or McapOpcode.Footer)
                return;
            if (isWhole || opcode == McapOpcode.Chunk)
                Note(stream, into, opcode, at, (long)Math.Min(body, (ulong)(length - at - head.Length)));
            if (!isWhole)
                return;

            at += head.Length + (long)body;
        }
    }

    public static bool TryReadRecord(Stream stream, long at, McapOpcode opcode, out byte[] body)
    {
        body = [];
        Span<byte> head = stackalloc byte[McapFormat.RecordHeaderBytes];
        if (at < 0 || at > stream.Length - head.Length)
            return false;

        stream.Position = at;
        stream.ReadExactly(head);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(head[1..]);
        if (head[0] != (byte)opcode || length > (ulong)(stream.Length - stream.Position)
            || length > (ulong)McapStreamReader.RecordBytesMax)
        {
            return false;
        }

        body = new byte[length];
        stream.ReadExactly(body);
        return true;
    }

    // Without repeated channels and chunk indexes the summary is no way to the messages.
    private static bool IsEnough(McapCatalogue found, ulong length) =>
        found.Statistics is { } counts
        && found.Chunks.Count == counts.ChunkCount && found.Channels.Count == counts.ChannelCount
        && found.Attachments.Count == counts.AttachmentCount && found.Metadata.Count == counts.MetadataCount
        && (counts.MessageCount == 0 || counts.ChunkCount > 0)
        && found.Chunks.TrueForAll(c => c.ChunkOffset < length && c.ChunkLength <= length - c.ChunkOffset)
        && found.Attachments.TrueForAll(a => a.Offset < length)
        && found.Metadata.TrueForAll(m => m.Offset < length);

    private static bool TryReadFooter(Stream stream, out McapFooter footer)
    {
        footer = default;
        if (stream.Length < TailBytes + McapFormat.Magic.Length)
            return false;

        Span<byte> tail = stackalloc byte[TailBytes];
        stream.Position = stream.Length - TailBytes;
        stream.ReadExactly(tail);
        return tail[^8..].SequenceEqual(McapFormat.Magic)
            && tail[0] == (byte)McapOpcode.Footer
            && BinaryPrimitives.ReadUInt64LittleEndian(tail[1..]) == McapFormat.FooterBytes
            && McapParse.TryFooter(tail[McapFormat.RecordHeaderBytes..], out footer);
    }

    private static void Note(Stream stream, McapCatalogue into, McapOpcode opcode, long at, long bodyLength)
    {
        switch (opcode)
        {
            case McapOpcode.Chunk:
                NoteChunk(stream, into, at, bodyLength);
                break;
            case McapOpcode.Schema or McapOpcode.Channel when TryReadRecord(stream, at, opcode, out byte[] body):
                into.Take(opcode, body);
                break;
            case McapOpcode.Attachment:
                NoteAttachment(stream, into, at, bodyLength);
                break;
            case McapOpcode.Metadata when TryReadRecord(stream, at, opcode, out byte[] body)
                && McapParse.TryMetadata(body, out McapMetadata? metadata):
                into.Metadata.Add(new McapMetadataIndex((ulong)at, (ulong)(bodyLength + McapFormat.RecordHeaderBytes),
                    metadata.Name));
                break;
            default:
                break;
        }
    }

    private static void NoteChunk(Stream stream, McapCatalogue into, long at, long bodyLength)
    {
        // The fixed fields and a compression name of at most 16 letters.
        Span<byte> front = stackalloc byte[(int)Math.Min(bodyLength, 56)];
        stream.ReadExactly(front);
        if (!McapParse.TryChunkHeader(front, out McapChunkHeader header, out _))
            return;

        into.Chunks.Add(new McapChunkIndex(header.StartTime, header.EndTime, (ulong)at,
            (ulong)(bodyLength + McapFormat.RecordHeaderBytes))
        {
            Compression = header.Compression,
            CompressedSize = header.PackedSize,
            UncompressedSize = header.UncompressedSize,
        });
    }

    private static void NoteAttachment(Stream stream, McapCatalogue into, long at, long bodyLength)
    {
        var front = new byte[(int)Math.Min(bodyLength, 64 * 1024)];
        stream.ReadExactly(front);
        var c = new McapCursor(front);
        ulong logTime = c.U64();
        ulong createTime = c.U64();
        var attachment = new McapAttachment(c.Text(), c.Text(), logTime, createTime);
        ulong size = c.U64();
        if (!c.HasFailed)
        {
            into.Attachments.Add(new McapAttachmentIndex((ulong)at, (ulong)(bodyLength + McapFormat.RecordHeaderBytes),
                size, attachment));
        }
    }
}
