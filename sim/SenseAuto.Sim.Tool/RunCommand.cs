using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
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
            DefaultValueFactory = _ => Path.Combine("artifacts", "sim"),
        };
        var vehicle = new Option<string>("--vehicle")
        {
            Description = "Profile of our car: a name or a folder",
            DefaultValueFactory = _ => "simulated-suv",
        };
        var command = new Command("run", "Play the drives of a file, with a verdict, a log and a page each") { file, cell, report, vehicle };
        command.SetAction((parsed, stop) => RunAsync(
            parsed.GetValue(file)!, parsed.GetValue(cell), parsed.GetValue(report)!, parsed.GetValue(vehicle)!, stop));
        return command;
    }

    private static async Task<int> RunAsync(string file, string? filter, string folder, string vehicle, CancellationToken stop)
    {
        IReadOnlyList<SceneCell> cells =
        [
            .. SceneFile.Load(file).Where(cell => filter is null || cell.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)),
        ];
        if (cells.Count == 0)
            throw new ArgumentException($"{file}: no cell's name contains '{filter}'");

        Directory.CreateDirectory(folder);
        bool isPassed = true;
        foreach (SceneCell cell in cells)
        {
            var options = new SceneOptions(Installation.Here(), vehicle)
            {
                Outlets = new OutletOptions { RecordTo = folder, LogPrefix = SceneReport.FileNameOf(cell.Name) },
            };
            SceneOutcome outcome = await SceneRun.RunAsync(cell, options, stop).ConfigureAwait(false);
            isPassed &= outcome.IsPassed || !cell.IsOurs;
            Print(outcome, SceneReport.Write(outcome, folder));
        }

        return isPassed ? 0 : 1;
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
        AnsiConsole.MarkupLineInterpolated($"  [grey]{SceneReport.PaceOf(outcome)}; page: {page}; log: {outcome.Report.LogFile}[/]");
    }
}
