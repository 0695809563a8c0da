using System;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Road.Objects;

namespace SenseAuto.Road.Tests.Objects;

/// <summary>Growth of a drawn thing of known size, on pictures of every format.</summary>
public sealed class GrowthMeterTests
{
    private const int Width = 640;
    private const int Height = 360;
    private const double PauseS = 0.1;
    private readonly FramePool _pool = new(2, Width * Height * 3);
    private readonly Detection[] _seen = new Detection[1];
    private GrowthMeter _meter = null!;

    [SetUp]
    public void SetUp() => _meter = new GrowthMeter();

    /// <summary>A pattern as a car's rear has it: patches of some cells, seen from the distance that gives this size.</summary>
    private static byte Grey(double x, double y)
    {
        double wave = Math.Sin(7 * x) + Math.Sin(9 * y) + Math.Sin((5 * x) + (11 * y)) + Math.Cos((13 * x) - (4 * y));
        return (byte)(128 + (22 * wave));
    }

    private Detection Show(
        double timeS, double sidePixels, PixelFormat format = PixelFormat.Gray8, double boxFactor = 1, double light = 1,
        double column = 320, ObjectClass kind = ObjectClass.Car)
    {
        Assert.That(_pool.TryRent(out CameraFrame frame), Is.True);
        frame.Describe(MonoTime.FromSeconds(timeS), 0, Width, Height, format);
        int step = format is PixelFormat.Bgr24 ? 3 : format == PixelFormat.Yuyv ? 2 : 1;
        for (int i = 0; i < Width * Height; i++)
        {
            double x = ((i % Width) + 0.5 - column) / sidePixels;
            double y = ((i / Width) + 0.5 - 180) / sidePixels;
            bool isThing = Math.Abs(x) < 0.5 && Math.Abs(y) < 0.5;
            frame.Pixels[(i * step) + (step == 3 ? 1 : 0)] = (byte)(light * (isThing ? Grey(2 * x, 2 * y) : 90));
        }

        float side = (float)(sidePixels * boxFactor);
        _seen[0] = new Detection(
            frame.Captured, kind, 0.7f, new PixelBox((float)(column - (side / 2)), 180 - (side / 2), side, side));
        _meter.Run(frame, _seen);
        frame.Release();
        return _seen[0];
    }

    private static double GrowthOf(double from, double to) => ((to / from) - 1) / PauseS;

    [TestCase(100, 101)]
    [TestCase(100, 106)]
    [TestCase(100, 95)]
    [TestCase(200, 204)]
    [TestCase(40, 41)]
    public void Growth_is_that_of_the_thing(double from, double to)
    {
        Show(1, from);
        Detection seen = Show(1 + PauseS, to);

        Assert.That(seen.GrowthSigmaPerS, Is.GreaterThan(0));
        Assert.That(seen.GrowthPerS, Is.EqualTo(GrowthOf(from, to)).Within(0.04));
    }

    [TestCase(0.96)]
    [TestCase(1.05)]
    public void Boxes_that_jump_do_not_matter(double boxFactor)
    {
        Show(1, 120);
        Detection seen = Show(1 + PauseS, 122, boxFactor: boxFactor, column: 323);

        Assert.That(seen.GrowthPerS, Is.EqualTo(GrowthOf(120, 122)).Within(0.04));
    }

    [Test]
    public void Light_does_not_matter()
    {
        Show(1, 120);
        Detection seen = Show(1 + PauseS, 123, light: 0.6);

        Assert.That(seen.GrowthPerS, Is.EqualTo(GrowthOf(120, 123)).Within(0.04));
    }

    [TestCase(PixelFormat.Nv12)]
    [TestCase(PixelFormat.Bgr24)]
    [TestCase(PixelFormat.Yuyv)]
    public void Every_format_gives_the_same(PixelFormat format)
    {
        Show(1, 120, format);
        Detection seen = Show(1 + PauseS, 123, format);

        Assert.That(seen.GrowthPerS, Is.EqualTo(GrowthOf(120, 123)).Within(0.04));
    }

    [Test]
    public void What_is_seen_for_the_first_time_has_no_growth() => Assert.That(Show(1, 100).GrowthSigmaPerS, Is.Zero);

    [TestCase(0.02)]
    [TestCase(0.5)]
    public void Too_short_or_too_long_a_pause_tells_nothing(double pauseS)
    {
        Show(1, 100);

        Assert.That(Show(1 + pauseS, 101).GrowthSigmaPerS, Is.Zero);
    }

    [Test]
    public void Another_thing_at_its_place_tells_nothing()
    {
        Show(1, 100);

        Assert.That(Show(1 + PauseS, 100, kind: ObjectClass.Pedestrian).GrowthSigmaPerS, Is.Zero);
    }

    [Test]
    public void A_plain_thing_tells_nothing_and_is_counted()
    {
        Show(1, 100, light: 0.01);

        Assert.That(Show(1 + PauseS, 101, light: 0.01).GrowthSigmaPerS, Is.Zero);
        Assert.That(_meter.Missed, Is.EqualTo(1));
    }

    [Test]
    public void Small_things_are_left_out()
    {
        Show(1, 18);

        Assert.That(Show(1 + PauseS, 18.2).GrowthSigmaPerS, Is.Zero);
        Assert.That(_meter.Missed, Is.Zero);
    }

    [Test]
    public void Measuring_allocates_nothing()
    {
        Show(1 - PauseS, 100);
        Assert.That(_pool.TryRent(out CameraFrame frame), Is.True);
        long before = 0;
        for (int i = 0; i < 40; i++)
        {
            before = i == 20 ? GC.GetAllocatedBytesForCurrentThread() : before;
            frame.Describe(MonoTime.FromSeconds(1 + (i * PauseS)), i, Width, Height, PixelFormat.Gray8);
            _meter.Run(frame, _seen);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}
