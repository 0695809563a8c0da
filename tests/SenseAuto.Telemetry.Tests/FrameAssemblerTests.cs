using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Telemetry.LiveView;
using SenseAuto.Telemetry.Web;
using SenseAuto.Tests;

namespace SenseAuto.Telemetry.Tests;

public sealed class FrameAssemblerTests
{
    private readonly RecordRing _ring = new(1 << 16);
    private readonly FrameAssembler _assembler = new();

    private static MonoTime At(long ms) => new(ms * 1_000_000);

    private void Write<T>(StreamId stream, long ms, in T message)
        where T : unmanaged => Assert.That(_ring.TryWrite(stream, At(ms), in message), Is.True);

    private int Drain()
    {
        int frames = 0;
        while (_ring.TryPeek(out RingRecord record))
        {
            frames += _assembler.Accept(in record) ? 1 : 0;
            _ring.Release();
        }

        return frames;
    }

    private void Close(long ms) => Write(StreamId.Ledger, ms, new FrameLedger { Start = At(ms) });

    [Test]
    public void Ledger_closes_a_frame_and_the_next_starts_its_lists_anew()
    {
        Write(StreamId.Tracks, 0, new TrackedObject { Id = 1 });
        Write(StreamId.Tracks, 0, new TrackedObject { Id = 2 });
        Close(0);
        int first = Drain();
        int before = _assembler.Frame.Tracks.Count;
        Write(StreamId.Tracks, 50, new TrackedObject { Id = 3 });
        Close(50);
        Drain();

        Assert.That(first, Is.EqualTo(1));
        Assert.That(before, Is.EqualTo(2));
        Assert.That(_assembler.Frame.Tracks.Items[0].Id, Is.EqualTo(3));
        Assert.That(_assembler.Frame.Tracks.Count, Is.EqualTo(1));
    }

    [Test]
    public void Frame_without_tracks_has_none()
    {
        Write(StreamId.Tracks, 0, new TrackedObject { Id = 1 });
        Close(0);
        Close(50);
        Drain();

        Assert.That(_assembler.Frame.Tracks.Count, Is.Zero);
    }

    // The age limit of detections is 150 ms: at it, and one step above.
    [TestCase(150, 1)]
    [TestCase(151, 0)]
    public void Detections_stay_over_frames_without_a_network_run_until_they_are_old(long ms, int expected)
    {
        Write(StreamId.Detections, 0, new Detection(At(0), ObjectClass.Car, 0.9f, default));
        Close(0);
        Close(ms);
        Drain();

        Assert.That(_assembler.Frame.Detections.Count, Is.EqualTo(expected));
    }

    [TestCase(200, WarningLevel.Caution)]
    [TestCase(201, WarningLevel.None)]
    public void Warning_ends_when_nothing_newer_is_heard(long ms, WarningLevel expected)
    {
        var warning = new Warning
        {
            Function = FunctionId.ForwardCollision,
            Level = WarningLevel.Caution,
            ValidUntil = At(200),
        };
        Write(StreamId.Warnings, 0, warning);
        Close(ms);
        Drain();

        Assert.That(_assembler.Frame.WarningOf(FunctionId.ForwardCollision).Level, Is.EqualTo(expected));
    }

    [Test]
    public void Function_with_an_unknown_number_is_left_out()
    {
        Write(StreamId.Functions, 0,
            new FunctionStatus(At(0), (FunctionId)200, FunctionState.Active, FunctionReason.None));
        var warning = new Warning { Function = (FunctionId)200, Level = WarningLevel.Imminent, ValidUntil = At(200) };
        Write(StreamId.Warnings, 0, warning);
        Close(0);

        Assert.That(Drain(), Is.EqualTo(1));
    }

    [Test]
    public void Frame_becomes_a_message_without_allocating()
    {
        var drive = new SyntheticDrive(_ring);
        using var json = new LiveJson();
        var pool = new OutMessagePool(1);
        Assert.That(pool.TryRent(isText: true, out OutMessage message), Is.True);
        void Frames(int count)
        {
            for (int i = 0; i < count; i++)
            {
                drive.Frame(withHealth: false);
                Drain();
                message.Reset(isText: true);
                json.Frame(message, _assembler.Frame);
            }
        }

        Frames(400);
        Assert.That(Allocation.Of(() => Frames(400)), Is.Zero);
        Assert.That(message.Length, Is.InRange(500, 8000));
    }
}
