using NUnit.Framework;
using SenseAuto.Adas.Lights;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Adas;

// At 20 m/s: caution (1 s, 4 m/s²) below 70 m, imminent (0.5 s, 5 m/s²) below 50 m.
public sealed class RedLightTests
{
    [TestCase(70.1, WarningLevel.None)]
    [TestCase(69.9, WarningLevel.Caution)]
    [TestCase(50.1, WarningLevel.Caution)]
    [TestCase(49.9, WarningLevel.Imminent)]
    [TestCase(1, WarningLevel.Imminent)]
    [TestCase(0, WarningLevel.None)]
    [TestCase(-5, WarningLevel.None)]
    [TestCase(double.NaN, WarningLevel.None)]
    [TestCase(double.PositiveInfinity, WarningLevel.None)]
    public void Level_follows_the_braking_that_is_required(double wayM, WarningLevel expected) =>
        Assert.That(new RedLightDrive().At(wayM).Run(500), Is.EqualTo(expected));

    [TestCase(0, WarningLevel.Imminent)]
    [TestCase(10, WarningLevel.Caution)]
    [TestCase(30, WarningLevel.None)]
    [TestCase(double.NaN, WarningLevel.None)]
    public void An_uncertain_range_gives_the_benefit_of_the_doubt(double sigmaM, WarningLevel expected)
    {
        var drive = new RedLightDrive().At(45);
        drive.Light = drive.Light with { ForwardSigma = new Metres(sigmaM) };

        Assert.That(drive.Run(500), Is.EqualTo(expected));
    }

    [TestCase(LightState.Red, WarningLevel.Imminent)]
    [TestCase(LightState.RedYellow, WarningLevel.None)]
    [TestCase(LightState.Green, WarningLevel.None)]
    [TestCase(LightState.Off, WarningLevel.None)]
    [TestCase(LightState.Unknown, WarningLevel.None)]
    public void Only_what_stops_us_is_warned_of(LightState shown, WarningLevel expected)
    {
        var drive = new RedLightDrive().At(40);
        drive.Light = drive.Light with { State = shown };

        Assert.That(drive.Run(500), Is.EqualTo(expected));
    }

    // 8 m/s: a comfortable stop (1 s, 3 m/s²) needs 18.67 m; an inattentive driver is cautioned below 20 m (1.5 s).
    [TestCase(19, 0.0, WarningLevel.None)] // passes in 2.4 s of 3
    [TestCase(19, 2.5, WarningLevel.Caution)] // would need 2.4 s, has 0.5
    [TestCase(18, 2.5, WarningLevel.None)] // cannot stop comfortably any more: drives on
    [TestCase(18.7, 2.5, WarningLevel.Caution)]
    public void Yellow_counts_for_who_can_stop_and_would_not_pass(double wayM, double forS, WarningLevel expected)
    {
        var drive = new RedLightDrive { Driver = new DriverState(default, Validity.Valid, IsAttentive: false) };

        drive.At(wayM, 8).Shows(LightState.Yellow, forS).Run(400);

        Assert.That(drive.Level, Is.EqualTo(expected));
    }

    // 19 m at 8 m/s take 2.375 s: in time up to 0.625 s after the begin of 3 s of yellow.
    [TestCase(0.624, WarningLevel.None)]
    [TestCase(0.626, WarningLevel.Caution)]
    public void Yellow_is_passed_until_its_last_moment(double forS, WarningLevel expected)
    {
        var drive = new RedLightDrive { Driver = new DriverState(default, Validity.Valid, IsAttentive: false) };
        drive.At(19, 8);
        for (int i = 0; i < 6; i++)
        {
            drive.Shows(LightState.Yellow, forS);
            drive.Run(0);
        }

        Assert.That(drive.Level, Is.EqualTo(expected));
    }

    [Test]
    public void Danger_must_last()
    {
        var drive = new RedLightDrive().At(40);
        Assert.That(drive.Run(150), Is.EqualTo(WarningLevel.None));
        Assert.That(drive.Run(0), Is.EqualTo(WarningLevel.Imminent));
    }

    [TestCase(10)]
    [TestCase(20)]
    [TestCase(50)]
    public void Confirmation_is_a_time_at_any_rate(int rateHz)
    {
        var drive = new RedLightDrive().At(40);
        Assert.That(drive.Run(199 - (1000 / rateHz), rateHz), Is.EqualTo(WarningLevel.None));
        Assert.That(drive.Run(1000 / rateHz * 2, rateHz), Is.EqualTo(WarningLevel.Imminent));
    }

    [Test]
    public void Another_light_is_confirmed_afresh()
    {
        var drive = new RedLightDrive().At(40);
        drive.Run(150);
        drive.Light = drive.Light with { Id = 4 };
        Assert.That(drive.Run(150), Is.EqualTo(WarningLevel.None));
        Assert.That(drive.Run(0), Is.EqualTo(WarningLevel.Imminent));
        Assert.That(drive.Last.Warning.ObjectId, Is.EqualTo(4));
    }

    // Imminent from 49.9 m; released when 1.2 times smaller: 5/1.2 = 4.167 m/s² → 58 m.
    [TestCase(57.9, WarningLevel.Imminent)]
    [TestCase(58.1, WarningLevel.Caution)]
    public void A_level_is_released_with_a_margin(double wayM, WarningLevel expected)
    {
        var drive = new RedLightDrive().At(40);
        drive.Run(1500);

        Assert.That(drive.At(wayM).Run(1500), Is.EqualTo(expected));
    }

    // Caution until 4/1.2 = 3.333 m/s² → 80 m.
    [TestCase(79.9, WarningLevel.Caution)]
    [TestCase(80.1, WarningLevel.None)]
    public void A_caution_is_released_with_a_margin(double wayM, WarningLevel expected)
    {
        var drive = new RedLightDrive().At(65);
        drive.Run(1500);

        Assert.That(drive.At(wayM).Run(1500), Is.EqualTo(expected));
    }

    [Test]
    public void A_level_is_shown_for_its_time_when_the_light_is_lost()
    {
        var drive = new RedLightDrive().At(40);
        drive.Run(200);
        drive.HasLight = false;
        Assert.That(drive.Run(900), Is.EqualTo(WarningLevel.Imminent));
        Assert.That(drive.Run(50), Is.EqualTo(WarningLevel.None));
    }

    [TestCase(LightState.Green)]
    [TestCase(LightState.RedYellow)]
    public void Green_ends_the_warning_at_once(LightState shown)
    {
        var drive = new RedLightDrive().At(40);
        drive.Run(300);
        drive.Light = drive.Light with { State = shown };

        Assert.That(drive.Run(0), Is.EqualTo(WarningLevel.None));
    }

    // 20 m/s, 40 m: 5 m/s² stops; four fifths of it is enough.
    [TestCase(4.0, true, WarningLevel.None)]
    [TestCase(3.9, true, WarningLevel.Imminent)]
    [TestCase(4.0, false, WarningLevel.Imminent)]
    [TestCase(double.NaN, true, WarningLevel.Imminent)]
    public void Who_brakes_enough_is_left_alone(double deceleration, bool isPedal, WarningLevel expected) =>
        Assert.That(new RedLightDrive().At(40).Brakes(deceleration, isPedal).Run(500), Is.EqualTo(expected));

    [TestCase(EgoSignals.Brake)]
    [TestCase(EgoSignals.Acceleration)]
    public void Braking_that_is_not_known_suppresses_nothing(EgoSignals unknown)
    {
        var drive = new RedLightDrive().At(40).Brakes(9);
        drive.Ego = drive.Ego with { Known = ForwardDrive.AllKnown & ~unknown };

        Assert.That(drive.Run(500), Is.EqualTo(WarningLevel.Imminent));
    }

    // Inattentive: 1.5 s, 4 m/s² → 80 m.
    [TestCase(false, Validity.Valid, 200, WarningLevel.Caution)]
    [TestCase(true, Validity.Valid, 0, WarningLevel.None)]
    [TestCase(false, Validity.Degraded, 0, WarningLevel.None)]
    [TestCase(false, Validity.Valid, 201, WarningLevel.None)]
    public void An_inattentive_driver_is_warned_earlier(
        bool isAttentive, Validity validity, long ageMs, WarningLevel expected)
    {
        var drive = new RedLightDrive
        {
            Driver = new DriverState(default, validity, isAttentive),
            DriverAge = MonoDuration.FromMilliseconds(ageMs),
        };

        Assert.That(drive.At(79.9).Run(500), Is.EqualTo(expected));
    }

    [Test]
    public void The_warning_says_why()
    {
        var drive = new RedLightDrive().At(60);
        drive.Run(500);
        Warning warning = drive.Last.Warning;

        Assert.That(warning.Function, Is.EqualTo(FunctionId.TrafficLight));
        Assert.That(warning.Side, Is.EqualTo(WarningSide.Front));
        Assert.That(warning.ObjectId, Is.EqualTo(3));
        Assert.That(warning.Since, Is.EqualTo(MonoTime.FromSeconds(100.2)));
        Assert.That(warning.ValidUntil.Since(warning.Captured), Is.EqualTo(RedLightDrive.Limits.ValidFor));
        Assert.That(warning.Why[0], Is.EqualTo(new Evidence(Quantity.RequiredDecelerationMps2, 5, 4)));
        Assert.That(warning.Why[1].Quantity, Is.EqualTo(Quantity.RangeM));
        Assert.That(warning.Why[1].Value, Is.EqualTo(60).Within(0.01));
        Assert.That(warning.Why[2], Is.EqualTo(new Evidence(Quantity.EgoSpeedMps, 20, 5)));
        Assert.That(warning.Why[3], Is.EqualTo(new Evidence(Quantity.LightStateCode, 2, 2)));
    }

    [Test]
    public void What_cannot_be_told_as_a_number_is_told_as_the_most()
    {
        var drive = new RedLightDrive { Driver = new DriverState(default, Validity.Valid, IsAttentive: false) };
        drive.At(5).Run(500);

        Assert.That(drive.Level, Is.EqualTo(WarningLevel.Imminent));
        Assert.That(drive.Last.Warning.Why[0], Is.EqualTo(new Evidence(Quantity.RequiredDecelerationMps2, 999, 5)));
    }

    [Test]
    public void From_caution_to_imminent_it_is_one_warning()
    {
        var drive = new RedLightDrive().At(60);
        drive.Run(300);
        drive.At(40).Run(400);

        Assert.That(drive.Level, Is.EqualTo(WarningLevel.Imminent));
        Assert.That(drive.Last.Warning.Since, Is.EqualTo(MonoTime.FromSeconds(100.2)));
    }

    [Test]
    public void A_step_allocates_nothing()
    {
        var drive = new RedLightDrive().At(40);
        drive.Run(500);
        Assert.That(Allocation.Of(() => drive.Run(500)), Is.Zero);
    }

    [Test]
    public void Required_braking_is_infinite_within_the_reaction_way()
    {
        var threat = new StopThreat(20, 20);

        Assert.That(threat.RequiredBrakingMps2(1), Is.EqualTo(double.PositiveInfinity));
        Assert.That(threat.RequiredBrakingMps2(0), Is.EqualTo(10));
    }
}
