using SenseAuto.Adas.Arbiter;
using SenseAuto.Adas.Forward;
using SenseAuto.Adas.Lane;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core;

namespace SenseAuto.Service.Session;

/// <summary>The warning functions' limits out of the parameters.</summary>
public static class AdasLimits
{
    public static ForwardCollisionLimits ForwardCollision(ParameterSet from)
    {
        var limits = new ForwardCollisionLimits
        {
            SpeedOn = from.Speed("fcw.speed.on"),
            SpeedOff = from.Speed("fcw.speed.off"),
            InformationTtcS = from.Number("fcw.information.ttc"),
            CautionTtcS = from.Number("fcw.caution.ttc"),
            ImminentTtcS = from.Number("fcw.imminent.ttc"),
            TtcSMax = from.Number("fcw.ttc.max"),
            CautionReactionS = from.Number("fcw.caution.reaction"),
            CautionBrakingMps2 = from.Number("fcw.caution.braking"),
            ImminentReactionS = from.Number("fcw.imminent.reaction"),
            ImminentBrakingMps2 = from.Number("fcw.imminent.braking"),
            InattentiveLeadS = from.Number("fcw.inattentive.lead"),
            ReleaseFactor = from.Number("fcw.release.factor"),
            ClosingMin = from.Speed("fcw.closing.min"),
            SigmaFactor = from.Number("fcw.sigma.factor"),
            ConfirmFused = from.Duration("fcw.confirm.fused"),
            ConfirmRadar = from.Duration("fcw.confirm.radar"),
            ConfirmCamera = from.Duration("fcw.confirm.camera"),
            DisplayMin = from.Duration("fcw.display.min"),
            HardBrakingMps2 = from.Number("fcw.driver.braking"),
            SteeringAwayMps2 = from.Number("fcw.driver.steering"),
            ExistenceMin = from.Number("track.existence.min"),
            EgoAgeMax = from.Duration("timeout.ego"),
            TrackAgeMax = from.Duration("timeout.tracks"),
            DriverAgeMax = from.Duration("timeout.driver"),
            ValidFor = from.Duration("warning.valid"),
        };
        limits.Validate();
        return limits;
    }

    public static LaneDepartureLimits LaneDeparture(ParameterSet from)
    {
        var limits = new LaneDepartureLimits
        {
            SpeedOn = from.Speed("ldw.speed.on"),
            SpeedOff = from.Speed("ldw.speed.off"),
            SpeedTop = from.Speed("ldw.speed.top"),
            SpeedTopBand = from.Speed("ldw.speed.top_band"),
            WarnDistance = from.Length("ldw.distance.warn"),
            WarnTimeS = from.Number("ldw.time.warn"),
            EarliestDistance = from.Length("ldw.distance.earliest"),
            LatestDistance = from.Length("ldw.distance.latest"),
            LostDistance = from.Length("ldw.distance.lost"),
            RearmDistance = from.Length("ldw.distance.rearm"),
            LateralSpeedMin = from.Speed("ldw.lateral.min"),
            LateralSpeedIntent = from.Speed("ldw.lateral.intent"),
            InattentiveLeadS = from.Number("ldw.inattentive.lead"),
            Confirm = from.Duration("ldw.confirm"),
            DisplayMin = from.Duration("ldw.display.min"),
            DisplayMax = from.Duration("ldw.display.max"),
            BlinkerHold = from.Duration("ldw.blinker.hold"),
            CurvatureMax = new PerMetre(from.Number("ldw.curvature.max")),
            LateralAccelerationMps2Max = from.Number("ldw.driver.steering"),
            QualityMin = from.Number("ldw.quality.min"),
            QualityAloneMin = from.Number("ldw.quality.alone"),
            OffsetSigmaMax = from.Length("ldw.offset.sigma"),
            LaneWidthMin = from.Length("ldw.lane.width_min"),
            LaneWidthMax = from.Length("ldw.lane.width_max"),
            EgoAgeMax = from.Duration("timeout.ego"),
            LineAgeMax = from.Duration("timeout.lanes"),
            DriverAgeMax = from.Duration("timeout.driver"),
            ValidFor = from.Duration("warning.valid"),
        };
        limits.Validate();
        return limits;
    }

    public static WarningArbiterLimits Arbiter(ParameterSet from)
    {
        var limits = new WarningArbiterLimits { RepeatMin = from.Duration("arbiter.repeat.min") };
        limits.Validate();
        return limits;
    }
}
