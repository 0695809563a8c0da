using NUnit.Framework;
using SenseAuto.Adas.Arbiter;
using SenseAuto.Adas.Forward;
using SenseAuto.Adas.Lane;
using SenseAuto.Adas.Signs;
using SenseAuto.Core;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Adas;

public sealed class LimitsTests
{
    private static readonly MonoDuration Negative = new(-1);

    [Test]
    public void Good_limits_pass()
    {
        ForwardDrive.Limits.Validate();
        LaneDrive.Limits.Validate();
        SignDrive.Limits.Validate();
        new WarningArbiterLimits { RepeatMin = default }.Validate();
    }

    private static readonly (ForwardCollisionLimits Limits, string Word)[] BadForward =
    [
        (ForwardDrive.Limits with { SpeedOff = new(0) }, "SpeedOff"),
        (ForwardDrive.Limits with { SpeedOn = new(2) }, "SpeedOff < SpeedOn"),
        (ForwardDrive.Limits with { SpeedOn = new(double.NaN) }, "SpeedOff < SpeedOn"),
        (ForwardDrive.Limits with { ImminentTtcS = 0 }, "ImminentTtcS"),
        (ForwardDrive.Limits with { ImminentTtcS = 2.7 }, "ImminentTtcS < CautionTtcS"),
        (ForwardDrive.Limits with { CautionTtcS = double.NaN }, "CautionTtcS"),
        (ForwardDrive.Limits with { InformationTtcS = 2.7 }, "CautionTtcS < InformationTtcS"),
        (ForwardDrive.Limits with { InformationTtcS = double.PositiveInfinity }, "InformationTtcS"),
        (ForwardDrive.Limits with { TtcSMax = 2.6 }, "TtcSMax"),
        (ForwardDrive.Limits with { CautionReactionS = 0.7 }, "CautionReactionS"),
        (ForwardDrive.Limits with { ImminentReactionS = -0.1 }, "ImminentReactionS"),
        (ForwardDrive.Limits with { CautionBrakingMps2 = 0 }, "CautionBrakingMps2"),
        (ForwardDrive.Limits with { OrdinaryBrakingMps2 = -1 }, "OrdinaryBrakingMps2"),
        (ForwardDrive.Limits with { OrdinaryBrakingMps2 = 6.1 }, "OrdinaryBrakingMps2 <= CautionBrakingMps2"),
        (ForwardDrive.Limits with { ImminentBrakingMps2 = 5.9 }, "ImminentBrakingMps2"),
        (ForwardDrive.Limits with { InattentiveLeadS = -1 }, "InattentiveLeadS"),
        (ForwardDrive.Limits with { ReleaseFactor = 1 }, "ReleaseFactor"),
        (ForwardDrive.Limits with { ClosingMin = new(0) }, "ClosingMin"),
        (ForwardDrive.Limits with { SigmaFactor = double.NaN }, "SigmaFactor"),
        (ForwardDrive.Limits with { ConfirmFused = Negative }, "ConfirmFused"),
        (ForwardDrive.Limits with { ConfirmRadar = default }, "ConfirmRadar"),
        (ForwardDrive.Limits with { ConfirmCamera = default }, "ConfirmCamera"),
        (ForwardDrive.Limits with { DisplayMin = Negative }, "DisplayMin"),
        (ForwardDrive.Limits with { HardBrakingMps2 = 0 }, "HardBrakingMps2"),
        (ForwardDrive.Limits with { SteeringAwayMps2 = double.NaN }, "SteeringAwayMps2"),
        (ForwardDrive.Limits with { ExistenceMin = 1.1 }, "ExistenceMin"),
        (ForwardDrive.Limits with { EgoAgeMax = default }, "EgoAgeMax"),
        (ForwardDrive.Limits with { TrackAgeMax = default }, "TrackAgeMax"),
        (ForwardDrive.Limits with { DriverAgeMax = default }, "DriverAgeMax"),
        (ForwardDrive.Limits with { ValidFor = default }, "ValidFor"),
    ];

    private static readonly (LaneDepartureLimits Limits, string Word)[] BadLane =
    [
        (LaneDrive.Limits with { SpeedOff = new(-1) }, "SpeedOff"),
        (LaneDrive.Limits with { SpeedOff = new(17) }, "SpeedOff < SpeedOn"),
        (LaneDrive.Limits with { SpeedTopBand = new(0) }, "SpeedTopBand"),
        (LaneDrive.Limits with { SpeedTop = new(19) }, "SpeedTop"),
        (LaneDrive.Limits with { LatestDistance = new(-0.31) }, "LatestDistance must not"),
        (LaneDrive.Limits with { LatestDistance = new(double.NaN) }, "LatestDistance"),
        (LaneDrive.Limits with { WarnDistance = new(-0.21) }, "LatestDistance <= WarnDistance"),
        (LaneDrive.Limits with { RearmDistance = new(0) }, "WarnDistance < RearmDistance"),
        (LaneDrive.Limits with { RearmDistance = new(double.PositiveInfinity) }, "RearmDistance"),
        (LaneDrive.Limits with { EarliestDistance = new(-0.01) }, "EarliestDistance"),
        (LaneDrive.Limits with { LostDistance = new(-0.2) }, "LostDistance"),
        (LaneDrive.Limits with { WarnTimeS = -0.1 }, "WarnTimeS"),
        (LaneDrive.Limits with { LateralSpeedMin = new(0) }, "LateralSpeedMin"),
        (LaneDrive.Limits with { LateralSpeedIntent = new(0.1) }, "LateralSpeedIntent"),
        (LaneDrive.Limits with { InattentiveLeadS = double.NaN }, "InattentiveLeadS"),
        (LaneDrive.Limits with { Confirm = Negative }, "Confirm"),
        (LaneDrive.Limits with { DisplayMin = Negative }, "DisplayMin"),
        (LaneDrive.Limits with { DisplayMax = LaneDrive.Limits.DisplayMin }, "DisplayMin < DisplayMax"),
        (LaneDrive.Limits with { BlinkerHold = Negative }, "BlinkerHold"),
        (LaneDrive.Limits with { CurvatureMax = new(0) }, "CurvatureMax"),
        (LaneDrive.Limits with { LateralAccelerationMps2Max = 0 }, "LateralAcceleration"),
        (LaneDrive.Limits with { QualityMin = -0.1 }, "QualityMin"),
        (LaneDrive.Limits with { QualityMin = 0.8 }, "QualityMin"),
        (LaneDrive.Limits with { QualityAloneMin = 1.1 }, "QualityAloneMin"),
        (LaneDrive.Limits with { OffsetSigmaMax = new(0) }, "OffsetSigmaMax"),
        (LaneDrive.Limits with { LaneWidthMin = new(0) }, "LaneWidthMin"),
        (LaneDrive.Limits with { LaneWidthMax = new(2.5) }, "LaneWidthMax"),
        (LaneDrive.Limits with { EgoAgeMax = default }, "EgoAgeMax"),
        (LaneDrive.Limits with { LineAgeMax = default }, "LineAgeMax"),
        (LaneDrive.Limits with { DriverAgeMax = default }, "DriverAgeMax"),
        (LaneDrive.Limits with { ValidFor = default }, "ValidFor"),
    ];

    private static readonly (TrafficSignLimits Limits, string Word)[] BadSign =
    [
        (SignDrive.Limits with { InformFrom = new(-1) }, "InformFrom"),
        (SignDrive.Limits with { InformFrom = new(5.1) }, "InformFrom <= WarnFrom"),
        (SignDrive.Limits with { WarnFrom = new(double.PositiveInfinity) }, "WarnFrom"),
        (SignDrive.Limits with { ToleranceShare = -0.01 }, "ToleranceShare"),
        (SignDrive.Limits with { Tolerance = new(double.NaN) }, "Tolerance"),
        (SignDrive.Limits with { VisualAfter = Negative }, "VisualAfter"),
        (SignDrive.Limits with { CascadeAfter = SignDrive.Limits.VisualAfter }, "VisualAfter < CascadeAfter"),
        (SignDrive.Limits with { CascadeFor = default }, "CascadeFor"),
        (SignDrive.Limits with { CascadeRest = Negative }, "CascadeRest"),
        (SignDrive.Limits with { RecogniseTime = default }, "RecogniseTime"),
        (SignDrive.Limits with { SlowBelow = new(-1) }, "SlowBelow"),
        (SignDrive.Limits with { RecogniseWay = new(-1) }, "RecogniseWay"),
        (SignDrive.Limits with { ConfidenceMin = 0 }, "ConfidenceMin"),
        (SignDrive.Limits with { ConfidenceMin = 1.01 }, "ConfidenceMin"),
        (SignDrive.Limits with { LeftMax = new(0) }, "LeftMax"),
        (SignDrive.Limits with { BesideWay = new(-1) }, "BesideWay"),
        (SignDrive.Limits with { LimitWay = new(10) }, "BesideWay < LimitWay"),
        (SignDrive.Limits with { LimitWay = new(double.PositiveInfinity) }, "LimitWay"),
        (SignDrive.Limits with { BlindWay = new(0) }, "BlindWay"),
        (SignDrive.Limits with { NoticeWay = new(0) }, "NoticeWay"),
        (SignDrive.Limits with { EgoAgeMax = default }, "EgoAgeMax"),
        (SignDrive.Limits with { ValidFor = default }, "ValidFor"),
    ];

    [Test]
    public void Traffic_sign_limits_that_cannot_be_are_named()
    {
        foreach ((TrafficSignLimits limits, string word) in BadSign)
            Assert.That(limits.Validate, Throws.ArgumentException.With.Message.Contains(word), word);
    }

    [Test]
    public void Forward_collision_limits_that_cannot_be_are_named()
    {
        foreach ((ForwardCollisionLimits limits, string word) in BadForward)
            Assert.That(limits.Validate, Throws.ArgumentException.With.Message.Contains(word), word);
    }

    [Test]
    public void Lane_departure_limits_that_cannot_be_are_named()
    {
        foreach ((LaneDepartureLimits limits, string word) in BadLane)
            Assert.That(limits.Validate, Throws.ArgumentException.With.Message.Contains(word), word);
    }

    [Test]
    public void Arbiter_limits_that_cannot_be_are_named() =>
        Assert.That(
            new WarningArbiterLimits { RepeatMin = Negative }.Validate,
            Throws.ArgumentException.With.Message.Contains("RepeatMin"));

    [Test]
    public void All_problems_are_told_at_once() =>
        Assert.That(
            (ForwardDrive.Limits with { ReleaseFactor = 0, ClosingMin = new MetresPerSecond(-1) }).Validate,
            Throws.ArgumentException.With.Message.Contains("ReleaseFactor").And.Message.Contains("ClosingMin"));

    [TestCase(99, false)]
    [TestCase(100, true)]
    public void An_onset_lasts_from_its_first_moment(long ms, bool expected)
    {
        var start = new MonoTime(5_000_000);
        Onset onset = default(Onset).Step(true, start).Step(true, start + MonoDuration.FromMilliseconds(50));

        Assert.That(
            onset.HasLasted(MonoDuration.FromMilliseconds(100), start + MonoDuration.FromMilliseconds(ms)),
            Is.EqualTo(expected));
        Assert.That(onset.Step(false, start).HasLasted(default, start), Is.False);
    }
}
