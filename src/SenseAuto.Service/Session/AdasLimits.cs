using SenseAuto.Adas.Arbiter;
using SenseAuto.Adas.Forward;
using SenseAuto.Adas.Lane;
using SenseAuto.Adas.Signs;
using SenseAuto.Adas.Pedestrian;
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
            OrdinaryBrakingMps2 = from.Number("fcw.braking.ordinary"),
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

    public static PedestrianCollisionLimits PedestrianCollision(ParameterSet from)
    {
        var limits = new PedestrianCollisionLimits
        {
            SpeedOn = from.Speed("pcw.speed.on"),
            SpeedOff = from.Speed("pcw.speed.off"),
            SpeedTop = from.Speed("pcw.speed.top"),
            SpeedTopBand = from.Speed("pcw.speed.top_band"),
            InformationTtcS = from.Number("pcw.information.ttc"),
            CautionTtcS = from.Number("pcw.caution.ttc"),
            ImminentTtcS = from.Number("pcw.imminent.ttc"),
            FarTtcS = from.Number("pcw.ttc.max"),
            CrossingShare = from.Number("pcw.crossing.share"),
            CautionReactionS = from.Number("pcw.caution.reaction"),
            CautionBrakingMps2 = from.Number("pcw.caution.braking"),
            ImminentReactionS = from.Number("pcw.imminent.reaction"),
            ImminentBrakingMps2 = from.Number("pcw.imminent.braking"),
            InattentiveLeadS = from.Number("pcw.inattentive.lead"),
            ReleaseFactor = from.Number("pcw.release.factor"),
            ClosingMin = from.Speed("pcw.closing.min"),
            Margin = from.Length("pcw.margin"),
            LateralSpeedSigma = from.Speed("pcw.lateral.sigma"),
            InPathShareMin = from.Number("pcw.path.share"),
            SigmaFactor = from.Number("pcw.sigma.factor"),
            ConfirmFused = from.Duration("pcw.confirm.fused"),
            ConfirmCamera = from.Duration("pcw.confirm.camera"),
            DisplayMin = from.Duration("pcw.display.min"),
            HardBrakingMps2 = from.Number("pcw.driver.braking"),
            SteeringAwayMps2 = from.Number("pcw.driver.steering"),
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

    public static TrafficSignLimits TrafficSign(ParameterSet from)
    {
        var limits = new TrafficSignLimits
        {
            InformFrom = from.Speed("tsr.inform.speed"),
            WarnFrom = from.Speed("tsr.warn.speed"),
            ToleranceShare = from.Number("tsr.tolerance.share"),
            Tolerance = from.Speed("tsr.tolerance.speed"),
            VisualAfter = from.Duration("tsr.visual.after"),
            CascadeAfter = from.Duration("tsr.cascade.after"),
            CascadeFor = from.Duration("tsr.cascade.for"),
            CascadeRest = from.Duration("tsr.cascade.rest"),
            RecogniseTime = from.Duration("tsr.recognise.time"),
            SlowBelow = from.Speed("tsr.recognise.slow"),
            RecogniseWay = from.Length("tsr.recognise.way"),
            ConfidenceMin = from.Number("tsr.confidence.min"),
            LeftMax = from.Length("tsr.side.max"),
            BesideWay = from.Length("tsr.beside.way"),
            LimitWay = from.Length("tsr.limit.way"),
            BlindWay = from.Length("tsr.blind.way"),
            NoticeWay = from.Length("tsr.notice.way"),
            EgoAgeMax = from.Duration("timeout.ego"),
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
