using System;
using System.Collections.Generic;
using System.IO;
using SenseAuto.DriveLog.Mcap;

namespace SenseAuto.DriveLog.Tests;

/// <summary>Small logs with known content: message i has log time i and 24 bytes made from i.</summary>
internal static class SampleLog
{
    public static byte[] Make(int messages, McapCompression compression, int chunkBytes = 512)
    {
        using var stream = new MemoryStream();
        var options = new McapWriterOptions
        {
            Compression = compression,
            ChunkBytes = chunkBytes,
            ChannelsOutsideChunks = true,
        };
        using var writer = new McapWriter(stream, options);
        ushort schema = writer.AddSchema("test.Sample", "protobuf", [1, 2, 3]);
        ushort even = writer.AddChannel(schema, "/even", "protobuf");
        ushort odd = writer.AddChannel(schema, "/odd", "protobuf", new Dictionary<string, string> { ["a"] = "b" });
        writer.WriteAttachment(new McapAttachment("car.dbc", "text/plain", 0, 0), "BO_ 1 X: 8 Y"u8);
        writer.WriteMetadata("facts", new Dictionary<string, string> { ["vehicle"] = "test" });
        for (int i = 0; i < messages; i++)
        {
            writer.Write(new McapMessage
            {
                ChannelId = i % 2 == 0 ? even : odd,
                Sequence = (uint)i,
                LogTime = (ulong)i,
                PublishTime = (ulong)i,
                Payload = Payload(i),
            });
        }

        writer.Finish();
        return stream.ToArray();
    }

    public static byte[] Payload(int i)
    {
        var payload = new byte[24];
        for (int k = 0; k < payload.Length; k++)
            payload[k] = unchecked((byte)((i * 31) + (k * k * i)));
        return payload;
    }

    /// <summary>Log times of the messages a stream reader finds whose payload is right.</summary>
    public static List<ulong> GoodTimes(byte[] file, out McapReadEnd end, out IReadOnlyList<McapProblem> problems)
    {
        using var reader = new McapStreamReader(new MemoryStream(file));
        var times = new List<ulong>();
        while (reader.TryReadNext(out McapRecord record))
        {
            if (record.Opcode == McapOpcode.Message && McapParse.TryMessage(record.Body, out McapMessage message)
                && message.Payload.SequenceEqual(Payload((int)message.LogTime)))
            {
                times.Add(message.LogTime);
            }
        }

        end = reader.End;
        problems = reader.Problems;
        return times;
    }
}
