using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;
using SenseAuto.DriveLog.Mcap;

namespace SenseAuto.DriveLog.Tests;

public sealed class McapTruncationTests
{
    [TestCase(McapCompression.None)]
    [TestCase(McapCompression.Lz4)]
    [TestCase(McapCompression.Zstd)]
    public void Log_cut_at_any_byte_loses_at_most_its_last_chunk(McapCompression compression)
    {
        byte[] file = SampleLog.Make(messages: 60, compression);
        (long End, ulong Messages)[] chunks = ChunkEnds(file);

        for (int length = McapFormat.Magic.Length; length < file.Length; length++)
        {
            ulong certain = chunks.Where(c => c.End <= length).Select(c => c.Messages).LastOrDefault();
            List<ulong> streamed = SampleLog.GoodTimes(file[..length], out McapReadEnd end, out _);
            List<ulong> indexed = IndexedTimes(file[..length]);

            Assert.That(end, Is.EqualTo(McapReadEnd.Truncated), $"cut at {length}");
            Assert.That(streamed, Has.Count.AtLeast((int)certain), $"cut at {length}");
            Assert.That(streamed, Is.EqualTo(Enumerable.Range(0, streamed.Count).Select(i => (ulong)i)),
                $"cut at {length}");
            Assert.That(indexed, Is.EqualTo(streamed), $"cut at {length}");
        }
    }

    [TestCase(McapCompression.None)]
    [TestCase(McapCompression.Lz4)]
    [TestCase(McapCompression.Zstd)]
    public void Larger_log_cut_at_sampled_bytes_is_repaired(McapCompression compression)
    {
        byte[] file = SampleLog.Make(messages: 20_000, compression, chunkBytes: 200_000);
        (long End, ulong Messages)[] chunks = ChunkEnds(file);

        for (int length = 40; length < file.Length; length += 47_777)
        {
            ulong certain = chunks.Where(c => c.End <= length).Select(c => c.Messages).LastOrDefault();
            using var output = new MemoryStream();
            RepairReport report = LogRepair.Repair(new MemoryStream(file, 0, length), output);

            Assert.That(report.HasSucceeded, Is.True, report.ToText());
            Assert.That(report.WasWhole, Is.False);
            Assert.That(report.MessagesSaved, Is.AtLeast((long)certain), $"cut at {length}");
            Assert.That(SampleLog.GoodTimes(output.ToArray(), out McapReadEnd end, out _),
                Has.Count.EqualTo(report.MessagesSaved));
            Assert.That(end, Is.EqualTo(McapReadEnd.Complete));
        }
    }

    [TestCase(McapCompression.None)]
    [TestCase(McapCompression.Lz4)]
    [TestCase(McapCompression.Zstd)]
    public void Messages_inside_a_cut_chunk_are_recovered(McapCompression compression)
    {
        // One chunk of several packed blocks (64 and 128 KiB), cut in its last quarter.
        byte[] file = SampleLog.Make(messages: 20_000, compression, chunkBytes: int.MaxValue / 8);
        (long end, _) = ChunkEnds(file)[0];

        List<ulong> times = SampleLog.GoodTimes(file[..(int)(end * 3 / 4)], out _, out _);

        Assert.That(times, Has.Count.InRange(8_000, 19_999));
    }

    private static List<ulong> IndexedTimes(byte[] file)
    {
        using McapIndexedReader? reader = McapIndexedReader.Open(new MemoryStream(file), out string problem);
        Assert.That(reader, Is.Not.Null, problem);
        using McapMessageCursor cursor = reader!.Messages();
        var times = new List<ulong>();
        while (cursor.TryReadNext(out McapMessage message))
        {
            if (message.Payload.SequenceEqual(SampleLog.Payload((int)message.LogTime)))
                times.Add(message.LogTime);
        }

        return times;
    }

    /// <summary>Where each chunk ends and how many messages the file holds up to there.</summary>
    private static (long End, ulong Messages)[] ChunkEnds(byte[] file)
    {
        using McapIndexedReader? reader = McapIndexedReader.Open(new MemoryStream(file), out _);
        Assert.That(reader!.Catalogue.HasSummary, Is.True, reader.Catalogue.Problem);
        return [.. reader.Catalogue.Chunks.Select(c => ((long)(c.ChunkOffset + c.ChunkLength), c.EndTime + 1))];
    }
}
