using System;
using System.Collections.Generic;
using System.IO;

namespace SenseAuto.DriveLog.Mcap;

/// <summary>One record; the body is valid until the reader moves on.</summary>
/// <param name="offset">Of the record in the file; for a record inside a chunk, of the chunk.</param>
public readonly ref struct McapRecord(McapOpcode opcode, ReadOnlySpan<byte> body, long offset, bool isInChunk)
{
    public McapOpcode Opcode { get; } = opcode;

    public ReadOnlySpan<byte> Body { get; } = body;

    public long Offset { get; } = offset;

    public bool IsInChunk { get; } = isInChunk;
}

/// <summary>How a file ended for its reader.</summary>
public enum McapReadEnd : byte
{
    /// <summary>More may come.</summary>
    Reading,

    /// <summary>Footer and closing magic were there.</summary>
    Complete,

    /// <summary>The file stops before its end; everything before was read.</summary>
    Truncated,

    /// <summary>The opening magic is missing.</summary>
    NotMcap,
}

/// <summary>
/// Reads any MCAP stream front to back, whole or cut at any byte, and unpacks chunks on the way. Chunks themselves
/// are not
/// handed out, their records are. What is damaged is skipped, named in <see cref="Problems"/> and counted.
/// Memory: one record and one unpacked chunk.
/// </summary>
public sealed class McapStreamReader : IDisposable
{
    /// <summary>A longer record is skipped; a chunk of a drive log has about 1 MiB. Chosen by us.</summary>
    public const long RecordBytesMax = 512L * 1024 * 1024;

    private const int ProblemsMax = 1000;
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly ByteBuffer _record = new(64 * 1024);
    private readonly ByteBuffer _chunk = new(64 * 1024);
    private readonly ChunkPacking _packing = new();
    private readonly List<McapProblem> _problems = [];
    private Crc32 _crc;
    private Crc32 _crcAtRecord;
    private long _position;
    private long _recordAt;
    private long _dataEndAt = -1;
    private int _chunkPosition = -1;
    private bool _isChunkCut;

    public McapStreamReader(Stream stream, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        _leaveOpen = leaveOpen;
        if (!TryFill(McapFormat.Magic.Length) || !_record.Written.SequenceEqual(McapFormat.Magic))
        {
            End = McapReadEnd.NotMcap;
            Report(0, "not an MCAP file: the first 8 bytes are not MCAP's");
        }
    }

    public McapReadEnd End { get; private set; }

    /// <summary>The first thousand things that were wrong, in file order.</summary>
    public IReadOnlyList<McapProblem> Problems => _problems;

    public long ProblemCount { get; private set; }

    /// <summary>
    /// Bytes of damaged or cut records. Of a chunk that was cut, the unpacked bytes behind its last whole record,
    /// or the
    /// whole chunk when it yielded none.
    /// </summary>
    public long BytesDropped { get; private set; }

    /// <summary>Bytes taken from the stream.</summary>
    public long Position => _position;

    /// <summary>Chunks that could be read, wholly or in part.</summary>
    public long ChunksRead { get; private set; }

    /// <summary>Unpacked bytes of those chunks, and the bytes they take in the file.</summary>
    public (long Unpacked, long Packed) ChunkBytes { get; private set; }

    /// <summary>Compression of the last chunk read.</summary>
    public string Compression { get; private set; } = "";

    /// <summary>False at the end; <see cref="End"/> says which end it was.</summary>
    public bool TryReadNext(out McapRecord record)
    {
        while (true)
        {
            if (_chunkPosition >= 0 && TryNextInChunk(out record))
                return true;
            if (End != McapReadEnd.Reading)
            {
                record = default;
                return false;
            }

            if (!TryNextInFile(out McapOpcode opcode))
                continue;
            if (opcode == McapOpcode.Chunk)
            {
                OpenChunk(isWhole: true);
                continue;
            }

            record =
                new McapRecord(opcode, _record.Written[McapFormat.RecordHeaderBytes..], _recordAt, isInChunk: false);
            if (Accept(in record))
                return true;
        }
    }

    public void Dispose()
    {
        _packing.Dispose();
        if (!_leaveOpen)
            _stream.Dispose();
    }

    /// <summary>Checks what carries a check of its own. False drops the record.</summary>
    private bool Accept(in McapRecord record)
    {
        switch (record.Opcode)
        {
            case McapOpcode.Attachment:
                if (McapParse.TryAttachment(record.Body, out _, out _, out string problem))
                    return true;
                Drop(_recordAt, problem, _record.Count);
                return false;
            case McapOpcode.Footer:
                FinishFile();
                return true;
            default:
                return true;
        }
    }

    private bool TryNextInFile(out McapOpcode opcode)
    {
        opcode = McapOpcode.None;
        _recordAt = _position;
        if (!TryFill(McapFormat.RecordHeaderBytes))
        {
            Truncate(_record.Count == 0 ? "the file ends without a footer" : "the file ends inside a record's header");
            return false;
        }

        var header = new McapCursor(_record.Written);
        opcode = (McapOpcode)header.U8();
        ulong length = header.U64();
        if (opcode == McapOpcode.None)
        {
            // What a file system leaves behind after a power cut: a tail of zeros.
            Truncate("unreadable from here on: a record of kind 0");
            return false;
        }

        if (length > RecordBytesMax)
            return SkipHuge(length);
        if (TryFill((int)length, append: true))
        {
            CheckSectionCrc(opcode);
            return true;
        }

        if (opcode == McapOpcode.Chunk)
            OpenChunk(isWhole: false);
        else
            Truncate($"the file ends inside a record of kind {opcode}");
        if (End == McapReadEnd.Reading)
            End = McapReadEnd.Truncated;
        return false;
    }

    private void CheckSectionCrc(McapOpcode opcode)
    {
        ReadOnlySpan<byte> body = _record.Written[McapFormat.RecordHeaderBytes..];
        if (opcode == McapOpcode.DataEnd && McapParse.TryDataEnd(body, out uint said))
        {
            Crc32 found = _crcAtRecord;
            if (said != 0 && found.Value != said)
                Report(_recordAt, $"the data section has CRC {found.Value:x8}, its end says {said:x8}");
            _crc = default;
            _dataEndAt = _position;
        }
        else if (opcode == McapOpcode.Footer && McapParse.TryFooter(body, out McapFooter footer)
            && footer.SummaryCrc != 0)
        {
            bool hasSummary = _dataEndAt > 0 && footer.SummaryStart == (ulong)_dataEndAt;
            Crc32 found = hasSummary ? _crcAtRecord : default;
            found.Append(_record.Written[..(McapFormat.RecordHeaderBytes + McapFormat.FooterBytes - 4)]);
            if (found.Value != footer.SummaryCrc && (hasSummary || footer.SummaryStart == 0))
                Report(_recordAt, $"the summary has CRC {found.Value:x8}, the footer says {footer.SummaryCrc:x8}");
        }
    }

    private void FinishFile()
    {
        long at = _position;
        var magic = new ByteBuffer(McapFormat.Magic.Length);
        int got = ReadUpTo(magic, McapFormat.Magic.Length);
        End = got == McapFormat.Magic.Length && magic.Written.SequenceEqual(McapFormat.Magic)
            ? McapReadEnd.Complete
            : McapReadEnd.Truncated;
        if (End == McapReadEnd.Truncated)
            Report(at, "the closing magic is missing");
    }

    private void OpenChunk(bool isWhole)
    {
        ReadOnlyMemory<byte> body = _record.WrittenMemory[McapFormat.RecordHeaderBytes..];
        _chunk.Clear();
        if (!McapParse.TryChunkHeader(body.Span, out McapChunkHeader header, out int packedAt))
        {
            Drop(_recordAt, "the chunk's header is cut", _record.Count);
            return;
        }

        Compression = header.Compression;
        if (header.UncompressedSize > (ulong)RecordBytesMax)
        {
            Drop(_recordAt, $"chunk says it unpacks to {header.UncompressedSize} bytes: skipped", _record.Count);
            return;
        }

        ReadOnlyMemory<byte> packed = body[packedAt..];
        if ((ulong)packed.Length > header.PackedSize)
            packed = packed[..(int)header.PackedSize];
        bool isUnpacked =
            _packing.TryUnpack(header.Compression, packed, header.UncompressedSize, _chunk, out string problem);
        if (isWhole && !IsIntact(in header, isUnpacked, problem))
            return;

        if (!isWhole)
            Report(_recordAt, "the file ends inside a chunk");
        _isChunkCut = !isWhole;
        _chunkPosition = 0;
        ChunksRead++;
        ChunkBytes = (ChunkBytes.Unpacked + _chunk.Count, ChunkBytes.Packed + packed.Length);
    }

    private bool IsIntact(in McapChunkHeader header, bool isUnpacked, string problem)
    {
        if (!isUnpacked)
        {
            Drop(_recordAt, $"chunk skipped: {problem}", _record.Count);
            return false;
        }

        uint found = header.UncompressedCrc == 0 ? 0 : Crc32.Of(_chunk.Written);
        if (found == header.UncompressedCrc)
            return true;

        Drop(_recordAt, $"chunk skipped: its records have CRC {found:x8}, its header says {header.UncompressedCrc:x8}",
            _record.Count);
        return false;
    }

    private bool TryNextInChunk(out McapRecord record)
    {
        int at = _chunkPosition;
        if (McapChunkWalk.TryNext(_chunk.Written, ref _chunkPosition, out McapOpcode opcode,
            out ReadOnlySpan<byte> body))
        {
            record = new McapRecord(opcode, body, _recordAt, isInChunk: true);
            return true;
        }

        record = default;
        _chunkPosition = -1;
        int left = _chunk.Count - at;
        if (_isChunkCut)
            BytesDropped += at == 0 ? _record.Count : left;
        else if (left > 0)
            Drop(_recordAt, $"{left} bytes at the chunk's end are no whole record", left);
        return false;
    }

    /// <summary>A record that is too long for memory is read past, so that the ones behind it are found.</summary>
    private bool SkipHuge(ulong length)
    {
        var scratch = new ByteBuffer(64 * 1024);
        ulong left = length;
        while (left > 0)
        {
            scratch.Clear();
            int got = ReadUpTo(scratch, (int)Math.Min(left, 64 * 1024));
            left -= (ulong)got;
            if (got == 0)
                break;
        }

        if (left == 0)
            Drop(_recordAt, $"record of {length} bytes skipped, the longest read is {RecordBytesMax}", (long)length);
        else
            Truncate($"a record says it has {length} bytes, the file ends before");
        return false;
    }

    /// <summary>Reads the next <paramref name="count"/> bytes into the record buffer; false when the file ends
    /// before.</summary>
    private bool TryFill(int count, bool append = false)
    {
        if (!append)
        {
            _record.Clear();
            _crcAtRecord = _crc;
        }

        return ReadUpTo(_record, count) == count;
    }

    private int ReadUpTo(ByteBuffer into, int count)
    {
        int start = into.Count;
        while (into.Count - start < count)
        {
            // In steps, so that a false length costs no more memory than the file has bytes.
            int step = Math.Min(count - (into.Count - start), 1024 * 1024);
            int got = _stream.Read(into.GetSpan(step)[..step]);
            if (got == 0)
                break;

            into.Advance(got);
            _position += got;
        }

        _crc.Append(into.Written[start..]);
        return into.Count - start;
    }

    private void Truncate(string text)
    {
        End = McapReadEnd.Truncated;
        Drop(_recordAt, text, _position - _recordAt);
    }

    private void Drop(long offset, string text, long bytes)
    {
        BytesDropped += bytes;
        Report(offset, text);
    }

    private void Report(long offset, string text)
    {
        ProblemCount++;
        if (_problems.Count < ProblemsMax)
            _problems.Add(new McapProblem(offset, text));
    }
}
