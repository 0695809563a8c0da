using System;
using System.Collections.Generic;
using System.Linq;
using SenseAuto.Sim.Reports;
using SenseAuto.Sim.Scenes;
using SenseAuto.Sim.Verdicts;

namespace SenseAuto.Service.Session;

/// <summary>A scene that was played, and what came of it.</summary>
public sealed record SceneOutcome(SceneCell Cell, RunTrace Trace, OwnCar Car, PlayReport Report, IReadOnlyList<VerdictLine> Lines)
{
    private const int WarningsShown = 12;

    public bool IsPassed => Lines.All(line => line.IsPassed);

    public string Pace => FormattableString.Invariant(
        $"{Trace.DrivenS:F1} s in {Report.WallS:F2} s, {Trace.DrivenS / Math.Max(1e-6, Report.WallS):F0}x real time");

    /// <summary>What a page of it tells.</summary>
    public RunFacts Facts()
    {
        var facts = new List<(string, string)> { ("played", Pace) };
        if (Cell.Says.Length > 0)
            facts.Insert(0, ("drive", Cell.Says));
        if (Trace.Impact is { } impact)
            facts.Add(("contact", FormattableString.Invariant($"at {impact.TimeS:F2} s, closing with {impact.ClosingMps * 3.6:F0} km/h")));
        foreach (WarningSpan span in Trace.Warnings.Take(WarningsShown))
        {
            string ttc = double.IsFinite(span.TtcS) ? FormattableString.Invariant($"TTC {span.TtcS:F2} s, ") : "";
            facts.Add(($"{span.Function} {span.Side}", FormattableString.Invariant(
                $"{span.FromS:F2} to {span.ToS:F2} s, {span.Level}, {ttc}{span.SpeedMps * 3.6:F0} km/h")));
        }

        return new RunFacts(Cell.Name, IsPassed, Lines, facts);
    }
}
