using System.Collections.Generic;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Road.Tests.Tracks;

public sealed class MotorwayTests
{
    // The camera of that drive is not described; height and pitch are estimates from the horizon and the lane width.
    private static readonly CameraGeometry Camera = new(
        1280, 720, 1150, 1150, 640, 360, new Metres(1.5), default, new Metres(1.3),
        new Radians(-0.045), default, default);

    private static IEnumerable<TrackedObject[]> Drive()
    {
        var objects = new RoadObjects(Camera, new TrackingLimits());
        var seen = new List<Detection>();
        for (int frame = 0; frame < MotorwayDetections.FrameCount; frame++)
        {
            MonoTime now = MonoTime.FromSeconds(1 + (frame * 0.04));
            seen.Clear();
            foreach ((int at, ObjectClass kind, float score, PixelBox box) in MotorwayDetections.All)
            {
                if (at == frame)
                    seen.Add(new Detection(now, kind, score, box));
            }

            EgoState ego = Scene.Ego(now, 25, 0, EgoSignals.Speed | EgoSignals.YawRate);
            var picture = new DetectionPicture(now, seen.ToArray(), true);
            var tick = new FrameTick(frame, now, MonoDuration.FromMilliseconds(40));
            yield return objects.Step(tick, ego, default, picture, []).ToArray();
        }
    }

    /// <summary>Identity of the object whose box holds a column that lies on one car in all pictures.</summary>
    private static List<int> Identities(float column)
    {
        var ids = new List<int>();
        foreach (TrackedObject[] items in Drive())
        {
            foreach (TrackedObject item in items)
            {
                if (item.Box.Left < column && item.Box.Right > column)
                    ids.Add(item.Id);
            }
        }

        return ids;
    }

    [TestCase(880f)]
    [TestCase(1120f)]
    public void Each_car_keeps_one_identity_from_the_fourth_picture_on(float column)
    {
        List<int> ids = Identities(column);

        Assert.That(ids, Has.Count.EqualTo(35));
        Assert.That(ids, Is.All.EqualTo(ids[0]));
    }

    [Test]
    public void Both_cars_are_cars_beside_us_at_a_plausible_distance_and_nobody_is_lead()
    {
        foreach (TrackedObject[] items in Drive())
        {
            foreach (TrackedObject item in items)
            {
                Assert.That(item.IsLead, Is.False);
                Assert.That(item.Class, Is.EqualTo(ObjectClass.Car));
                Assert.That(item.Forward.Value, Is.InRange(14, 26));
                Assert.That(item.Left.Value, Is.InRange(-9, -2.5));
            }
        }
    }
}
