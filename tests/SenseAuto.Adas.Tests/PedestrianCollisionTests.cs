using NUnit.Framework;
using SenseAuto.Adas;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Adas;

public sealed class PedestrianCollisionTests
{
    // In our way, closing at 10 m/s: caution strictly below 2.7 s, imminent strictly below 2 s.
    [TestCase(10, 10, 27.1, WarningLevel.None)]
    [TestCase(10, 10, 26.9, WarningLevel.Caution)]
    [TestCase(10, 10, 20.0, WarningLevel.Caution)]
    [TestCase(10, 10, 19.9, WarningLevel.Imminent)]
    [TestCase(10, 10, 0.0, WarningLevel.Imminent)]
    [TestCase(10, 10, -0.5, WarningLevel.Imminent)]
    // At 20 m/s towards somebody who stands, braking with 6 m/s² after 1.2 s needs 57.3 m.
    [TestCase(20, 20, 57.5, WarningLevel.None)]
    [TestCase(20, 20, 57.1, WarningLevel.Caution)]
    public void Who_is_in_our_way_is_judged_by_time_and_by_braking(
        double own, double closing, double gap, WarningLevel expected) =>
        Assert.That(new PedestrianDrive().With(own).At(gap, closing).Run(500), Is.EqualTo(expected));

    // 3 m to the left and walking into our way at 1.5 m/s: times count as 0.8 of those in our way.
    [TestCase(21.7, 3, -1.5, WarningLevel.None)]
    [TestCase(21.5, 3, -1.5, WarningLevel.Caution)]
    [TestCase(15.9, 3, -1.5, WarningLevel.Imminent)]
    [TestCase(15.9, -3, 1.5, WarningLevel.Imminent)]
    // Stands beside the road, walks along it, walks away, or has crossed before we come.
    [TestCase(15.9, 2.2, 0, WarningLevel.None)]
    [TestCase(15.9, 3, 0.5, WarningLevel.None)]
    [TestCase(15.9, 3, -4.5, WarningLevel.None)]
    [TestCase(15.9, 0.5, 3, WarningLevel.None)]
    public void Who_crosses_is_judged_by_where_he_is_when_we_arrive(
        double gap, double left, double leftMps, WarningLevel expected) =>
        Assert.That(new PedestrianDrive().At(gap, 10, left, leftMps).Run(500), Is.EqualTo(expected));

    [Test]
    public void Room_beside_our_car_counts_as_our_way()
    {
        // Half our width and half of his make 1.15 m, with the margin 1.45 m.
        Assert.That(new PedestrianDrive().At(25, 10, 1.3).Run(500), Is.EqualTo(WarningLevel.Caution));
        Assert.That(new PedestrianDrive().At(25, 10, 1.6).Run(500), Is.EqualTo(WarningLevel.None));
    }

    [Test]
    public void Who_may_be_anywhere_does_not_warn()
    {
        PedestrianDrive drive = new PedestrianDrive().At(25, 10, 1.3);
        drive.Person = drive.Person with { LeftSigma = new Metres(1.3) };

        Assert.That(drive.Run(500), Is.EqualTo(WarningLevel.None));
    }

    // A bend of 50 m radius: at 23.7 m ahead our path is 5.6 m to the left and turns there at 4.74 m/s.
    [TestCase(5.617, WarningLevel.Caution)]
    [TestCase(0, WarningLevel.None)]
    public void Our_way_follows_the_bend(double left, WarningLevel expected)
    {
        var drive = new PedestrianDrive { Path = new OwnPath(default, default, new PerMetre(0.02)) };

        Assert.That(drive.At(20, 10, left, -4.74).Run(500), Is.EqualTo(expected));
    }

    [TestCase(1.0)]
    [TestCase(-1.0)]
    public void Our_way_may_lie_beside_and_askew(double side)
    {
        var path = new OwnPath(new Metres(2 * side), new Radians(0.1 * side), default);
        PedestrianDrive drive = new PedestrianDrive { Path = path }.At(19, 10, side * (2 + 2.27), -side);

        Assert.That(drive.Run(500), Is.EqualTo(WarningLevel.Imminent));
    }

    [TestCase(ObjectClass.Pedestrian, true)]
    [TestCase(ObjectClass.Bicycle, true)]
    [TestCase(ObjectClass.Car, false)]
    [TestCase(ObjectClass.Animal, false)]
    [TestCase(ObjectClass.Unknown, false)]
    public void People_on_foot_and_on_bicycles_warn(ObjectClass kind, bool expected)
    {
        PedestrianDrive drive = new PedestrianDrive().At(15);
        drive.Person = drive.Person with { Class = kind };

        Assert.That(drive.Run(500) != WarningLevel.None, Is.EqualTo(expected));
    }

    [TestCase(TrackSources.Camera | TrackSources.Radar, Validity.Valid, 100)]
    [TestCase(TrackSources.Camera, Validity.Valid, 200)]
    [TestCase(TrackSources.Camera | TrackSources.Radar, Validity.Degraded, 200)]
    public void Confirmation_takes_its_time_at_any_rate(TrackSources sources, Validity validity, int confirmMs)
    {
        foreach (int rateHz in (int[])[10, 20, 50])
        {
            PedestrianDrive drive = new PedestrianDrive().At(15);
            drive.Person = drive.Person with { Sources = sources, Validity = validity };
            MonoTime began = drive.Now;
            MonoTime shown = began;
            while (drive.Level == WarningLevel.None && drive.Now.Since(began).Seconds < 2)
            {
                shown = drive.Now;
                drive.Run(0, rateHz);
            }

            double tookMs = shown.Since(began).Milliseconds;
            Assert.That(tookMs, Is.InRange(confirmMs, confirmMs + (1000.0 / rateHz) - 1), $"{rateHz} Hz");
        }
    }

    [Test]
    public void Who_only_the_radar_saw_or_nobody_trusts_does_not_warn()
    {
        PedestrianDrive drive = new PedestrianDrive().At(15);
        drive.Person = drive.Person with { Sources = TrackSources.Radar };
        Assert.That(drive.Run(500), Is.EqualTo(WarningLevel.None));

        drive = new PedestrianDrive().At(15);
        drive.Person = drive.Person with { Validity = Validity.Unavailable };
        Assert.That(drive.Run(500), Is.EqualTo(WarningLevel.None));
    }

    [TestCase(0.49f, 0, WarningLevel.None)]
    [TestCase(0.5f, 150, WarningLevel.Imminent)]
    [TestCase(0.5f, 151, WarningLevel.None)]
    [TestCase(float.NaN, 0, WarningLevel.None)]
    public void A_track_must_exist_and_be_fresh(float existence, long ageMs, WarningLevel expected)
    {
        PedestrianDrive drive = new PedestrianDrive().At(15);
        drive.Person = drive.Person with { Existence = existence };
        drive.PersonAge = MonoDuration.FromMilliseconds(ageMs);

        Assert.That(drive.Run(500), Is.EqualTo(expected));
    }

    [TestCase(double.NaN, 10, 0, 0)]
    [TestCase(15, double.NaN, 0, 0)]
    [TestCase(15, 10, double.NaN, 0)]
    [TestCase(15, 10, 0, double.NaN)]
    [TestCase(15, 10, double.PositiveInfinity, 0)]
    public void A_number_that_is_none_never_warns(double gap, double closing, double left, double leftMps) =>
        Assert.That(new PedestrianDrive().At(gap, closing, left, leftMps).Run(500), Is.EqualTo(WarningLevel.None));

    [TestCase(0.0, 0.0, 26.9, WarningLevel.Caution)]
    [TestCase(0.2, 0.0, 26.9, WarningLevel.None)]
    [TestCase(0.0, 0.1, 26.9, WarningLevel.None)]
    public void Danger_must_outlast_the_uncertainty(
        double gapSigma, double speedSigma, double gap, WarningLevel expected)
    {
        PedestrianDrive drive = new PedestrianDrive().At(gap);
        drive.Person = drive.Person with
        {
            ForwardSigma = new Metres(gapSigma),
            ForwardSpeedSigma = new MetresPerSecond(speedSigma),
        };

        Assert.That(drive.Run(500), Is.EqualTo(expected));
    }

    [Test]
    public void Doubt_about_range_and_speed_does_not_let_a_bicycle_pass_before_we_come()
    {
        PedestrianDrive drive = new PedestrianDrive().At(17.5, 10, leftM: 10.5, leftMps: -6);
        drive.Person = drive.Person with { ForwardSigma = new Metres(1.5), ForwardSpeedSigma = new MetresPerSecond(1) };

        Assert.That(drive.Run(500), Is.EqualTo(WarningLevel.Caution));
    }

    // Closing at 1 m/s is danger, slower is not.
    [TestCase(1.0, WarningLevel.Imminent)]
    [TestCase(0.99, WarningLevel.None)]
    public void Walking_pace_behind_somebody_is_no_danger(double closing, WarningLevel expected) =>
        Assert.That(new PedestrianDrive().At(1, closing).Run(500), Is.EqualTo(expected));

    // Inattentive: information below 4.5 s, caution and imminent 0.8 s earlier.
    [TestCase(45.1, WarningLevel.None)]
    [TestCase(44.9, WarningLevel.Information)]
    [TestCase(35.1, WarningLevel.Information)]
    [TestCase(34.9, WarningLevel.Caution)]
    [TestCase(28.1, WarningLevel.Caution)]
    [TestCase(27.9, WarningLevel.Imminent)]
    public void An_inattentive_driver_is_warned_earlier(double gap, WarningLevel expected) =>
        Assert.That(new PedestrianDrive().Inattentive().At(gap).Run(500), Is.EqualTo(expected));

    [Test]
    public void An_unknown_or_stale_driver_counts_as_attentive()
    {
        PedestrianDrive drive = new PedestrianDrive().At(30);
        drive.Driver = new DriverState(default, Validity.Degraded, IsAttentive: false);
        Assert.That(drive.Run(500), Is.EqualTo(WarningLevel.None));
        drive.Driver = new DriverState(default, Validity.Valid, IsAttentive: true);
        Assert.That(drive.Run(500), Is.EqualTo(WarningLevel.None));
        drive.Inattentive().DriverAge = MonoDuration.FromMilliseconds(201);
        Assert.That(drive.Run(500), Is.EqualTo(WarningLevel.None));
        drive.DriverAge = MonoDuration.FromMilliseconds(200);
        Assert.That(drive.Run(500), Is.EqualTo(WarningLevel.Caution));
    }

    [Test]
    public void A_level_rises_at_once_is_held_for_its_time_and_ends_when_clearly_over()
    {
        PedestrianDrive drive = new PedestrianDrive().At(26.9);
        Assert.That(drive.Run(100), Is.EqualTo(WarningLevel.Caution));
        Assert.That(drive.At(19.9).Run(100), Is.EqualTo(WarningLevel.Imminent));
        MonoTime since = drive.Last.Warning.Since;

        Assert.That(drive.At(80).Run(850), Is.EqualTo(WarningLevel.Imminent));
        Assert.That(drive.Last.Warning.Since, Is.EqualTo(since));
        Assert.That(drive.Run(200), Is.EqualTo(WarningLevel.None));
    }

    // Release at 1.2 times the limit: imminent up to 24 m, caution up to 32.4 m.
    [TestCase(23.9, WarningLevel.Imminent)]
    [TestCase(24.1, WarningLevel.Caution)]
    [TestCase(32.3, WarningLevel.Caution)]
    [TestCase(32.5, WarningLevel.None)]
    public void A_level_ends_only_beyond_its_release(double gap, WarningLevel expected)
    {
        PedestrianDrive drive = new PedestrianDrive().At(19.9);
        drive.Run(100);

        Assert.That(drive.At(gap).Run(1500), Is.EqualTo(expected));
    }

    [Test]
    public void Of_two_in_danger_the_one_noticed_first_is_confirmed_though_the_other_comes_nearer()
    {
        var drive = new PedestrianDrive { Other = PedestrianDrive.Placed(PedestrianDrive.Anybody(8), 15.1, 10) };
        for (int i = 0; i < 3; i++)
        {
            drive.At(i % 2 == 0 ? 15.0 : 15.2);
            drive.Run(0);
        }

        Assert.That(drive.Level, Is.EqualTo(WarningLevel.Imminent));
        Assert.That(drive.Last.Warning.ObjectId, Is.EqualTo(7));
    }

    [Test]
    public void Of_two_equally_in_danger_the_sooner_is_told_and_of_two_unequally_the_worse()
    {
        var drive = new PedestrianDrive { Other = PedestrianDrive.Placed(PedestrianDrive.Anybody(8), 14, 10) };
        drive.At(15).Run(200);
        Assert.That(drive.Last.Warning.ObjectId, Is.EqualTo(8));

        drive = new PedestrianDrive { Other = PedestrianDrive.Placed(PedestrianDrive.Anybody(8), 25, 10) };
        drive.At(15).Run(200);
        Assert.That((drive.Last.Warning.ObjectId, drive.Level), Is.EqualTo((7, WarningLevel.Imminent)));
    }

    [Test]
    public void Another_person_is_confirmed_anew()
    {
        PedestrianDrive drive = new PedestrianDrive().At(15);
        drive.Run(50);
        drive.Person = drive.Person with { Id = 9 };

        Assert.That(drive.Run(50), Is.EqualTo(WarningLevel.None));
        Assert.That(drive.Run(0), Is.EqualTo(WarningLevel.Imminent));
    }

    [Test]
    public void A_held_warning_is_about_whom_it_was_given_for()
    {
        var drive = new PedestrianDrive
        {
            Other = PedestrianDrive.Placed(PedestrianDrive.Anybody(8), 30, 10, 6),
        };
        drive.At(15).Run(200);
        Assert.That(drive.At(15, 10, 5, 1).Run(300), Is.EqualTo(WarningLevel.Imminent));

        Assert.That(drive.Last.Warning.ObjectId, Is.EqualTo(7));
    }

    [TestCase(0, 0, WarningSide.Front)]
    [TestCase(3, -1.5, WarningSide.Left)]
    [TestCase(-3, 1.5, WarningSide.Right)]
    public void The_side_and_the_numbers_are_told(double left, double leftMps, WarningSide side)
    {
        PedestrianDrive drive = new PedestrianDrive().At(15, 10, left, leftMps);
        drive.Run(500);

        Warning warning = drive.Last.Warning;
        double limit = side == WarningSide.Front ? 2 : 1.6;
        Assert.That(warning.Side, Is.EqualTo(side));
        Assert.That(warning.Function, Is.EqualTo(FunctionId.PedestrianCollision));
        Assert.That(warning.Why[0], Is.EqualTo(new Evidence(Quantity.TimeToCollisionS, 1.5f, (float)limit)));
        Assert.That(warning.Why[1].Quantity, Is.EqualTo(Quantity.RequiredDecelerationMps2));
        Assert.That(warning.Why[1].Limit, Is.EqualTo(6.67f));
        Assert.That(warning.Why[2], Is.EqualTo(new Evidence(Quantity.RangeM, 15, 15)));
        Assert.That(warning.Why[3], Is.EqualTo(new Evidence(Quantity.LateralSpeedMps, (float)leftMps, (float)leftMps)));
        Assert.That(warning.ValidUntil, Is.EqualTo(warning.Captured + MonoDuration.FromMilliseconds(250)));
    }

    [Test]
    public void Limits_of_the_stage_that_is_shown_are_told()
    {
        PedestrianDrive caution = new PedestrianDrive().At(25);
        caution.Run(500);
        Assert.That(caution.Last.Warning.Why[0].Limit, Is.EqualTo(2.7f));
        Assert.That(caution.Last.Warning.Why[1].Limit, Is.EqualTo(6f));

        PedestrianDrive informed = new PedestrianDrive().Inattentive().At(44);
        informed.Run(500);
        Assert.That(informed.Last.Warning.Why[0].Limit, Is.EqualTo(4.5f));

        PedestrianDrive touching = new PedestrianDrive().At(0);
        touching.Run(500);
        Assert.That(touching.Last.Warning.Why[1].Value, Is.EqualTo(999f), "no braking avoids it any more");
    }

    // Longitudinal: somebody walks ahead of us at 5 km/h (Euro NCAP CPLA, 50 to 80 km/h).
    [TestCase(50)]
    [TestCase(60)]
    [TestCase(70)]
    [TestCase(80)]
    public void Somebody_walking_ahead_is_warned_of_before_1_7_seconds(double ownKmh)
    {
        double own = ownKmh / 3.6;
        double closing = own - (5 / 3.6);
        PedestrianDrive drive = new PedestrianDrive().With(own);
        double gap = closing * 6;
        for (; drive.Level < WarningLevel.Caution && gap > 0; gap -= closing * 0.05)
        {
            drive.At(gap, closing, 0.45);
            drive.Person = drive.Person with { Sources = TrackSources.Camera, ForwardSigma = new Metres(gap * 0.06) };
            drive.Run(0);
        }

        Assert.That(gap / closing, Is.InRange(1.7, 4));
    }

    [Test]
    public void A_step_allocates_nothing()
    {
        var drive = new PedestrianDrive { Other = PedestrianDrive.Anybody(8) };
        drive.At(15).Run(1000);
        Assert.That(Allocation.Of(() => drive.Run(60_000)), Is.Zero);
    }
}
