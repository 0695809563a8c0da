using System.Collections.Generic;
using System.Collections.Immutable;
using SenseAuto.Cabin.Driver;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Session;

/// <summary>The rules of the profiles that are switched on, with their numbers out of the parameters.</summary>
public static class DriverRuleList
{
    private static readonly ZoneSet OffRoad = ZoneSet.OffRoad;

    public static ImmutableArray<DriverRule> From(ParameterSet set)
    {
        var rules = new List<DriverRule>(House(set));
        if (set.IsOn("dms.use.ncap_first"))
            rules.AddRange(EuroNcap(set, RuleProfile.EuroNcap2023, set.Duration("dms.ncap_first.short.reset")));
        if (set.IsOn("dms.use.ncap"))
            rules.AddRange(EuroNcap(set, RuleProfile.EuroNcap2026, set.Duration("dms.ncap.short.reset")));
        if (set.IsOn("dms.use.addw"))
            rules.AddRange(Addw(set));
        if (set.IsOn("dms.use.ddaw"))
            rules.Add(Sleepy(set, RuleProfile.EuDdaw, "dms.ddaw.speed", "dms.ddaw.level"));
        if (set.IsOn("dms.use.dcas"))
            rules.AddRange(Dcas(set));
        if (set.IsOn("dms.use.gbt"))
            rules.AddRange(Gbt(set));
        return [.. rules];
    }

    private static DriverRule[] House(ParameterSet set)
    {
        DriverRule absent = Rule(
            set, RuleProfile.House, DriverEvent.Absent, DriverMeasure.Absent, "dms.house.speed",
            "dms.house.absent.time");
        return
        [
            absent with { Reset = set.Duration("dms.sign.reset") },
            absent with
            {
                Event = DriverEvent.AbnormalPosture,
                Measure = DriverMeasure.Posture,
                Time = set.Duration("dms.house.posture.time"),
                Reset = set.Duration("dms.sign.reset"),
                Threshold = set.Angle("dms.house.posture").Value,
            },
            absent with
            {
                Event = DriverEvent.CameraCovered,
                Measure = DriverMeasure.CameraCovered,
                SpeedOn = default,
                Time = set.Duration("dms.house.covered.time"),
                Reset = set.Duration("dms.sign.reset"),
                FirstLevel = WarningLevel.Information,
                CautionAfter = set.Duration("dms.escalate.caution"),
                ImminentAfter = Never,
            },
        ];
    }

    private static DriverRule[] EuroNcap(ParameterSet set, RuleProfile profile, MonoDuration shortReset)
    {
        const string Speed = "dms.ncap.speed.transient";
        DriverRule glance = Rule(
            set, profile, DriverEvent.LongDistraction, DriverMeasure.GazeAway, Speed, "dms.ncap.long.time");
        DriverRule closed = Rule(
            set, profile, DriverEvent.Microsleep, DriverMeasure.EyesClosed, Speed, "dms.ncap.lapse.time");
        closed = closed with { Reset = default, FirstLevel = WarningLevel.Imminent };
        DriverRule phone = glance with
        {
            Event = DriverEvent.PhoneInHand,
            Measure = DriverMeasure.PhoneInHand,
            Time = set.Duration("dms.ncap.phone.time"),
            Reset = set.Duration("dms.phone.reset"),
        };
        return
        [
            glance,
            glance with
            {
                Event = DriverEvent.ShortDistraction,
                Measure = DriverMeasure.GazeAwaySum,
                Time = set.Duration("dms.ncap.short.time"),
                Window = set.Duration("dms.ncap.short.window"),
                Reset = shortReset,
            },
            phone,
            phone with { Event = DriverEvent.PhoneAtEar, Measure = DriverMeasure.PhoneAtEar },
            closed,
            closed with { Event = DriverEvent.Sleep, Time = set.Duration("dms.ncap.sleep.time") },
            closed with { Event = DriverEvent.Unresponsive, Time = set.Duration("dms.ncap.closed.time") },
            glance with
            {
                Event = DriverEvent.Unresponsive,
                Measure = DriverMeasure.Ignored,
                Time = set.Duration("dms.ncap.return.time"),
                FirstLevel = WarningLevel.Imminent,
            },
            Sleepy(set, profile, "dms.ncap.speed.fatigue", "dms.ncap.sleepy.level"),
        ];
    }

    private static DriverRule[] Addw(ParameterSet set)
    {
        DriverRule fast = Rule(
            set, RuleProfile.EuAddw, DriverEvent.LongDistraction, DriverMeasure.GazeAway, "dms.addw.fast.speed",
            "dms.addw.fast.time");
        fast = fast with { Zones = ZoneSet.Low, TimeByHead = set.Duration("dms.addw.byhead.time") };
        return
        [
            fast,
            fast with { SpeedOn = set.Speed("dms.addw.slow.speed"), Time = set.Duration("dms.addw.slow.time") },
        ];
    }

    private static DriverRule[] Dcas(ParameterSet set)
    {
        MonoDuration request = set.Duration("dms.dcas.request.time");
        MonoDuration escalate = set.Duration("dms.dcas.escalate.time");
        DriverRule ask = Rule(
            set, RuleProfile.UnR171, DriverEvent.EyesOnRoadRequest, DriverMeasure.Disengaged, "dms.dcas.speed",
            "dms.dcas.request.time");
        ask = ask with { Reset = set.Duration("dms.dcas.engaged.time"), ImminentAfter = escalate };
        return
        [
            ask,
            ask with
            {
                Event = DriverEvent.Unresponsive,
                Time = request + escalate + set.Duration("dms.dcas.response.time"),
                FirstLevel = WarningLevel.Imminent,
            },
        ];
    }

    private static DriverRule[] Gbt(ParameterSet set)
    {
        DriverRule pose = Rule(
            set, RuleProfile.Gbt41797, DriverEvent.HeadTurned, DriverMeasure.HeadTurned, "dms.gbt.speed",
            "dms.gbt.pose.time");
        pose = pose with { Threshold = set.Angle("dms.gbt.yaw").Value };
        return
        [
            pose,
            pose with { Measure = DriverMeasure.HeadBent, Threshold = set.Angle("dms.gbt.pitch").Value },
            pose with
            {
                Event = DriverEvent.Microsleep,
                Measure = DriverMeasure.EyesClosed,
                Time = set.Duration("dms.gbt.closed.time"),
                Reset = default,
                FirstLevel = WarningLevel.Imminent,
            },
            pose with
            {
                Event = DriverEvent.PhoneAtEar,
                Measure = DriverMeasure.PhoneAtEar,
                Time = set.Duration("dms.gbt.phone.time"),
                Reset = set.Duration("dms.phone.reset"),
            },
            pose with
            {
                Event = DriverEvent.Yawning,
                Measure = DriverMeasure.Yawning,
                Time = set.Duration("dms.gbt.yawn.time"),
                Reset = set.Duration("dms.sign.reset"),
                FirstLevel = WarningLevel.Information,
                CautionAfter = Never,
                ImminentAfter = Never,
            },
        ];
    }

    private static DriverRule Sleepy(ParameterSet set, RuleProfile profile, string speed, string level)
    {
        DriverRule rule = Rule(set, profile, DriverEvent.Drowsy, DriverMeasure.Sleepiness, speed, "dms.sleepy.confirm");
        return rule with
        {
            Reset = set.Duration("dms.sleepy.reset"),
            Threshold = set.Number(level),
            ImminentAfter = Never,
            QuietAfter = set.Duration("dms.sleepy.sound"),
        };
    }

    private static MonoDuration Never { get; } = new(long.MaxValue);

    private static DriverRule Rule(
        ParameterSet set, RuleProfile profile, DriverEvent found, DriverMeasure measure, string speed, string time) =>
        new()
        {
            Profile = profile,
            Event = found,
            Measure = measure,
            Zones = OffRoad,
            SpeedOn = set.Speed(speed),
            Time = set.Duration(time),
            Reset = set.Duration("dms.glance.reset"),
            FirstLevel = WarningLevel.Caution,
            CautionAfter = default,
            ImminentAfter = set.Duration("dms.escalate.imminent"),
        };
}
