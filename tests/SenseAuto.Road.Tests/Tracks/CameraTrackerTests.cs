using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Ego;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Road.Tests.Tracks;

public sealed class CameraTrackerTests
{
    private static readonly EgoStep Frame = new(
        new Metres(1), default, default, MonoDuration.FromSeconds(0.05), Validity.Valid);

    private CameraTracker _tracker = null!;

    [SetUp]
    public void Begin() => _tracker = new CameraTracker(new TrackingLimits(), Scene.Camera);

    private static Detection Box(double centre, double bottom, double size, ObjectClass kind = ObjectClass.Car) => new(
        default, kind, 0.6f,
        new PixelBox((float)(centre - (size / 2)), (float)(bottom - size), (float)size, (float)size));

    [Test]
    public void Three_sightings_in_a_row_confirm_and_two_do_not()
    {
        _tracker.Step(Frame, [Box(600, 400, 60)], true);
        _tracker.Step(Frame, [Box(600, 400, 60)], true);
        Assert.That(_tracker.Tracks[0].IsConfirmed, Is.False);

        _tracker.Step(Frame, [Box(600, 400, 60)], true);
        Assert.That(_tracker.Tracks[0].IsConfirmed, Is.True);
    }

    [Test]
    public void Crossing_boxes_keep_their_identities()
    {
        for (int i = 0; i <= 50; i++)
            _tracker.Step(Frame, [Box(400 + (8 * i), 400, 70), Box(800 - (8 * i), 425, 90)], true);

        Assert.That(_tracker.Tracks.Length, Is.EqualTo(2));
        Assert.That((_tracker.Tracks[0].Id, _tracker.Tracks[1].Id), Is.EqualTo((1, 2)));
        Assert.That(_tracker.Tracks[0].Column.Position, Is.EqualTo(800).Within(5));
        Assert.That(_tracker.Tracks[1].Column.Position, Is.EqualTo(400).Within(5));
    }

    [Test]
    public void Object_hidden_for_half_a_second_comes_back_as_itself()
    {
        for (int i = 0; i < 40; i++)
        {
            double column = 300 + (6 * i);
            if (i is < 20 or >= 30)
                _tracker.Step(Frame, [Box(column, 400, 60)], true);
            else
                _tracker.Step(Frame, [], true);
        }

        Assert.That(_tracker.Tracks.Length, Is.EqualTo(1));
        Assert.That(_tracker.Tracks[0].Id, Is.EqualTo(1));
    }

    [Test]
    public void Object_gone_for_a_second_is_dropped_also_when_pictures_stop()
    {
        for (int i = 0; i < 10; i++)
            _tracker.Step(Frame, [Box(600, 400, 60)], true);
        for (int i = 0; i < 22; i++)
            _tracker.Step(Frame, [], false);

        Assert.That(_tracker.Tracks.Length, Is.Zero);
    }

    [Test]
    public void Our_own_turning_does_not_lose_a_box()
    {
        // 0.4 rad/s at 1000 px: 20 px a frame, a third of the box.
        EgoStep turning = Frame with { Turn = new Radians(0.02) };
        for (int i = 0; i < 20; i++)
            _tracker.Step(turning, [Box(300 + (20 * i), 400, 60)], true);

        Assert.That(_tracker.Tracks.Length, Is.EqualTo(1));
        Assert.That(_tracker.Tracks[0].Column.Speed, Is.EqualTo(0).Within(20));
    }

    [Test]
    public void One_sighting_as_a_truck_does_not_make_a_car_a_truck()
    {
        for (int i = 0; i < 20; i++)
            _tracker.Step(Frame, [Box(600, 400, 60, i % 5 == 3 ? ObjectClass.Truck : ObjectClass.Car)], true);
        Assert.That(_tracker.Tracks[0].Class, Is.EqualTo(ObjectClass.Car));

        for (int i = 0; i < 20; i++)
            _tracker.Step(Frame, [Box(600, 400, 60, ObjectClass.Truck)], true);
        Assert.That(_tracker.Tracks[0].Class, Is.EqualTo(ObjectClass.Truck));
        Assert.That(_tracker.Tracks[0].Id, Is.EqualTo(1));
    }

    [Test]
    public void Pedestrian_where_a_car_was_is_another_object()
    {
        for (int i = 0; i < 5; i++)
            _tracker.Step(Frame, [Box(600, 400, 60)], true);
        _tracker.Step(Frame, [Box(600, 400, 60, ObjectClass.Pedestrian)], true);

        Assert.That(_tracker.Tracks.Length, Is.EqualTo(2));
    }

    [Test]
    public void Growth_is_the_inverse_of_the_time_to_collision()
    {
        // 40 m away, closing at 10 m/s: after 1.5 s the time to collision is 2.5 s.
        for (int i = 0; i <= 30; i++)
        {
            double range = 40 - (10 * 0.05 * i);
            _tracker.Step(Frame, [Box(640, 360 + (1300 / range), 1800 / range)], true);
        }

        double growth = _tracker.Tracks[0].GrowthPerS(out double variance);
        Assert.That(1 / growth, Is.EqualTo(2.5).Within(0.4));
        Assert.That(variance, Is.GreaterThan(0));
    }

    [TestCase(float.NaN, 10, 50, 50, 0.5f)]
    [TestCase(10, 10, float.NaN, 50, 0.5f)]
    [TestCase(10, 10, 0.5f, 50, 0.5f)]
    [TestCase(10, float.PositiveInfinity, 50, 50, 0.5f)]
    [TestCase(10, 10, 50, 50, float.NaN)]
    [TestCase(10, 10, 50, 50, 0)]
    public void Detection_that_cannot_be_is_counted(float left, float top, float width, float height, float score)
    {
        var box = new PixelBox(left, top, width, height);
        _tracker.Step(Frame, [new Detection(default, ObjectClass.Car, score, box)], true);

        Assert.That((_tracker.Tracks.Length, _tracker.Rejected), Is.EqualTo((0, 1L)));
    }

    [TestCase(ObjectClass.TrafficLight)]
    [TestCase(ObjectClass.StopSign)]
    public void Lights_and_signs_are_not_obstacles(ObjectClass kind)
    {
        _tracker.Step(Frame, [Box(600, 300, 40, kind)], true);

        Assert.That((_tracker.Tracks.Length, _tracker.Rejected), Is.EqualTo((0, 0L)));
    }

    [Test]
    public void More_boxes_than_room_keep_the_lowest_in_the_picture()
    {
        var boxes = new Detection[Assignment.Capacity + 16];
        for (int i = 0; i < boxes.Length; i++)
            boxes[i] = Box(20 + (15 * i), 300 + i, 10);
        _tracker.Step(Frame, boxes, true);

        Assert.That(_tracker.Tracks.Length, Is.EqualTo(Assignment.Capacity));
        Assert.That(_tracker.Overflowed, Is.EqualTo(16));
        foreach (CameraTrack track in _tracker.Tracks)
            Assert.That(track.Bottom.Position, Is.GreaterThanOrEqualTo(316));
    }
}
