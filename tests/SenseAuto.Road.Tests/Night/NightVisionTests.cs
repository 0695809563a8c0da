using System;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Road.Night;
using SenseAuto.Tests;
using static SenseAuto.Road.Tests.Night.NightPicture;

namespace SenseAuto.Road.Tests.Night;

// Our own speed is 20 m/s wherever the scene moves. Detection goals after UN R48: oncoming 400 m, preceding 100 m,
// bicycle 75 m.
public sealed class NightVisionTests
{
    private const double OwnMps = 20;

    private static NightVision New() => new(Camera, new NightLimits());

    /// <summary>Pictures at 20 Hz; every lamp comes nearer by its own closing speed.</summary>
    private static NightScene Watch(
        NightVision vision, NightPicture picture, double forS, double closingMps, params ReadOnlySpan<Lamp> lamps)
    {
        NightScene scene = default;
        var moved = new Lamp[lamps.Length];
        for (int i = 0; i < (int)Math.Round(forS * 20); i++)
        {
            for (int k = 0; k < lamps.Length; k++)
                moved[k] = lamps[k] with { ForwardM = lamps[k].ForwardM - (closingMps * i * 0.05) };
            CameraFrame frame = picture.Render(MonoTime.FromSeconds(10 + (i * 0.05)), 18, moved);
            scene = vision.Step(frame, new MetresPerSecond(OwnMps));
            frame.Release();
        }

        return scene;
    }

    private static Lamp[] Car(double forwardM, double leftM, double candela, bool isRed) =>
    [
        new(forwardM, leftM - 0.62, 0.65, candela, isRed), new(forwardM, leftM + 0.62, 0.65, candela, isRed),
    ];

    [TestCase(400)]
    [TestCase(250)]
    [TestCase(120)]
    [TestCase(60)]
    public void An_oncoming_car_is_seen_from_400_m_on(double rangeM)
    {
        NightScene scene = Watch(New(), new NightPicture(), 0.3, 40, Car(rangeM, 3.5, 800, isRed: false));

        Assert.That(scene.Ambient, Is.EqualTo(AmbientLevel.Night));
        Assert.That(scene.HasOncoming, Is.True);
        Assert.That(scene.HasPreceding, Is.False);
    }

    [TestCase(100)]
    [TestCase(60)]
    [TestCase(25)]
    public void A_preceding_car_is_seen_from_100_m_on_and_its_range_is_known(double rangeM)
    {
        var vision = New();
        NightScene scene = Watch(vision, new NightPicture(), 0.3, 0, Car(rangeM, 0, 8, isRed: true));

        Assert.That(scene.HasPreceding, Is.True);
        Assert.That(scene.HasOncoming, Is.False);
        Assert.That(scene.NearestPreceding.Value, Is.EqualTo(rangeM).Within(0.2 * rangeM));
        Assert.That(vision.Lights.Length, Is.EqualTo(2));
        Assert.That(vision.Lights[0].IsPair, Is.True);
    }

    [Test]
    public void A_bicycle_is_seen_from_75_m_on()
    {
        NightScene scene = Watch(New(), new NightPicture(), 0.3, 25, new Lamp(75, 3, 0.9, 60, RadiusM: 0.02));

        Assert.That(scene.HasOncoming, Is.True);
        Assert.That(scene.NearestOncoming.Value, Is.Zero, "one lamp has no range");
    }

    [TestCase(PixelFormat.Nv12)]
    [TestCase(PixelFormat.Bgr24)]
    [TestCase(PixelFormat.Rgb24)]
    [TestCase(PixelFormat.Yuyv)]
    public void Colours_are_told_apart_in_every_layout(PixelFormat format)
    {
        NightScene ahead = Watch(New(), new NightPicture(format), 0.3, 0, Car(60, 0, 8, isRed: true));
        NightScene coming = Watch(New(), new NightPicture(format), 0.3, 40, Car(120, 3.5, 800, isRed: false));

        Assert.That((ahead.HasPreceding, ahead.HasOncoming), Is.EqualTo((true, false)));
        Assert.That((coming.HasPreceding, coming.HasOncoming), Is.EqualTo((false, true)));
    }

    [Test]
    public void In_twilight_nothing_is_looked_for()
    {
        var vision = New();
        var picture = new NightPicture();
        NightScene scene = default;
        for (int i = 0; i < 6; i++)
        {
            CameraFrame frame = picture.Render(
                MonoTime.FromSeconds(10 + (i * 0.05)), 45, Car(120, 3.5, 800, isRed: false));
            scene = vision.Step(frame, new MetresPerSecond(OwnMps));
            frame.Release();
        }

        Assert.That(scene.Ambient, Is.EqualTo(AmbientLevel.Twilight));
        Assert.That(scene.HasOncoming, Is.False);
        Assert.That(scene.Validity, Is.EqualTo(Validity.Valid));
    }

    [Test]
    public void A_grey_picture_takes_bright_lamps_for_oncoming_ones()
    {
        NightScene scene = Watch(New(), new NightPicture(PixelFormat.Gray8), 0.3, 40, Car(120, 3.5, 800, isRed: false));

        Assert.That(scene.HasOncoming, Is.True);
    }

    [Test]
    public void Street_lamps_are_counted_and_dazzle_nobody()
    {
        NightScene scene = Watch(
            New(), new NightPicture(), 1, OwnMps,
            new Lamp(80, 6, 8, 3000), new Lamp(110, 6, 8, 3000), new Lamp(140, 6, 8, 3000), new Lamp(170, 6, 8, 3000));

        Assert.That(scene.OverheadCount, Is.EqualTo(4));
        Assert.That(scene.HasOncoming, Is.False);
        Assert.That(scene.HasPreceding, Is.False);
    }

    // A post's reflector returns what our own beam gives it: 2 cd/lx, 40,000 cd of ours.
    [TestCase(90)]
    [TestCase(60)]
    public void Posts_beside_the_road_are_no_lamps(double rangeM)
    {
        var vision = New();
        var picture = new NightPicture();
        NightScene scene = default;
        for (int i = 0; i < 16; i++)
        {
            double forward = rangeM - (OwnMps * i * 0.05);
            double depth = forward - 1.5;
            double candela = 2 * 40_000 / (depth * depth);
            CameraFrame frame = picture.Render(
                MonoTime.FromSeconds(10 + (i * 0.05)), 18,
                new Lamp(forward, -3.5, 0.8, candela, RadiusM: 0.03),
                new Lamp(forward, 6, 0.8, candela, RadiusM: 0.03));
            scene = vision.Step(frame, new MetresPerSecond(OwnMps));
            frame.Release();
        }

        Assert.That(scene.HasOncoming, Is.False);
    }

    [Test]
    public void A_dark_empty_road_is_night_and_nothing()
    {
        var vision = New();
        NightScene scene = Watch(vision, new NightPicture(), 0.5, 0);

        Assert.That(scene.Validity, Is.EqualTo(Validity.Valid));
        Assert.That(scene.Ambient, Is.EqualTo(AmbientLevel.Night));
        Assert.That(vision.Lights.Length, Is.Zero);
    }

    [Test]
    public void One_flash_is_nothing()
    {
        NightScene scene = Watch(New(), new NightPicture(), 0.1, 40, Car(120, 3.5, 800, isRed: false));

        Assert.That(scene.HasOncoming, Is.False);
    }

    [Test]
    public void A_car_that_has_passed_is_gone_soon()
    {
        var vision = New();
        var picture = new NightPicture();
        Watch(vision, picture, 0.3, 40, Car(60, 3.5, 800, isRed: false));
        NightScene scene = default;
        for (int i = 0; i < 8; i++)
        {
            CameraFrame frame = picture.Render(MonoTime.FromSeconds(10.3 + (i * 0.05)), 18);
            scene = vision.Step(frame, new MetresPerSecond(OwnMps));
            frame.Release();
            if (i == 3)
                Assert.That(scene.HasOncoming, Is.True, "a short gap is bridged");
        }

        Assert.That(scene.HasOncoming, Is.False);
    }

    [Test]
    public void An_identity_stays_while_the_car_comes_nearer()
    {
        var vision = New();
        var picture = new NightPicture();
        Lamp[] car = Car(150, 3.5, 800, isRed: false);
        int first = 0;
        for (int i = 0; i < 40; i++)
        {
            double way = 40 * i * 0.05;
            CameraFrame frame = picture.Render(
                MonoTime.FromSeconds(10 + (i * 0.05)), 18,
                car[0] with { ForwardM = 150 - way }, car[1] with { ForwardM = 150 - way });
            vision.Step(frame, new MetresPerSecond(OwnMps));
            frame.Release();
            if (i == 10)
                first = vision.Lights[0].Id;
        }

        Assert.That(vision.Lights.Length, Is.EqualTo(2));
        Assert.That(vision.Lights[0].Id, Is.EqualTo(first));
    }

    [Test]
    public void A_black_picture_is_blind_after_a_while()
    {
        var vision = New();
        var pool = new FramePool(2, Width * Height);
        NightScene scene = default;
        for (int i = 0; i < 60; i++)
        {
            pool.TryRent(out CameraFrame frame);
            frame.Pixels.AsSpan().Clear();
            frame.Describe(MonoTime.FromSeconds(10 + (i * 0.05)), i, Width, Height, PixelFormat.Gray8);
            scene = vision.Step(frame, default);
            frame.Release();
            if (i == 30)
                Assert.That(scene.Validity, Is.EqualTo(Validity.Valid));
        }

        Assert.That(scene.Validity, Is.EqualTo(Validity.Unavailable));
    }

    [Test]
    public void More_lights_than_can_be_told_apart_is_blind()
    {
        var pool = new FramePool(2, Width * Height);
        pool.TryRent(out CameraFrame frame);
        frame.Pixels.AsSpan().Clear();
        for (int i = 0; i < 40; i++)
        {
            for (int k = 0; k < 100; k++)
                frame.Pixels[(i * 8 * Width) + (k * 6)] = 255;
        }

        frame.Describe(MonoTime.FromSeconds(10), 0, Width, Height, PixelFormat.Gray8);

        Assert.That(New().Step(frame, default).Validity, Is.EqualTo(Validity.Unavailable));
    }

    [Test]
    public void A_picture_of_another_size_is_unavailable_and_counted()
    {
        var vision = New();
        var pool = new FramePool(2, 320 * 240);
        pool.TryRent(out CameraFrame frame);
        frame.Describe(MonoTime.FromSeconds(10), 0, 320, 240, PixelFormat.Gray8);

        Assert.That(vision.Step(frame, default).Validity, Is.EqualTo(Validity.Unavailable));
        Assert.That(vision.Mismatched, Is.EqualTo(1));
    }

    [Test]
    public void A_step_allocates_nothing()
    {
        var vision = New();
        var picture = new NightPicture();
        Watch(vision, picture, 0.2, 40, Car(120, 3.5, 800, isRed: false));
        CameraFrame frame = picture.Render(MonoTime.FromSeconds(10.25), 18, Car(110, 3.5, 800, isRed: false));
        Assert.That(Allocation.Of(() => vision.Step(frame, new MetresPerSecond(OwnMps))), Is.Zero);
        frame.Release();
    }

    [Test]
    public void Limits_that_cannot_be_are_named()
    {
        NightLimits good = new();
        (NightLimits Limits, string Word)[] bad =
        [
            (good with { NightLuma = 0 }, "NightLuma"), (good with { DayLuma = 38 }, "DayLuma"),
            (good with { LumaBand = 16 }, "LumaBand"), (good with { AmbientTimeS = 0 }, "AmbientTimeS"),
            (good with { BlindLuma = 0 }, "BlindLuma"), (good with { BlindS = 0 }, "BlindS"),
            (good with { LampLuma = 50 }, "LampLuma"), (good with { RedLuma = 150 }, "RedLuma"),
            (good with { RedChroma = 5 }, "RedChroma"), (good with { HeadlampPeak = 149 }, "HeadlampPeak"),
            (good with { OverheadRad = 0 }, "OverheadRad"), (good with { LowestRad = 1 }, "LowestRad"),
            (good with { ConfirmS = -1 }, "ConfirmS"), (good with { CoastS = 0 }, "CoastS"),
            (good with { PairM = double.NaN }, "PairM"),
        ];
        foreach ((NightLimits limits, string word) in bad)
            Assert.That(limits.Validate, Throws.ArgumentException.With.Message.Contains(word), word);
    }
}
