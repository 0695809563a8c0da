using System;
using NUnit.Framework;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Tests.Tracks;

public sealed class FusionTests
{
    private Scene _scene = null!;

    [SetUp]
    public void Begin() => _scene = new Scene(Scene.Camera);

    [Test]
    public void Car_seen_by_both_is_one_object_with_the_radars_range_and_the_cameras_class()
    {
        for (int i = 0; i < 40; i++)
            _scene.Radar(1, 40, 0.5, 0).See(ObjectClass.Car, 43, 0.5, 1.8, 1.5).Step();

        TrackedObject car = _scene.Only;
        Assert.That(car.Sources, Is.EqualTo(TrackSources.Camera | TrackSources.Radar));
        Assert.That(car.Class, Is.EqualTo(ObjectClass.Car));
        Assert.That(car.Forward.Value, Is.EqualTo(40).Within(0.6));
        Assert.That(car.ForwardSigma.Value, Is.LessThan(0.5));
        Assert.That(car.Width.Value, Is.EqualTo(1.8).Within(0.25));
        Assert.That(car.Box.Width, Is.GreaterThan(0));
        Assert.That(car.IsLead, Is.True);
    }

    [Test]
    public void Car_seen_by_the_camera_alone_says_how_little_it_knows_of_the_range()
    {
        for (int i = 0; i < 60; i++)
            _scene.See(ObjectClass.Car, 40, -1, 1.82, 1.53).Step();

        TrackedObject car = _scene.Only;
        Assert.That(car.Sources, Is.EqualTo(TrackSources.Camera));
        Assert.That(car.Forward.Value, Is.EqualTo(40).Within(2));
        Assert.That(car.Left.Value, Is.EqualTo(-1).Within(0.2));
        Assert.That(car.ForwardSigma.Value, Is.InRange(1.5, 6));
        Assert.That(car.ForwardSpeed.Value, Is.EqualTo(0).Within(1));
        Assert.That(car.IsLead, Is.True);
    }

    [Test]
    public void Object_seen_by_the_radar_alone_has_no_class_and_no_width()
    {
        for (int i = 0; i < 20; i++)
            _scene.Radar(1, 40, 0.5, 0).Step();

        TrackedObject item = _scene.Only;
        Assert.That((item.Class, item.Sources), Is.EqualTo((ObjectClass.Unknown, TrackSources.Radar)));
        Assert.That(item.Width.Value, Is.Zero);
        Assert.That(item.Box, Is.EqualTo(default(PixelBox)));
    }

    [Test]
    public void Closing_speed_of_the_camera_alone_comes_from_the_boxes_growth()
    {
        double forward = 60;
        for (int i = 0; i < 50; i++)
        {
            _scene.See(ObjectClass.Car, forward, 0, 1.82, 1.53).Step();
            forward -= 10 * Scene.PeriodS;
        }

        Assert.That(_scene.Only.ForwardSpeed.Value, Is.EqualTo(-10).Within(2));
        Assert.That(_scene.Only.Forward.Value, Is.EqualTo(forward).Within(4));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Losing_one_sensor_keeps_the_identity(bool loseRadar)
    {
        for (int i = 0; i < 40; i++)
            _scene.Radar(1, 40, 0.5, 0).See(ObjectClass.Car, 40, 0.5, 1.8, 1.5).Step();
        int id = _scene.Only.Id;

        for (int i = 0; i < 40; i++)
        {
            if (loseRadar)
                _scene.See(ObjectClass.Car, 40, 0.5, 1.8, 1.5).Step();
            else
                _scene.Radar(1, 40, 0.5, 0).Step();
        }

        Assert.That(_scene.Only.Id, Is.EqualTo(id));
        Assert.That(_scene.Only.Sources, Is.EqualTo(loseRadar ? TrackSources.Camera : TrackSources.Radar));
        Assert.That(_scene.Only.Forward.Value, Is.EqualTo(40).Within(2));
    }

    [Test]
    public void Sensor_that_comes_later_joins_the_object_that_is_there()
    {
        for (int i = 0; i < 20; i++)
            _scene.Radar(1, 40, 0.5, 0).Step();
        int id = _scene.Only.Id;
        for (int i = 0; i < 20; i++)
            _scene.Radar(1, 40, 0.5, 0).See(ObjectClass.Car, 40, 0.5, 1.8, 1.5).Step();

        Assert.That(_scene.Only.Id, Is.EqualTo(id));
        Assert.That(_scene.Only.Class, Is.EqualTo(ObjectClass.Car));
    }

    [Test]
    public void Guard_rail_beside_a_car_is_not_joined_with_it()
    {
        // A post of the rail comes nearer at our speed, the car drives with us: same direction, other speed.
        for (int i = 0; i < 40; i++)
            _scene.Radar(1, 70 - i, 2.2, -20).See(ObjectClass.Car, 40, 1.5, 1.8, 1.5).Step();

        Assert.That(_scene.Objects.Tracks.ToArray(), Has.None.Matches<TrackedObject>(item =>
            item.Sources == (TrackSources.Camera | TrackSources.Radar)));
    }

    [Test]
    public void Two_cars_side_by_side_are_joined_each_with_its_own_echo()
    {
        for (int i = 0; i < 30; i++)
        {
            _scene.Radar(1, 30, 3.4, 1).Radar(2, 34, 0, -1);
            _scene.See(ObjectClass.Car, 34, 0, 1.8, 1.5).See(ObjectClass.Truck, 30, 3.4, 2.4, 2.9).Step();
        }

        TrackedObject[] items = _scene.Objects.Tracks.ToArray();
        Assert.That(items, Has.Length.EqualTo(2));
        Assert.That(Array.Find(items, item => item.Class == ObjectClass.Truck).Forward.Value, Is.EqualTo(30).Within(1));
        Assert.That(Array.Find(items, item => item.Class == ObjectClass.Car).Forward.Value, Is.EqualTo(34).Within(1));
    }

    [Test]
    public void Camera_and_radar_that_part_become_two_objects_again()
    {
        for (int i = 0; i < 20; i++)
            _scene.Radar(1, 40, 0, 0).See(ObjectClass.Car, 40, 0, 1.8, 1.5).Step();
        Assert.That(_scene.Objects.Tracks.Length, Is.EqualTo(1));

        for (int i = 0; i < 60; i++)
        {
            double left = Math.Min(5, 0.15 * i);
            _scene.Radar(1, 40, left, 0).See(ObjectClass.Car, 40, -left, 1.8, 1.5).Step();
        }

        Assert.That(_scene.Objects.Tracks.Length, Is.EqualTo(2));
    }

    [Test]
    public void Learnt_width_makes_the_range_right_after_the_radar_is_gone()
    {
        // A narrow car, 1.6 m x 1.35 m: by the size of its kind alone it would be put 13 % too far.
        for (int i = 0; i < 80; i++)
            _scene.Radar(1, 30, 0, 0).See(ObjectClass.Car, 30, 0, 1.6, 1.35).Step();
        for (int i = 0; i < 60; i++)
            _scene.See(ObjectClass.Car, 30, 0, 1.6, 1.35).Step();

        Assert.That(_scene.Only.Forward.Value, Is.EqualTo(30).Within(1.2));
    }

    [Test]
    public void Standing_car_seen_by_both_is_stationary_and_lead()
    {
        _scene.SpeedMps = 15;
        double forward = 90;
        for (int i = 0; i < 40; i++)
        {
            _scene.Radar(1, forward, 0.2, -15).See(ObjectClass.Car, forward, 0.2, 1.8, 1.5).Step();
            forward -= 15 * Scene.PeriodS;
        }

        Assert.That((_scene.Only.IsStationary, _scene.Only.IsLead), Is.EqualTo((true, true)));
        Assert.That(_scene.Only.ForwardSpeed.Value, Is.EqualTo(-15).Within(0.5));
    }

    [TestCase(8)]
    [TestCase(15)]
    [TestCase(25)]
    public void Car_we_drive_up_to_stays_one_object_to_the_last_metres(double speedMps)
    {
        _scene.SpeedMps = speedMps;
        int id = 0;
        for (double forward = 90; forward > 7; forward -= speedMps * Scene.PeriodS)
        {
            _scene.Radar(1, forward, 0.2, -speedMps).See(ObjectClass.Car, forward, 0.2, 1.8, 1.5).Step();
            if (forward > 75)
                continue;

            id = id == 0 ? _scene.Only.Id : id;
            Assert.That(_scene.Only.Id, Is.EqualTo(id));
            Assert.That(_scene.Only.Sources, Is.EqualTo(TrackSources.Camera | TrackSources.Radar), $"at {forward} m");
            Assert.That(_scene.Only.IsLead, Is.True);
        }
    }

    [Test]
    public void Lead_that_brakes_hard_stays_one_object()
    {
        double ahead = 20;
        double forward = 35;
        for (int i = 0; i < 60; i++)
        {
            _scene.Radar(1, forward, 0, ahead - 20).See(ObjectClass.Car, forward, 0, 1.8, 1.5).Step();
            if (i > 20)
                ahead = Math.Max(0, ahead - (8 * Scene.PeriodS));
            forward += (ahead - 20) * Scene.PeriodS;
            if (i > 5)
                Assert.That(_scene.Only.Sources, Is.EqualTo(TrackSources.Camera | TrackSources.Radar), $"frame {i}");
        }

        Assert.That(_scene.Only.ForwardAcceleration.Value, Is.EqualTo(-8).Within(1.5));
    }
}
