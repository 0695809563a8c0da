using NUnit.Framework;
using SenseAuto.Adas.HighBeam;
using SenseAuto.Adas.Lights;
using SenseAuto.Adas.StopAndGo;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Adas;

public sealed class LightLimitsTests
{
    private static readonly MonoDuration Negative = new(-1);
    private static readonly RedLightLimits Red = RedLightDrive.Limits;
    private static readonly StopAndGoLimits Go = StopAndGoDrive.Limits;
    private static readonly HighBeamLimits Beam = HighBeamDrive.Limits;

    [Test]
    public void Good_limits_pass()
    {
        Red.Validate();
        Go.Validate();
        Beam.Validate();
    }

    private static readonly (RedLightLimits Limits, string Word)[] BadRed =
    [
        (Red with { SpeedOff = new(0) }, "SpeedOff"),
        (Red with { SpeedOn = new(4) }, "SpeedOff < SpeedOn"),
        (Red with { SpeedOn = new(double.NaN) }, "SpeedOff < SpeedOn"),
        (Red with { ImminentReactionS = -0.1 }, "ImminentReactionS"),
        (Red with { CautionReactionS = 0.4 }, "CautionReactionS"),
        (Red with { CautionBrakingMps2 = 0 }, "CautionBrakingMps2"),
        (Red with { ImminentBrakingMps2 = 3.9 }, "ImminentBrakingMps2"),
        (Red with { InattentiveLeadS = -1 }, "InattentiveLeadS"),
        (Red with { ReleaseFactor = 1 }, "ReleaseFactor"),
        (Red with { StopLineBefore = new(-1) }, "StopLineBefore"),
        (Red with { SigmaFactor = double.NaN }, "SigmaFactor"),
        (Red with { RangeMax = new(0) }, "RangeMax"),
        (Red with { ConfidenceMin = 1.1 }, "ConfidenceMin"),
        (Red with { RelevanceMin = -0.1 }, "RelevanceMin"),
        (Red with { YellowS = -1 }, "YellowS"),
        (Red with { YellowBrakingMps2 = 0 }, "YellowBrakingMps2"),
        (Red with { EnoughShare = 0 }, "EnoughShare"),
        (Red with { BlinkerHold = Negative }, "BlinkerHold"),
        (Red with { CurvatureMax = new(0) }, "CurvatureMax"),
        (Red with { Confirm = Negative }, "Confirm"),
        (Red with { DisplayMin = Negative }, "DisplayMin"),
        (Red with { EgoAgeMax = default }, "EgoAgeMax"),
        (Red with { LightAgeMax = default }, "LightAgeMax"),
        (Red with { DriverAgeMax = default }, "DriverAgeMax"),
        (Red with { ValidFor = default }, "ValidFor"),
    ];

    private static readonly (StopAndGoLimits Limits, string Word)[] BadGo =
    [
        (Go with { StandingMax = new(0) }, "StandingMax"),
        (Go with { DrivingMin = new(0.2) }, "StandingMax < DrivingMin"),
        (Go with { StandingTime = Negative }, "StandingTime"),
        (Go with { LeadGapMax = new(0) }, "LeadGapMax"),
        (Go with { LeadMoved = new(double.NaN) }, "LeadMoved"),
        (Go with { LeadSpeedMin = new(0) }, "LeadSpeedMin"),
        (Go with { Confirm = Negative }, "Confirm"),
        (Go with { InformAfter = Negative }, "InformAfter"),
        (Go with { SoundAfter = Go.InformAfter }, "InformAfter < SoundAfter"),
        (Go with { DisplayMax = Go.SoundAfter }, "SoundAfter < DisplayMax"),
        (Go with { GuardLength = new(0) }, "GuardLength"),
        (Go with { GuardHalfWidth = new(0) }, "GuardHalfWidth"),
        (Go with { GuardHold = Negative }, "GuardHold"),
        (Go with { ConfidenceMin = double.NaN }, "ConfidenceMin"),
        (Go with { ExistenceMin = 1.1 }, "ExistenceMin"),
        (Go with { EgoAgeMax = default }, "EgoAgeMax"),
        (Go with { TrackAgeMax = default }, "TrackAgeMax"),
        (Go with { LightAgeMax = default }, "LightAgeMax"),
        (Go with { ValidFor = default }, "ValidFor"),
    ];

    private static readonly (HighBeamLimits Limits, string Word)[] BadBeam =
    [
        (Beam with { SpeedOff = new(0) }, "SpeedOff"),
        (Beam with { SpeedOn = new(7) }, "SpeedOff < SpeedOn"),
        (Beam with { DimAfter = Negative }, "DimAfter"),
        (Beam with { RestoreAfter = Beam.DimAfter }, "DimAfter < RestoreAfter"),
        (Beam with { NightAfter = Negative }, "NightAfter"),
        (Beam with { DayAfter = Negative }, "DayAfter"),
        (Beam with { TownLamps = 0 }, "TownLamps"),
        (Beam with { TownAfter = Negative }, "TownAfter"),
        (Beam with { TownLeftAfter = Negative }, "TownLeftAfter"),
        (Beam with { OncomingRange = new(0) }, "OncomingRange"),
        (Beam with { PrecedingRange = new(double.NaN) }, "PrecedingRange"),
        (Beam with { CurvatureMax = new(0) }, "CurvatureMax"),
        (Beam with { EgoAgeMax = default }, "EgoAgeMax"),
        (Beam with { SceneAgeMax = default }, "SceneAgeMax"),
    ];

    [Test]
    public void Limits_that_cannot_be_are_named()
    {
        foreach ((RedLightLimits limits, string word) in BadRed)
            Assert.That(limits.Validate, Throws.ArgumentException.With.Message.Contains(word), word);
        foreach ((StopAndGoLimits limits, string word) in BadGo)
            Assert.That(limits.Validate, Throws.ArgumentException.With.Message.Contains(word), word);
        foreach ((HighBeamLimits limits, string word) in BadBeam)
            Assert.That(limits.Validate, Throws.ArgumentException.With.Message.Contains(word), word);
    }
}
