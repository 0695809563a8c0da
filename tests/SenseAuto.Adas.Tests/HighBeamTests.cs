using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Adas;

public sealed class HighBeamTests
{
    [Test]
    public void On_a_dark_road_it_comes_on_after_both_delays()
    {
        var drive = new HighBeamDrive();
        Assert.That(drive.Run(2950), Is.False);
        Assert.That(drive.Last.Dipped, Is.EqualTo(DippedFor.NotNight));
        Assert.That(drive.Run(1450), Is.False);
        Assert.That(drive.Last.Dipped, Is.EqualTo(DippedFor.Delay));

        Assert.That(drive.Run(0), Is.True);
        Assert.That(drive.Last.Dipped, Is.EqualTo(DippedFor.Nothing));
    }

    [TestCase(true, false, DippedFor.Oncoming)]
    [TestCase(false, true, DippedFor.Preceding)]
    [TestCase(true, true, DippedFor.Oncoming)]
    public void Somebody_who_would_be_dazzled_dips_it_soon(bool oncoming, bool preceding, DippedFor expected)
    {
        HighBeamDrive drive = HighBeamDrive.Lit().Sees(oncoming, preceding);
        Assert.That(drive.Run(50), Is.True);

        Assert.That(drive.Run(0), Is.False);
        Assert.That(drive.Last.Dipped, Is.EqualTo(expected));
        Assert.That(drive.Last.Status.State, Is.EqualTo(FunctionState.Active));
    }

    [Test]
    public void A_flash_shorter_than_the_delay_changes_nothing()
    {
        HighBeamDrive drive = HighBeamDrive.Lit().Sees(oncoming: true);
        drive.Run(50);

        Assert.That(drive.Sees().Run(0), Is.True);
        Assert.That(drive.Sees(oncoming: true).Run(50), Is.True);
    }

    [Test]
    public void It_comes_on_again_only_after_the_road_was_free_for_long()
    {
        HighBeamDrive drive = HighBeamDrive.Lit().Sees(oncoming: true);
        drive.Run(500);
        Assert.That(drive.Sees().Run(1450), Is.False);
        Assert.That(drive.Last.Dipped, Is.EqualTo(DippedFor.Delay));
        Assert.That(drive.Run(0), Is.True);
    }

    [Test]
    public void While_dipped_a_short_light_starts_the_delay_afresh()
    {
        HighBeamDrive drive = HighBeamDrive.Lit().Sees(oncoming: true);
        drive.Run(500);
        drive.Sees().Run(1000);
        drive.Sees(preceding: true).Run(0);

        Assert.That(drive.Sees().Run(1450), Is.False);
        Assert.That(drive.Run(0), Is.True);
    }

    [TestCase(true, 600, false)]
    [TestCase(true, 601, true)]
    [TestCase(true, 0, false)]
    [TestCase(true, double.NaN, false)]
    [TestCase(false, 250, false)]
    [TestCase(false, 251, true)]
    [TestCase(false, double.NaN, false)]
    public void Who_is_far_enough_away_does_not_count(bool isOncoming, double rangeM, bool expected) =>
        Assert.That(
            HighBeamDrive.Lit().Sees(isOncoming, !isOncoming, rangeM).Run(500), Is.EqualTo(expected));

    // Comes on from 11 m/s, stays down to 7 m/s.
    [TestCase(10.99, false)]
    [TestCase(11.0, true)]
    public void It_needs_speed_to_come_on(double speed, bool expected)
    {
        var drive = new HighBeamDrive().With(speed);

        Assert.That(drive.Run(6000), Is.EqualTo(expected));
        Assert.That(drive.Last.Status.Reason, Is.EqualTo(expected ? FunctionReason.None : FunctionReason.SpeedTooLow));
    }

    [TestCase(7.0, true, FunctionState.Active)]
    [TestCase(6.99, false, FunctionState.Standby)]
    public void It_stays_on_down_to_a_lower_speed(double speed, bool expected, FunctionState state)
    {
        HighBeamDrive drive = HighBeamDrive.Lit();

        Assert.That(drive.With(speed).Run(0), Is.EqualTo(expected));
        Assert.That(drive.Last.Status.State, Is.EqualTo(state));
        Assert.That(drive.Last.Dipped, Is.EqualTo(expected ? DippedFor.Nothing : DippedFor.Speed));
    }

    [TestCase(AmbientLevel.Day)]
    [TestCase(AmbientLevel.Twilight)]
    public void By_day_it_stays_off(AmbientLevel ambient)
    {
        var drive = new HighBeamDrive().Outside(ambient);

        Assert.That(drive.Run(10_000), Is.False);
        Assert.That(drive.Last.Dipped, Is.EqualTo(DippedFor.NotNight));
        Assert.That(drive.Last.Status.State, Is.EqualTo(FunctionState.Standby));
    }

    [Test]
    public void A_lit_underpass_is_too_short_to_be_day()
    {
        HighBeamDrive drive = HighBeamDrive.Lit().Outside(AmbientLevel.Twilight);
        Assert.That(drive.Run(950), Is.True);
        Assert.That(drive.Run(0), Is.False);
    }

    [Test]
    public void Night_must_last_without_a_break()
    {
        var drive = new HighBeamDrive();
        drive.Run(2900);
        drive.Outside(AmbientLevel.Twilight).Run(0);

        Assert.That(drive.Outside(AmbientLevel.Night).Run(4350), Is.False);
        Assert.That(drive.Run(150), Is.True);
    }

    [TestCase(2, true)]
    [TestCase(3, false)]
    public void A_lit_road_is_a_town(int lamps, bool expected)
    {
        HighBeamDrive drive = HighBeamDrive.Lit().Lamps(lamps);
        Assert.That(drive.Run(950), Is.True);

        Assert.That(drive.Run(0), Is.EqualTo(expected));
        Assert.That(drive.Last.Dipped, Is.EqualTo(expected ? DippedFor.Nothing : DippedFor.Town));
        Assert.That(
            drive.Last.Status.State, Is.EqualTo(expected ? FunctionState.Active : FunctionState.Standby));
    }

    [Test]
    public void A_town_ends_some_time_after_its_last_lamps()
    {
        HighBeamDrive drive = HighBeamDrive.Lit().Lamps(5);
        drive.Run(2000);
        Assert.That(drive.Lamps(2).Run(5450), Is.False);
        Assert.That(drive.Run(0), Is.True);
    }

    // 20 m/s and 0.01 1/m: 0.2 rad/s.
    [TestCase(0.2, true)]
    [TestCase(0.201, false)]
    [TestCase(-0.201, false)]
    [TestCase(double.NaN, true)]
    public void In_a_tight_bend_it_does_not_come_on_but_stays_on(double yawRate, bool comesOn)
    {
        var fresh = new HighBeamDrive().With(20, yawRate);
        Assert.That(fresh.Run(6000), Is.EqualTo(comesOn));
        Assert.That(fresh.Last.Dipped, Is.EqualTo(comesOn ? DippedFor.Nothing : DippedFor.Bend));

        Assert.That(HighBeamDrive.Lit().With(20, yawRate).Run(2000), Is.True);
    }

    [Test]
    public void A_turn_rate_that_is_not_known_is_no_bend()
    {
        var drive = new HighBeamDrive().With(20, 1);
        drive.Ego = drive.Ego with { Known = ForwardDrive.AllKnown & ~EgoSignals.YawRate };

        Assert.That(drive.Run(6000), Is.True);
    }

    private static void ExpectOff(HighBeamDrive drive, FunctionState state, FunctionReason reason)
    {
        drive.Run(0);
        Assert.That(drive.IsOn, Is.False);
        Assert.That(drive.Last.Status.State, Is.EqualTo(state));
        Assert.That(drive.Last.Status.Reason, Is.EqualTo(reason));
        Assert.That(drive.Last.Status.Function, Is.EqualTo(FunctionId.HighBeam));
        Assert.That(drive.Last.Dipped, Is.EqualTo(DippedFor.Unavailable));
    }

    [Test]
    public void Switched_off_is_off()
    {
        HighBeamDrive drive = HighBeamDrive.Lit();
        drive.IsEnabled = false;

        ExpectOff(drive, FunctionState.Off, FunctionReason.SwitchedOff);
    }

    [TestCase(Validity.Unavailable, AmbientLevel.Night)]
    [TestCase(Validity.Valid, AmbientLevel.Unknown)]
    public void A_blind_camera_dips_it_at_once(Validity validity, AmbientLevel ambient)
    {
        HighBeamDrive drive = HighBeamDrive.Lit();
        drive.Scene = drive.Scene with { Validity = validity, Ambient = ambient };

        ExpectOff(drive, FunctionState.Unavailable, FunctionReason.NoCamera);
    }

    [Test]
    public void A_speed_that_is_not_known_dips_it_at_once() =>
        ExpectOff(HighBeamDrive.Lit().With(double.NaN), FunctionState.Unavailable, FunctionReason.NoSpeed);

    [TestCase(200, 300, true)]
    [TestCase(201, 0, false)]
    [TestCase(0, 301, false)]
    public void Stale_inputs_dip_it_at_once(long egoMs, long sceneMs, bool expected)
    {
        HighBeamDrive drive = HighBeamDrive.Lit();
        drive.EgoAge = MonoDuration.FromMilliseconds(egoMs);
        drive.SceneAge = MonoDuration.FromMilliseconds(sceneMs);
        if (expected)
        {
            Assert.That(drive.Run(0), Is.True);
            return;
        }

        ExpectOff(
            drive, FunctionState.Unavailable, sceneMs > 0 ? FunctionReason.NoCamera : FunctionReason.CanTimeout);
    }

    [Test]
    public void After_a_blind_moment_all_delays_run_again()
    {
        HighBeamDrive drive = HighBeamDrive.Lit();
        drive.SceneAge = MonoDuration.FromMilliseconds(400);
        drive.Run(0);
        drive.SceneAge = default;

        Assert.That(drive.Run(4450), Is.False);
        Assert.That(drive.Run(0), Is.True);
    }

    [Test]
    public void A_step_allocates_nothing()
    {
        HighBeamDrive drive = HighBeamDrive.Lit();
        Assert.That(Allocation.Of(() => drive.Run(1000)), Is.Zero);
    }
}
