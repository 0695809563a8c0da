using System;
using SenseAuto.Adas.Arbiter;
using SenseAuto.Adas.Forward;
using SenseAuto.Adas.Lane;
using SenseAuto.Calibration;
using SenseAuto.Core;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Session;

/// <summary>The warning functions' limits, made from the parameter table: the only place where names become fields.</summary>
public sealed record PolicyLimits(ForwardCollisionLimits Forward, LaneDepartureLimits Lane, WarningArbiterLimits Arbiter)
{
    /// <exception cref="ArgumentException">Values that are fine alone but not together.</exception>
    public static PolicyLimits From(ParameterSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var limits = new PolicyLimits(
            ForwardOf(set), LaneOf(set), new WarningArbiterLimits { RepeatMin = Time(set, "arbiter.repeat.min") });
        limits.Forward.Validate();
        limits.Lane.Validate();
        limits.Arbiter.Validate();
        return limits;
    }

    public static FrameBudget BudgetFrom(ParameterSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var budget = new FrameBudget(
            Ms(set, "loop.road.period"), set["loop.budget.share"], Ms(set, "loop.budget.sense"), Ms(set, "loop.budget.infer"),
            Ms(set, "loop.budget.track"), Ms(set, "loop.budget.decide"), Ms(set, "loop.budget.warn"), Ms(set, "loop.budget.log"));
        budget.Validate();
        return budget;
    }

    public static MonoDuration Ms(ParameterSet set, string name) => MonoDuration.FromSeconds(set[name] / 1000);

    private static ForwardCollisionLimits ForwardOf(ParameterSet set) => new()
    {
        SpeedOn = Kmh(set, "fcw.speed.on"),
        SpeedOff = Kmh(set, "fcw.speed.off"),
        InformationTtcS = set["fcw.information.ttc"],
        CautionTtcS = set["fcw.caution.ttc"],
        ImminentTtcS = set["fcw.imminent.ttc"],
        TtcSMax = set["fcw.ttc.max"],
        CautionReactionS = set["fcw.caution.reaction"],
        CautionBrakingMps2 = set["fcw.caution.braking"],
        ImminentReactionS = set["fcw.imminent.reaction"],
        ImminentBrakingMps2 = set["fcw.imminent.braking"],
        InattentiveLeadS = set["fcw.inattentive.lead"],
        ReleaseFactor = set["fcw.release"],
        ClosingMin = new MetresPerSecond(set["fcw.closing.min"]),
        SigmaFactor = set["fcw.sigma.factor"],
        ConfirmFused = Time(set, "fcw.confirm.fused"),
        ConfirmRadar = Time(set, "fcw.confirm.radar"),
        ConfirmCamera = Time(set, "fcw.confirm.camera"),
        DisplayMin = Time(set, "fcw.display.min"),
        HardBrakingMps2 = set["fcw.driver.braking"],
        SteeringAwayMps2 = set["fcw.driver.steering"],
        ExistenceMin = set["fcw.existence.min"],
        EgoAgeMax = Time(set, "fcw.ego.age"),
        TrackAgeMax = Time(set, "fcw.track.age"),
        DriverAgeMax = Time(set, "fcw.driver.age"),
        ValidFor = Time(set, "fcw.valid.for"),
    };

    private static LaneDepartureLimits LaneOf(ParameterSet set) => new()
    {
        SpeedOn = Kmh(set, "ldw.speed.on"),
        SpeedOff = Kmh(set, "ldw.speed.off"),
        SpeedTop = Kmh(set, "ldw.speed.top"),
        SpeedTopBand = Kmh(set, "ldw.speed.top.band"),
        WarnDistance = new Metres(set["ldw.warn.distance"]),
        WarnTimeS = set["ldw.warn.time"],
        EarliestDistance = new Metres(set["ldw.earliest"]),
        LatestDistance = new Metres(set["ldw.latest"]),
        LostDistance = new Metres(set["ldw.lost"]),
        RearmDistance = new Metres(set["ldw.rearm"]),
        LateralSpeedMin = new MetresPerSecond(set["ldw.lateral.min"]),
        LateralSpeedIntent = new MetresPerSecond(set["ldw.lateral.intent"]),
        InattentiveLeadS = set["ldw.inattentive.lead"],
        Confirm = Time(set, "ldw.confirm"),
        DisplayMin = Time(set, "ldw.display.min"),
        DisplayMax = Time(set, "ldw.display.max"),
        BlinkerHold = Time(set, "ldw.blinker.hold"),
        CurvatureMax = new PerMetre(set["ldw.curvature.max"]),
        LateralAccelerationMps2Max = set["ldw.lateral.acceleration.max"],
        QualityMin = set["ldw.quality.min"],
        QualityAloneMin = set["ldw.quality.alone"],
        OffsetSigmaMax = new Metres(set["ldw.offset.sigma"]),
        LaneWidthMin = new Metres(set["ldw.lane.width.min"]),
        LaneWidthMax = new Metres(set["ldw.lane.width.max"]),
        EgoAgeMax = Time(set, "ldw.ego.age"),
        LineAgeMax = Time(set, "ldw.line.age"),
        DriverAgeMax = Time(set, "ldw.driver.age"),
        ValidFor = Time(set, "ldw.valid.for"),
    };

    private static MonoDuration Time(ParameterSet set, string name) => MonoDuration.FromSeconds(set[name]);

    private static MetresPerSecond Kmh(ParameterSet set, string name) => MetresPerSecond.FromKilometresPerHour(set[name]);
}
