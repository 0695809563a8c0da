using System;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Tests.Tracks;

public sealed class LeadTests
{
    private Scene _scene = null!;

    [SetUp]
    public void Begin() => _scene = new Scene(null);

    private LaneLine Line(LaneSide side, double offset, double curvature = 0) => new(
        _scene.Now, side, Validity.Valid, LaneLineType.Dashed, new Metres(offset), default, new PerMetre(curvature), 0,
        new Metres(0), new Metres(60), 0.9f, new Metres(0.05));

    [TestCase(1.5, true)]
    [TestCase(1.7, false)]
    [TestCase(-1.5, true)]
    [TestCase(-1.7, false)]
    public void Object_comes_in_within_the_enter_distance(double left, bool expected)
    {
        for (int i = 0; i < 20; i++)
            _scene.Radar(1, 40, left, 0).Step();

        Assert.That(_scene.Only.IsLead, Is.EqualTo(expected));
    }

    [Test]
    public void Object_seen_for_a_third_of_a_second_is_lead()
    {
        for (int i = 0; i < 7; i++)
            _scene.Radar(1, 40, 0.5, 0).Step();

        Assert.That(_scene.Objects.LeadId, Is.EqualTo(_scene.Only.Id));
    }

    [Test]
    public void Lead_on_the_edge_does_not_flicker()
    {
        int changes = 0;
        int last = 0;
        for (int i = 0; i < 200; i++)
        {
            _scene.Radar(1, 40, i < 10 ? 1.2 : i % 8 < 4 ? 1.2 : 2.0, 0).Step();
            changes += _scene.Objects.LeadId != last ? 1 : 0;
            last = _scene.Objects.LeadId;
        }

        Assert.That(changes, Is.EqualTo(1));
    }

    [Test]
    public void Cut_in_becomes_lead_soon_after_it_enters_and_not_before()
    {
        double entered = -1;
        double taken = -1;
        for (int i = 0; i < 120; i++)
        {
            double left = Math.Max(0, 3.5 - (0.03 * i));
            _scene.Radar(1, 60, 0, 0).Radar(2, 30, left, 0).Step();
            if (entered < 0 && left < 1.6)
                entered = i * Scene.PeriodS;
            if (taken < 0 && _scene.Objects.LeadId != 0 && Lead().Forward.Value < 45)
                taken = i * Scene.PeriodS;
        }

        Assert.That(taken - entered, Is.InRange(0, 0.4));
    }

    private TrackedObject Lead()
    {
        foreach (TrackedObject item in _scene.Objects.Tracks)
        {
            if (item.IsLead)
                return item;
        }

        return default;
    }

    [Test]
    public void Only_one_object_is_lead_and_it_is_the_nearest()
    {
        for (int i = 0; i < 20; i++)
            _scene.Radar(1, 80, 0, 0).Radar(2, 50, 0.5, 0).Radar(3, 30, 3.5, 0).Step();

        Assert.That(Lead().Forward.Value, Is.EqualTo(50).Within(0.5));
        Assert.That(_scene.Objects.Tracks.ToArray(), Has.Exactly(1).Matches<TrackedObject>(item => item.IsLead));
    }

    [Test]
    public void In_a_curve_the_lead_is_looked_for_along_the_curve()
    {
        // Radius 200 m to the left: at 40 m the path lies 4 m left.
        _scene.YawRate = 0.1;
        for (int i = 0; i < 60; i++)
            _scene.Radar(1, 40, 4, 0).Radar(2, 39, 0, 0).Step();

        Assert.That(Lead().Left.Value, Is.EqualTo(4).Within(0.5));
    }

    [Test]
    public void Lane_lines_tell_the_curve_before_we_turn()
    {
        for (int i = 0; i < 40; i++)
        {
            _scene.Lanes.Clear();
            _scene.Lanes.Add(Line(LaneSide.Left, 1.8, 0.005));
            _scene.Lanes.Add(Line(LaneSide.Right, -1.8, 0.005));
            _scene.Radar(1, 40, 4, 0).Step();
        }

        Assert.That(_scene.Objects.Path.IsFromLanes, Is.True);
        Assert.That(_scene.Only.IsLead, Is.True);
    }

    [TestCase(40, 0.8, true)]
    [TestCase(40, 1.3, false)]
    [TestCase(90, 0.3, false)]
    public void Standing_object_that_only_the_radar_sees_leads_only_in_the_middle_and_near(
        double startM, double left, bool expected)
    {
        _scene.SpeedMps = 10;
        for (int i = 0; i < 16; i++)
            _scene.Radar(1, startM - (10 * Scene.PeriodS * i), left, -10).Step();

        Assert.That(_scene.Only.IsStationary, Is.True);
        Assert.That(_scene.Only.IsLead, Is.EqualTo(expected));
    }

    [Test]
    public void Lead_that_brakes_to_a_stop_stays_lead()
    {
        double speed = 15;
        double forward = 60;
        _scene.SpeedMps = 5;
        for (int i = 0; i < 100; i++)
        {
            _scene.Radar(1, forward, 1.3, speed - 5).Step();
            forward += (speed - 5) * Scene.PeriodS;
            speed = Math.Max(0, speed - (5 * Scene.PeriodS));
        }

        // It has been seen to move, so it is not taken for a sign or a bridge when it stands.
        Assert.That((_scene.Only.IsStationary, _scene.Only.IsLead), Is.EqualTo((false, true)));
    }

    [Test]
    public void Oncoming_car_is_never_lead()
    {
        for (int i = 0; i < 30; i++)
        {
            _scene.Radar(1, 150 - (40 * Scene.PeriodS * i), 0.5, -40).Step();
            Assert.That(_scene.Objects.LeadId, Is.Zero);
        }
    }
}
