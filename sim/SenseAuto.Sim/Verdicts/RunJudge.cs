using System;
using System.Collections.Generic;
using System.Linq;
using SenseAuto.Core.Messages;

namespace SenseAuto.Sim.Verdicts;

/// <summary>Holds what happened against what had to happen.</summary>
public static class RunJudge
{
    /// <summary>One line for each thing asked for, in order, with the numbers.</summary>
    public static IReadOnlyList<VerdictLine> Judge(RunTrace trace, RunExpectation expected)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(expected);
        var lines = new List<VerdictLine>();
        if (trace.Samples.Count == 0)
            return [new VerdictLine(false, "no frame was run")];

        foreach (WantedWarning wanted in expected.Warnings.Where(wanted => !wanted.IsOptional))
            lines.Add(Warned(trace, wanted));
        foreach (WantedState wanted in expected.States)
            lines.Add(Stated(trace, wanted));
        foreach (WantedHealth wanted in expected.Health)
            lines.Add(Named(trace, wanted));
        foreach (WantedBeam wanted in expected.Beams)
            lines.Add(Lit(trace, wanted));
        if (expected.IsQuietOtherwise)
            lines.AddRange(Quiet(trace, expected));
        if (expected.MustNotTouch)
            lines.Add(Untouched(trace));
        if (expected.GapMinM > 0)
            lines.Add(Gap(trace, expected.GapMinM));
        if (expected.SlowerByMps > 0)
            lines.Add(Slower(trace, expected.SlowerByMps));
        return lines;
    }

    private static VerdictLine Warned(RunTrace trace, WantedWarning wanted)
    {
        WarningSpan? best = trace.Warnings
            .Where(span => IsOf(span, wanted) && TimeOf(span, wanted) >= wanted.FromS && TimeOf(span, wanted) <= wanted.ToS)
            .OrderBy(span => TimeOf(span, wanted)).FirstOrDefault();
        string window = double.IsInfinity(wanted.ToS) ? "" : Text($" between {wanted.FromS:F1} and {wanted.ToS:F1} s");
        if (best is null)
        {
            WarningSpan? other = trace.Warnings.FirstOrDefault(span => IsOf(span, wanted));
            string instead = other is null ? "it never came" : Text($"it came at {other.FromS:F2} s as {other.Level}");
            return new VerdictLine(false, Text($"{Names(wanted)} wanted{window}: {instead}"));
        }

        double ttc = wanted.Level >= WarningLevel.Caution ? best.CautionTtcS : best.TtcS;
        string numbers = Text($"at {TimeOf(best, wanted):F2} s, {best.SpeedMps * 3.6:F0} km/h, {TtcOf(best, ttc)}{best.Level}");
        if (wanted.TtcMinS <= 0)
            return new VerdictLine(true, Text($"{best.Name} warned{window}: {numbers}"));

        return new VerdictLine(ttc >= wanted.TtcMinS, Text($"{best.Name} at TTC of {wanted.TtcMinS:F1} s or more: {numbers}"));
    }

    private static VerdictLine Stated(RunTrace trace, WantedState wanted)
    {
        StatusChange? found = trace.Statuses.FirstOrDefault(status => status.Function == wanted.Function
            && status.State == wanted.State && status.TimeS >= wanted.FromS && status.TimeS <= wanted.ToS
            && (wanted.Reason == FunctionReason.None || status.Reason == wanted.Reason));
        string reason = wanted.Reason == FunctionReason.None ? "" : $" ({wanted.Reason})";
        string asked = Text($"{wanted.Function} is {wanted.State}{reason} between {wanted.FromS:F1} and {wanted.ToS:F1} s");
        string came = found is null ? "never so" : Text($"since {found.TimeS:F2} s ({found.Reason})");
        return new VerdictLine(found is not null, $"{asked}: {came}");
    }

    private static VerdictLine Lit(RunTrace trace, WantedBeam wanted)
    {
        BeamChange? found = trace.Beams.FirstOrDefault(beam => beam.IsHigh == wanted.IsHigh
            && beam.TimeS >= wanted.FromS && beam.TimeS <= wanted.ToS
            && (wanted.Dipped == DippedFor.Nothing || beam.Dipped == wanted.Dipped));
        string what = wanted.IsHigh ? "high beam" : wanted.Dipped == DippedFor.Nothing ? "dipped beam" : $"dipped beam for {wanted.Dipped}";
        string asked = Text($"{what} asked for between {wanted.FromS:F1} and {wanted.ToS:F1} s");
        return new VerdictLine(found is not null, found is null ? $"{asked}: never then" : Text($"{asked}: at {found.TimeS:F2} s"));
    }

    private static VerdictLine Named(RunTrace trace, WantedHealth wanted)
    {
        HealthChange? found = trace.Health.FirstOrDefault(change => (change.Flags & wanted.Flags) == wanted.Flags
            && change.TimeS >= wanted.FromS && change.TimeS <= wanted.ToS);
        string asked = Text($"health names {wanted.Flags} between {wanted.FromS:F1} and {wanted.ToS:F1} s, and not at the end");
        if (found is null)
            return new VerdictLine(false, $"{asked}: it never did");

        bool isOver = (trace.Health[^1].Flags & wanted.Flags) == HealthFlags.None;
        return new VerdictLine(isOver, Text($"{asked}: from {found.TimeS:F2} s, ") + (isOver ? "and it is over" : "and it still does at the end"));
    }

    private static IEnumerable<VerdictLine> Quiet(RunTrace trace, RunExpectation expected)
    {
        bool isQuiet = true;
        foreach (WarningSpan span in trace.Warnings)
        {
            if (expected.Warnings.Any(wanted => IsOf(span, wanted) && span.ToS >= wanted.FromS && span.FromS <= wanted.ToS))
                continue;

            isQuiet = false;
            yield return new VerdictLine(
                false, Text($"{span.Name} {span.Level} {span.Side} at {span.FromS:F2} s for {span.ToS - span.FromS:F2} s was not wanted: ")
                + Text($"{span.SpeedMps * 3.6:F0} km/h, gap {GapText(span.GapM)}, TTC {TtcText(span.TtcS)}; {span.Why}"));
        }

        if (isQuiet)
            yield return new VerdictLine(true, "no warning that was not wanted");
    }

    private static VerdictLine Untouched(RunTrace trace) => trace.Impact is { } impact
        ? new VerdictLine(false, Text($"no contact: hit at {impact.TimeS:F2} s with {impact.ClosingMps * 3.6:F0} km/h"))
        : new VerdictLine(true, "no contact");

    private static VerdictLine Gap(RunTrace trace, double leastM)
    {
        double gap = trace.Last.GapM;
        foreach (TraceSample sample in trace.Samples)
            gap = sample.GapM < gap || double.IsNaN(gap) ? sample.GapM : gap;
        bool isKept = trace.Impact is null && !(gap < leastM);
        return new VerdictLine(isKept, Text($"never nearer than {leastM:F1} m: {GapText(trace.Impact is null ? gap : 0)}"));
    }

    private static VerdictLine Slower(RunTrace trace, double leastMps)
    {
        double first = trace.Samples[0].SpeedMps;
        double slower = first - (trace.Impact is null ? trace.Samples.Min(sample => sample.SpeedMps) : trace.Last.SpeedMps);
        return new VerdictLine(slower >= leastMps, Text($"slower by {leastMps * 3.6:F0} km/h: by {slower * 3.6:F0} km/h"));
    }

    private static bool IsOf(WarningSpan span, WantedWarning wanted) =>
        (span.Function == wanted.Function || (wanted.Or != FunctionId.None && span.Function == wanted.Or))
        && (wanted.Side == WarningSide.None || span.Side == wanted.Side)
        && (wanted.Event.Length == 0 || span.Event == wanted.Event);

    private static double TimeOf(WarningSpan span, WantedWarning wanted) => wanted.Level switch
    {
        WarningLevel.Imminent => span.ImminentS,
        WarningLevel.Caution => span.CautionS,
        _ => span.FromS,
    };

    private static string Names(WantedWarning wanted)
    {
        string name = wanted.Event.Length > 0 ? $"{wanted.Function} {wanted.Event}" : wanted.Function.ToString();
        return wanted.Or == FunctionId.None ? name : $"{name} or {wanted.Or}";
    }

    /// <summary>Nothing where nobody is about to be hit.</summary>
    private static string TtcOf(WarningSpan span, double ttcS) =>
        span.Event.Length > 0 || !double.IsFinite(ttcS) ? "" : Text($"TTC {TtcText(ttcS)}, ");

    private static string TtcText(double ttcS) => double.IsFinite(ttcS) ? Text($"{ttcS:F2} s") : "none";

    private static string GapText(double gapM) => double.IsFinite(gapM) ? Text($"{gapM:F1} m") : "none";

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
