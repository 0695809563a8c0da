using System;
using System.Collections.Generic;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Road.Tests.Tracks;

/// <summary>
/// The recorded motorway drive, CAN and radar only: the lead that a person sees in the radar's points must be there.
/// </summary>
public sealed class RecordedDriveTests
{
    private const double InPathM = 1.5;
    private const double PersistS = 0.3;

    private readonly record struct Frame(double PersistedS, bool HasLead, TrackedObject Lead, double EgoMps);

    private static List<Frame> Drive()
    {
        var drive = new RecordedDrive();
        var objects = new RoadObjects(null, new TrackingLimits());
        var frames = new List<Frame>();
        double persistedS = 0;
        for (int i = 0; i < drive.FrameCount; i++)
        {
            FrameTick tick = drive.Frame(i);
            objects.Step(tick, drive.Ego, new RadarCycle(drive.Targets, drive.Targets.Length > 0), default, []);
            persistedS = HasPointInPath(drive.Targets, objects.Path) ? persistedS + 0.05 : 0;
            TrackedObject lead = Array.Find(objects.Tracks.ToArray(), item => item.IsLead);
            frames.Add(new Frame(persistedS, lead.Id != 0, lead, drive.Ego.Speed.Value));
        }

        return frames;
    }

    private static bool HasPointInPath(ReadOnlySpan<RadarTarget> targets, in PathAhead path)
    {
        foreach (ref readonly RadarTarget target in targets)
        {
            double x = target.Forward.Value;
            if (x is > 4 and < 100 && Math.Abs(target.Left.Value - path.LeftAt(x)) <= InPathM)
                return true;
        }

        return false;
    }

    [Test]
    public void Lead_is_there_whenever_a_point_has_been_in_our_path_for_a_third_of_a_second()
    {
        int wanted = 0;
        int had = 0;
        foreach (Frame frame in Drive())
        {
            if (frame.PersistedS <= PersistS)
                continue;

            wanted++;
            had += frame.HasLead ? 1 : 0;
        }

        TestContext.Out.WriteLine($"lead in {had} of {wanted} frames");
        Assert.That(wanted, Is.GreaterThan(700));
        Assert.That(had, Is.GreaterThanOrEqualTo(0.99 * wanted));
    }

    [Test]
    public void Lead_changes_only_when_the_car_ahead_does()
    {
        // Seen in the points: the first lead moves to the right lane after 8 s; then one car leads to the end.
        var ids = new List<int>();
        foreach (Frame frame in Drive())
        {
            if (frame.HasLead && (ids.Count == 0 || ids[^1] != frame.Lead.Id))
                ids.Add(frame.Lead.Id);
        }

        Assert.That(ids, Has.Count.EqualTo(2));
    }

    [Test]
    public void Lead_is_never_something_that_stands_beside_the_road()
    {
        foreach (Frame frame in Drive())
            Assert.That(frame.Lead.IsStationary, Is.False);
    }

    [Test]
    public void Lead_moves_as_cars_do()
    {
        Frame last = default;
        foreach (Frame frame in Drive())
        {
            if (frame.HasLead)
            {
                Assert.That(frame.Lead.ForwardSpeed.Value + frame.EgoMps, Is.InRange(5, 35));
                Assert.That(frame.Lead.ForwardAcceleration.Value, Is.InRange(-6, 4));
            }

            if (frame.HasLead && frame.Lead.Id == last.Lead.Id)
                Assert.That(Math.Abs(frame.Lead.Forward.Value - last.Lead.Forward.Value), Is.LessThan(1));
            last = frame;
        }
    }
}
