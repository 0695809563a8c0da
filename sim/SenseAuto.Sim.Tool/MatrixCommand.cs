using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SenseAuto.Inference;
using SenseAuto.Service.Session;
using SenseAuto.Sim.OpenScenario;
using SenseAuto.Sim.Reports;
using SenseAuto.Sim.Scenes;
using Spectre.Console;

namespace SenseAuto.Sim.Tool;

/// <summary>Plays every drive of a folder on all cores and prints what came of them as tables.</summary>
internal static class MatrixCommand
{
    private const string CatalogFolder = "Catalogs";

    public static Command Make()
    {
        var folder = new Argument<string>("FOLDER") { Description = "Folder with scenarios, searched to the bottom; or one file" };
        var filter = new Option<string?>("--filter") { Description = "Only files or cells whose name contains this" };
        var report = new Option<string>("--report")
        {
            Description = "Folder for the page of tables and the pages of cells that did not pass",
            DefaultValueFactory = _ => ProjectFolder.PathOf("artifacts", "sim"),
        };
        var vehicle = new Option<string>("--vehicle")
        {
            Description = "Profile of our car: a name or a folder",
            DefaultValueFactory = _ => "simulated-suv",
        };
        var jobs = new Option<int>("--jobs") { Description = "Drives at the same time; 0 for one a core" };
        var command = new Command("matrix", "Play a folder of scenarios, with a table of verdicts") { folder, filter, report, vehicle, jobs };
        command.SetAction((parsed, stop) => RunAsync(
            new MatrixOptions(parsed.GetValue(folder)!, parsed.GetValue(filter), parsed.GetValue(report)!)
            {
                Vehicle = parsed.GetValue(vehicle)!,
                Jobs = parsed.GetValue(jobs) > 0 ? parsed.GetValue(jobs) : Environment.ProcessorCount,
            }, stop));
        return command;
    }

    private static async Task<int> RunAsync(MatrixOptions options, CancellationToken stop)
    {
        if (!Path.Exists(options.Folder))
            throw new ArgumentException($"{options.Folder}: no such folder or file");
        var broken = new List<MatrixCell>();
        IReadOnlyList<FileCell> todo = Find(options, broken);
        if (todo.Count + broken.Count == 0)
        {
            throw new ArgumentException($"{options.Folder}: no scenario (.xosc, .drive.json) in it"
                + (options.Filter is null ? "" : $" whose name contains '{options.Filter}'"));
        }

        WritableFolder.Need(options.Report);
        var cells = new MatrixCell[todo.Count];
        var drivenS = new double[todo.Count];
        long began = TimeProvider.System.GetTimestamp();
        TimeSpan spent = Environment.CpuUsage.TotalTime;
        await AnsiConsole.Progress().StartAsync(async progress =>
        {
            ProgressTask task = progress.AddTask("playing", maxValue: todo.Count);
            await Parallel.ForAsync(0, todo.Count, new ParallelOptions { MaxDegreeOfParallelism = options.Jobs, CancellationToken = stop },
                async (index, token) =>
                {
                    (cells[index], drivenS[index]) = await PlayAsync(todo[index], options, token).ConfigureAwait(false);
                    task.Increment(1);
                }).ConfigureAwait(false);
        }).ConfigureAwait(false);
        string pace = PaceOf(drivenS.Sum(), TimeProvider.System.GetElapsedTime(began), Environment.CpuUsage.TotalTime - spent);
        MatrixCell[] all = [.. cells, .. broken];
        string page = Path.Combine(options.Report, "matrix.html");
        MatrixPage.Write(page, $"Matrix of {Path.GetFileName(Path.TrimEndingDirectorySeparator(options.Folder))}", all);
        MatrixPrinter.Print(all, page);
        AnsiConsole.MarkupLineInterpolated($"[grey]{pace}[/]");
        return ExitOf(all);
    }

    private static string PaceOf(double drivenS, TimeSpan wall, TimeSpan cpu) => FormattableString.Invariant(
        $"{drivenS:F0} s in {wall.TotalSeconds:F1} s, {drivenS / wall.TotalSeconds:F0}x real time; ")
        + FormattableString.Invariant($"processor {cpu.TotalSeconds:F1} s, {drivenS / cpu.TotalSeconds:F0}x");

    private static int ExitOf(MatrixCell[] cells)
    {
        if (cells.Any(cell => cell.Verdict == CellVerdict.Failed))
            return 1;

        return cells.Any(cell => cell.Verdict == CellVerdict.Broken) ? 2 : 0;
    }

    private static List<FileCell> Find(MatrixOptions options, List<MatrixCell> broken)
    {
        IEnumerable<string> files = File.Exists(options.Folder)
            ? [options.Folder]
            : Directory.EnumerateFiles(options.Folder, "*", SearchOption.AllDirectories).Where(IsScenario).Order(StringComparer.Ordinal);
        var found = new List<FileCell>();
        foreach (string file in files)
        {
            string name = Path.GetFileName(file);
            try
            {
                bool isAll = options.Filter is null || name.Contains(options.Filter, StringComparison.OrdinalIgnoreCase);
                IReadOnlyList<SceneCell> cells = SceneFile.Load(file);
                IReadOnlySet<string> varied = MatrixPlace.Varied(cells);
                found.AddRange(cells.Where(cell => isAll || cell.Name.Contains(options.Filter!, StringComparison.OrdinalIgnoreCase))
                    .Select(cell => new FileCell(name, cell, varied)));
            }
            catch (Exception problem) when (problem is ScenarioException or InvalidDataException)
            {
                broken.Add(new MatrixCell("not played", name, "", CellVerdict.Broken, "not read", problem.Message));
            }
        }

        return found;
    }

    private static bool IsScenario(string path) =>
        SceneFile.IsOne(path) && !path.Split(Path.DirectorySeparatorChar).Contains(CatalogFolder, StringComparer.OrdinalIgnoreCase);

    private static async Task<(MatrixCell Cell, double DrivenS)> PlayAsync(FileCell file, MatrixOptions options, CancellationToken stop)
    {
        try
        {
            SceneOutcome outcome = await SceneRun.RunAsync(file.Cell, new SceneOptions(Installation.Here(), options.Vehicle), stop)
                .ConfigureAwait(false);
            MatrixCell cell = MatrixPlace.Of(file.File, outcome, file.Varied);
            if (!outcome.IsPassed)
                cell = cell with { Link = Path.GetFileName(SceneReport.Write(outcome, options.Report)) };
            return (cell, outcome.Trace.DrivenS);
        }
        catch (Exception problem) when (problem is ScenarioException or ArgumentException)
        {
            return (new MatrixCell("not played", file.Cell.Name, "", CellVerdict.Broken, "not played", problem.Message), 0);
        }
    }

    private sealed record FileCell(string File, SceneCell Cell, IReadOnlySet<string> Varied);

    private sealed record MatrixOptions(string Folder, string? Filter, string Report)
    {
        public string Vehicle { get; init; } = "";

        public int Jobs { get; init; }
    }
}
