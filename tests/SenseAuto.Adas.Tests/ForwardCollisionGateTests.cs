using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Adas;

public sealed class ForwardCollisionGateTests
{
    private static void Expect(ForwardDrive drive, FunctionState state, FunctionReason reason)
    {
        drive.Run(500);
        Assert.That(drive.Last.Status.State, Is.EqualTo(state));
        Assert.That(drive.Last.Status.Reason, Is.EqualTo(reason));
        Assert.That(drive.Last.Status.Function, Is.EqualTo(FunctionId.ForwardCollision));
        Assert.That(drive.Level != WarningLevel.None, Is.EqualTo(state == FunctionState.Warning));
    }

    [Test]
    public void Healthy_and_in_danger_it_warns() =>
        Expect(new ForwardDrive().At(15, 10), FunctionState.Warning, FunctionReason.None);

    [Test]
    public void Without_a_lead_it_is_active() =>
        Expect(new ForwardDrive { HasLead = false }.At(15, 10), FunctionState.Active, FunctionReason.None);

    [Test]
    public void Switched_off_is_off() =>
        Expect(new ForwardDrive { IsEnabled = false }.At(15, 10), FunctionState.Off, FunctionReason.SwitchedOff);

    [Test]
    public void Without_tracks_it_is_unavailable() =>
        Expect(
            new ForwardDrive { Tracks = Validity.Unavailable }.At(15, 10),
            FunctionState.Unavailable, FunctionReason.NoCamera);

    [Test]
    public void Without_a_speed_it_is_unavailable()
    {
        var drive = new ForwardDrive().At(15, 10);
        EgoState healthy = drive.Ego;
        foreach (EgoState ego in (EgoState[])
            [
                healthy with { Validity = Validity.Unavailable },
                healthy with { Known = ForwardDrive.AllKnown & ~EgoSignals.Speed },
                healthy with { Speed = new MetresPerSecond(double.NaN) },
                healthy with { Speed = new MetresPerSecond(double.PositiveInfinity) },
            ])
        {
            drive.Ego = ego;
            Expect(drive, FunctionState.Unavailable, FunctionReason.NoSpeed);
        }
    }

    [TestCase(200, FunctionState.Warning, FunctionReason.None)]
    [TestCase(201, FunctionState.Unavailable, FunctionReason.CanTimeout)]
    public void Stale_own_motion_is_unavailable(long ageMs, FunctionState state, FunctionReason reason) =>
        Expect(
            new ForwardDrive { EgoAge = MonoDuration.FromMilliseconds(ageMs) }.At(15, 10), state, reason);

    // On from 3 m/s, off below 2 m/s.
    [TestCase(2.99, FunctionState.Standby, FunctionReason.SpeedTooLow)]
    [TestCase(3.0, FunctionState.Warning, FunctionReason.None)]
    [TestCase(0.0, FunctionState.Standby, FunctionReason.SpeedTooLow)]
    [TestCase(-5.0, FunctionState.Standby, FunctionReason.SpeedTooLow)]
    public void Slow_driving_stands_by(double speed, FunctionState state, FunctionReason reason) =>
        Expect(new ForwardDrive().With(speed).At(2, 2), state, reason);

    [TestCase(2.0, FunctionState.Warning, FunctionReason.None)]
    [TestCase(1.99, FunctionState.Standby, FunctionReason.SpeedTooLow)]
    public void Once_on_it_stays_on_a_little_slower(double speed, FunctionState state, FunctionReason reason)
    {
        var drive = new ForwardDrive().With(10).At(50, 1);
        drive.Run(0);

        Expect(drive.With(speed).At(1, 1.5), state, reason);
    }

    [TestCase(true, -4.0, FunctionState.Standby)]
    [TestCase(true, -3.9, FunctionState.Warning)]
    [TestCase(false, -4.0, FunctionState.Warning)]
    [TestCase(true, double.NaN, FunctionState.Warning)]
    public void A_driver_who_brakes_hard_is_left_alone(bool isBraking, double acceleration, FunctionState state)
    {
        var drive = new ForwardDrive().At(15, 10);
        drive.Ego = drive.Ego with { IsBraking = isBraking, Acceleration = new MetresPerSecondSquared(acceleration) };

        Expect(drive, state, state == FunctionState.Standby ? FunctionReason.DriverIntent : FunctionReason.None);
    }

    [TestCase(EgoSignals.Brake)]
    [TestCase(EgoSignals.Acceleration)]
    public void Braking_that_is_not_known_suppresses_nothing(EgoSignals unknown)
    {
        var drive = new ForwardDrive().At(15, 10);
        drive.Ego = drive.Ego with
        {
            IsBraking = true,
            Acceleration = new MetresPerSecondSquared(-9),
            Known = ForwardDrive.AllKnown & ~unknown,
        };

        Expect(drive, FunctionState.Warning, FunctionReason.None);
    }

    // 20 m/s · 0.15 rad/s = 3 m/s².
    [TestCase(0.15, FunctionState.Standby)]
    [TestCase(-0.15, FunctionState.Standby)]
    [TestCase(0.149, FunctionState.Warning)]
    [TestCase(double.NaN, FunctionState.Warning)]
    public void A_driver_who_steers_away_is_left_alone(double yawRate, FunctionState state)
    {
        var drive = new ForwardDrive().At(15, 10);
        drive.Ego = drive.Ego with { YawRate = new RadiansPerSecond(yawRate) };

        Expect(drive, state, state == FunctionState.Standby ? FunctionReason.DriverIntent : FunctionReason.None);
    }

    [Test]
    public void A_turn_rate_that_is_not_known_suppresses_nothing()
    {
        var drive = new ForwardDrive().At(15, 10);
        drive.Ego = drive.Ego with
        {
            YawRate = new RadiansPerSecond(1),
            Known = ForwardDrive.AllKnown & ~EgoSignals.YawRate,
        };

        Expect(drive, FunctionState.Warning, FunctionReason.None);
    }

    [Test]
    public void A_closed_gate_ends_the_warning_and_all_confirmation()
    {
        var drive = new ForwardDrive().At(15, 10);
        drive.Run(500);
        drive.IsEnabled = false;
        drive.Run(0);
        Assert.That(drive.Level, Is.EqualTo(WarningLevel.None));

        drive.IsEnabled = true;
        Assert.That(drive.Run(50), Is.EqualTo(WarningLevel.None));
        Assert.That(drive.Run(0), Is.EqualTo(WarningLevel.Imminent));
    }
}
