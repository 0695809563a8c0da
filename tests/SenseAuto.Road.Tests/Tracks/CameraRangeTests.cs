using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Road.Tests.Tracks;

public sealed class CameraRangeTests
{
    private static readonly double CarOverhangM = ClassSizes.Of(ObjectClass.Car).OverhangM;
    private static readonly double CarArchesM = ClassSizes.Of(ObjectClass.Car).ArchesM;
    private CameraRange _range = null!;

    [SetUp]
    public void Begin() => _range = new CameraRange(Scene.Camera, new TrackingLimits());

    private static CameraTrack Track(double centre, double bottom, double width, double height) => new()
    {
        Class = ObjectClass.Car,
        Column = new AxisFilter(centre, 1, 0, 1),
        Bottom = new AxisFilter(bottom, 1, 0, 1),
        Width = new AxisFilter(width, 1, 0, 1),
        Height = new AxisFilter(height, 1, 0, 1),
    };

    private static CameraTrack CarAt(double depthM, double leftM) => Track(
        640 - (1000 * leftM / depthM), 360 + (1300 / (depthM + CarOverhangM)),
        1820 / (depthM + CarArchesM),
        1530 / (depthM + CarOverhangM));

    [TestCase(10, 0)]
    [TestCase(30, 2)]
    [TestCase(80, -4)]
    public void Car_of_usual_size_on_flat_road_is_where_it_is(double depth, double left)
    {
        ClassSize car = ClassSizes.Of(ObjectClass.Car);
        Assert.That(_range.TryLocate(CarAt(depth, left), car, out CameraPlace place), Is.True);

        Assert.That(place.ForwardM, Is.EqualTo(1.5 + depth).Within(0.02 * depth));
        Assert.That(place.LeftM, Is.EqualTo(left).Within(0.1));
        Assert.That(place.ForwardSigmaM, Is.GreaterThanOrEqualTo(0.05 * depth * 0.98));
    }

    [TestCase(1000, 280, true, TestName = "Box_cut_on_the_right_is_aside")]
    [TestCase(0, 250, true, TestName = "Box_cut_on_the_left_is_aside")]
    [TestCase(600, 680, false, TestName = "Cut_box_that_reaches_across_straight_ahead_is_in_our_way")]
    [TestCase(735, 545, false, TestName = "Cut_box_that_nearly_reaches_straight_ahead_is_in_our_way")]
    [TestCase(745, 535, true, TestName = "Cut_box_that_stays_clear_of_straight_ahead_is_aside")]
    [TestCase(1000, 250, false, TestName = "Whole_box_is_never_aside")]
    public void Aside_is_what_the_side_cuts_off_and_is_not_ahead(float left, float width, bool expected) =>
        Assert.That(_range.IsAside(new PixelBox(left, 300, width, 200)), Is.EqualTo(expected));

    [Test]
    public void Uncertainty_grows_faster_than_range_when_only_the_ground_tells()
    {
        // Cut on the left and above: neither width nor height can be used.
        CameraTrack near = Track(100, 360 + 130, 200, 489);
        CameraTrack far = Track(100, 360 + 26, 200, 385);
        ClassSize car = ClassSizes.Of(ObjectClass.Car);

        Assert.That(_range.TryLocate(near, car, out CameraPlace atTen), Is.True);
        Assert.That(_range.TryLocate(far, car, out CameraPlace atFifty), Is.True);
        Assert.That(atTen.ForwardM, Is.EqualTo(11.5 - CarOverhangM).Within(0.1));
        Assert.That(atFifty.ForwardM, Is.EqualTo(51.5 - CarOverhangM).Within(0.1));
        Assert.That(atFifty.ForwardSigmaM / atTen.ForwardSigmaM, Is.GreaterThan(8));
    }

    [Test]
    public void Pitch_found_online_moves_the_ground()
    {
        // The nose is 0.01 rad lower than calibrated: everything is 10 px higher in the picture.
        CameraTrack car = Track(100, 360 + 43.33 - 10, 200, 393.33);
        _range.PitchChange = new Radians(0.01);

        Assert.That(_range.TryLocate(car, ClassSizes.Of(ObjectClass.Car), out CameraPlace place), Is.True);
        Assert.That(place.ForwardM, Is.EqualTo(31.5 - CarOverhangM).Within(0.3));
    }

    [Test]
    public void Car_seen_from_the_side_is_ranged_by_its_height_not_its_length()
    {
        // 4.5 m of length instead of 1.82 m of width, and no ground: the bonnet hides it.
        CameraTrack side = Track(640, 718, 4500 / 20.0, 1530 / 20.0);

        Assert.That(_range.TryLocate(side, ClassSizes.Of(ObjectClass.Car), out CameraPlace place), Is.False.Or.True);
        Assert.That(place.ForwardM, Is.Not.EqualTo(1.5 + (20 * 1.82 / 4.5)).Within(3));
    }

    [Test]
    public void Box_cut_on_every_side_says_nothing() =>
        Assert.That(_range.TryLocate(Track(640, 719, 1280, 719), ClassSizes.Of(ObjectClass.Car), out _), Is.False);
}
