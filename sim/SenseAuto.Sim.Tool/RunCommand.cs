using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SenseAuto.Inference;
using SenseAuto.Service.Session;
using SenseAuto.Sim.Scenes;
using SenseAuto.Sim.Verdicts;
using Spectre.Console;

namespace SenseAuto.Sim.Tool;

/// <summary>Plays the drives of one file and judges them.</summary>
internal static class RunCommand
{
    public static Command Make()
    {
        var file = new Argument<string>("FILE") { Description = "OpenSCENARIO file (.xosc) or own drive (.drive.json)" };
        var cell = new Option<string?>("--cell") { Description = "Only cells whose name contains this" };
        var report = new Option<string>("--report")
        {
            Description = "Folder for the log and the page of each cell",
            DefaultValueFactory = _ => ProjectFolder.PathOf("artifacts", "sim"),
        };
        var vehicle = new Option<string>("--vehicle")
        {
            Description = "Profile of our car: a name or a folder",
            DefaultValueFactory = _ => "simulated-suv",
        };
        var pictures = new Option<bool>("--pictures") { Description = "Draw the road and let the networks look at it, instead of telling what they would see" };
        var cabin = new Option<bool>("--cabin-pictures") { Description = "Draw the driver and let the networks look at him; the road is told" };
        var realTime = new Option<bool>("--real-time") { Description = "At the pace of the clock, as faults of the broker need it, instead of in lock step" };
        var command = new Command("run", "Play the drives of a file, with a verdict, a log and a page each")
        {
            file, cell, report, vehicle, pictures, cabin, realTime,
        };
        command.SetAction((parsed, stop) => RunAsync(
            new RunOptions(parsed.GetValue(file)!, parsed.GetValue(cell), parsed.GetValue(report)!, parsed.GetValue(vehicle)!)
            {
                HasPictures = parsed.GetValue(pictures),
                HasCabinPictures = parsed.GetValue(pictures) || parsed.GetValue(cabin),
                IsRealTime = parsed.GetValue(realTime),
            }, stop));
        return command;
    }

    private static async Task<int> RunAsync(RunOptions wanted, CancellationToken stop)
    {
        IReadOnlyList<SceneCell> cells =
        [
            .. SceneFile.Load(wanted.File).Where(cell => wanted.Filter is null || cell.Name.Contains(wanted.Filter, StringComparison.OrdinalIgnoreCase)),
        ];
        if (cells.Count == 0)
            throw new ArgumentException($"{wanted.File}: no cell's name contains '{wanted.Filter}'");

        WritableFolder.Need(wanted.Report);
        bool isPassed = true;
        var notes = new UnplayedNotes();
        foreach (SceneCell cell in cells)
        {
            notes.Print(cell);
            var options = new SceneOptions(Installation.Here(), wanted.Vehicle)
            {
                HasPictures = wanted.HasPictures,
                HasCabinPictures = wanted.HasCabinPictures,
                KeepsPictures = wanted.HasPictures || wanted.HasCabinPictures,
                IsRealTime = wanted.IsRealTime,
                Outlets = new OutletOptions { RecordTo = wanted.Report, LogPrefix = SceneReport.FileNameOf(cell.Name) },
            };
            SceneOutcome outcome = await SceneRun.RunAsync(cell, options, stop).ConfigureAwait(false);
            isPassed &= outcome.IsPassed || !cell.IsOurs;
            Print(outcome, SceneReport.Write(outcome, wanted.Report));
        }

        return isPassed ? 0 : 1;
    }

    private sealed record RunOptions(string File, string? Filter, string Report, string Vehicle)
    {
        public bool HasPictures { get; init; }

        public bool HasCabinPictures { get; init; }

        public bool IsRealTime { get; init; }
    }

    private static void Print(SceneOutcome outcome, string page)
    {
        AnsiConsole.MarkupLineInterpolated($"[bold]{outcome.Cell.Name}[/]");
        foreach (VerdictLine line in outcome.Lines)
        {
            string colour = line.IsPassed ? "green" : "red";
            AnsiConsole.Markup($"  [{colour}]{(line.IsPassed ? "pass" : "fail")}[/]  ");
            AnsiConsole.MarkupLineInterpolated($"{line.Text}");
        }

        if (!outcome.Cell.IsOurs)
            AnsiConsole.MarkupLine("  [grey]a test for a function that is not ours: shown, not judged[/]");
        AnsiConsole.MarkupLineInterpolated($"  [grey]{outcome.Pace}; {outcome.CpuPace}; page: {page}; log: {outcome.Report.LogFile}[/]");
    }
}
