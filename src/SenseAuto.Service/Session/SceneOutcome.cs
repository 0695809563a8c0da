using System;
using System.Collections.Generic;
using System.Linq;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.Reports;
using SenseAuto.Sim.Scenes;
using SenseAuto.Sim.Verdicts;

namespace SenseAuto.Service.Session;

/// <summary>A scene that was played, and what came of it.</summary>
public sealed record SceneOutcome(SceneCell Cell, RunTrace Trace, OwnCar Car, PlayReport Report, IReadOnlyList<VerdictLine> Lines)
{
    private const int WarningsShown = 12;

    /// <summary>What of the cabin was seen and what was told, or why it was not there; empty without a cabin.</summary>
    public string Cabin { get; init; } = "";

    /// <summary>Of the moments at which warnings began.</summary>
    public IReadOnlyList<WarningPicture> Pictures { get; init; } = [];

    public bool IsPassed => Lines.All(line => line.IsPassed);

    public string Pace => FormattableString.Invariant(
        $"{Trace.DrivenS:F1} s in {Report.WallS:F2} s, {Trace.DrivenS / Math.Max(1e-6, Report.WallS):F1}x real time");

    /// <summary>The same by processor time, which a neighbour's load does not change; only where nothing else played beside it.</summary>
    public string CpuPace => FormattableString.Invariant(
        $"processor {Report.CpuS:F2} s, {Trace.DrivenS / Math.Max(1e-6, Report.CpuS):F0}x");

    /// <summary>What a page of it tells.</summary>
    public RunFacts Facts()
    {
        var facts = new List<(string, string)>(Course());
        foreach (WarningSpan span in Trace.Warnings.Take(WarningsShown))
        {
            string ttc = double.IsFinite(span.TtcS) ? FormattableString.Invariant($"TTC {span.TtcS:F2} s, ") : "";
            string side = span.Side == WarningSide.None ? "" : $" {span.Side}";
            facts.Add(($"{span.Name}{side}", FormattableString.Invariant(
                $"{span.FromS:F2} to {span.ToS:F2} s, {span.Level}, {ttc}{span.SpeedMps * 3.6:F0} km/h")));
        }

        return new RunFacts(Cell.Name, IsPassed, Lines, facts) { Pictures = Pictures };
    }

    /// <summary>The same without a row for each warning.</summary>
    public RunFacts Brief() => new(Cell.Name, IsPassed, Lines, Course()) { Pictures = Pictures };

    private List<(string Name, string Value)> Course()
    {
        var facts = new List<(string, string)>();
        if (Cell.Says.Length > 0)
            facts.Add(("drive", Cell.Says));
        if (Cabin.Length > 0)
            facts.Add(("cabin", Cabin));
        facts.Add(("played", Pace));
        facts.Add(("frames", Timing()));
        if (Trace.Impact is { } impact)
            facts.Add(("contact", FormattableString.Invariant($"at {impact.TimeS:F2} s, closing with {impact.ClosingMps * 3.6:F0} km/h")));
        if (Report.LogFile is { } log)
            facts.Add(("log", log));
        return facts;
    }

    /// <summary>In lock step no time passes in a frame, and nothing is ever late.</summary>
    private string Timing()
    {
        HealthReport health = Report.Health;
        if (!Report.IsRealTime)
            return FormattableString.Invariant($"{health.Frames}, in lock step: frame times are measured in real time only");

        string road = FormattableString.Invariant(
            $"{health.Frames}: p50 {health.FrameP50.Milliseconds:F1} ms, p99 {health.FrameP99.Milliseconds:F1} ms, {health.LateFrames} late");
        return Report.Cabin is not { } cabin ? road : road + FormattableString.Invariant(
            $"; cabin {cabin.Frames}: p50 {cabin.Took.Quantile(0.5).Milliseconds:F1} ms, ")
            + FormattableString.Invariant($"p99 {cabin.Took.Quantile(0.99).Milliseconds:F1} ms, {cabin.LateFrames} late");
    }
}
