using System;
using System.Text;
using System.Text.Json;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Telemetry.LiveView;
using SenseAuto.Telemetry.Web;

namespace SenseAuto.Telemetry.Tests.LiveView;

/// <summary>What the cabin's page is told, and that a picture is not among it unless that was switched on.</summary>
public sealed class CabinPageTests
{
    private static readonly MonoTime Now = MonoTime.FromSeconds(5);

    [TestCase(false)]
    [TestCase(true)]
    public void Hello_says_whether_pictures_are_shown(bool isShown)
    {
        CabinPage page = Page() with { ShowsPictures = isShown };
        byte[] hello = LiveJson.Hello(SyntheticDrive.Camera, new MonoDuration(1), new MonoDuration(1), page);

        JsonElement cabin = JsonDocument.Parse(hello).RootElement.GetProperty("cabin");
        Assert.That(cabin.GetProperty("pictures").GetBoolean(), Is.EqualTo(isShown));
        Assert.That(cabin.GetProperty("zones")[0][1].GetDouble(), Is.EqualTo(-30));
        Assert.That(cabin.GetProperty("seats")[0][0].GetInt32(), Is.EqualTo((int)SeatId.Row1DriverSide));
    }

    [Test]
    public void Session_without_a_cabin_says_nothing_of_one()
    {
        byte[] hello = LiveJson.Hello(SyntheticDrive.Camera, new MonoDuration(1), new MonoDuration(1));

        Assert.That(JsonDocument.Parse(hello).RootElement.TryGetProperty("cabin", out _), Is.False);
    }

    [Test]
    public void Picture_is_not_kept_unless_pictures_are_shown()
    {
        var pool = new FramePool(2, 64);
        Assert.That(pool.TryRent(out CameraFrame frame), Is.True);
        frame.Describe(Now, 1, 8, 8, PixelFormat.Gray8);
        var parts = new LiveParts(SyntheticDrive.Camera, new BitmapEncoder(), null, TimeProvider.System, () => default)
        {
            Cabin = Page(),
        };
        using (var feed = new LiveFeed(parts, new WebOptions()))
        {
            Assert.That(feed.OfferCabin(frame), Is.True);
        }

        frame.Release();
        Assert.That(pool.TryRent(out CameraFrame _) && pool.TryRent(out CameraFrame _), Is.True, "nobody holds one");
    }

    [Test]
    public void Cabin_frame_is_told_once_it_is_whole()
    {
        var assembler = new FrameAssembler();
        var ring = new RecordRing(1 << 16);
        var face = new FaceState(
            Now, Validity.Valid, FaceReason.None, FaceConditions.None, 1, new PixelBox(10, 20, 30, 40), default,
            new EyeState(0.9f, default, 1), default, default, default, default);
        ring.TryWrite(StreamId.Face, Now, in face);
        var cabin = new CabinFrame { Captured = Now, Index = 7 };
        ring.TryWrite(StreamId.CabinFrame, Now, in cabin);
        Drain(assembler, ring);
        Assert.That(assembler.CabinIsNew, Is.False, "the driver's state is still to come");

        var driver = new DriverState(Now, Validity.Valid, true) { Attention = 88 };
        ring.TryWrite(StreamId.Driver, Now, in driver);
        Drain(assembler, ring);
        Assert.That(assembler.CabinIsNew, Is.True);

        var outline = new FaceOutline { Captured = Now, Points = 1 };
        outline.Places[0] = 41;
        using var json = new CabinJson();
        var into = new System.Buffers.ArrayBufferWriter<byte>();
        json.Frame(into, assembler.Frame, in outline);
        JsonElement told = JsonDocument.Parse(Encoding.UTF8.GetString(into.WrittenSpan)).RootElement;

        Assert.That(told.GetProperty("i").GetInt64(), Is.EqualTo(7));
        Assert.That(told.GetProperty("face").GetProperty("eyes")[0].GetDouble(), Is.EqualTo(0.9).Within(1e-6));
        Assert.That(told.GetProperty("driver").GetProperty("levels")[0].GetDouble(), Is.EqualTo(88));
        Assert.That(told.GetProperty("mesh")[0].GetInt32(), Is.EqualTo(41));
        Assert.That(told.GetProperty("car").GetProperty("kmh").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(told.TryGetProperty("jpeg", out _), Is.False);
    }

    private static void Drain(FrameAssembler assembler, RecordRing ring)
    {
        while (ring.TryPeek(out RingRecord record))
        {
            assembler.Accept(in record);
            ring.Release();
        }
    }

    private static CabinPage Page() => new(640, 480, new LatestCell<FaceOutline>())
    {
        Zones = [new GazeBox(GazeZone.Road, ViewBox.FromDegrees(-30, 30, -20, 8))],
        Seats = [new CabinPageSeat(SeatId.Row1DriverSide, new PixelBox(0, 0, 1, 1))],
    };
}
