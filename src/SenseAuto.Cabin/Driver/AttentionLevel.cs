using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Driver;

/// <summary>Numbers of the attention level.</summary>
public sealed record AttentionLimits
{
    /// <summary>A single glance away of this length leaves no attention.</summary>
    public required MonoDuration GlanceNone { get; init; }

    /// <summary>A driver who has looked away for longer is not attentive.</summary>
    public required MonoDuration GlanceAttentive { get; init; }

    /// <summary>So much time away within <see cref="SumWindow"/> leaves no attention.</summary>
    public required MonoDuration SumNone { get; init; }

    public required MonoDuration SumWindow { get; init; }

    /// <summary>Closed eyes of this length leave no attention.</summary>
    public required MonoDuration ClosedNone { get; init; }

    /// <summary>From this level on sleepiness takes attention away …</summary>
    public required double SleepinessFrom { get; init; }

    /// <summary>… and here all of it.</summary>
    public required double SleepinessNone { get; init; }

    /// <summary>Share that a telephone in use takes.</summary>
    public required double PhoneShare { get; init; }

    /// <summary>Time constant with which the level rises again.</summary>
    public required MonoDuration Recovery { get; init; }

    internal void Check(LimitProblems problems)
    {
        problems.Positive(GlanceAttentive, "Attention.GlanceAttentive");
        problems.Require(GlanceAttentive < GlanceNone, "need Attention.GlanceAttentive < GlanceNone");
        problems.Positive(SumNone, "Attention.SumNone");
        problems.Require(
            SumNone < SumWindow
            && SumWindow.Nanoseconds <= DriverRules.WindowBucket.Nanoseconds * (SlidingSums.BucketCount - 1),
            "need Attention.SumNone < SumWindow, within what is remembered");
        problems.Positive(ClosedNone, "Attention.ClosedNone");
        problems.Require(SleepinessFrom < SleepinessNone, "need Attention.SleepinessFrom < SleepinessNone");
        problems.Require(PhoneShare >= 0 && PhoneShare <= 1, "need 0 <= Attention.PhoneShare <= 1");
        problems.Positive(Recovery, "Attention.Recovery");
    }
}

/// <summary>Attention in per cent: falls at once, rises slowly.</summary>
internal static class AttentionLevel
{
    public const double Full = 100;

    /// <summary>What the driver gives now, without memory of the level before.</summary>
    public static double Of(
        in DriverRulesState rules, AttentionLimits limits, in DriverView view, in Spell closed, MonoTime at)
    {
        double glance = view.Gaze.Zone == GazeZone.Road ? 0 : Share(rules.Gaze.Yes, limits.GlanceNone);
        var from = new MonoTime(Math.Max(0, at.Nanoseconds - limits.SumWindow.Nanoseconds));
        double sum = Share(new MonoDuration(rules.Away.Since(DriverRules.WindowBucket, from).First), limits.SumNone);
        double eyes = closed.Last == Answer.Yes ? Share(closed.Yes, limits.ClosedNone) : 0;
        double sleep = (view.Sleepiness - limits.SleepinessFrom) / (limits.SleepinessNone - limits.SleepinessFrom);
        bool isOnPhone = view.PhoneInHand == Answer.Yes || view.PhoneAtEar == Answer.Yes;
        double phone = isOnPhone ? limits.PhoneShare : 0;
        double taken = Math.Max(Math.Max(Math.Max(glance, sum), Math.Max(eyes, phone)), sleep);
        return Full * (1 - Math.Clamp(taken, 0, 1));
    }

    /// <param name="passed">Since the last level.</param>
    public static double Step(double last, double now, AttentionLimits limits, MonoDuration passed)
    {
        if (now <= last)
            return now;

        double keep = Math.Exp(-passed.Seconds / limits.Recovery.Seconds);
        return now + (keep * (last - now));
    }

    private static double Share(MonoDuration time, MonoDuration none) => time.Seconds / none.Seconds;
}
