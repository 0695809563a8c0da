using System;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Road.CameraHealth;
using SenseAuto.Road.Tests.Lanes;
using SenseAuto.Tests;

namespace SenseAuto.Road.Tests.CameraHealth;

/// <summary>What the meter takes, refuses and costs in memory.</summary>
public sealed class PictureMeterTests
{
    private static CameraFrame Grey(int width, int height, PixelFormat format, byte level, double timeS)
    {
        if (!new FramePool(2, CameraFrame.BytesFor(width, height, format)).TryRent(out CameraFrame frame))
            throw new InvalidOperationException("a new pool has a frame");
        frame.Pixels.AsSpan().Fill(level);
        frame.Describe(MonoTime.FromSeconds(timeS), 0, width, height, format);
        return frame;
    }

    [TestCase(PixelFormat.Bgr24, 255, 255)]
    [TestCase(PixelFormat.Rgb24, 90, 90)]
    [TestCase(PixelFormat.Gray8, 0, 0)]
    [TestCase(PixelFormat.Nv12, 235, 255)]
    [TestCase(PixelFormat.Nv12, 16, 0)]
    [TestCase(PixelFormat.Yuyv, 235, 255)]
    public void Brightness_is_full_range_in_every_format(PixelFormat format, byte level, double expected)
    {
        var meter = new PictureMeter(RoadCameras.Narrow(), format);

        Assert.That(meter.TryMeasure(Grey(960, 540, format, level, 1), out PictureMeasures measures), Is.True);

        Assert.That(measures.BrightPart, Is.EqualTo(expected));
        Assert.That(measures.SaturatedShare, Is.EqualTo(expected >= 250 ? 1 : 0));
        Assert.That(measures.PlainShare, Is.EqualTo(1));
        Assert.That(measures.Meeting.IsKnown, Is.False);
    }

    [TestCase(1280, 720, PixelFormat.Bgr24)]
    [TestCase(960, 540, PixelFormat.Nv12)]
    public void Other_size_or_format_is_refused(int width, int height, PixelFormat format)
    {
        var meter = new PictureMeter(RoadCameras.Narrow(), PixelFormat.Bgr24);

        Assert.That(meter.TryMeasure(Grey(width, height, format, 90, 1), out _), Is.False);
    }

    [Test]
    public void Picture_that_is_not_newer_is_refused()
    {
        var meter = new PictureMeter(RoadCameras.Narrow(), PixelFormat.Gray8);
        meter.TryMeasure(Grey(960, 540, PixelFormat.Gray8, 90, 2), out _);

        Assert.That(meter.TryMeasure(Grey(960, 540, PixelFormat.Gray8, 91, 2), out _), Is.False);
    }

    [Test]
    public void Thousand_pictures_allocate_nothing()
    {
        var road = new SyntheticRoad();
        var meter = new PictureMeter(SyntheticRoad.Camera(), PixelFormat.Bgr24);
        CameraFrame frame = road.Draw(new RoadScene(new PaintedLine(1.8), new PaintedLine(-1.7)), MonoTime.FromSeconds(1));
        CameraWatchState state = default;
        Step(meter, frame, 0, ref state);

        long bytes = Allocation.Of(() =>
        {
            for (int i = 1; i <= 1_000; i++)
                Step(meter, frame, i, ref state);
        });

        Assert.That(bytes, Is.Zero);
    }

    private static void Step(PictureMeter meter, CameraFrame frame, int i, ref CameraWatchState state)
    {
        frame.Describe(MonoTime.FromSeconds(1 + (i * 0.05)), i, frame.Width, frame.Height, frame.Format);
        meter.TryMeasure(frame, out PictureMeasures measures);
        state = CameraWatch.Step(new CameraWatchInput(measures, default), in state, WatchedCamera.Limits).State;
    }
}
