using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SenseAuto.DriveLog.Mcap;

namespace SenseAuto.DriveLog.Tests;

/// <summary>Records in the words of the conformance vectors: fields by name in alphabetical order.</summary>
internal static class McapRecordText
{
    /// <summary>Empty for records that the vectors do not list.</summary>
    public static string Of(in McapRecord record)
    {
        ReadOnlySpan<byte> body = record.Body;
        return record.Opcode switch
        {
            McapOpcode.Header => McapParse.TryHeader(body, out McapHeader? h)
                ? Line("Header", ("library", h.Library), ("profile", h.Profile)) : "bad",
            McapOpcode.Schema => McapParse.TrySchema(body, out McapSchema? s)
                ? Line("Schema", ("data", Numbers(s.Content.Span)), ("encoding", s.Encoding), ("id", s.Id),
                    ("name", s.Name))
                : "bad",
            McapOpcode.Channel => McapParse.TryChannel(body, out McapChannel? c)
                ? Line("Channel", ("id", c.Id), ("message_encoding", c.MessageEncoding), ("metadata", Map(c.Metadata)),
                    ("schema_id", c.SchemaId), ("topic", c.Topic)) : "bad",
            McapOpcode.Message => McapParse.TryMessage(body, out McapMessage m)
                ? Line("Message", ("channel_id", m.ChannelId), ("data", Numbers(m.Payload)), ("log_time", m.LogTime),
                    ("publish_time", m.PublishTime), ("sequence", m.Sequence)) : "bad",
            McapOpcode.Attachment =>
                McapParse.TryAttachment(body, out McapAttachment? a, out ReadOnlySpan<byte> data, out _)
                ? Line("Attachment", ("create_time", a.CreateTime), ("data", Numbers(data)), ("log_time", a.LogTime),
                    ("media_type", a.MediaType), ("name", a.Name)) : "bad",
            McapOpcode.Metadata => McapParse.TryMetadata(body, out McapMetadata? d)
                ? Line("Metadata", ("metadata", Map(d.Values)), ("name", d.Name)) : "bad",
            McapOpcode.DataEnd => McapParse.TryDataEnd(body, out uint crc)
                ? Line("DataEnd", ("data_section_crc", crc)) : "bad",
            McapOpcode.Footer => McapParse.TryFooter(body, out McapFooter f)
                ? Line("Footer", ("summary_crc", f.SummaryCrc), ("summary_offset_start", f.SummaryOffsetStart),
                    ("summary_start", f.SummaryStart)) : "bad",
            _ => OfIndex(record.Opcode, body),
        };
    }

    private static string OfIndex(McapOpcode opcode, ReadOnlySpan<byte> body) => opcode switch
    {
        McapOpcode.ChunkIndex => McapParse.TryChunkIndex(body, out McapChunkIndex? i)
            ? Line("ChunkIndex", ("chunk_length", i.ChunkLength), ("chunk_start_offset", i.ChunkOffset),
                ("compressed_size", i.CompressedSize), ("compression", i.Compression), ("message_end_time", i.EndTime),
                ("message_index_length", i.MessageIndexLength), ("message_index_offsets", Map(i.MessageIndexOffsets)),
                ("message_start_time", i.StartTime), ("uncompressed_size", i.UncompressedSize)) : "bad",
        McapOpcode.AttachmentIndex => McapParse.TryAttachmentIndex(body, out McapAttachmentIndex? a)
            ? Line("AttachmentIndex", ("create_time", a.Attachment.CreateTime), ("data_size", a.ContentSize),
                ("length", a.Length), ("log_time", a.Attachment.LogTime), ("media_type", a.Attachment.MediaType),
                ("name", a.Attachment.Name), ("offset", a.Offset)) : "bad",
        McapOpcode.MetadataIndex => McapParse.TryMetadataIndex(body, out McapMetadataIndex? m)
            ? Line("MetadataIndex", ("length", m.Length), ("name", m.Name), ("offset", m.Offset)) : "bad",
        McapOpcode.SummaryOffset => McapParse.TrySummaryOffset(body, out McapSummaryOffset? o)
            ? Line("SummaryOffset", ("group_length", o.Length), ("group_opcode", (byte)o.Group),
                ("group_start", o.Start))
            : "bad",
        McapOpcode.Statistics => McapParse.TryStatistics(body, out McapStatistics? s)
            ? Line("Statistics", ("attachment_count", s.AttachmentCount), ("channel_count", s.ChannelCount),
                ("channel_message_counts", Map(s.MessagesByChannel)), ("chunk_count", s.ChunkCount),
                ("message_count", s.MessageCount), ("message_end_time", s.EndTime), ("message_start_time", s.StartTime),
                ("metadata_count", s.MetadataCount), ("schema_count", s.SchemaCount)) : "bad",
        _ => "",
    };

    private static string Line(string type, params (string Name, object Value)[] fields) =>
        $"{type} {string.Concat(fields.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Name}={f.Value};")))}";

    private static string Numbers(ReadOnlySpan<byte> bytes) => string.Join(',', bytes.ToArray());

    private static string Map<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> map) =>
        string.Join(',', map.Select(p => $"{p.Key}:{p.Value}"));
}
