using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.DriveLog.Mcap;
using SenseAuto.DriveLog.Recording;
using SenseAuto.DriveLog.Wire;
using SenseAuto.Tests;
using Proto = SenseAuto.DriveLog.Wire.Schemas;

namespace SenseAuto.DriveLog.Tests;

public sealed class RecorderTests
{
    private readonly WireCodec _codec = new();
    private ManualTime _time = new();
    private RecordRing _ring = new(1 << 20);

    [SetUp]
    public void Fresh()
    {
        _time = new ManualTime();
        _ring = new RecordRing(1 << 20);
    }

    [Test]
    public void Log_that_is_there_is_not_written_over_by_a_session_of_the_same_time()
    {
        string folder = Directory.CreateTempSubdirectory("senseauto-store-").FullName;
        try
        {
            var names = new List<string>();
            foreach (int part in (int[])[0, 0, 1, 1])
            {
                using Stream file = new FolderLogStore(folder, "drive", _time).Create(part, out string name);
                names.Add(name);
            }

            var failing = new FolderLogStore(folder, "failing", _time);
            failing.Create(0, out string first).Dispose();
            failing.Create(0, out string again).Dispose();

            Assert.That(again, Is.EqualTo(first), "what failed before anything was in it leaves no heap of empty files");
            File.Delete(first);
            Assert.That(names.Distinct().Count(), Is.EqualTo(4));
            Assert.That(Directory.EnumerateFiles(folder).Count(), Is.EqualTo(4));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void What_was_recorded_reads_back_in_order_with_facts_and_attachments()
    {
        var disk = new Disk(long.MaxValue);
        using (Recorder recorder = Make(disk))
        {
            WriteCan(100);
            _ring.TryWrite(StreamId.Detections, new MonoTime(100), WireSamples.Detection);
            _ring.TryWrite(StreamId.Ledger, new MonoTime(100), WireSamples.Ledger);
            recorder.RunOnce();
            recorder.Stop();
            Assert.That((recorder.State, recorder.RecordsWritten), Is.EqualTo((RecorderState.Stopped, 102L)));
        }

        using DriveLogReader reader = Open(disk.Files[0]);
        List<(StreamId, string, long)> seen = EntriesOf(reader);

        Assert.That(reader.IsWhole, Is.True);
        Assert.That(seen.Take(100),
            Is.EqualTo(Enumerable.Range(0, 100).Select(i => (StreamId.CanRx, "/can/rx", (long)i))));
        Assert.That(seen.Skip(100).Select(e => e.Item2),
            Is.EqualTo(["/road/detections", "/frame/ledger", WireSchemas.AnnotationsTopic]));
        Assert.That(reader.Facts["profile"], Is.EqualTo("test-car"));
        Assert.That(reader.Facts, Does.ContainKey("started_utc"));
        Assert.That(reader.TryReadAttachment("car.dbc", out byte[] dbc, out _), Is.True);
        Assert.That(Encoding.ASCII.GetString(dbc), Is.EqualTo("VERSION \"\""));
    }

    [Test]
    public void Recorded_inputs_go_back_into_a_ring_unchanged()
    {
        var disk = new Disk(long.MaxValue);
        using (Recorder recorder = Make(disk))
        {
            WriteCan(50);
            recorder.RunOnce();
        }

        using DriveLogReader reader = Open(disk.Files[0]);
        var replayed = new RecordRing(1 << 20);
        while (reader.TryReadNext(out LogEntry entry))
            Assert.That(entry.TryReplay(replayed), Is.True);

        for (int i = 0; i < 50; i++)
        {
            Assert.That(replayed.TryPeek(out RingRecord record), Is.True);
            Assert.That((record.Stream, record.Time, record.As<CanFrame>()),
                Is.EqualTo((StreamId.CanRx, new MonoTime(i), CanNumber(i))));
            replayed.Release();
        }
    }

    [Test]
    public void Records_refused_by_the_ring_are_named_in_the_log()
    {
        _ring = new RecordRing(4096);
        var disk = new Disk(long.MaxValue);
        using (Recorder recorder = Make(disk))
        {
            recorder.RunOnce();
            WriteCan(200);
            recorder.RunOnce();
            _ring.TryWrite(StreamId.CanRx, new MonoTime(300), CanNumber(300));
            recorder.RunOnce();
            Assert.That(recorder.RecordsLost, Is.EqualTo(_ring.Refused).And.GreaterThan(100));
        }

        Proto.Gap gap = GapIn(disk.Files[0]);
        Assert.That(gap.RecordsLost, Is.EqualTo(_ring.Refused));
        Assert.That(gap.Reason, Does.Contain("ring was full"));
        Assert.That(EntriesIn(disk.Files[0]).Select(e => e.Item2), Does.Contain(WireSchemas.LogTopic));
    }

    [Test]
    public void Full_disk_closes_the_log_whole_and_recording_goes_on_when_there_is_room()
    {
        var disk = new Disk(room: 150_000);
        using Recorder recorder = Make(disk, McapCompression.None);
        int written = 0;
        while (recorder.State != RecorderState.Failed)
        {
            WriteCan(500, written);
            written += 500;
            recorder.RunOnce();
            _time.Advance(MonoDuration.FromMilliseconds(50));
            Assert.That(written, Is.LessThan(100_000), "the disk never filled");
        }

        string failure = recorder.Failure;
        WriteCan(10, written);
        recorder.RunOnce();
        disk.Room = long.MaxValue;
        _time.Advance(MonoDuration.FromMilliseconds(2000));
        recorder.RunOnce();
        WriteCan(10, written + 10);
        recorder.RunOnce();
        recorder.Stop();

        McapSummary first = McapSummary.Read(new MemoryStream(disk.Files[0].ToArray()));
        Assert.That(failure, Does.Contain("full"));
        Assert.That(first.IsWhole, Is.True, first.ToText());
        Assert.That((long)first.Messages, Is.GreaterThan(0).And.AtLeast(written - 1000));
        Assert.That((long)first.Messages + GapIn(disk.Files[1]).RecordsLost, Is.EqualTo(written + 10));
        Assert.That(EntriesIn(disk.Files[1]).Count(e => e.Item1 == StreamId.CanRx), Is.EqualTo(10));
    }

    [Test]
    public void Disk_full_at_any_sampled_byte_loses_at_most_the_open_chunk()
    {
        for (long room = 100; room < 120_000; room += 4_999)
        {
            Fresh();
            var disk = new Disk(room);
            using Recorder recorder = Make(disk, McapCompression.None);
            int offered = 0;
            while (offered < 2000 && recorder.State != RecorderState.Failed)
            {
                WriteCan(200, offered);
                offered += 200;
                recorder.RunOnce();
                _time.Advance(MonoDuration.FromMilliseconds(1100));
                recorder.RunOnce();
            }

            using var output = new MemoryStream();
            byte[] file = disk.Files.Count > 0 ? disk.Files[0].ToArray() : [];
            if (file.Length < McapFormat.Magic.Length)
                continue;

            RepairReport report = LogRepair.Repair(new MemoryStream(file), output);
            Assert.That(report.HasSucceeded, Is.True, $"room {room}: {report.ToText()}");
            Assert.That(report.MessagesSaved + recorder.RecordsLost, Is.EqualTo(offered), $"room {room}");
            Assert.That(recorder.RecordsLost, Is.AtMost(201), $"room {room}");
        }
    }

    [Test]
    public void Retries_are_bounded_and_grow()
    {
        var disk = new Disk(room: -1);
        using Recorder recorder = Make(disk);
        var tries = new List<double>();
        for (int ms = 0; ms < 200_000; ms += 100)
        {
            int before = disk.Tries;
            recorder.RunOnce();
            if (disk.Tries > before)
                tries.Add(ms / 1000.0);
            _time.Advance(MonoDuration.FromMilliseconds(100));
        }

        Assert.That(tries, Is.EqualTo([0.0, 1.0, 3.0, 7.0, 15.0, 31.0, 61.0, 91.0, 121.0, 151.0, 181.0]));
        Assert.That(recorder.Failure, Does.Contain("no place"));
    }

    [Test]
    public void Pictures_are_recorded_and_given_back_even_when_they_cannot_be_encoded()
    {
        var pool = new FramePool(4, 1024);
        var pictures = new SpscRing<CameraFrame>(4);
        var disk = new Disk(long.MaxValue);
        using (var recorder =
            new Recorder(new RecorderInputs(_ring, pictures), _codec, new OddEncoder(), disk, Options(), _time))
        {
            for (int i = 0; i < 20; i++)
            {
                Assert.That(pool.TryRent(out CameraFrame frame), Is.True, "a picture was not given back");
                frame.Describe(new MonoTime(i * 50), i, 8, 8, PixelFormat.Gray8);
                pictures.TryWrite(frame);
                recorder.RunOnce();
            }

            Assert.That((recorder.PicturesWritten, recorder.PicturesLost), Is.EqualTo((10L, 10L)));
        }

        using DriveLogReader reader = Open(disk.Files[0]);
        Assert.That(reader.TryReadNext(out LogEntry entry), Is.True);
        Assert.That(entry.TryDecodePicture(out WirePicture picture), Is.True);
        Assert.That((picture.Sequence, picture.Jpeg.Length), Is.EqualTo((0L, 3)));
    }

    [Test]
    public void Steady_recording_allocates_nothing()
    {
        var disk = new Disk(long.MaxValue, isNull: true);
        using var recorder = new Recorder(new RecorderInputs(_ring), _codec, null, disk, new RecorderOptions(), _time);
        int n = 0;
        for (; n < 20; n++)
            Second(recorder, n);

        long allocated = Allocation.Of(() =>
        {
            for (; n < 120; n++)
                Second(recorder, n);
        });

        Assert.That(recorder.RecordsLost, Is.Zero);
        Assert.That(allocated, Is.Zero, "bytes in 100 seconds of recording");
    }

    [Test]
    public void Thread_records_until_it_is_stopped()
    {
        var disk = new Disk(long.MaxValue);
        using var recorder =
            new Recorder(new RecorderInputs(_ring), _codec, null, disk, Options(), TimeProvider.System);
        recorder.Start();
        for (int i = 0; i < 20_000; i++)
        {
            while (!_ring.TryWrite(StreamId.CanRx, new MonoTime(i), CanNumber(i)))
                System.Threading.Thread.Yield();
        }

        recorder.Stop();

        Assert.That(EntriesIn(disk.Files[0]).Count(e => e.Item1 == StreamId.CanRx), Is.EqualTo(20_000));
    }

    /// <summary>One second of traffic in ten passes.</summary>
    private void Second(Recorder recorder, int second)
    {
        for (int pass = 0; pass < 10; pass++)
        {
            var at = new MonoTime((second * 1_000_000_000L) + (pass * 100_000_000L));
            for (int i = 0; i < 230; i++)
                _ring.TryWrite(StreamId.CanRx, at, WireSamples.Can);
            for (int i = 0; i < 20; i++)
                _ring.TryWrite(StreamId.Tracks, at, WireSamples.Track);
            _ring.TryWrite(StreamId.Detections, at, WireSamples.Detection);
            _ring.TryWrite(StreamId.Ledger, at, WireSamples.Ledger);
            recorder.RunOnce();
            _time.Advance(MonoDuration.FromMilliseconds(100));
        }
    }

    private Recorder Make(Disk disk, McapCompression compression = McapCompression.Zstd) =>
        new(new RecorderInputs(_ring), _codec, null, disk, Options(compression), _time);

    private static RecorderOptions Options(McapCompression compression = McapCompression.Zstd) => new()
    {
        Mcap = new McapWriterOptions { Compression = compression, ChunkBytes = 20_000 },
        Content = new DriveLogContent
        {
            Facts = new Dictionary<string, string> { ["profile"] = "test-car" },
            Attachments = [new LogAttachment("car.dbc", "text/plain", Encoding.ASCII.GetBytes("VERSION \"\""))],
        },
    };

    private void WriteCan(int count, int from = 0)
    {
        for (int i = from; i < from + count; i++)
            _ring.TryWrite(StreamId.CanRx, new MonoTime(i), CanNumber(i));
    }

    private static CanFrame CanNumber(int i) =>
        new(new MonoTime(i), 0, (uint)(i % 2048), CanFlags.None, BitConverter.GetBytes(i * 7919L));

    private static DriveLogReader Open(MemoryStream file) =>
        DriveLogReader.Open(new MemoryStream(file.ToArray()),
            out string problem) ?? throw new InvalidDataException(problem);

    private static List<(StreamId, string, long)> EntriesOf(DriveLogReader reader)
    {
        var entries = new List<(StreamId, string, long)>();
        while (reader.TryReadNext(out LogEntry entry))
            entries.Add((entry.Stream, entry.Topic, entry.Time.Nanoseconds));
        return entries;
    }

    private static List<(StreamId, string, long)> EntriesIn(MemoryStream file)
    {
        using DriveLogReader reader = Open(file);
        return EntriesOf(reader);
    }

    private static Proto.Gap GapIn(MemoryStream file)
    {
        using DriveLogReader reader = Open(file);
        while (reader.TryReadNext(out LogEntry entry))
        {
            if (entry.Topic == WireSchemas.GapTopic)
                return Proto.Gap.Parser.ParseFrom(entry.Payload);
        }

        throw new InvalidDataException("the log names no gap");
    }

    private sealed class Disk(long room, bool isNull = false) : ILogStore
    {
        public List<FullDisk> Files { get; } = [];

        public int Tries { get; private set; }

        public long Room
        {
            set => room = value;
        }

        public Stream Create(int part, out string name)
        {
            Tries++;
            name = $"part {part}";
            if (room < 0)
                throw new IOException("no place");

            Files.Add(new FullDisk(room));
            return isNull ? Stream.Null : Files[^1];
        }
    }

    /// <summary>Encodes only pictures of even number.</summary>
    private sealed class OddEncoder : IPictureEncoder
    {
        private readonly byte[] _jpeg = [1, 2, 3];

        public ReadOnlySpan<byte> Encode(CameraFrame frame, int quality) => frame.Sequence % 2 == 0 ? _jpeg : default;
    }
}
