using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SenseAuto.Service.Session;
using SenseAuto.Sim.Scenes;
using Spectre.Console;

namespace SenseAuto.Benchmarks;

/// <summary>How many times faster than real time scenes play in lock step with the closed loop, told sights and a log.</summary>
public static class SceneBench
{
    /// <summary>Times real time that every scene has to reach, by processor time.</summary>
    public const double Bar = 200;

    private const int Rounds = 3;

    // A drive of 5 s is played in 10 ms: what the compiler still does beside it would be half of what is measured, and the first
    // drive has it do nearly everything.
    private const double LeastS = 0.6;
    internal const double FirstS = 4;
    private static readonly string Own = Path.Combine("sim", "scenarios");
    private static readonly string Ncap = Path.Combine("..", "shared", "data", "scenarios", "osc-ncap", "OpenSCENARIO");

    /// <summary>Every drive of our own, and the first cell of every Euro NCAP variation that is there.</summary>
    public static async Task<int> RunAsync(CancellationToken stop)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("scene", "lasts", "by the clock", "by processor time", "bar");
        double least = double.PositiveInfinity;
        foreach (string file in Files())
        {
            double leastS = double.IsInfinity(least) ? FirstS : LeastS;
            ScenePace pace = await MeasureAsync(file, leastS, stop).ConfigureAwait(false);
            least = Math.Min(least, pace.CpuTimes);
            table.AddRow(Path.GetFileName(file), Text(pace.DrivenS) + " s", Times(pace.WallTimes), Times(pace.CpuTimes), Times(Bar));
        }

        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated($"slowest: {Times(least)} real time by processor time; bar {Times(Bar)}");
        return least >= Bar ? 0 : 1;
    }

    /// <summary>The best of a few rounds: the first pays for the compiler, and a neighbour's load may hit any.</summary>
    /// <param name="leastS">It is played again and again for this long at least.</param>
    public static async Task<ScenePace> MeasureAsync(string file, double leastS, CancellationToken stop)
    {
        SceneCell cell = SceneFile.Load(file)[0];
        var best = default(ScenePace);
        double playedS = 0;
        for (int round = 0; round <= Rounds || playedS < leastS; round++)
        {
            var options = new SceneOptions(Installation.Here(), "simulated-suv")
            {
                Outlets = new OutletOptions { RecordTo = Path.Combine("artifacts", "bench"), LogPrefix = "scene" },
            };
            SceneOutcome outcome = await SceneRun.RunAsync(cell, options, stop).ConfigureAwait(false);
            double drivenS = outcome.Trace.DrivenS;
            playedS += outcome.Report.WallS;
            best = new ScenePace(
                drivenS, Math.Max(best.WallTimes, drivenS / outcome.Report.WallS), Math.Max(best.CpuTimes, drivenS / outcome.Report.CpuS));
            File.Delete(outcome.Report.LogFile!);
        }

        return best;
    }

    private static IEnumerable<string> Files()
    {
        IEnumerable<string> own = Directory.EnumerateFiles(Own, "*" + SceneFile.DriveEnding).Order(StringComparer.Ordinal);
        if (!Directory.Exists(Ncap))
            return own;

        return own.Concat(Directory.EnumerateFiles(Ncap, "*Variation*" + SceneFile.ScenarioEnding, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal));
    }

    private static string Times(double times) => Text(times) + "x";

    private static string Text(double number) => number.ToString("F0", CultureInfo.InvariantCulture);
}

/// <summary>How fast a scene plays.</summary>
/// <param name="DrivenS">Length of the drive.</param>
/// <param name="WallTimes">Times real time by the clock on the wall.</param>
/// <param name="CpuTimes">Times real time by processor time of all threads.</param>
public readonly record struct ScenePace(double DrivenS, double WallTimes, double CpuTimes);
