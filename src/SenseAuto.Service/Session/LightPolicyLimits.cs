using SenseAuto.Adas.HighBeam;
using SenseAuto.Adas.Lights;
using SenseAuto.Adas.StopAndGo;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core;

namespace SenseAuto.Service.Session;

/// <summary>The limits of the functions that live on lights, out of the parameters.</summary>
public static class LightPolicyLimits
{
    public static RedLightLimits RedLight(ParameterSet from)
    {
        var limits = new RedLightLimits
        {
            SpeedOn = from.Speed("tlr.speed.on"),
            SpeedOff = from.Speed("tlr.speed.off"),
            CautionReactionS = from.Number("tlr.caution.reaction"),
            CautionBrakingMps2 = from.Number("tlr.caution.braking"),
            ImminentReactionS = from.Number("tlr.imminent.reaction"),
            ImminentBrakingMps2 = from.Number("tlr.imminent.braking"),
            InattentiveLeadS = from.Number("tlr.inattentive.lead"),
            ReleaseFactor = from.Number("tlr.release.factor"),
            StopLineBefore = from.Length("tlr.stopline.before"),
            SigmaFactor = from.Number("tlr.sigma.factor"),
            RangeMax = from.Length("tlr.range.max"),
            ConfidenceMin = from.Number("tlr.confidence.min"),
            RelevanceMin = from.Number("tlr.relevance.min"),
            YellowS = from.Number("tlr.yellow.time"),
            YellowBrakingMps2 = from.Number("tlr.yellow.braking"),
            EnoughShare = from.Number("tlr.driver.enough"),
            BlinkerHold = from.Duration("tlr.blinker.hold"),
            CurvatureMax = new PerMetre(from.Number("tlr.curvature.max")),
            Confirm = from.Duration("tlr.confirm"),
            DisplayMin = from.Duration("tlr.display.min"),
            EgoAgeMax = from.Duration("timeout.ego"),
            LightAgeMax = from.Duration("timeout.lights"),
            DriverAgeMax = from.Duration("timeout.driver"),
            ValidFor = from.Duration("warning.valid"),
        };
        limits.Validate();
        return limits;
    }

    public static StopAndGoLimits StopAndGo(ParameterSet from)
    {
        var limits = new StopAndGoLimits
        {
            StandingMax = from.Speed("sgw.speed.standing"),
            DrivingMin = from.Speed("sgw.speed.driving"),
            StandingTime = from.Duration("sgw.standing.time"),
            LeadGapMax = from.Length("sgw.lead.gap"),
            LeadMoved = from.Length("sgw.lead.moved"),
            LeadSpeedMin = from.Speed("sgw.lead.speed"),
            Confirm = from.Duration("sgw.confirm"),
            InformAfter = from.Duration("sgw.inform.after"),
            SoundAfter = from.Duration("sgw.sound.after"),
            DisplayMax = from.Duration("sgw.display.max"),
            GuardLength = from.Length("sgw.guard.length"),
            GuardHalfWidth = from.Length("sgw.guard.halfwidth"),
            GuardHold = from.Duration("sgw.guard.hold"),
            ConfidenceMin = from.Number("sgw.confidence.min"),
            ExistenceMin = from.Number("track.existence.min"),
            EgoAgeMax = from.Duration("timeout.ego"),
            TrackAgeMax = from.Duration("timeout.tracks"),
            LightAgeMax = from.Duration("timeout.lights"),
            ValidFor = from.Duration("warning.valid"),
        };
        limits.Validate();
        return limits;
    }

    public static HighBeamLimits HighBeam(ParameterSet from)
    {
        var limits = new HighBeamLimits
        {
            SpeedOn = from.Speed("hba.speed.on"),
            SpeedOff = from.Speed("hba.speed.off"),
            DimAfter = from.Duration("hba.dim.after"),
            RestoreAfter = from.Duration("hba.restore.after"),
            NightAfter = from.Duration("hba.night.after"),
            DayAfter = from.Duration("hba.day.after"),
            TownLamps = (int)from.Number("hba.town.lamps"),
            TownAfter = from.Duration("hba.town.after"),
            TownLeftAfter = from.Duration("hba.town.left"),
            OncomingRange = from.Length("hba.range.oncoming"),
            PrecedingRange = from.Length("hba.range.preceding"),
            CurvatureMax = new PerMetre(from.Number("hba.curvature.max")),
            EgoAgeMax = from.Duration("timeout.ego"),
            SceneAgeMax = from.Duration("timeout.night"),
        };
        limits.Validate();
        return limits;
    }
}
