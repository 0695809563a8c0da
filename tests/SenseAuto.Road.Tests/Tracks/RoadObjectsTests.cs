using System;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Ego;
using SenseAuto.Road.Radar;
using SenseAuto.Road.Tracks;
using SenseAuto.Tests;

namespace SenseAuto.Road.Tests.Tracks;

public sealed class RoadObjectsTests
{
    /// <summary>Objects on a grid of five lanes, drifting slowly; every tenth detection is missing.</summary>
    private static void Crowd(Scene scene, int count, int frame)
    {
        for (int i = 0; i < count; i++)
        {
            if ((frame + i) % 10 == 0)
                continue;

            double forward = 12 + (3.5 * (i / 5)) + (2 * Math.Sin((frame * 0.01) + i));
            double left = ((i % 5) - 2) * 3.6;
            scene.Radar(i, forward, left, 0.02 * Math.Cos((frame * 0.01) + i));
            scene.See(ObjectClass.Car, forward, left, 1.8, 1.5);
        }
    }

    [Test]
    public void Ten_thousand_steps_allocate_nothing()
    {
        var objects = new RoadObjects(Scene.Camera, new TrackingLimits());
        var targets = new RadarTarget[40];
        var detections = new Detection[40];
        for (int frame = 0; frame < 100; frame++)
            StepPlain(objects, targets, detections, frame);

        long bytes = Allocation.Of(() =>
        {
            for (int frame = 100; frame < 10_100; frame++)
                StepPlain(objects, targets, detections, frame);
        });

        Assert.That(bytes, Is.Zero);
        Assert.That(objects.Tracks.Length, Is.GreaterThan(20));
    }

    private static void StepPlain(RoadObjects objects, RadarTarget[] targets, Detection[] detections, int frame)
    {
        MonoTime now = MonoTime.FromSeconds(100 + (frame * 0.05));
        for (int i = 0; i < targets.Length; i++)
        {
            double forward = 10 + (2.5 * i) + Math.Sin((frame * 0.02) + i);
            double left = ((i % 5) - 2) * 3.6;
            bool isMissing = (frame + i) % 7 == 0;
            targets[i] = new RadarTarget(
                now, (i + (frame / 50)) % 64, isMissing ? Validity.Unavailable : Validity.Valid,
                new(forward), new(left), new(0.4 * Math.Cos((frame * 0.02) + i)), false);
            float size = (float)(1800 / forward);
            detections[i] = new Detection(
                now, ObjectClass.Car, 0.5f,
                new PixelBox((float)(640 - (1000 * left / forward)) - (size / 2), 380, size, size));
        }

        EgoState ego = Scene.Ego(now, 20, 0.01, EgoSignals.Speed | EgoSignals.YawRate);
        var tick = new FrameTick(frame, now, MonoDuration.FromMilliseconds(50));
        var picture = new DetectionPicture(now, detections, frame % 2 == 0);
        objects.Step(tick, ego, new RadarCycle(targets, true), picture, default);
    }

    [Test]
    public void Same_input_gives_the_same_output()
    {
        var first = new Scene(Scene.Camera);
        var second = new Scene(Scene.Camera);
        for (int frame = 0; frame < 100; frame++)
        {
            Crowd(first, 30, frame);
            Crowd(second, 30, frame);
            first.Step();
            second.Step();
            Assert.That(second.Objects.Tracks.SequenceEqual(first.Objects.Tracks), Is.True);
        }
    }

    [TestCase(8, 0)]
    [TestCase(32, 0)]
    [TestCase(128, 0)]
    [TestCase(160, 1)]
    public void Tracks_stay_within_their_capacity_and_the_nearest_are_kept(int count, int minOverflow)
    {
        var scene = new Scene(Scene.Camera);
        for (int frame = 0; frame < 40; frame++)
        {
            Crowd(scene, count, frame);
            scene.Step();
        }

        // Above the capacity one place may be free while an object that went missing is replaced.
        int most = Math.Min(count, Assignment.Capacity);
        Assert.That(scene.Objects.Tracks.Length, Is.InRange(count <= most ? most : most - 2, most));
        Assert.That(
            scene.Objects.Overflowed,
            count <= Assignment.Capacity / 2 ? Is.Zero : Is.GreaterThanOrEqualTo(minOverflow));
        foreach (TrackedObject item in scene.Objects.Tracks)
            Assert.That(item.Forward.Value, Is.LessThan(15 + (0.7 * Math.Min(count, Assignment.Capacity + 15))));
    }

    [Test]
    public void Nothing_published_is_ever_not_a_number()
    {
        var random = new TestRandom(99);
        var scene = new Scene(Scene.Camera);
        double[] odd = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e30, -1e30, 0];
        for (int frame = 0; frame < 2000; frame++)
        {
            double Value(double sane) => random.Next() < 0.1 ? odd[random.Below(odd.Length)] : sane;
            scene.SpeedMps = Value(20);
            scene.YawRate = Value(random.Between(-0.3, 0.3));
            scene.Known = (EgoSignals)random.Below(4);
            for (int i = 0; i < 6; i++)
            {
                scene.Radar(
                    random.Below(16), Value(random.Between(1, 150)),
                    Value(random.Between(-8, 8)), Value(random.Between(-30, 30)));
                scene.See(
                    (ObjectClass)random.Below(10), (float)Value(random.Next()),
                    new PixelBox((float)Value(500), (float)Value(300), (float)Value(80), (float)Value(70)));
            }

            scene.Step();
            foreach (TrackedObject item in scene.Objects.Tracks)
            {
                double sum = item.Forward.Value + item.Left.Value + item.ForwardSpeed.Value + item.LeftSpeed.Value
                    + item.ForwardAcceleration.Value + item.ForwardSigma.Value + item.LeftSigma.Value
                    + item.ForwardSpeedSigma.Value + item.Width.Value + item.Existence
                    + item.Box.Right + item.Box.Bottom;
                if (!double.IsFinite(sum))
                    Assert.Fail($"seed 99, frame {frame}: {item}");
            }
        }

        Assert.That(scene.Objects.Rejected, Is.GreaterThan(100));
    }

    [Test]
    public void Without_camera_geometry_detections_are_not_used()
    {
        var scene = new Scene(null);
        for (int i = 0; i < 20; i++)
            scene.See(ObjectClass.Car, 30, 0, 1.8, 1.5).Step();

        Assert.That(scene.Objects.Tracks.Length, Is.Zero);
    }

    [Test]
    public void Losing_our_own_speed_neither_loses_nor_doubles_the_objects()
    {
        var scene = new Scene(null);
        for (int i = 0; i < 20; i++)
            scene.Radar(1, 40, 0, -2).Step();
        int id = scene.Only.Id;

        scene.Known = EgoSignals.None;
        for (int i = 0; i < 60; i++)
            scene.Radar(1, 40 - (2 * Scene.PeriodS * i), 0, -2).Step();

        Assert.That(scene.Only.Id, Is.EqualTo(id));
        Assert.That(scene.Only.ForwardSpeed.Value, Is.EqualTo(-2).Within(0.3));
        Assert.That(scene.Only.IsStationary, Is.False);

        scene.Known = EgoSignals.Speed;
        for (int i = 0; i < 20; i++)
            scene.Radar(1, 34 - (2 * Scene.PeriodS * i), 0, -2).Step();
        Assert.That(scene.Only.Id, Is.EqualTo(id));
        Assert.That(scene.Only.ForwardSpeed.Value, Is.EqualTo(-2).Within(0.3));
    }

    [Test]
    public void Reported_speeds_are_the_rates_of_the_reported_places()
    {
        // We turn at 0.1 rad/s around a lead that turns with us: its place in our frame does not change.
        var scene = new Scene(null) { YawRate = 0.1 };
        for (int i = 0; i < 80; i++)
            scene.Radar(1, 30, 2.3, 0).Step();

        Assert.That(scene.Only.ForwardSpeed.Value, Is.EqualTo(0).Within(0.15));
        Assert.That(scene.Only.LeftSpeed.Value, Is.EqualTo(0).Within(0.15));
    }

    [Test]
    public void Between_radar_cycles_objects_move_on_and_are_not_missed()
    {
        var scene = new Scene(null);
        for (int i = 0; i < 40; i++)
        {
            if (i % 2 == 0)
                scene.Radar(1, 60 - (10 * Scene.PeriodS * i), 0, -10).Step();
            else
                scene.Step(hasRadar: false);
        }

        Assert.That(scene.Only.Forward.Value, Is.EqualTo(60 - (10 * Scene.PeriodS * 39)).Within(0.3));
        Assert.That(scene.Only.Existence, Is.GreaterThan(0.9f));
        Assert.That(scene.Only.Validity, Is.EqualTo(Validity.Valid));
    }

    [Test]
    public void Coasting_object_is_degraded()
    {
        var scene = new Scene(null);
        for (int i = 0; i < 20; i++)
            scene.Radar(1, 40, 0, 0).Step();
        for (int i = 0; i < 5; i++)
            scene.Step();

        Assert.That(scene.Only.Validity, Is.EqualTo(Validity.Degraded));
    }

    [Test]
    public void Broken_limits_are_named()
    {
        var limits = new TrackingLimits { Radar = new RadarLimits(RangeSigmaM: double.NaN) };

        Assert.That(() => new RoadObjects(null, limits), Throws.ArgumentException.With.Message.Contains("RangeSigmaM"));
        Assert.That(
            () => new RoadObjects(null, new TrackingLimits { Lead = new LeadLimits(EnterM: 2, LeaveM: 1) }),
            Throws.ArgumentException.With.Message.Contains("LeaveM"));
        Assert.That(
            () => new RoadObjects(null, new TrackingLimits { Ego = new EgoMotionLimits(HoldS: -1) }),
            Throws.ArgumentException.With.Message.Contains("HoldS"));
    }
}
