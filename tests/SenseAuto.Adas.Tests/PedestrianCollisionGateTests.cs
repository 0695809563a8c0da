using NUnit.Framework;
using SenseAuto.Adas.Pedestrian;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Adas;

public sealed class PedestrianCollisionGateTests
{
    private static readonly MonoDuration Negative = new(-1);

    private static readonly (PedestrianCollisionLimits Limits, string Word)[] Bad =
    [
        (PedestrianDrive.Limits with { SpeedOff = new(0) }, "SpeedOff"),
        (PedestrianDrive.Limits with { SpeedOn = new(2) }, "SpeedOff < SpeedOn"),
        (PedestrianDrive.Limits with { SpeedTopBand = new(0) }, "SpeedTopBand"),
        (PedestrianDrive.Limits with { SpeedTop = new(4) }, "SpeedTop"),
        (PedestrianDrive.Limits with { SpeedTop = new(double.PositiveInfinity) }, "SpeedTop"),
        (PedestrianDrive.Limits with { ImminentTtcS = 0 }, "ImminentTtcS"),
        (PedestrianDrive.Limits with { ImminentTtcS = 2.7 }, "ImminentTtcS < CautionTtcS"),
        (PedestrianDrive.Limits with { InformationTtcS = 2.7 }, "CautionTtcS < InformationTtcS"),
        (PedestrianDrive.Limits with { FarTtcS = 2.6 }, "FarTtcS"),
        (PedestrianDrive.Limits with { CrossingShare = 0 }, "CrossingShare"),
        (PedestrianDrive.Limits with { CrossingShare = 1.1 }, "CrossingShare"),
        (PedestrianDrive.Limits with { ImminentReactionS = -0.1 }, "ImminentReactionS"),
        (PedestrianDrive.Limits with { CautionReactionS = 0.7 }, "CautionReactionS"),
        (PedestrianDrive.Limits with { CautionBrakingMps2 = 0 }, "CautionBrakingMps2"),
        (PedestrianDrive.Limits with { ImminentBrakingMps2 = 5 }, "ImminentBrakingMps2"),
        (PedestrianDrive.Limits with { InattentiveLeadS = -1 }, "InattentiveLeadS"),
        (PedestrianDrive.Limits with { ReleaseFactor = 1 }, "ReleaseFactor"),
        (PedestrianDrive.Limits with { ClosingMin = new(0) }, "ClosingMin"),
        (PedestrianDrive.Limits with { Margin = new(-0.1) }, "Margin"),
        (PedestrianDrive.Limits with { LateralSpeedSigma = new(0) }, "LateralSpeedSigma"),
        (PedestrianDrive.Limits with { InPathShareMin = 1 }, "InPathShareMin"),
        (PedestrianDrive.Limits with { SigmaFactor = double.NaN }, "SigmaFactor"),
        (PedestrianDrive.Limits with { ConfirmFused = Negative }, "ConfirmFused"),
        (PedestrianDrive.Limits with { ConfirmCamera = default }, "ConfirmCamera"),
        (PedestrianDrive.Limits with { DisplayMin = Negative }, "DisplayMin"),
        (PedestrianDrive.Limits with { HardBrakingMps2 = 0 }, "HardBrakingMps2"),
        (PedestrianDrive.Limits with { SteeringAwayMps2 = double.NaN }, "SteeringAwayMps2"),
        (PedestrianDrive.Limits with { ExistenceMin = 1.1 }, "ExistenceMin"),
        (PedestrianDrive.Limits with { EgoAgeMax = default }, "EgoAgeMax"),
        (PedestrianDrive.Limits with { TrackAgeMax = default }, "TrackAgeMax"),
        (PedestrianDrive.Limits with { DriverAgeMax = default }, "DriverAgeMax"),
        (PedestrianDrive.Limits with { ValidFor = default }, "ValidFor"),
    ];

    private static void Expect(PedestrianDrive drive, FunctionState state, FunctionReason reason)
    {
        drive.Run(500);
        Assert.That(drive.Last.Status.State, Is.EqualTo(state));
        Assert.That(drive.Last.Status.Reason, Is.EqualTo(reason));
        Assert.That(drive.Last.Status.Function, Is.EqualTo(FunctionId.PedestrianCollision));
        Assert.That(drive.Level != WarningLevel.None, Is.EqualTo(state == FunctionState.Warning));
    }

    [Test]
    public void Limits_that_cannot_be_are_named()
    {
        PedestrianDrive.Limits.Validate();
        foreach ((PedestrianCollisionLimits limits, string word) in Bad)
            Assert.That(limits.Validate, Throws.ArgumentException.With.Message.Contains(word), word);
    }

    [Test]
    public void Healthy_and_in_danger_it_warns_and_without_danger_it_is_active()
    {
        Expect(new PedestrianDrive().At(15), FunctionState.Warning, FunctionReason.None);
        Expect(new PedestrianDrive().At(80), FunctionState.Active, FunctionReason.None);
    }

    [Test]
    public void Switched_off_is_off() =>
        Expect(new PedestrianDrive { IsEnabled = false }.At(15), FunctionState.Off, FunctionReason.SwitchedOff);

    [TestCase(Validity.Unavailable, FunctionState.Unavailable, FunctionReason.NoCamera)]
    [TestCase(Validity.Degraded, FunctionState.Warning, FunctionReason.None)]
    public void Without_a_camera_it_is_unavailable(Validity camera, FunctionState state, FunctionReason reason) =>
        Expect(new PedestrianDrive { Camera = camera }.At(15), state, reason);

    [Test]
    public void Without_a_speed_it_is_unavailable()
    {
        PedestrianDrive drive = new PedestrianDrive().At(15);
        drive.Ego = drive.Ego with { Known = ForwardDrive.AllKnown & ~EgoSignals.Speed };

        Expect(drive, FunctionState.Unavailable, FunctionReason.NoSpeed);
    }

    [TestCase(200, FunctionState.Warning, FunctionReason.None)]
    [TestCase(201, FunctionState.Unavailable, FunctionReason.CanTimeout)]
    public void Stale_own_motion_is_unavailable(long ageMs, FunctionState state, FunctionReason reason) =>
        Expect(new PedestrianDrive { EgoAge = MonoDuration.FromMilliseconds(ageMs) }.At(15), state, reason);

    // On from 3 m/s, off below 2; above 24 off, on again at 23.
    [TestCase(2.99, 2.99, FunctionReason.SpeedTooLow)]
    [TestCase(3.0, 3.0, FunctionReason.None)]
    [TestCase(3.0, 2.0, FunctionReason.None)]
    [TestCase(3.0, 1.99, FunctionReason.SpeedTooLow)]
    [TestCase(23.5, 23.5, FunctionReason.SpeedTooHigh)]
    [TestCase(23.0, 24.0, FunctionReason.None)]
    [TestCase(23.0, 24.01, FunctionReason.SpeedTooHigh)]
    public void Speed_opens_and_closes_with_hysteresis(double firstMps, double thenMps, FunctionReason reason)
    {
        PedestrianDrive drive = new PedestrianDrive().At(200).With(firstMps);
        drive.Run(100);
        drive.With(thenMps).Run(0);

        Assert.That(drive.Last.Status.Reason, Is.EqualTo(reason));
        Assert.That(
            drive.Last.Status.State,
            Is.EqualTo(reason == FunctionReason.None ? FunctionState.Active : FunctionState.Standby));
    }

    [TestCase(-3.99, 0, FunctionState.Warning, FunctionReason.None)]
    [TestCase(-4.0, 0, FunctionState.Standby, FunctionReason.DriverIntent)]
    [TestCase(0, 0.29, FunctionState.Warning, FunctionReason.None)]
    [TestCase(0, -0.3, FunctionState.Standby, FunctionReason.DriverIntent)]
    public void A_driver_who_acts_is_not_warned(
        double acceleration, double yawRate, FunctionState state, FunctionReason reason)
    {
        PedestrianDrive drive = new PedestrianDrive().At(15);
        drive.Ego = drive.Ego with
        {
            IsBraking = true,
            Acceleration = new MetresPerSecondSquared(acceleration),
            YawRate = new RadiansPerSecond(yawRate),
        };

        Expect(drive, state, reason);
    }
}
