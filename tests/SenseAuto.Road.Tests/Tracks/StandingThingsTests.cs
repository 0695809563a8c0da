using System;
using NUnit.Framework;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Tests.Tracks;

/// <summary>
/// What stands on and beside the road, as a radar without height sees it: only what the camera has seen too may lead
/// to a warning, since the warning leaves out what is stationary and only the radar's.
/// </summary>
public sealed class StandingThingsTests
{
    private const double OwnMps = 20;
    private Scene _scene = null!;

    [SetUp]
    public void Begin() => _scene = new Scene(Scene.Camera) { SpeedMps = OwnMps };

    /// <summary>A lead that would be warned of: camera-confirmed, or moving.</summary>
    private bool HasLeadThatWarns()
    {
        foreach (ref readonly TrackedObject item in _scene.Objects.Tracks)
        {
            if (item.IsLead && !(item.IsStationary && item.Sources == TrackSources.Radar))
                return true;
        }

        return false;
    }

    private void ExpectNoWarning(Action<double> place, double fromM)
    {
        for (double way = 0; way < fromM - 3; way += OwnMps * Scene.PeriodS)
        {
            place(way);
            _scene.Step();
            Assert.That(HasLeadThatWarns(), Is.False, $"after {way:0.0} m");
        }
    }

    [Test]
    public void Guard_rail_along_a_bend_is_nobody()
    {
        // A left bend of 300 m radius; posts every 4 m lie 2.5 m right of our path, ahead of us even in our middle.
        _scene.YawRate = OwnMps / 300;
        ExpectNoWarning(
            way =>
            {
                for (int post = 0; post < 12; post++)
                {
                    double x = 8 + (4 * post) - (way % 4);
                    _scene.Radar(post, x, (x * x / 600) - 2.5, -OwnMps);
                }
            },
            150);
    }

    [Test]
    public void Bridge_over_the_road_is_nobody() =>
        ExpectNoWarning(
            way =>
            {
                for (int part = -2; part <= 2; part++)
                    _scene.Radar(part + 5, 120 - way, part * 2.0, -OwnMps);
            },
            120);

    [Test]
    public void Manhole_cover_in_our_lane_is_nobody() =>
        ExpectNoWarning(way => _scene.Radar(1, 60 - way, 0.1, -OwnMps), 60);

    [Test]
    public void Cars_parked_beside_a_bend_are_nobody()
    {
        // A right bend of 80 m radius at 10 m/s: the parked cars lie straight ahead, 3 m left of our path.
        _scene.SpeedMps = 10;
        _scene.YawRate = -10 / 80.0;
        for (int frame = 0; frame < 40; frame++)
            _scene.Step();
        for (int frame = 0; frame < 120; frame++)
        {
            for (int car = 0; car < 3; car++)
            {
                double turned = (10 * Scene.PeriodS * frame / 80.0) - (car * 0.09) - 0.5;
                double x = -83 * Math.Sin(turned);
                double y = (83 * Math.Cos(turned)) - 80;
                double rate = -10 * x / Math.Sqrt((x * x) + (y * y));
                if (x > 5)
                    _scene.Radar(car, x, y, rate).See(ObjectClass.Car, x, y, 1.8, 1.5);
            }

            _scene.Step();
            Assert.That(HasLeadThatWarns(), Is.False, $"frame {frame}");
        }
    }

    [Test]
    public void Car_standing_in_our_lane_leads_from_afar_when_the_camera_sees_it()
    {
        double leads = 0;
        for (double forward = 110; forward > 8; forward -= OwnMps * Scene.PeriodS)
        {
            _scene.Radar(1, forward, 0.1, -OwnMps).See(ObjectClass.Car, forward, 0.1, 1.8, 1.5).Step();
            leads = leads == 0 && HasLeadThatWarns() ? forward : leads;
        }

        Assert.That(leads, Is.GreaterThan(80));
        Assert.That(_scene.Only.IsStationary, Is.True);
    }

    [Test]
    public void Car_that_moves_into_our_lane_leads_before_it_is_there()
    {
        _scene.SpeedMps = 25;
        double left = 3.4;
        double leadAt = 0;
        for (int i = 0; i < 80 && left > 0; i++)
        {
            if (i > 20)
                left -= 1.2 * Scene.PeriodS;
            _scene.Radar(1, 30, left, -1).See(ObjectClass.Car, 30, left, 1.8, 1.5).Step();
            leadAt = leadAt == 0 && HasLeadThatWarns() ? left : leadAt;
        }

        Assert.That(leadAt, Is.InRange(1.7, 2.9));
    }

    [Test]
    public void Car_that_wavers_in_the_next_lane_does_not_lead()
    {
        for (int i = 0; i < 200; i++)
        {
            double left = 3.2 + (0.2 * Math.Sin(i * 0.1));
            _scene.Radar(1, 30, left, 0).See(ObjectClass.Car, 30, left, 1.8, 1.5).Step();
            Assert.That(HasLeadThatWarns(), Is.False, $"frame {i}");
        }
    }
}
