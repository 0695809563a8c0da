using System.Collections.Generic;
using System.Runtime.InteropServices;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Ego;
using SenseAuto.Road.Radar;
using SenseAuto.Road.Tests.Tracks;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Road.Tests.Radar;

public sealed class RadarTrackerTests
{
    private const double PeriodS = 0.05;
    private readonly List<RadarTarget> _targets = [];
    private RadarTracker _tracker = null!;
    private double _now;

    [SetUp]
    public void Begin()
    {
        _tracker = new RadarTracker(new RadarLimits());
        _now = 10;
        _targets.Clear();
    }

    private void Put(int id, double forward, double left, double rate, bool isNew = false) =>
        _targets.Add(new RadarTarget(
            MonoTime.FromSeconds(_now), id, Validity.Valid,
            new Metres(forward), new Metres(left), new MetresPerSecond(rate), isNew));

    private void Step(double egoMps = 20, bool hasNewRadar = true)
    {
        var ego = new EgoStep(
            new Metres(egoMps * PeriodS), default, default, MonoDuration.FromSeconds(PeriodS), Validity.Valid);
        _tracker.Step(
            MonoTime.FromSeconds(_now), ego, new MetresPerSecond(egoMps),
            CollectionsMarshal.AsSpan(_targets), hasNewRadar);
        _targets.Clear();
        _now += PeriodS;
    }

    private RadarTrack Single()
    {
        Assert.That(_tracker.Tracks.Length, Is.EqualTo(1));
        return _tracker.Tracks[0];
    }

    [Test]
    public void Point_seen_for_three_cycles_is_confirmed_and_a_ghost_of_two_is_not()
    {
        Put(1, 40, 0, -5);
        Step();
        Put(1, 39.75, 0, -5);
        Step();
        Assert.That(Single().IsConfirmed, Is.False);

        Put(1, 39.5, 0, -5);
        Step();
        Assert.That(Single().IsConfirmed, Is.True);
    }

    [Test]
    public void Sensor_changing_its_number_keeps_our_identity()
    {
        for (int i = 0; i < 20; i++)
        {
            Put(i < 10 ? 5 : 9, 40 - (5 * PeriodS * i), 0.3, -5, isNew: i == 10);
            Step();
        }

        Assert.That(Single().Id, Is.EqualTo(1));
        Assert.That(Single().SensorId, Is.EqualTo(9));
    }

    [Test]
    public void Sensor_reusing_a_number_for_another_object_starts_another_identity()
    {
        for (int i = 0; i < 10; i++)
        {
            Put(5, 40, 0, 0);
            Step();
        }

        for (int i = 0; i < 3; i++)
        {
            Put(5, 90, -4, -20, isNew: i == 0);
            Step();
        }

        Assert.That(_tracker.Tracks.Length, Is.EqualTo(2));
        Assert.That(_tracker.Tracks[0].Motion.Forward.Position, Is.EqualTo(40).Within(0.5));
        Assert.That(_tracker.Tracks[1].Motion.Forward.Position, Is.EqualTo(90).Within(3));
    }

    [Test]
    public void Crossing_objects_keep_their_identities()
    {
        for (int i = 0; i <= 60; i++)
        {
            double side = -3 + (0.1 * i);
            Put(1, 30, side, 0);
            Put(2, 34, -side, 0);
            Step();
        }

        Assert.That(_tracker.Tracks.Length, Is.EqualTo(2));
        Assert.That(_tracker.Tracks[0].SensorId, Is.EqualTo(1));
        Assert.That(_tracker.Tracks[0].Motion.Left.Position, Is.EqualTo(3).Within(0.5));
        Assert.That(_tracker.Tracks[1].Motion.Left.Position, Is.EqualTo(-3).Within(0.5));
    }

    [Test]
    public void Two_numbers_on_one_car_are_one_track()
    {
        for (int i = 0; i < 10; i++)
        {
            Put(535, 54.38, -0.12, -2.4);
            Put(538, 54.5, -0.16, -2.4);
            Step();
        }

        Assert.That(Single().IsConfirmed, Is.True);
    }

    [TestCase(0.4, 1)]
    [TestCase(0.7, 0)]
    public void Lost_object_coasts_for_about_half_a_second(double goneS, int expected)
    {
        for (int i = 0; i < 20; i++)
        {
            Put(1, 60 - (10 * PeriodS * i), 0, -10);
            Step();
        }

        for (double s = 0; s < goneS - 1e-9; s += PeriodS)
            Step();

        Assert.That(_tracker.Tracks.Length, Is.EqualTo(expected));
        if (expected == 1)
            Assert.That(_tracker.Tracks[0].Motion.Forward.Position, Is.EqualTo(60 - (10 * (0.95 + goneS))).Within(0.3));
    }

    [Test]
    public void Speed_over_ground_stays_right_while_we_brake()
    {
        double ego = 25;
        double forward = 80;
        for (int i = 0; i < 40; i++)
        {
            Put(1, forward, 0, 15 - ego);
            Step(ego);
            ego -= 6 * PeriodS;
            forward += (15 - ego) * PeriodS;
        }

        Assert.That(Single().Motion.Forward.Speed, Is.EqualTo(15).Within(0.3));
    }

    [TestCase(double.NaN, 0, 0)]
    [TestCase(40, double.NaN, 0)]
    [TestCase(40, 0, double.NaN)]
    [TestCase(double.PositiveInfinity, 0, 0)]
    [TestCase(-1, 0, 0)]
    [TestCase(0, 0, 0)]
    [TestCase(200.1, 0, 0)]
    [TestCase(40, 0, 101)]
    public void Point_that_cannot_be_is_counted_and_not_tracked(double forward, double left, double rate)
    {
        Put(1, forward, left, rate);
        Step();

        Assert.That(_tracker.Tracks.Length, Is.Zero);
        Assert.That(_tracker.Rejected, Is.EqualTo(1));
    }

    [Test]
    public void Old_point_is_rejected_and_a_slightly_old_one_is_moved_on()
    {
        Put(1, 40, 0, -10);
        _now += 0.1;
        Step();
        Assert.That(Single().Motion.Forward.Position, Is.EqualTo(39).Within(1e-6));

        Put(1, 40, 0, -10);
        _now += 0.25;
        Step();
        Assert.That(_tracker.Rejected, Is.EqualTo(1));
    }

    [Test]
    public void More_objects_than_room_keep_the_nearest_and_count_the_rest()
    {
        for (int i = 0; i < 5; i++)
        {
            for (int j = Assignment.Capacity + 35; j >= 0; j--)
                Put(j, 5 + (1.1 * j), (j % 3 * 4) - 4, 0);
            Step();
        }

        Assert.That(_tracker.Tracks.Length, Is.EqualTo(Assignment.Capacity));
        Assert.That(_tracker.Overflowed, Is.EqualTo(5 * 36));
        foreach (RadarTrack track in _tracker.Tracks)
            Assert.That(track.Motion.Forward.Position, Is.LessThan(5 + (1.1 * Assignment.Capacity)));
    }

    [Test]
    public void Full_tracker_gives_up_the_farthest_for_a_nearer_object()
    {
        for (int j = 0; j < Assignment.Capacity; j++)
            Put(j, 60 + (0.95 * j), (j % 3 * 4) - 4, 0);
        Step();

        Put(199, 20, 0, 0);
        Step();

        Assert.That(_tracker.Tracks.Length, Is.EqualTo(Assignment.Capacity));
        Assert.That(_tracker.Tracks.ToArray(), Has.Some.Matches<RadarTrack>(track => track.SensorId == 199));
    }

    [Test]
    public void Noisy_standing_wall_yields_speeds_near_zero()
    {
        var random = new TestRandom(7);
        double forward = 120;
        for (int i = 0; i < 60; i++)
        {
            Put(3, forward + random.Between(-0.3, 0.3), 2 + random.Between(-0.3, 0.3), -20 + random.Between(-0.3, 0.3));
            Step();
            forward -= 20 * PeriodS;
        }

        Assert.That(Single().Motion.Forward.Speed, Is.EqualTo(0).Within(0.4));
    }
}
