using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SenseAuto.Service.Session;
using SenseAuto.Sim.Reports;

namespace SenseAuto.Sim.Tool;

/// <summary>A played scene as a page.</summary>
internal static class SceneReport
{
    private const int NameMax = 120;

    /// <summary>Writes the page and returns its path.</summary>
    public static string Write(SceneOutcome outcome, string folder)
    {
        string path = Path.Combine(folder, FileNameOf(outcome.Cell.Name) + ".html");
        RunPage.Write(path, FactsOf(outcome), outcome.Trace, outcome.Car);
        return path;
    }

    /// <summary>A name that every file system takes.</summary>
    public static string FileNameOf(string name)
    {
        char[] safe = [.. name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_')];
        return safe.Length <= NameMax ? new string(safe) : new string(safe, 0, NameMax);
    }

    public static string PaceOf(SceneOutcome outcome) => FormattableString.Invariant(
        $"{outcome.Trace.DrivenS:F1} s in {outcome.Report.WallS:F2} s, {outcome.Trace.DrivenS / Math.Max(1e-6, outcome.Report.WallS):F0}x real time");

    private static RunFacts FactsOf(SceneOutcome outcome)
    {
        var facts = new List<(string, string)> { ("played", PaceOf(outcome)) };
        if (outcome.Trace.Impact is { } impact)
            facts.Add(("contact", FormattableString.Invariant($"at {impact.TimeS:F2} s, closing with {impact.ClosingMps * 3.6:F0} km/h")));
        foreach (Verdicts.WarningSpan span in outcome.Trace.Warnings.Take(12))
        {
            facts.Add(($"{span.Function} {span.Side}", FormattableString.Invariant(
                $"{span.FromS:F2} to {span.ToS:F2} s, {span.Level}, TTC {span.TtcS:F2} s, {span.SpeedMps * 3.6:F0} km/h")));
        }

        return new RunFacts(outcome.Cell.Name, outcome.IsPassed, outcome.Lines, facts);
    }
}
