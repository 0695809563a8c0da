using System;
using System.Collections.Generic;
using System.IO;

namespace SenseAuto.DriveLog.Mcap;

/// <summary>
/// Messages by log time across chunks, equal times in file order. Only chunks whose times overlap are unpacked
/// together.
/// Damaged chunks are skipped and named in <see cref="Problems"/>; of a cut last chunk what can be unpacked is read.
/// </summary>
public sealed class McapMessageCursor : IDisposable
{
    private readonly Stream _stream;
    private readonly McapCatalogue _catalogue;
    private readonly ulong _from;
    private readonly ulong _to;
    private readonly IReadOnlySet<ushort>? _channels;
    private readonly List<McapChunkIndex> _pending;
    private readonly PriorityQueue<OpenChunk, (ulong Time, ulong Offset, int Place)> _open = new();
    private readonly Stack<OpenChunk> _spare = new();
    private readonly List<McapProblem> _problems = [];
    private readonly ChunkPacking _packing = new();
    private OpenChunk? _current;
    private int _nextPending;

    internal McapMessageCursor(
        Stream stream, McapCatalogue catalogue, ulong from, ulong to, IReadOnlySet<ushort>? channels)
    {
        _stream = stream;
        _catalogue = catalogue;
        _from = from;
        _to = to;
        _channels = channels;
        _pending = catalogue.Chunks.FindAll(IsWanted);
        _pending.Sort(static (a, b) =>
            a.StartTime != b.StartTime ? a.StartTime.CompareTo(b.StartTime) : a.ChunkOffset.CompareTo(b.ChunkOffset));
    }

    public IReadOnlyList<McapProblem> Problems => _problems;

    /// <summary>The payload is valid until the next call.</summary>
    public bool TryReadNext(out McapMessage message)
    {
        if (_current is { } last)
            Requeue(last);
        _current = null;
        while (_nextPending < _pending.Count
            && (!_open.TryPeek(out _, out (ulong Time, ulong Offset, int Place) head)
                || _pending[_nextPending].StartTime <= head.Time))
        {
            Open(_pending[_nextPending++]);
        }

        if (!_open.TryDequeue(out OpenChunk? chunk, out _))
        {
            message = default;
            return false;
        }

        _current = chunk;
        return McapParse.TryMessage(chunk.Body, out message);
    }

    public void Dispose() => _packing.Dispose();

    private bool IsWanted(McapChunkIndex chunk)
    {
        if (chunk.EndTime < _from || chunk.StartTime > _to)
            return false;
        if (_channels is null || chunk.MessageIndexOffsets.Count == 0)
            return true;

        foreach (ushort id in chunk.MessageIndexOffsets.Keys)
        {
            if (_channels.Contains(id))
                return true;
        }

        return false;
    }

    private void Requeue(OpenChunk chunk)
    {
        if (chunk.TryMoveNext())
            _open.Enqueue(chunk, chunk.Key);
        else
            _spare.Push(chunk);
    }

    private void Open(McapChunkIndex index)
    {
        if (!_spare.TryPop(out OpenChunk? chunk))
            chunk = new OpenChunk();
        string problem = chunk.Load(_stream, index, _packing);
        if (problem.Length > 0)
            _problems.Add(new McapProblem((long)index.ChunkOffset, problem));
        chunk.Scan(_catalogue, _from, _to, _channels);
        Requeue(chunk);
    }

    /// <summary>One unpacked chunk and the order of its messages.</summary>
    private sealed class OpenChunk
    {
        private readonly ByteBuffer _packed = new();
        private readonly ByteBuffer _records = new();
        private readonly List<(ulong Time, int At)> _order = [];
        private ulong _offset;
        private int _place = -1;

        public (ulong Time, ulong Offset, int Place) Key => (_order[_place].Time, _offset, _place);

        public bool TryMoveNext() => ++_place < _order.Count;

        public ReadOnlySpan<byte> Body
        {
            get
            {
                int at = _order[_place].At;
                _ = McapChunkWalk.TryNext(_records.Written, ref at, out _, out ReadOnlySpan<byte> body);
                return body;
            }
        }

        /// <summary>What is wrong with the chunk, or an empty text.</summary>
        public string Load(Stream stream, McapChunkIndex index, ChunkPacking packing)
        {
            _packed.Clear();
            _records.Clear();
            _order.Clear();
            _place = -1;
            _offset = index.ChunkOffset;
            if (index.ChunkLength > (ulong)McapStreamReader.RecordBytesMax
                || index.UncompressedSize > (ulong)McapStreamReader.RecordBytesMax)
            {
                return $"chunk of {index.UncompressedSize} bytes skipped: too long";
            }

            stream.Position = (long)index.ChunkOffset;
            int want = (int)index.ChunkLength;
            _packed.Advance(stream.ReadAtLeast(_packed.GetSpan(want)[..want], want, throwOnEndOfStream: false));
            return Unpack(packing);
        }

        private string Unpack(ChunkPacking packing)
        {
            var head = new McapCursor(_packed.Written);
            bool isChunk = head.U8() == (byte)McapOpcode.Chunk;
            ulong length = head.U64();
            bool isWhole = (ulong)head.Rest.Length >= length;
            if (!isChunk || !McapParse.TryChunkHeader(head.Rest, out McapChunkHeader header, out int packedAt))
                return "no chunk where the index says one is";
            if (header.UncompressedSize > (ulong)McapStreamReader.RecordBytesMax)
                return "chunk skipped: its header says it is too long";

            ReadOnlyMemory<byte> packed = _packed.WrittenMemory[(McapFormat.RecordHeaderBytes + packedAt)..];
            if ((ulong)packed.Length > header.PackedSize)
                packed = packed[..(int)header.PackedSize];
            bool isUnpacked = packing.TryUnpack(
                header.Compression, packed, header.UncompressedSize, _records, out string problem);
            if (!isWhole)
                return "the file ends inside this chunk";

            if (isUnpacked && header.UncompressedCrc != 0 && Crc32.Of(_records.Written) != header.UncompressedCrc)
                problem = "its CRC is wrong";
            if (problem.Length == 0)
                return "";

            _records.Clear();
            return $"chunk skipped: {problem}";
        }

        public void Scan(McapCatalogue catalogue, ulong from, ulong to, IReadOnlySet<ushort>? channels)
        {
            int at = 0;
            int start = 0;
            bool isSorted = true;
            while (McapChunkWalk.TryNext(_records.Written, ref at, out McapOpcode opcode, out ReadOnlySpan<byte> body))
            {
                if (opcode != McapOpcode.Message)
                {
                    catalogue.Take(opcode, body);
                }
                else if (McapParse.TryMessage(body, out McapMessage m) && m.LogTime >= from && m.LogTime <= to
                    && (channels is null || channels.Contains(m.ChannelId)))
                {
                    isSorted &= _order.Count == 0 || _order[^1].Time <= m.LogTime;
                    _order.Add((m.LogTime, start));
                }

                start = at;
            }

            // The place in the chunk settles equal times, so the order does not depend on the sort.
            if (!isSorted)
                _order.Sort();
        }
    }
}
