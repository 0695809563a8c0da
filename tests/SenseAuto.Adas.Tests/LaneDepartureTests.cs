using NUnit.Framework;
using SenseAuto.Adas.Lane;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Adas;

public sealed class LaneDepartureTests
{
    // Distance to the line, drift towards it. Warn within 0.5 s or at the line, never beyond 0.4 m
    // inside, always at -0.2 m.
    [TestCase(0.151, 0.3, false)]
    [TestCase(0.149, 0.3, true)]
    [TestCase(0.401, 0.9, false)]
    [TestCase(0.399, 0.9, true)]
    [TestCase(0.001, 0.099, false)]
    [TestCase(0.001, 0.101, true)]
    [TestCase(-0.199, 0.05, false)]
    [TestCase(-0.201, 0.05, true)]
    [TestCase(-0.201, -0.099, true)]
    [TestCase(-0.201, -0.101, false)]
    [TestCase(-0.1, -0.5, false)]
    [TestCase(-0.999, 0.3, true)]
    [TestCase(-1.001, 0.3, false)]
    [TestCase(0.1, 0.999, true)]
    [TestCase(0.1, 1.001, false)]
    [TestCase(double.NaN, 0.3, false)]
    [TestCase(0.1, double.NaN, false)]
    public void Departures_are_judged_alike_on_both_sides(double distance, double approach, bool warns)
    {
        Assert.That(
            new LaneDrive().At(distance, approach).Run(300), Is.EqualTo(warns ? WarningSide.Left : WarningSide.None));
        Assert.That(
            new LaneDrive().AtRight(distance, approach).Run(300),
            Is.EqualTo(warns ? WarningSide.Right : WarningSide.None));
    }

    [TestCase(10)]
    [TestCase(20)]
    [TestCase(50)]
    public void Confirmation_takes_its_time_at_any_rate(int rateHz)
    {
        LaneDrive drive = new LaneDrive().At(0.1, 0.3);
        MonoTime began = drive.Now;
        MonoTime shown = began;
        while (drive.Side == WarningSide.None && drive.Now.Since(began).Seconds < 2)
        {
            shown = drive.Now;
            drive.Run(0, rateHz);
        }

        Assert.That(shown.Since(began).Milliseconds, Is.GreaterThanOrEqualTo(100));
        Assert.That(shown.Since(began).Milliseconds, Is.LessThan(100 + (1000.0 / rateHz)));
    }

    /// <summary>Drifts of EU 2021/646: at the latest 0.3 m beyond the line, at any frame rate.</summary>
    [Test]
    public void Every_drift_of_the_rule_is_told_in_time(
        [Values(0.1, 0.2, 0.3, 0.4, 0.5)] double drift, [Values(10, 20, 50)] int rateHz,
        [Values(18.06, 36.1)] double speed)
    {
        var drive = new LaneDrive();
        drive.Ego = drive.Ego with { Speed = new MetresPerSecond(speed) };
        double distance = 0.6;
        while (drive.At(distance, drift).Run(0, rateHz) == WarningSide.None && distance > -1)
            distance -= drift / rateHz;

        Assert.That(distance, Is.GreaterThan(-0.3).And.LessThan(0.3));
    }

    // An inattentive driver: 0.8 s instead of 0.5 s, and a fast crossing is no lane change.
    [TestCase(0.241, 0.3, WarningSide.None)]
    [TestCase(0.239, 0.3, WarningSide.Left)]
    [TestCase(0.1, 1.5, WarningSide.Left)]
    public void An_inattentive_driver_is_warned_earlier(double distance, double approach, WarningSide expected) =>
        Assert.That(new LaneDrive().Inattentive().At(distance, approach).Run(300), Is.EqualTo(expected));

    [Test]
    public void An_unknown_or_stale_driver_counts_as_attentive()
    {
        LaneDrive drive = new LaneDrive().At(0.2, 0.3);
        drive.Driver = new DriverState(default, Validity.Degraded, IsAttentive: false);
        Assert.That(drive.Run(300), Is.EqualTo(WarningSide.None));
        drive.Driver = new DriverState(default, Validity.Valid, IsAttentive: true);
        Assert.That(drive.Run(300), Is.EqualTo(WarningSide.None));
        drive.Inattentive().DriverAge = MonoDuration.FromMilliseconds(201);
        Assert.That(drive.Run(300), Is.EqualTo(WarningSide.None));
        drive.DriverAge = MonoDuration.FromMilliseconds(200);
        Assert.That(drive.Run(300), Is.EqualTo(WarningSide.Left));
    }

    [Test]
    public void The_blinker_of_that_side_silences_it_and_for_a_while_after()
    {
        LaneDrive drive = new LaneDrive().At(0.1, 0.3).Blinking(left: true);
        Assert.That(drive.Run(500), Is.EqualTo(WarningSide.None));
        MonoTime off = drive.Now;
        drive.Blinking();
        while (drive.Side == WarningSide.None && drive.Now.Since(off).Seconds < 5)
            drive.Run(0);

        // Last blink one frame before, two seconds of hold, a tenth of confirmation.
        Assert.That(drive.Last.Warning.Since.Since(off).Milliseconds, Is.EqualTo(2050));
    }

    [Test]
    public void The_blinker_of_the_other_side_silences_nothing()
    {
        Assert.That(new LaneDrive().At(0.1, 0.3).Blinking(right: true).Run(300), Is.EqualTo(WarningSide.Left));
        Assert.That(new LaneDrive().AtRight(0.1, 0.3).Blinking(left: true).Run(300), Is.EqualTo(WarningSide.Right));
        Assert.That(new LaneDrive().AtRight(0.1, 0.3).Blinking(right: true).Run(300), Is.EqualTo(WarningSide.None));
    }

    [Test]
    public void A_blinker_ends_a_warning_at_once()
    {
        LaneDrive drive = new LaneDrive().At(0.1, 0.3);
        drive.Run(300);

        Assert.That(drive.Blinking(left: true).Run(0), Is.EqualTo(WarningSide.None));
    }

    [Test]
    public void A_warning_is_shown_for_its_time_even_when_back_inside()
    {
        LaneDrive drive = new LaneDrive().At(0.1, 0.3);
        drive.Run(100);
        MonoTime since = drive.Last.Warning.Since;
        drive.At(0.8, 0);
        while (drive.Side == WarningSide.Left)
            drive.Run(0);

        Assert.That(drive.Last.Status.Captured.Since(since).Milliseconds, Is.EqualTo(1000));
    }

    [Test]
    public void Staying_on_the_line_is_told_no_longer_than_the_limit_and_not_again()
    {
        LaneDrive drive = new LaneDrive().At(-0.1, 0.15);
        drive.Run(100);
        MonoTime since = drive.Last.Warning.Since;
        while (drive.Side == WarningSide.Left)
            drive.Run(0);

        Assert.That(drive.Last.Status.Captured.Since(since).Milliseconds, Is.EqualTo(3000));
        Assert.That(drive.Run(5000), Is.EqualTo(WarningSide.None));
    }

    [TestCase(0.149, WarningSide.None)]
    [TestCase(0.151, WarningSide.Left)]
    public void A_side_is_armed_again_only_clearly_inside(double back, WarningSide expected)
    {
        LaneDrive drive = new LaneDrive().At(-0.1, 0.15);
        drive.Run(4000);
        drive.At(back, 0).Run(1200);

        Assert.That(drive.At(-0.1, 0.15).Run(200), Is.EqualTo(expected));
    }

    [Test]
    public void A_line_that_is_lost_ends_the_warning_after_its_time()
    {
        LaneDrive drive = new LaneDrive().At(0.1, 0.3);
        drive.Run(100);
        drive.Left = drive.Left with { Validity = Validity.Unavailable };
        Assert.That(drive.Run(800), Is.EqualTo(WarningSide.Left));
        Assert.That(drive.Last.Warning.Why[0].Quantity, Is.EqualTo(Quantity.None));

        Assert.That(drive.Run(300), Is.EqualTo(WarningSide.None));
        drive.Left = drive.Left with { Validity = Validity.Valid };
        Assert.That(drive.Run(300), Is.EqualTo(WarningSide.None), "not inside yet");
    }

    [TestCase(2.49, false)]
    [TestCase(2.51, true)]
    [TestCase(4.79, true)]
    [TestCase(4.81, false)]
    [TestCase(double.NaN, false)]
    public void Two_lines_must_make_a_lane(double width, bool warns) =>
        Assert.That(
            new LaneDrive().At(0.1, 0.3, width).Run(300), Is.EqualTo(warns ? WarningSide.Left : WarningSide.None));

    [TestCase(0.49f, 0.9f, false)]
    [TestCase(0.5f, 0.9f, true)]
    [TestCase(0.74f, 0.4f, false)]
    [TestCase(0.75f, 0.4f, true)]
    [TestCase(float.NaN, 0.9f, false)]
    public void A_line_needs_quality_and_alone_more_of_it(float left, float right, bool warns)
    {
        LaneDrive drive = new LaneDrive().At(0.1, 0.3);
        drive.Left = drive.Left with { Quality = left };
        drive.Right = drive.Right with { Quality = right };
        Assert.That(drive.Run(300), Is.EqualTo(warns ? WarningSide.Left : WarningSide.None));

        drive = new LaneDrive().AtRight(0.1, 0.3);
        drive.Right = drive.Right with { Quality = left };
        drive.Left = drive.Left with { Quality = right };
        Assert.That(drive.Run(300), Is.EqualTo(warns ? WarningSide.Right : WarningSide.None));
    }

    [TestCase(0.2, 250, true)]
    [TestCase(0.21, 250, false)]
    [TestCase(0.2, 251, false)]
    [TestCase(double.NaN, 0, false)]
    public void A_line_must_be_sure_and_fresh(double sigma, long ageMs, bool warns)
    {
        LaneDrive drive = new LaneDrive().At(0.1, 0.3);
        drive.Left = drive.Left with { OffsetSigma = new Metres(sigma) };
        drive.LineAge = MonoDuration.FromMilliseconds(ageMs);

        Assert.That(drive.Run(300), Is.EqualTo(warns ? WarningSide.Left : WarningSide.None));
    }

    [Test]
    public void Following_a_bend_is_no_drift()
    {
        // R 400 m: the lines bend away under the axle as fast as the car turns with them.
        LaneDrive drive = new LaneDrive().AtRight(0.1, 0);
        drive.Left = drive.Left with { Curvature = new PerMetre(0.0025) };
        drive.Right = drive.Right with { Curvature = new PerMetre(0.0025) };
        drive.Ego = drive.Ego with { YawRate = new RadiansPerSecond(25 * 0.0025) };
        Assert.That(drive.Run(300), Is.EqualTo(WarningSide.None));

        // Driving straight on in the same bend leaves the lane to the right.
        drive.AtRight(0.05, 0).Ego = drive.Ego with { YawRate = new RadiansPerSecond(0) };
        Assert.That(drive.Run(300), Is.EqualTo(WarningSide.Right));
    }

    [Test]
    public void A_change_of_curvature_counts_and_without_a_turn_rate_the_heading_alone()
    {
        // Slope at the axle 2.7² / 2 · 0.002 = 0.0073: a drift of 0.18 m/s to the left line.
        LaneDrive drive = new LaneDrive().At(0.05, 0);
        drive.Left = drive.Left with { CurvatureRate = -0.002 };
        Assert.That(drive.Run(300), Is.EqualTo(WarningSide.Left));

        // 0.07 m/s is too slow a drift to tell.
        drive = new LaneDrive().At(0.05, 0);
        drive.Left = drive.Left with { CurvatureRate = -0.0008 };
        Assert.That(drive.Run(300), Is.EqualTo(WarningSide.None));

        drive = new LaneDrive().At(0.05, 0);
        drive.Left = drive.Left with { CurvatureRate = -0.002 };
        drive.Ego = drive.Ego with { Known = ForwardDrive.AllKnown & ~EgoSignals.YawRate, YawRate = new(9) };
        Assert.That(drive.Run(300), Is.EqualTo(WarningSide.None));
    }

    [Test]
    public void Of_two_sides_the_first_is_told()
    {
        // A lane hardly wider than allowed, and a car over both of its lines.
        LaneDrive drive = new LaneDrive().At(-0.3, 0.05, widthM: 2.5001);
        drive.Right = drive.Right with { Offset = new Metres(drive.Left.Offset.Value - 2.5001) };
        Assert.That(drive.Run(300), Is.EqualTo(WarningSide.Left));
    }

    [Test]
    public void A_warning_says_why_and_until_when()
    {
        LaneDrive drive = new LaneDrive().At(0.12, 0.3);
        drive.Run(100);
        Warning warning = drive.Last.Warning;

        Assert.That(warning.Function, Is.EqualTo(FunctionId.LaneDeparture));
        Assert.That(warning.Level, Is.EqualTo(WarningLevel.Caution));
        Assert.That(warning.Since, Is.EqualTo(warning.Captured));
        Assert.That(warning.ValidUntil.Since(warning.Captured).Milliseconds, Is.EqualTo(250));
        Assert.That(warning.Why[0].Quantity, Is.EqualTo(Quantity.DistanceToLineM));
        Assert.That(warning.Why[0].Value, Is.EqualTo(0.12).Within(1e-6));
        Assert.That(warning.Why[0].Limit, Is.EqualTo(0.15).Within(1e-6));
        Assert.That(warning.Why[1].Quantity, Is.EqualTo(Quantity.LateralSpeedMps));
        Assert.That(warning.Why[1].Value, Is.EqualTo(0.3).Within(1e-6));
        Assert.That(warning.Why[1].Limit, Is.EqualTo(0.1f));
        Assert.That(warning.Why[2].Quantity, Is.EqualTo(Quantity.TimeToLineS));
        Assert.That(warning.Why[2].Value, Is.EqualTo(0.4).Within(1e-6));
        Assert.That(warning.Why[2].Limit, Is.EqualTo(0.5f));

        drive = new LaneDrive().Inattentive().At(0.12, 0.3);
        drive.Run(100);
        Assert.That(drive.Last.Warning.Why[2].Limit, Is.EqualTo(0.8f));
        drive.At(-0.1, 0.3).Run(0);
        Assert.That(drive.Last.Warning.Why[2].Quantity, Is.EqualTo(Quantity.None), "beyond the line");
    }

    [Test]
    public void Steps_allocate_nothing_and_need_limits()
    {
        LaneDrive drive = new LaneDrive().At(0.1, 0.3);
        drive.Run(200);

        Assert.That(Allocation.Of(() => drive.Run(1000)), Is.Zero);
        Assert.That(() => LaneDeparture.Step(default, null!, default), Throws.ArgumentNullException);
    }
}
