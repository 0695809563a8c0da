using System;
using System.Collections.Generic;

namespace SenseAuto.DriveLog.Mcap;

/// <summary>What a writer must remember until the end of the file, and how the end is written.</summary>
internal sealed class SummarySection
{
    private readonly List<ulong> _messagesByChannel = [0];
    private readonly ByteBuffer _attachmentIndexes = new();
    private readonly ByteBuffer _metadataIndexes = new();
    private readonly ByteBuffer _offsets = new(512);
    private readonly ByteBuffer _indexOffsets = new(512);
    private uint _attachments;
    private uint _metadata;
    private ulong _startTime;
    private ulong _endTime;

    public List<McapSchema> Schemas { get; } = [];

    public List<McapChannel> Channels { get; } = [];

    /// <summary>Finished chunk index records, ready for the file. Ten minutes of drive log take about 200
    /// KiB.</summary>
    public ByteBuffer ChunkIndexes { get; } = new(256 * 1024);

    public ulong Messages { get; private set; }

    public uint Chunks { get; set; }

    public void AddChannel(McapChannel channel)
    {
        Channels.Add(channel);
        _messagesByChannel.Add(0);
    }

    public void CountMessages(ushort channel, int count, ulong first, ulong last)
    {
        if (count == 0)
            return;

        _startTime = Messages == 0 ? first : Math.Min(_startTime, first);
        _endTime = Messages == 0 ? last : Math.Max(_endTime, last);
        _messagesByChannel[channel] += (ulong)count;
        Messages += (ulong)count;
    }

    public void AddAttachment(McapAttachmentIndex index, bool isIndexed)
    {
        _attachments++;
        if (!isIndexed)
            return;

        int mark = _attachmentIndexes.BeginRecord(McapOpcode.AttachmentIndex);
        _attachmentIndexes.U64(index.Offset);
        _attachmentIndexes.U64(index.Length);
        _attachmentIndexes.U64(index.Attachment.LogTime);
        _attachmentIndexes.U64(index.Attachment.CreateTime);
        _attachmentIndexes.U64(index.ContentSize);
        _attachmentIndexes.Text(index.Attachment.Name);
        _attachmentIndexes.Text(index.Attachment.MediaType);
        _attachmentIndexes.EndRecord(mark);
    }

    public void AddMetadata(McapMetadataIndex index, bool isIndexed)
    {
        _metadata++;
        if (!isIndexed)
            return;

        int mark = _metadataIndexes.BeginRecord(McapOpcode.MetadataIndex);
        _metadataIndexes.U64(index.Offset);
        _metadataIndexes.U64(index.Length);
        _metadataIndexes.Text(index.Name);
        _metadataIndexes.EndRecord(mark);
    }

    public void BeginIndexOffsets() => _indexOffsets.Clear();

    public void AddIndexOffset(ushort channel, ulong offset)
    {
        _indexOffsets.U16(channel);
        _indexOffsets.U64(offset);
    }

    public void CopyIndexOffsets(ByteBuffer into)
    {
        into.U32((uint)_indexOffsets.Count);
        into.Bytes(_indexOffsets.Written);
    }

    public static void WriteSchema(ByteBuffer into, McapSchema schema)
    {
        int mark = into.BeginRecord(McapOpcode.Schema);
        into.U16(schema.Id);
        into.Text(schema.Name);
        into.Text(schema.Encoding);
        into.U32((uint)schema.Content.Length);
        into.Bytes(schema.Content.Span);
        into.EndRecord(mark);
    }

    public static void WriteChannel(ByteBuffer into, McapChannel channel)
    {
        int mark = into.BeginRecord(McapOpcode.Channel);
        into.U16(channel.Id);
        into.U16(channel.SchemaId);
        into.Text(channel.Topic);
        into.Text(channel.MessageEncoding);
        into.Map(channel.Metadata);
        into.EndRecord(mark);
    }

    /// <summary>Everything between the data section and the closing magic, for a file that is
    /// <paramref name="at"/> bytes long.</summary>
    public void Write(ByteBuffer into, McapWriterOptions options, long at)
    {
        int first = into.Count;
        _offsets.Clear();
        WriteDefinitions(into, options, at - first);
        if (options.UseMetadataIndex)
            WriteGroup(into, McapOpcode.MetadataIndex, at - first, _metadataIndexes.Written);
        if (options.UseAttachmentIndex)
            WriteGroup(into, McapOpcode.AttachmentIndex, at - first, _attachmentIndexes.Written);
        if (options.UseChunkIndex)
            WriteGroup(into, McapOpcode.ChunkIndex, at - first, ChunkIndexes.Written);

        int groupsEnd = into.Count;
        if (options.UseSummaryOffsets)
            into.Bytes(_offsets.Written);
        int mark = into.BeginRecord(McapOpcode.Footer);
        into.U64(groupsEnd > first ? (ulong)at : 0);
        into.U64(options.UseSummaryOffsets && _offsets.Count > 0 ? (ulong)(at + groupsEnd - first) : 0);
        into.U32(0);
        into.EndRecord(mark);

        // The CRC covers the footer with its length already in place.
        Span<byte> covered = into.Written[first..^4];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(into.Written[^4..], Crc32.Of(covered));
    }

    private void WriteDefinitions(ByteBuffer into, McapWriterOptions options, long shift)
    {
        int start = into.Count;
        foreach (McapSchema schema in Schemas)
        {
            if (options.RepeatSchemas)
                WriteSchema(into, schema);
        }

        NoteGroup(McapOpcode.Schema, shift, start, into.Count);
        start = into.Count;
        foreach (McapChannel channel in Channels)
        {
            if (options.RepeatChannels)
                WriteChannel(into, channel);
        }

        NoteGroup(McapOpcode.Channel, shift, start, into.Count);
        start = into.Count;
        if (options.UseStatistics)
            WriteStatistics(into);
        NoteGroup(McapOpcode.Statistics, shift, start, into.Count);
    }

    private void WriteStatistics(ByteBuffer into)
    {
        int mark = into.BeginRecord(McapOpcode.Statistics);
        into.U64(Messages);
        into.U16((ushort)Schemas.Count);
        into.U32((uint)Channels.Count);
        into.U32(_attachments);
        into.U32(_metadata);
        into.U32(Chunks);
        into.U64(_startTime);
        into.U64(_endTime);
        int map = into.BeginLength();
        for (int id = 1; id < _messagesByChannel.Count; id++)
        {
            if (_messagesByChannel[id] == 0)
                continue;

            into.U16((ushort)id);
            into.U64(_messagesByChannel[id]);
        }

        into.EndLength(map);
        into.EndRecord(mark);
    }

    private void WriteGroup(ByteBuffer into, McapOpcode group, long shift, ReadOnlySpan<byte> records)
    {
        int start = into.Count;
        into.Bytes(records);
        NoteGroup(group, shift, start, into.Count);
    }

    private void NoteGroup(McapOpcode group, long shift, int start, int end)
    {
        if (end == start)
            return;

        int mark = _offsets.BeginRecord(McapOpcode.SummaryOffset);
        _offsets.U8((byte)group);
        _offsets.U64((ulong)(shift + start));
        _offsets.U64((ulong)(end - start));
        _offsets.EndRecord(mark);
    }
}
