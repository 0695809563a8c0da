using System;
using System.Collections.Generic;
using System.Linq;
using SenseAuto.Service.Session;
using SenseAuto.Sim.Reports;
using SenseAuto.Sim.Verdicts;

namespace SenseAuto.Sim.Tool;

/// <summary>Where a played cell belongs in the tables: by file and light, our speed, and what else its file varies.</summary>
internal static class MatrixPlace
{
    private const string SpeedParameter = "Ego_speed_kph";
    private static readonly string[] Unsaid = ["Scenario_ID", SpeedParameter];

    /// <summary>Parameters that differ between the cells of one file.</summary>
    public static IReadOnlySet<string> Varied(IReadOnlyList<Scenes.SceneCell> cells)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var varied = new HashSet<string>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> pair in cells.SelectMany(cell => cell.Scenario?.Parameters ?? []))
        {
            if (!values.TryAdd(pair.Key, pair.Value) && values[pair.Key] != pair.Value)
                varied.Add(pair.Key);
        }

        return varied;
    }

    /// <param name="varied">See <see cref="Varied"/>.</param>
    public static MatrixCell Of(string file, SceneOutcome outcome, IReadOnlySet<string> varied)
    {
        WarningSpan? first = outcome.Trace.Warnings
            .Where(span => span.Function is Core.Messages.FunctionId.ForwardCollision or Core.Messages.FunctionId.PedestrianCollision)
            .OrderBy(span => span.CautionS).FirstOrDefault();
        string more = string.Join("; ", outcome.Lines.Select(line => line.Text));
        return new MatrixCell(TableOf(file, outcome), RowOf(outcome), ColumnOf(outcome, varied), VerdictOf(outcome), TextOf(outcome, first), more);
    }

    private static string TableOf(string file, SceneOutcome outcome)
    {
        string name = file;
        foreach (string ending in new[] { Scenes.SceneFile.DriveEnding, Scenes.SceneFile.ScenarioEnding })
            name = name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name[..^ending.Length] : name;
        return outcome.Cell.Scenario is null ? "own drives" : name;
    }

    private static string RowOf(SceneOutcome outcome)
    {
        double speed = outcome.Trace.Samples.Count > 0 ? 3.6 * outcome.Trace.Samples[0].SpeedMps : 0;
        return outcome.Cell.Scenario is null ? outcome.Cell.Name : FormattableString.Invariant($"{speed:F0} km/h");
    }

    private static string ColumnOf(SceneOutcome outcome, IReadOnlySet<string> varied)
    {
        if (outcome.Cell.Scenario is not { } scenario)
            return "verdict";

        IEnumerable<string> rest = scenario.Parameters
            .Where(pair => varied.Contains(pair.Key) && !IsUnsaid(pair.Key)).Select(pair => $"{Short(pair.Key)} {pair.Value}".Trim());
        string column = string.Join(", ", rest);
        return column.Length > 0 ? column : "verdict";
    }

    /// <summary>The shape of a turn goes with our speed, and is told by the file.</summary>
    private static bool IsUnsaid(string parameter) =>
        Unsaid.Contains(parameter) || parameter.StartsWith("Trajectory_", StringComparison.Ordinal);

    private static string Short(string parameter) => parameter switch
    {
        "GVT_final_speed_kph" => "target ends",
        "GVT_init_speed_kph" => "target",
        "isCCRbraking" => "brakes",
        "GVT_headway" => "headway",
        "GVT_deceleration" => "braking",
        "VRU_finalSpeed_kph" => "person",
        "Target_finalSpeed_kph" => "target",
        "VRU_catalogEntry" => "",
        "Overlap" => "impact",
        _ => parameter,
    };

    private static CellVerdict VerdictOf(SceneOutcome outcome)
    {
        if (!outcome.Cell.IsOurs)
            return CellVerdict.Other;

        return outcome.IsPassed ? CellVerdict.Passed : CellVerdict.Failed;
    }

    private static string TextOf(SceneOutcome outcome, WarningSpan? warned)
    {
        string contact = outcome.Trace.Impact is { } impact
            ? FormattableString.Invariant($", hit {3.6 * impact.ClosingMps:F0}")
            : "";
        if (warned is null && outcome.Cell.Cabin is not null && outcome.Trace.Warnings is [.., { } last])
            return FormattableString.Invariant($"{last.Event} at {last.FromS:F1} s");
        if (warned is null)
            return "silent" + contact;

        string ttc = double.IsFinite(warned.CautionTtcS) ? FormattableString.Invariant($"TTC {warned.CautionTtcS:F2}") : "no TTC";
        return double.IsFinite(warned.CautionS) ? ttc + contact : "information only" + contact;
    }
}
