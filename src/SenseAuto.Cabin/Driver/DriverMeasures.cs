using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Cabin.Driver;

/// <summary>What each measure answers on one frame. What is not known answers unknown, never yes or no.</summary>
internal static class DriverMeasures
{
    public static Answer Of(DriverRule rule, in DriverView view) => rule.Measure switch
    {
        DriverMeasure.GazeAway or DriverMeasure.GazeAwaySum => Away(in view, rule.Zones),
        DriverMeasure.Disengaged => view.EyesClosed == Answer.Yes ? Answer.Yes : Away(in view, rule.Zones),
        DriverMeasure.Ignored => Ignored(rule, in view),
        DriverMeasure.EyesClosed => view.EyesClosed,
        DriverMeasure.Sleepiness => view.Sleepiness > 0 ? Is(view.Sleepiness >= rule.Threshold) : Answer.Unknown,
        DriverMeasure.HeadTurned => Beyond(in view, view.Head.Yaw.Value, rule.Threshold),
        DriverMeasure.HeadBent => Beyond(in view, view.Head.Pitch.Value, rule.Threshold),
        DriverMeasure.Posture => Posture(in view, rule.Threshold),
        _ => Seen(rule.Measure, in view),
    };

    public static Answer Away(in DriverView view, ZoneSet zones)
    {
        if (view.Gaze.Zone == GazeZone.Unknown)
            return Answer.Unknown;

        return Is(zones.Has(view.Gaze.Zone) && !view.Gaze.IsDriving);
    }

    private static Answer Seen(DriverMeasure measure, in DriverView view) => measure switch
    {
        DriverMeasure.PhoneInHand => view.PhoneInHand,
        DriverMeasure.PhoneAtEar => view.PhoneAtEar,
        DriverMeasure.Yawning => view.IsYawning,
        DriverMeasure.Absent => view.IsAbsent,
        _ => view.IsCovered,
    };

    private static Answer Ignored(DriverRule rule, in DriverView view)
    {
        if (!view.IsWarned)
            return Answer.No;

        return view.EyesClosed == Answer.Yes ? Answer.Yes : Away(in view, rule.Zones);
    }

    private static Answer Beyond(in DriverView view, double angle, double limit) =>
        view.HasHead ? Is(Math.Abs(angle) >= limit) : Answer.Unknown;

    /// <summary>Leaning to a side, or hanging down or back, by so much.</summary>
    private static Answer Posture(in DriverView view, double limit)
    {
        Answer leaning = Beyond(in view, view.Head.Roll.Value, limit);
        return leaning == Answer.Yes ? leaning : Beyond(in view, view.Head.Pitch.Value, limit);
    }

    private static Answer Is(bool value) => value ? Answer.Yes : Answer.No;
}
