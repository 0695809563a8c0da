using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Road.Ego;
using SenseAuto.Core;
using SenseAuto.Core.Time;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Road.Tests.Tracks;

public sealed class BoxCutTests
{
    private static readonly PixelBox Crop = new(432, 152, 416, 416);

    private static readonly EgoStep Frame = new(
        new Metres(1), default, default, MonoDuration.FromSeconds(0.1), Validity.Valid);

    // Left, top, right, bottom.
    [TestCase(432, 200, 100, 100, true, false, false, false)]
    [TestCase(500, 152, 100, 100, false, true, false, false)]
    [TestCase(748, 200, 100, 100, false, false, true, false)]
    [TestCase(500, 468, 100, 100, false, false, false, true)]
    [TestCase(500, 200, 100, 100, false, false, false, false)]
    public void A_side_on_the_border_is_cut(
        float left, float top, float width, float height, bool isLeft, bool isTop, bool isRight, bool isBottom) =>
        Assert.That(
            BoxCut.Of(new PixelBox(left, top, width, height), Crop, 1),
            Is.EqualTo(new BoxCut(isLeft, isTop, isRight, isBottom)));

    [Test]
    public void Without_an_area_nothing_is_cut()
    {
        Assert.That(BoxCut.Of(new PixelBox(0, 0, 10, 10), default, 1).IsAny, Is.False);
        Assert.That(BoxCut.Visible(new PixelBox(0, 0, 10, 10), default), Is.EqualTo(new PixelBox(0, 0, 10, 10)));
    }

    [Test]
    public void A_lead_too_large_for_the_crop_keeps_its_size_and_its_identity()
    {
        // 500 px wide in the whole picture; the crop shows only its middle.
        var tracker = new CameraTracker(new TrackingLimits(), Scene.Camera);
        var whole = new PixelBox(390, 200, 500, 420);
        var cut = new PixelBox(432, 200, 416, 368);
        for (int i = 0; i < 20; i++)
        {
            bool isWide = i % 2 == 0;
            tracker.Step(
                Frame, [new Detection(default, ObjectClass.Car, 0.6f, isWide ? whole : cut)], true,
                isWide ? new PixelBox(0, 0, 1280, 720) : Crop);
        }

        Assert.That(tracker.Tracks.Length, Is.EqualTo(1));
        Assert.That(tracker.Tracks[0].Width.Position, Is.EqualTo(500).Within(8));
        Assert.That(tracker.Tracks[0].Height.Position, Is.EqualTo(420).Within(8));
        Assert.That(tracker.Tracks[0].LastBox.Width, Is.EqualTo(500).Within(8));
        Assert.That(tracker.Tracks[0].GrowthPerS(out _), Is.EqualTo(0).Within(0.05));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_side_that_is_seen_moves_the_box(bool isLeftCut)
    {
        var tracker = new CameraTracker(new TrackingLimits(), Scene.Camera);
        var wide = new PixelBox(0, 0, 1280, 720);
        float left = isLeftCut ? 450 : 730;
        for (int i = 0; i < 10; i++)
            tracker.Step(Frame, [Car(new PixelBox(left, 300, 100, 80))], true, wide);

        // Moves outwards by 40 px; the crop shows only what is left of it.
        float moved = isLeftCut ? left - 40 : left + 40;
        PixelBox rest = BoxCut.Visible(new PixelBox(moved, 300, 100, 80), Crop);
        for (int i = 0; i < 8; i++)
            tracker.Step(Frame, [Car(rest)], true, Crop);

        Assert.That(tracker.Tracks.Length, Is.EqualTo(1));
        Assert.That(tracker.Tracks[0].Column.Position, Is.EqualTo(moved + 50).Within(8));
    }

    [Test]
    public void Something_new_at_the_crops_border_waits_for_the_wider_view()
    {
        var tracker = new CameraTracker(new TrackingLimits(), Scene.Camera);
        tracker.Step(Frame, [Car(new PixelBox(432, 300, 60, 80))], true, Crop);
        Assert.That(tracker.Tracks.Length, Is.Zero);

        tracker.Step(Frame, [Car(new PixelBox(0, 300, 60, 80))], true, new PixelBox(0, 0, 1280, 720));
        Assert.That(tracker.Tracks.Length, Is.EqualTo(1));
    }

    [Test]
    public void What_a_view_is_too_coarse_for_is_not_missed_by_it()
    {
        var tracker = new CameraTracker(new TrackingLimits(), Scene.Camera);
        for (int i = 0; i < 10; i++)
            tracker.Step(Frame, [Car(new PixelBox(620, 350, 24, 20))], true, Crop);
        float before = tracker.Tracks[0].Existence;
        for (int i = 0; i < 10; i++)
            tracker.Step(Frame, [], true, new PixelBox(0, 0, 1280, 720));
        Assert.That(tracker.Tracks[0].Existence, Is.EqualTo(before));

        for (int i = 0; i < 10; i++)
            tracker.Step(Frame, [], true, Crop);
        Assert.That(tracker.Tracks.Length, Is.Zero);
    }

    private static Detection Car(PixelBox box) => new(default, ObjectClass.Car, 0.6f, box);
}
