using System;
using System.Buffers;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Text;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;

namespace SenseAuto.Telemetry.Tests;

/// <summary>The smallest codec there can be: two streams as JSON, and the picture with a binary schema.</summary>
internal sealed class JsonCodec : IWireCodec
{
    private static readonly byte[] Schema = Encoding.UTF8.GetBytes("""{"type":"object"}""");

    public IReadOnlyList<WireChannel> Channels { get; } =
    [
        new(StreamId.Ego, "/ego", "test.Ego", "jsonschema", Schema, "json"),
        new(StreamId.Ledger, "/frame/ledger", "test.Ledger", "jsonschema", Schema, "json"),
        new(StreamId.RoadCamera, "/camera/road", "test.Picture", "protobuf", new byte[] { 1, 2, 3 }, "protobuf"),
    ];

    public bool TryEncode(in RingRecord record, IBufferWriter<byte> into)
    {
        switch (record.Stream)
        {
            case StreamId.Ego:
                Number(into, "{\"speedMps\":"u8, (long)record.As<EgoState>().Speed.Value);
                return true;
            case StreamId.Ledger:
                Number(into, "{\"index\":"u8, record.As<FrameLedger>().Index);
                return true;
            default:
                return false;
        }
    }

    public void EncodePicture(CameraFrame frame, ReadOnlySpan<byte> jpeg, IBufferWriter<byte> into) => into.Write(jpeg);

    private static void Number(IBufferWriter<byte> into, ReadOnlySpan<byte> start, long value)
    {
        into.Write(start);
        Span<byte> digits = into.GetSpan(32);
        Utf8Formatter.TryFormat(value, digits, out int written);
        into.Advance(written);
        into.Write("}"u8);
    }
}
