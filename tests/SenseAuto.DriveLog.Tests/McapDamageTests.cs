using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NUnit.Framework;
using SenseAuto.DriveLog.Mcap;

namespace SenseAuto.DriveLog.Tests;

public sealed class McapDamageTests
{
    [TestCase(McapCompression.None)]
    [TestCase(McapCompression.Lz4)]
    [TestCase(McapCompression.Zstd)]
    public void Damaged_chunk_is_named_by_its_offset_and_skipped(McapCompression compression)
    {
        byte[] file = SampleLog.Make(messages: 60, compression);
        McapChunkIndex chunk = SecondChunk(file);
        file[chunk.ChunkOffset + chunk.ChunkLength - 20] ^= 0x5A;

        List<ulong> times = SampleLog.GoodTimes(file, out McapReadEnd end, out IReadOnlyList<McapProblem> problems);

        Assert.That(end, Is.EqualTo(McapReadEnd.Complete));
        Assert.That(problems[0].Offset, Is.EqualTo((long)chunk.ChunkOffset));
        Assert.That(problems[0].Text, Does.Contain("chunk skipped"));
        Assert.That(times.Where(t => t >= chunk.StartTime && t <= chunk.EndTime), Is.Empty);
        Assert.That(times, Has.Count.EqualTo(60 - (int)(chunk.EndTime - chunk.StartTime + 1)));
    }

    [Test]
    public void Any_flipped_byte_is_survived_and_never_gives_a_false_message()
    {
        byte[] file = SampleLog.Make(messages: 40, McapCompression.Zstd);
        for (int at = McapFormat.Magic.Length; at < file.Length; at++)
        {
            byte[] damaged = [.. file];
            damaged[at] ^= 0xFF;

            List<ulong> times = SampleLog.GoodTimes(damaged, out _, out _);

            Assert.That(times, Is.Ordered.And.Unique, $"byte {at} flipped");
        }
    }

    [Test]
    public void Tail_of_zeros_after_a_power_cut_ends_the_log()
    {
        byte[] file = SampleLog.Make(messages: 60, McapCompression.Zstd);
        McapChunkIndex chunk = SecondChunk(file);
        byte[] withZeros = [.. file[..(int)chunk.ChunkOffset], .. new byte[4096]];

        List<ulong> times =
            SampleLog.GoodTimes(withZeros, out McapReadEnd end, out IReadOnlyList<McapProblem> problems);

        Assert.That(end, Is.EqualTo(McapReadEnd.Truncated));
        Assert.That(times, Has.Count.EqualTo((int)chunk.StartTime));
        Assert.That(problems, Has.Count.EqualTo(1));
    }

    [Test]
    public void Record_that_claims_exabytes_costs_no_memory()
    {
        byte[] file =
            [.. McapFormat.Magic, (byte)McapOpcode.Chunk, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 1, 2, 3];
        long before = GC.GetAllocatedBytesForCurrentThread();

        SampleLog.GoodTimes(file, out McapReadEnd end, out _);

        Assert.That(end, Is.EqualTo(McapReadEnd.Truncated));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4_000_000));
    }

    [Test]
    public void Whole_log_is_repaired_to_a_log_with_the_same_content()
    {
        byte[] file = SampleLog.Make(messages: 60, McapCompression.Lz4);
        using var output = new MemoryStream();

        RepairReport report = LogRepair.Repair(new MemoryStream(file), output);
        output.Position = 0;
        McapSummary summary = McapSummary.Read(output);

        Assert.That(report.WasWhole, Is.True);
        Assert.That((report.MessagesSaved, report.AttachmentsSaved, report.MetadataSaved, report.BytesDropped),
            Is.EqualTo((60L, 1L, 1L, 0L)));
        Assert.That(summary.IsWhole, Is.True);
        Assert.That(summary.Channels.Select(c => (c.Topic, c.Messages)), Is.EqualTo([("/even", 30UL), ("/odd", 30UL)]));
        Assert.That(summary.Attachments[0].Attachment.Name, Is.EqualTo("car.dbc"));
        Assert.That(summary.Metadata[0].Values["vehicle"], Is.EqualTo("test"));
    }

    [Test]
    public void Repair_of_something_else_is_a_failure()
    {
        RepairReport report =
            LogRepair.Repair(new MemoryStream(Encoding.ASCII.GetBytes("no log at all")), new MemoryStream());

        Assert.That(report.HasSucceeded, Is.False);
        Assert.That(report.ToText(), Does.Contain("FAILED").And.Contain("not an MCAP file"));
    }

    [Test]
    public void Repair_onto_a_full_disk_is_a_failure()
    {
        byte[] file = SampleLog.Make(messages: 600, McapCompression.None);
        using var disk = new FullDisk(2000);

        RepairReport report = LogRepair.Repair(new MemoryStream(file), disk);

        Assert.That(report.HasSucceeded, Is.False);
        Assert.That(report.Failure, Does.Contain("full"));
    }

    [Test]
    public void Summary_counts_channels_chunks_and_time()
    {
        byte[] file = SampleLog.Make(messages: 60, McapCompression.Zstd);

        McapSummary summary = McapSummary.Read(new MemoryStream(file));

        Assert.That((summary.Messages, summary.StartTime, summary.EndTime), Is.EqualTo((60UL, 0UL, 59UL)));
        Assert.That(summary.Chunks, Is.GreaterThan(3));
        Assert.That(summary.Compressions, Is.EqualTo(["zstd"]));
        Assert.That(summary.ToText(), Does.Contain("/odd").And.Contain("the file is whole"));
    }

    [Test]
    public void Time_range_and_channels_choose_messages()
    {
        byte[] file = SampleLog.Make(messages: 60, McapCompression.Zstd);
        using McapIndexedReader? reader = McapIndexedReader.Open(new MemoryStream(file), out _);
        var times = new List<ulong>();

        using McapMessageCursor cursor = reader!.Messages(from: 10, to: 20, channels: new HashSet<ushort> { 2 });
        while (cursor.TryReadNext(out McapMessage message))
            times.Add(message.LogTime);

        Assert.That(times, Is.EqualTo([11UL, 13UL, 15UL, 17UL, 19UL]));
    }

    [TestCase("", 0u)]
    [TestCase("123456789", 0xCBF43926u)]
    [TestCase("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void Crc_of_known_texts(string text, uint expected)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        Crc32 inPieces = default;
        inPieces.Append(bytes.AsSpan(0, bytes.Length / 2));
        inPieces.Append(bytes.AsSpan(bytes.Length / 2));

        Assert.That(Crc32.Of(bytes), Is.EqualTo(expected));
        Assert.That(inPieces.Value, Is.EqualTo(expected));
    }

    private static McapChunkIndex SecondChunk(byte[] file)
    {
        using McapIndexedReader? reader = McapIndexedReader.Open(new MemoryStream(file), out _);
        return reader!.Catalogue.Chunks[1];
    }
}
