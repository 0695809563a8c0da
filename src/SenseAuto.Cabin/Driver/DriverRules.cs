using System;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Driver;

/// <summary>What one rule remembers.</summary>
/// <param name="IsFast">The speed gate is open.</param>
/// <param name="Held">How long the measure has been yes.</param>
/// <param name="ClearedAt">Nothing before this counts in the window.</param>
/// <param name="Firing">On from when the rule was met until it is over.</param>
public readonly record struct DriverRuleState(bool IsFast, Spell Held, MonoTime ClearedAt, Onset Firing);

/// <summary>What all rules remember.</summary>
public struct DriverRulesState
{
    /// <summary>Known and off-road time, for the rules that sum over a window.</summary>
    public SlidingSums Away;

    public Spell Gaze;

    public RuleStates Rules;
}

/// <summary>One place for every rule.</summary>
[InlineArray(Capacity)]
public struct RuleStates
{
    public const int Capacity = 40;
    private DriverRuleState _first;
}

/// <summary>The rule that speaks: the most urgent of those that fire.</summary>
/// <param name="Rule">Its place in the list; -1 when none fires.</param>
/// <param name="HeldS">What it was decided on, in s.</param>
/// <param name="LimitS">What that was held against.</param>
public readonly record struct DriverVerdict(
    int Rule, DriverEvent Event, WarningLevel Level, MonoTime Since, double HeldS, double LimitS);

/// <summary>Runs every rule on one frame. Pure, at any frame rate, allocates nothing.</summary>
internal static class DriverRules
{
    public static readonly MonoDuration WindowBucket = MonoDuration.FromMilliseconds(250);

    public static DriverVerdict Step(
        ref DriverRulesState state, DriverMonitoringLimits limits, in DriverView view, MonoTime at)
    {
        Answer away = DriverMeasures.Away(in view, ZoneSet.OffRoad);
        Spell gaze = state.Gaze.Step(away, at, default, limits.FrameGapMax);
        MonoDuration known = Spell.Credit(state.Gaze, in gaze);
        state.Away.AddSpan(WindowBucket, new MonoTime(at.Nanoseconds - known.Nanoseconds), at, away == Answer.Yes);
        state.Gaze = gaze;

        var verdict = new DriverVerdict(-1, DriverEvent.None, WarningLevel.None, default, 0, 0);
        ImmutableArray<DriverRule> rules = limits.Rules;
        for (int i = 0; i < rules.Length; i++)
        {
            DriverRuleState next = StepRule(in state, i, limits, in view, at);
            state.Rules[i] = next;
            if (next.Firing.IsOn)
                verdict = MoreUrgent(in verdict, Verdict(in state, limits, i, in view, at));
        }

        return verdict;
    }

    private static DriverRuleState StepRule(
        in DriverRulesState all, int place, DriverMonitoringLimits limits, in DriverView view, MonoTime at)
    {
        DriverRule rule = limits.Rules[place];
        DriverRuleState state = all.Rules[place];
        bool isFast = IsFast(in state, rule, limits, in view);
        if (!isFast)
            return new DriverRuleState(false, default, at, default);

        Answer answer = DriverMeasures.Of(rule, in view);
        Spell held = state.Held.Step(answer, at, rule.Reset, limits.FrameGapMax);
        bool isOver = answer == Answer.No && held.No >= rule.Reset;
        MonoTime cleared = isOver || !state.IsFast ? at : state.ClearedAt;
        DriverRuleState next = state with { IsFast = true, Held = held, ClearedAt = cleared };
        if (state.Firing.IsOn)
            return next with { Firing = IsEnded(in next, limits, isOver, at) ? default : state.Firing };

        bool isMet = answer == Answer.Yes && HeldFor(in all, in next, rule, at) >= Needed(rule, in view);
        return next with { Firing = default(Onset).Step(isMet, at) };
    }

    private static bool IsFast(
        in DriverRuleState state, DriverRule rule, DriverMonitoringLimits limits, in DriverView view)
    {
        if (!view.HasSpeed || (rule.Profile == RuleProfile.UnR171 && !view.IsAssisted))
            return false;

        double band = state.IsFast ? limits.SpeedBand.Value : 0;
        return view.Speed.Value >= rule.SpeedOn.Value - band;
    }

    /// <summary>A warning that nobody can see the end of is not ended by that for a while.</summary>
    private static bool IsEnded(
        in DriverRuleState next, DriverMonitoringLimits limits, bool isOver, MonoTime at)
    {
        bool isShown = next.Firing.HasLasted(limits.DisplayMin, at);
        bool isLost = next.Held.Last == Answer.Unknown && next.Held.Unknown >= limits.UnknownHold;
        return isShown && (isOver || isLost);
    }

    private static MonoDuration Needed(DriverRule rule, in DriverView view) =>
        view.IsByHead ? rule.Time + rule.TimeByHead : rule.Time;

    private static MonoDuration HeldFor(
        in DriverRulesState all, in DriverRuleState state, DriverRule rule, MonoTime at)
    {
        if (rule.Measure != DriverMeasure.GazeAwaySum)
            return state.Held.Yes;

        // Before a clearing nothing was away for longer than a bucket: the bucket it falls into counts whole.
        long cleared = state.ClearedAt.Nanoseconds - WindowBucket.Nanoseconds;
        long from = Math.Max(cleared, at.Nanoseconds - rule.Window.Nanoseconds);
        return new MonoDuration(all.Away.Since(WindowBucket, new MonoTime(from)).First);
    }

    private static DriverVerdict Verdict(
        in DriverRulesState all, DriverMonitoringLimits limits, int place, in DriverView view, MonoTime at)
    {
        DriverRule rule = limits.Rules[place];
        DriverRuleState state = all.Rules[place];
        WarningLevel level = rule.FirstLevel;
        if (state.Firing.HasLasted(rule.CautionAfter, at) && level < WarningLevel.Caution)
            level = WarningLevel.Caution;
        if (state.Firing.HasLasted(rule.ImminentAfter, at))
            level = WarningLevel.Imminent;
        if (state.Firing.HasLasted(rule.QuietAfter, at))
            level = WarningLevel.Information;
        return new DriverVerdict(
            place, rule.Event, level, state.Firing.From, HeldFor(in all, in state, rule, at).Seconds,
            Needed(rule, in view).Seconds);
    }

    private static DriverVerdict MoreUrgent(in DriverVerdict one, in DriverVerdict other)
    {
        if (one.Level != other.Level)
            return one.Level > other.Level ? one : other;

        return one.Event >= other.Event ? one : other;
    }
}
