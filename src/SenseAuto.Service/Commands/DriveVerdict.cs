using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Service.Session;
using SenseAuto.Sim.Reports;
using Spectre.Console;

namespace SenseAuto.Service.Commands;

/// <summary>One played drive, judged.</summary>
internal sealed record DriveVerdict(string Name, MonoDuration Period, WarningWatch Watch, PlayReport Report, IReadOnlyList<string> Problems)
{
    private static readonly MonoDuration RoadPeriod = MonoDuration.FromMilliseconds(50);

    public static DriveVerdict Of(Drive drive, WarningWatch watch, PlayReport report)
    {
        var problems = new List<string>(drive.Expected is { } expected ? watch.Problems(expected) : []);
        return Told(new DriveVerdict(drive.Name, drive.Period ?? RoadPeriod, watch, report, problems));
    }

    /// <summary>Of a scene: what failed of its expectation.</summary>
    public static DriveVerdict Of(SceneOutcome outcome, WarningWatch watch)
    {
        string[] failed = [.. outcome.Lines.Where(line => !line.IsPassed).Select(line => line.Text)];
        return Told(new DriveVerdict(outcome.Cell.Name, RoadPeriod, watch, outcome.Report, failed));
    }

    private static DriveVerdict Told(DriveVerdict verdict)
    {
        (PlayReport report, WarningWatch watch) = (verdict.Report, verdict.Watch);
        IReadOnlyList<string> problems = report.Health.Frames > 0 ? verdict.Problems : [.. verdict.Problems, "no frame was run"];
        foreach (string note in report.Notes)
            AnsiConsole.MarkupLineInterpolated($"  [grey]{note}[/]");
        foreach (WarningStory story in watch.Stories)
        {
            AnsiConsole.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"  {story.At.Seconds,6:F2} s  [yellow]{story.Function} {story.Level} {story.Side}[/]  {story.Why}");
        }

        if (report.LogFile is { } log)
            AnsiConsole.MarkupLineInterpolated($"  [grey]log: {log}[/]");
        return verdict with { Problems = problems };
    }

    /// <summary>Prints the table and the verdict; the exit code.</summary>
    public static int Print(IReadOnlyList<DriveVerdict> verdicts, bool wasStopped)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns("drive", "frames", "late", "p50 ms", "p99 ms", "lead", "both lines", "warnings", "x real time", "verdict");
        foreach (DriveVerdict verdict in verdicts)
            table.AddRow(verdict.Row());
        AnsiConsole.Write(table);
        foreach (DriveVerdict verdict in verdicts)
        {
            foreach (string problem in verdict.Problems)
                AnsiConsole.MarkupLineInterpolated($"[red]{verdict.Name}: {problem}[/]");
        }

        bool isGood = verdicts.All(verdict => verdict.Problems.Count == 0) && !wasStopped;
        AnsiConsole.MarkupLine(isGood ? "[green]PASS[/]: every drive went as expected" : wasStopped ? "[yellow]STOPPED[/]" : "[red]FAIL[/]");
        return isGood ? 0 : 1;
    }

    /// <summary>A row of the demo's page.</summary>
    public DemoPageRecording OnPage()
    {
        HealthReport health = Report.Health;
        string text = string.Create(CultureInfo.InvariantCulture,
            $"{Watch.Frames} frames, {Watch.Stories.Count} warnings, {health.LateFrames} late; ")
            + (Problems.Count == 0 ? "nothing unexpected" : string.Join("; ", Problems));
        return new DemoPageRecording(Name, Problems.Count == 0, text);
    }

    private string[] Row()
    {
        HealthReport health = Report.Health;
        double drivenS = Watch.Frames * Period.Seconds;
        string share = Watch.FramesWithPicture > 0 ? Percent(Watch.FramesWithBothLines, Watch.FramesWithPicture) : "-";
        return
        [
            Name, Text(Watch.Frames), Text(health.LateFrames), Text(health.FrameP50), Text(health.FrameP99),
            Percent(Watch.FramesWithLead, Watch.Frames), share, Text(Watch.Stories.Count),
            (drivenS / Math.Max(1e-9, Report.WallS)).ToString("F1", CultureInfo.InvariantCulture), Problems.Count == 0 ? "[green]pass[/]" : "[red]fail[/]",
        ];
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(MonoDuration duration) => duration.Milliseconds.ToString("F2", CultureInfo.InvariantCulture);

    private static string Percent(long part, long whole) =>
        whole == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:F1} %");
}
