using NUnit.Framework;
using SenseAuto.Adas.Forward;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Adas;

public sealed class ForwardCollisionTests
{
    // Closing at 10 m/s on a moving lead: caution strictly below 2.7 s, imminent strictly below 2 s.
    [TestCase(20, 10, 27.1, WarningLevel.None)]
    [TestCase(20, 10, 27.0, WarningLevel.None)]
    [TestCase(20, 10, 26.9, WarningLevel.Caution)]
    [TestCase(20, 10, 20.0, WarningLevel.Caution)]
    [TestCase(20, 10, 19.9, WarningLevel.Imminent)]
    [TestCase(20, 10, 0.0, WarningLevel.Imminent)]
    [TestCase(20, 10, -0.5, WarningLevel.Imminent)]
    // A standing lead at 30 m/s: braking with 6 m/s² after 1.2 s needs 111 m, with 6.67 m/s² after 0.8 s 91.47 m.
    [TestCase(30, 30, 111.1, WarningLevel.None)]
    [TestCase(30, 30, 110.9, WarningLevel.Caution)]
    [TestCase(30, 30, 91.6, WarningLevel.Caution)]
    [TestCase(30, 30, 91.3, WarningLevel.Imminent)]
    // At 35 m/s braking would ask for 144 m, but nothing is said above 4 s.
    [TestCase(35, 35, 140.1, WarningLevel.None)]
    [TestCase(35, 35, 139.9, WarningLevel.Caution)]
    public void Danger_is_judged_by_time_and_by_braking(double own, double closing, double gap, WarningLevel expected)
    {
        var drive = new ForwardDrive().With(own).At(gap, closing);

        Assert.That(drive.Run(500), Is.EqualTo(expected));
    }

    // 50 km/h behind a car at the same speed that brakes with 6 m/s² 12 m ahead (Euro NCAP CCRb).
    [TestCase(12, 0.4, WarningLevel.None)]
    [TestCase(12, 0.5, WarningLevel.Imminent)]
    [TestCase(12, 0.6, WarningLevel.Imminent)]
    public void A_braking_lead_is_seen_before_the_gap_shrinks(double gap, double closing, WarningLevel expected)
    {
        var drive = new ForwardDrive().With(13.9).At(gap, closing, leadAccelerationMps2: -6);

        Assert.That(drive.Run(300), Is.EqualTo(expected));
    }

    [Test]
    public void A_lead_that_pulls_away_is_no_danger_and_one_that_speeds_up_no_comfort()
    {
        Assert.That(new ForwardDrive().At(5, -1).Run(500), Is.EqualTo(WarningLevel.None));
        Assert.That(new ForwardDrive().At(5, 0).Run(500), Is.EqualTo(WarningLevel.None));
        Assert.That(
            new ForwardDrive().At(26.9, 10, leadAccelerationMps2: 5).Run(500), Is.EqualTo(WarningLevel.Caution));
        Assert.That(
            new ForwardDrive().With(30).At(110.9, 30, leadAccelerationMps2: 5).Run(500),
            Is.EqualTo(WarningLevel.Caution), "nothing is made of a lead that may speed up");
    }

    [TestCase(double.NaN, 10)]
    [TestCase(20, double.NaN)]
    [TestCase(20, double.NegativeInfinity)]
    [TestCase(double.PositiveInfinity, 10)]
    public void A_number_that_is_none_never_warns(double gap, double closing) =>
        Assert.That(new ForwardDrive().At(gap, closing).Run(500), Is.EqualTo(WarningLevel.None));

    [Test]
    public void A_sigma_that_is_no_number_never_warns()
    {
        var drive = new ForwardDrive().At(15, 10);
        drive.Lead = drive.Lead with { ForwardSpeedSigma = new MetresPerSecond(double.NaN) };
        Assert.That(drive.Run(500), Is.EqualTo(WarningLevel.None));

        drive = new ForwardDrive().At(15, 10);
        drive.Lead = drive.Lead with { ForwardSigma = new Metres(double.NaN) };
        Assert.That(drive.Run(500), Is.EqualTo(WarningLevel.None));
    }

    [TestCase(0.0, 0.0, WarningLevel.Caution)]
    [TestCase(0.2, 0.0, WarningLevel.None)]
    [TestCase(0.0, 0.1, WarningLevel.None)]
    public void Danger_must_outlast_the_uncertainty(double gapSigma, double speedSigma, WarningLevel expected)
    {
        var drive = new ForwardDrive().At(26.9, 10);
        drive.Lead = drive.Lead with
        {
            ForwardSigma = new Metres(gapSigma),
            ForwardSpeedSigma = new MetresPerSecond(speedSigma),
        };

        Assert.That(drive.Run(500), Is.EqualTo(expected));
    }

    [TestCase(TrackSources.Camera | TrackSources.Radar, Validity.Valid, 100)]
    [TestCase(TrackSources.Radar, Validity.Valid, 200)]
    [TestCase(TrackSources.Camera, Validity.Valid, 300)]
    [TestCase(TrackSources.Camera | TrackSources.Radar, Validity.Degraded, 300)]
    public void Confirmation_takes_its_time_at_any_rate(TrackSources sources, Validity validity, int confirmMs)
    {
        foreach (int rateHz in (int[])[10, 20, 50])
        {
            var drive = new ForwardDrive().At(15, 10);
            drive.Lead = drive.Lead with { Sources = sources, Validity = validity };
            MonoTime began = drive.Now;
            MonoTime shown = began;
            while (drive.Level == WarningLevel.None && drive.Now.Since(began).Seconds < 2)
            {
                shown = drive.Now;
                drive.Run(0, rateHz);
            }

            double tookMs = shown.Since(began).Milliseconds;
            Assert.That(tookMs, Is.GreaterThanOrEqualTo(confirmMs), $"{rateHz} Hz");
            Assert.That(tookMs, Is.LessThan(confirmMs + (1000.0 / rateHz)), $"{rateHz} Hz");
        }
    }

    [Test]
    public void A_break_in_danger_starts_confirmation_again()
    {
        var drive = new ForwardDrive().At(15, 10);
        drive.Run(50);
        drive.At(100, 10).Run(0);
        Assert.That(drive.At(15, 10).Run(50), Is.EqualTo(WarningLevel.None));
        drive.HasLead = false;
        drive.Run(0);
        drive.HasLead = true;
        Assert.That(drive.Run(50), Is.EqualTo(WarningLevel.None));
        Assert.That(drive.Run(0), Is.EqualTo(WarningLevel.Imminent));
    }

    [Test]
    public void Another_object_is_confirmed_anew()
    {
        var drive = new ForwardDrive().At(15, 10);
        drive.Run(50);
        drive.Lead = drive.Lead with { Id = 8 };

        Assert.That(drive.Run(50), Is.EqualTo(WarningLevel.None));
        Assert.That(drive.Run(0), Is.EqualTo(WarningLevel.Imminent));
        Assert.That(drive.Last.Warning.ObjectId, Is.EqualTo(8));
    }

    [Test]
    public void A_stationary_object_warns_only_when_the_camera_saw_it()
    {
        var drive = new ForwardDrive().At(15, 20);
        drive.Lead = drive.Lead with { Sources = TrackSources.Radar, IsStationary = true };
        Assert.That(drive.Run(1000), Is.EqualTo(WarningLevel.None));

        drive.Lead = drive.Lead with { Sources = TrackSources.Radar, IsStationary = false };
        Assert.That(drive.Run(1000), Is.EqualTo(WarningLevel.Imminent));

        drive = new ForwardDrive().At(15, 20);
        drive.Lead = drive.Lead with { Sources = TrackSources.Radar | TrackSources.Camera, IsStationary = true };
        Assert.That(drive.Run(1000), Is.EqualTo(WarningLevel.Imminent));
    }

    [TestCase(0.49f, WarningLevel.None)]
    [TestCase(0.5f, WarningLevel.Imminent)]
    [TestCase(float.NaN, WarningLevel.None)]
    public void A_track_must_exist(float existence, WarningLevel expected)
    {
        var drive = new ForwardDrive().At(15, 10);
        drive.Lead = drive.Lead with { Existence = existence };

        Assert.That(drive.Run(500), Is.EqualTo(expected));
    }

    [TestCase(150, WarningLevel.Imminent)]
    [TestCase(151, WarningLevel.None)]
    public void A_track_must_be_fresh(long ageMs, WarningLevel expected)
    {
        var drive = new ForwardDrive().At(15, 10);
        drive.LeadAge = MonoDuration.FromMilliseconds(ageMs);

        Assert.That(drive.Run(500), Is.EqualTo(expected));
    }

    [Test]
    public void A_track_without_validity_or_source_is_none()
    {
        var drive = new ForwardDrive().At(15, 10);
        drive.Lead = drive.Lead with { Validity = Validity.Unavailable };
        Assert.That(drive.Run(500), Is.EqualTo(WarningLevel.None));

        drive.Lead = drive.Lead with { Validity = Validity.Valid, Sources = TrackSources.None };
        Assert.That(drive.Run(500), Is.EqualTo(WarningLevel.None));
        Assert.That(drive.Last.Status.State, Is.EqualTo(FunctionState.Active));
    }

    // Inattentive: information below 4.5 s, caution and imminent 0.8 s earlier.
    [TestCase(45.1, WarningLevel.None)]
    [TestCase(44.9, WarningLevel.Information)]
    [TestCase(35.1, WarningLevel.Information)]
    [TestCase(34.9, WarningLevel.Caution)]
    [TestCase(28.1, WarningLevel.Caution)]
    [TestCase(27.9, WarningLevel.Imminent)]
    public void An_inattentive_driver_is_warned_earlier(double gap, WarningLevel expected) =>
        Assert.That(new ForwardDrive().Inattentive().At(gap, 10).Run(500), Is.EqualTo(expected));

    [Test]
    public void An_unknown_or_stale_driver_counts_as_attentive()
    {
        var drive = new ForwardDrive().At(30, 10);
        drive.Driver = new DriverState(default, Validity.Degraded, IsAttentive: false);
        Assert.That(drive.Run(500), Is.EqualTo(WarningLevel.None));
        drive.Driver = new DriverState(default, Validity.Valid, IsAttentive: true);
        Assert.That(drive.Run(500), Is.EqualTo(WarningLevel.None));
        drive.Inattentive().DriverAge = MonoDuration.FromMilliseconds(201);
        Assert.That(drive.Run(500), Is.EqualTo(WarningLevel.None));
        drive.DriverAge = MonoDuration.FromMilliseconds(200);
        Assert.That(drive.Run(500), Is.EqualTo(WarningLevel.Caution));
    }

    // Reaction times lengthen too: at 30 m/s behind a standing car the caution needs 60 + 75 m,
    // but 4 s cap it at 120 m.
    [TestCase(120.1, WarningLevel.Information)]
    [TestCase(119.9, WarningLevel.Caution)]
    [TestCase(115.6, WarningLevel.Caution)]
    [TestCase(115.3, WarningLevel.Imminent)]
    public void Braking_of_an_inattentive_driver_starts_later(double gap, WarningLevel expected) =>
        Assert.That(new ForwardDrive().With(30).Inattentive().At(gap, 30).Run(500), Is.EqualTo(expected));

    [Test]
    public void A_level_is_held_for_its_time_and_then_until_clearly_over()
    {
        var drive = new ForwardDrive().At(19.9, 10);
        drive.Run(100);
        MonoTime shown = drive.Last.Warning.Since;
        Assert.That(drive.Level, Is.EqualTo(WarningLevel.Imminent));

        drive.At(100, 10);
        while (drive.Level == WarningLevel.Imminent)
            drive.Run(0);
        Assert.That(drive.Now.Since(shown).Milliseconds, Is.EqualTo(1050), "one frame after the last");
        Assert.That(drive.Level, Is.EqualTo(WarningLevel.None));
    }

    // Release at 1.2 times the limit: imminent up to 24 m, caution up to 32.4 m.
    [TestCase(23.9, WarningLevel.Imminent)]
    [TestCase(24.1, WarningLevel.Caution)]
    [TestCase(32.3, WarningLevel.Caution)]
    [TestCase(32.5, WarningLevel.None)]
    public void A_level_ends_only_beyond_its_release(double gap, WarningLevel expected)
    {
        var drive = new ForwardDrive().At(19.9, 10);
        drive.Run(100);

        Assert.That(drive.At(gap, 10).Run(1500), Is.EqualTo(expected));
    }

    // Imminent braking is due below 91.47 m at 30 m/s; 1.2 times less of it is due below 24 + 80.96 m.
    [TestCase(104.8, WarningLevel.Imminent)]
    [TestCase(105.1, WarningLevel.Caution)]
    public void Braking_has_its_release_too(double gap, WarningLevel expected)
    {
        var drive = new ForwardDrive().With(30).At(91, 30);
        drive.Run(100);

        Assert.That(drive.At(gap, 30).Run(1500), Is.EqualTo(expected));
    }

    // Closing at 4 m/s, 10 m away: 0.8 m/s² is just enough. At 8 m/s, 20 m away, it takes 1.6; at 9.9 m/s, 24.5 m away, 2.
    [TestCase(10, 4, 0.0, WarningLevel.Caution)]
    [TestCase(10, 4, 0.79, WarningLevel.Caution)]
    [TestCase(10, 4, 0.81, WarningLevel.None)]
    [TestCase(20, 8, 1.59, WarningLevel.Caution)]
    [TestCase(20, 8, 1.61, WarningLevel.None)]
    [TestCase(24.6, 9.9, 3.9, WarningLevel.None)]
    [TestCase(24.4, 9.9, 3.9, WarningLevel.Caution)]
    [TestCase(7.9, 4, 3.9, WarningLevel.Imminent)]
    public void Who_brakes_enough_for_an_ordinary_stop_is_not_warned(double gap, double closing, double braking, WarningLevel expected) =>
        Assert.That(new ForwardDrive().At(gap, closing).Braking(braking).Run(500), Is.EqualTo(expected));

    [Test]
    public void Braking_that_is_not_known_is_none()
    {
        ForwardDrive drive = new ForwardDrive().At(10, 4).Braking(1.5);
        drive.Ego = drive.Ego with { IsBraking = false };
        Assert.That(drive.Run(500), Is.EqualTo(WarningLevel.Caution), "the car may only roll uphill");

        drive = new ForwardDrive().At(10, 4).Braking(1.5);
        drive.Ego = drive.Ego with { Known = ForwardDrive.AllKnown & ~EgoSignals.Acceleration };
        Assert.That(drive.Run(500), Is.EqualTo(WarningLevel.Caution));

        drive = new ForwardDrive().At(10, 4).Braking(double.NaN);
        Assert.That(drive.Run(500), Is.EqualTo(WarningLevel.Caution));
    }

    // Once warned, 1.2 times the 0.8 m/s² that it takes must be there.
    [TestCase(0.95, WarningLevel.Caution)]
    [TestCase(0.97, WarningLevel.None)]
    public void An_ordinary_stop_has_its_release_too(double braking, WarningLevel expected)
    {
        var drive = new ForwardDrive().At(10, 4);
        drive.Run(100);

        Assert.That(drive.Braking(braking).Run(1500), Is.EqualTo(expected));
    }

    [TestCase(53.9, WarningLevel.Information)]
    [TestCase(54.1, WarningLevel.None)]
    public void Information_has_its_release_too(double gap, WarningLevel expected)
    {
        var drive = new ForwardDrive().Inattentive().At(44, 10);
        drive.Run(100);

        Assert.That(drive.At(gap, 10).Run(1500), Is.EqualTo(expected));
    }

    [Test]
    public void A_rising_level_is_shown_at_once_and_keeps_the_beginning()
    {
        var drive = new ForwardDrive().At(26.9, 10);
        drive.Run(100);
        Warning caution = drive.Last.Warning;

        Assert.That(drive.At(19, 10).Run(100), Is.EqualTo(WarningLevel.Imminent));
        Assert.That(drive.Last.Warning.Since, Is.EqualTo(caution.Since));
        Assert.That(drive.At(30, 10).Run(900), Is.EqualTo(WarningLevel.Imminent), "held from its own beginning");
        Assert.That(drive.Run(200), Is.EqualTo(WarningLevel.Caution));
        Assert.That(drive.Last.Warning.Since, Is.EqualTo(caution.Since));
    }

    [Test]
    public void A_warning_says_why_about_what_and_until_when()
    {
        var drive = new ForwardDrive().At(25, 10);
        drive.Run(100);
        Warning warning = drive.Last.Warning;

        Assert.That(warning.Function, Is.EqualTo(FunctionId.ForwardCollision));
        Assert.That(warning.Side, Is.EqualTo(WarningSide.Front));
        Assert.That(warning.ObjectId, Is.EqualTo(7));
        Assert.That(warning.Since, Is.EqualTo(warning.Captured));
        Assert.That(warning.ValidUntil.Since(warning.Captured).Milliseconds, Is.EqualTo(250));
        Assert.That(warning.Why[0], Is.EqualTo(new Evidence(Quantity.TimeToCollisionS, 2.5f, 2.7f)));
        Assert.That(warning.Why[1].Quantity, Is.EqualTo(Quantity.RequiredDecelerationMps2));
        Assert.That(warning.Why[1].Value, Is.EqualTo(100 / 26.0).Within(1e-4));
        Assert.That(warning.Why[1].Limit, Is.EqualTo(6));
        Assert.That(warning.Why[2], Is.EqualTo(new Evidence(Quantity.RangeM, 25, 25)));
        Assert.That(warning.Why[3], Is.EqualTo(new Evidence(Quantity.ClosingSpeedMps, 10, 0.5f)));
    }

    [Test]
    public void Evidence_carries_the_limits_of_its_level()
    {
        var drive = new ForwardDrive().At(15, 10);
        drive.Run(100);
        Assert.That(drive.Last.Warning.Why[0].Limit, Is.EqualTo(2));
        Assert.That(drive.Last.Warning.Why[1].Limit, Is.EqualTo(6.67f));
        Assert.That(drive.Last.Warning.Why[1].Value, Is.EqualTo(100 / 14.0).Within(1e-4));

        drive = new ForwardDrive().Inattentive().At(25, 10);
        drive.Run(100);
        Assert.That(drive.Last.Warning.Why[0].Limit, Is.EqualTo(2.8f));
        drive = new ForwardDrive().Inattentive().At(40, 10);
        drive.Run(100);
        Assert.That(drive.Last.Warning.Why[0].Limit, Is.EqualTo(4.5f));
    }

    [Test]
    public void Evidence_is_always_a_number()
    {
        var drive = new ForwardDrive().At(1, 10);
        drive.Run(100);
        Assert.That(drive.Last.Warning.Why[1].Value, Is.EqualTo(999), "no braking would do");
        drive.At(double.NaN, 10).Run(0);
        Assert.That(drive.Level, Is.EqualTo(WarningLevel.Imminent), "held");
        Assert.That(drive.Last.Warning.Why[0].Value, Is.EqualTo(999));
    }

    [Test]
    public void No_warning_is_still_the_functions_own_message()
    {
        var drive = new ForwardDrive().At(100, 1);
        drive.Run(0);

        Assert.That(drive.Last.Warning.Function, Is.EqualTo(FunctionId.ForwardCollision));
        Assert.That(drive.Last.Warning.Captured, Is.EqualTo(drive.Last.Status.Captured));
        Assert.That(drive.Last.Warning.Why[0].Quantity, Is.EqualTo(Quantity.None));
    }

    [Test]
    public void Steps_allocate_nothing_and_need_limits()
    {
        var drive = new ForwardDrive().At(15, 10);
        drive.Run(200);

        Assert.That(Allocation.Of(() => drive.Run(1000)), Is.Zero);
        Assert.That(() => ForwardCollision.Step(default, null!, default), Throws.ArgumentNullException);
    }
}
