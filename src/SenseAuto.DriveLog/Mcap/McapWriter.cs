using System;
using System.Collections.Generic;
using System.IO;
using SenseAuto.Core;

namespace SenseAuto.DriveLog.Mcap;

/// <summary>
/// Writes one MCAP file from front to back. One thread. Memory: two chunks and a few hundred bytes of index a chunk.
/// What the stream throws passes through; the file is then whole up to <see cref="Length"/> and
/// <see cref="TryFinishAfterFailure"/> may still close it.
/// </summary>
public sealed class McapWriter : IDisposable
{
    private readonly Stream _stream;
    private readonly McapWriterOptions _options;
    private readonly bool _leaveOpen;
    private readonly ByteBuffer _out;
    private readonly ChunkBuilder _chunk;
    private readonly ChunkPacking _packing = new();
    private readonly SummarySection _summary = new();
    private Crc32 _crc;

    public McapWriter(Stream stream, McapWriterOptions options, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ChunkBytes, 1);
        _stream = stream;
        _options = options;
        _leaveOpen = leaveOpen;
        int capacity = Math.Min(options.ChunkBytes, 16 * 1024 * 1024) + 4096;
        _out = new ByteBuffer(capacity);
        _chunk = new ChunkBuilder(capacity);
        _out.Bytes(McapFormat.Magic);
        int mark = _out.BeginRecord(McapOpcode.Header);
        _out.Text(options.Profile);
        _out.Text(options.Library);
        _out.EndRecord(mark);
        Emit();
    }

    /// <summary>Bytes that stand in the file for good. What is in the open chunk is not counted.</summary>
    public long Length { get; private set; }

    /// <summary>Messages taken, those in the open chunk included.</summary>
    public ulong Messages => _summary.Messages + (ulong)_chunk.Messages;

    /// <summary>Messages that a failure now would lose.</summary>
    public int MessagesInOpenChunk => _chunk.Messages;

    /// <summary>Log time of the first message in the open chunk; 0 when it is empty.</summary>
    public ulong OpenChunkStartTime => _chunk.StartTime;

    public uint Chunks => _summary.Chunks;

    public bool IsFinished { get; private set; }

    /// <summary>Schema ids count from 1.</summary>
    public ushort AddSchema(string name, string encoding, ReadOnlySpan<byte> content)
    {
        var schema = new McapSchema((ushort)(_summary.Schemas.Count + 1), name, encoding, content.ToArray());
        ByteBuffer into = BeginDefinition();
        SummarySection.WriteSchema(into, schema);
        EndDefinition();
        _summary.Schemas.Add(schema);
        return schema.Id;
    }

    /// <summary>Channel ids count from 1.</summary>
    /// <param name="schemaId">0 when the channel has no schema.</param>
    public ushort AddChannel(
        ushort schemaId, string topic, string messageEncoding, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var channel = new McapChannel((ushort)(_summary.Channels.Count + 1), schemaId, topic, messageEncoding,
            metadata ?? new Dictionary<string, string>());
        ByteBuffer into = BeginDefinition();
        SummarySection.WriteChannel(into, channel);
        EndDefinition();
        _summary.AddChannel(channel);
        _chunk.AddChannel();
        return channel.Id;
    }

    /// <summary>Times in nanoseconds. Allocates nothing once the buffers have grown to their size.</summary>
    public void Write(in McapMessage message)
    {
        Invariant.Require(message.ChannelId > 0 && message.ChannelId < _chunk.ChannelCount,
            "message on an unknown channel");
        Invariant.Require(!IsFinished, "message written to a finished log");
        if (!_options.UseChunks)
        {
            WriteMessage(_out, in message);
            Emit();
            _summary.CountMessages(message.ChannelId, 1, message.LogTime, message.LogTime);
            return;
        }

        _chunk.NoteMessage(message.ChannelId, message.LogTime);
        WriteMessage(_chunk.Records, in message);
        if (_chunk.Records.Count >= _options.ChunkBytes)
            FlushChunk();
    }

    /// <summary>Closes the open chunk. Nothing happens when it is empty.</summary>
    public void FlushChunk()
    {
        if (_chunk.Records.Count == 0)
            return;

        long chunkAt = Length;
        int packedBytes = WriteChunk();
        long chunkLength = _out.Count;
        int firstIndex = _summary.ChunkIndexes.Count;
        WriteMessageIndexes(chunkAt + chunkLength);
        long indexLength = _out.Count - chunkLength;
        if (_options.UseChunkIndex)
            WriteChunkIndex(chunkAt, chunkLength, indexLength, packedBytes);
        EmitOrForget(firstIndex);

        for (int id = 1; id < _chunk.ChannelCount; id++)
            _summary.CountMessages((ushort)id, _chunk.IndexOf(id).Length / 16, _chunk.StartTime, _chunk.EndTime);
        _summary.Chunks++;
        _chunk.Clear();
    }

    /// <summary>Stands beside the chunks: a reader finds it without unpacking anything.</summary>
    public void WriteAttachment(McapAttachment attachment, ReadOnlySpan<byte> content)
    {
        ArgumentNullException.ThrowIfNull(attachment);
        FlushChunk();
        long at = Length;
        int mark = _out.BeginRecord(McapOpcode.Attachment);
        int bodyAt = _out.Count;
        _out.U64(attachment.LogTime);
        _out.U64(attachment.CreateTime);
        _out.Text(attachment.Name);
        _out.Text(attachment.MediaType);
        _out.U64((ulong)content.Length);
        _out.Bytes(content);
        _out.U32(Crc32.Of(_out.Written[bodyAt..]));
        _out.EndRecord(mark);
        int length = _out.Count;
        Emit();
        _summary.AddAttachment(new McapAttachmentIndex((ulong)at, (ulong)length, (ulong)content.Length, attachment),
            _options.UseAttachmentIndex);
    }

    public void WriteMetadata(string name, IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        FlushChunk();
        long at = Length;
        int mark = _out.BeginRecord(McapOpcode.Metadata);
        _out.Text(name);
        _out.Map(values);
        _out.EndRecord(mark);
        int length = _out.Count;
        Emit();
        _summary.AddMetadata(new McapMetadataIndex((ulong)at, (ulong)length, name), _options.UseMetadataIndex);
    }

    /// <summary>Closes the open chunk and writes the end of the file. Once.</summary>
    public void Finish()
    {
        Invariant.Require(!IsFinished, "log finished twice");
        FlushChunk();
        WriteEnd(_options);
    }

    /// <summary>
    /// After the stream failed: gives back the half-written record, which usually frees the room that the end of
    /// the file
    /// needs, and closes the file without the open chunk; where only the summary does not fit, without a summary.
    /// False when that fails too; the file is then cut short but whole up to <see cref="Length"/>.
    /// </summary>
    public bool TryFinishAfterFailure()
    {
        if (IsFinished || !_stream.CanSeek)
            return IsFinished;

        _chunk.Clear();
        return TryEnd(_options) || TryEnd(McapWriterOptions.Bare);
    }

    public void Dispose()
    {
        _packing.Dispose();
        if (!_leaveOpen)
            _stream.Dispose();
    }

    private bool TryEnd(McapWriterOptions options)
    {
        (long length, Crc32 crc) = (Length, _crc);
        _out.Clear();
        try
        {
            _stream.SetLength(length);
            _stream.Position = length;
            WriteEnd(options);
            return true;
        }
        catch (Exception e) when (e is IOException or NotSupportedException or UnauthorizedAccessException)
        {
            (Length, _crc) = (length, crc);
            return false;
        }
    }

    private void WriteEnd(McapWriterOptions options)
    {
        int mark = _out.BeginRecord(McapOpcode.DataEnd);
        _out.U32(_crc.Value);
        _out.EndRecord(mark);
        Emit();
        _summary.Write(_out, options, Length);
        _out.Bytes(McapFormat.Magic);
        Emit();
        _stream.Flush();
        IsFinished = true;
    }

    private ByteBuffer BeginDefinition() =>
        _options.UseChunks && !_options.ChannelsOutsideChunks ? _chunk.Records : _out;

    private void EndDefinition()
    {
        if (_out.Count > 0)
            Emit();
    }

    private static void WriteMessage(ByteBuffer into, in McapMessage message)
    {
        int mark = into.BeginRecord(McapOpcode.Message);
        into.U16(message.ChannelId);
        into.U32(message.Sequence);
        into.U64(message.LogTime);
        into.U64(message.PublishTime);
        into.Bytes(message.Payload);
        into.EndRecord(mark);
    }

    private int WriteChunk()
    {
        int mark = _out.BeginRecord(McapOpcode.Chunk);
        _out.U64(_chunk.StartTime);
        _out.U64(_chunk.EndTime);
        _out.U64((ulong)_chunk.Records.Count);
        _out.U32(Crc32.Of(_chunk.Records.Written));
        _out.Text(McapFormat.NameOf(_options.Compression));
        int sizeAt = _out.Count;
        _out.U64(0);
        int packedAt = _out.Count;
        _packing.Pack(_options.Compression, _chunk.Records.Written, _out);
        int packedBytes = _out.Count - packedAt;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(_out.Written[sizeAt..], (ulong)packedBytes);
        _out.EndRecord(mark);
        return packedBytes;
    }

    private void WriteMessageIndexes(long fileOffset)
    {
        int first = _out.Count;
        _summary.BeginIndexOffsets();
        for (int id = 1; id < _chunk.ChannelCount && _options.UseMessageIndex; id++)
        {
            ReadOnlySpan<byte> entries = _chunk.IndexOf(id);
            if (entries.IsEmpty)
                continue;

            _summary.AddIndexOffset((ushort)id, (ulong)(fileOffset + _out.Count - first));
            int mark = _out.BeginRecord(McapOpcode.MessageIndex);
            _out.U16((ushort)id);
            _out.U32((uint)entries.Length);
            _out.Bytes(entries);
            _out.EndRecord(mark);
        }
    }

    private void WriteChunkIndex(long at, long length, long indexLength, int packedBytes)
    {
        ByteBuffer into = _summary.ChunkIndexes;
        int mark = into.BeginRecord(McapOpcode.ChunkIndex);
        into.U64(_chunk.StartTime);
        into.U64(_chunk.EndTime);
        into.U64((ulong)at);
        into.U64((ulong)length);
        _summary.CopyIndexOffsets(into);
        into.U64((ulong)indexLength);
        into.Text(McapFormat.NameOf(_options.Compression));
        into.U64((ulong)packedBytes);
        into.U64((ulong)_chunk.Records.Count);
        into.EndRecord(mark);
    }

    private void EmitOrForget(int indexesBefore)
    {
        bool isOut = false;
        try
        {
            Emit();
            isOut = true;
        }
        finally
        {
            // A chunk that did not reach the file must not be in its index.
            if (!isOut)
                _summary.ChunkIndexes.CutTo(indexesBefore);
        }
    }

    /// <summary>Length and CRC move only when the stream took everything.</summary>
    private void Emit()
    {
        _stream.Write(_out.Written);
        _crc.Append(_out.Written);
        Length += _out.Count;
        _out.Clear();
    }
}
