using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using SenseAuto.Inference;
using SenseAuto.Models.Import;
using SenseAuto.Service.Commands;
using Spectre.Console;

namespace SenseAuto.Models;

/// <summary>
/// The commands on models: list, import, verify, bench. Exit code 0 when all is well, 1 when a model is not, 2 when it
/// could not be done.
/// </summary>
public static class ModelCommands
{
    private const string Verb = "models";
    private const int RunsMax = 1_000_000;

    /// <summary>What the program does, under the words that the front door is called with.</summary>
    public static Command Root() => new(CommandRun.FrontDoor, "SenseAuto: models and perception")
    {
        new Command(Verb, "Models of SenseAuto: fetch, check, measure and evaluate them")
        {
            List(), Import(), Verify(), Bench(), EvalCommands.Models(),
        },
        EvalCommands.Cabin(),
    };

    /// <summary>The cabin's words stand for themselves; all others are about models.</summary>
    public static string[] WithVerb(string[] arguments) =>
        arguments is ["cabin" or Verb, ..] ? arguments : [Verb, .. arguments];

    private static Option<string> Folder() => new("--out", "--models")
    {
        Description = "Folder of the ONNX files",
        DefaultValueFactory = _ => ProjectFolder.Models,
    };

    private static Option<string> Packages() => new("--packages")
    {
        Description = "Folder of the npm packages",
        DefaultValueFactory = _ => "node_modules",
    };

    private static Option<string[]> Files() => new("--file")
    {
        Description = "ID=PATH of a model file of your own (yolox-nano, twinlitenet)",
        DefaultValueFactory = _ => [],
    };

    private static Command List()
    {
        Option<string> folder = Folder();
        Option<string[]> files = Files();
        var command = new Command("list", "The catalogue, and which files are there") { folder, files };
        command.SetAction(arguments => Guarded(() =>
        {
            ModelStore store = Store(arguments, folder, files);
            var table = new Table().AddColumns("model", "there", "licence", "cost ms", "use");
            foreach (ModelEntry entry in store.Catalogue.Models)
            {
                string there = store.Has(entry.Id) ? "yes" : "no";
                table.AddRow(entry.Id, there, entry.Licence, $"{entry.CostMs:0.0}", entry.Use);
            }

            AnsiConsole.Write(table);
            return 0;
        }));
        return command;
    }

    private static Command Import()
    {
        Option<string> folder = Folder();
        Option<string> packages = Packages();
        var project = new Option<string>("--project")
        {
            Description = "Root of the project, which keeps the networks it trained",
            DefaultValueFactory = _ => ".",
        };
        var command = new Command("import", "Make the ONNX files that are missing; silent when none is")
        {
            folder, packages, project,
        };
        command.SetAction(arguments => Guarded(() =>
        {
            ModelStore store = new(ModelCatalogue.Load(), arguments.GetRequiredValue(folder));
            var import = new ModelImport(
                store, arguments.GetRequiredValue(packages), arguments.GetRequiredValue(project));
            return store.Catalogue.Models.Where(entry => entry.Upstream is null)
                .Sum(entry => Guarded(() => ImportOne(import, entry))) > 0 ? 1 : 0;
        }));
        return command;
    }

    private static int ImportOne(ModelImport import, ModelEntry entry)
    {
        if (import.Run(entry))
            Console.WriteLine($"imported {entry.Id}");
        return 0;
    }

    private static Command Verify()
    {
        Option<string> folder = Folder();
        Option<string[]> files = Files();
        var command = new Command("verify", "Check every model's hash and shapes and run it once") { folder, files };
        command.SetAction(arguments => Guarded(() =>
        {
            ModelStore store = Store(arguments, folder, files);
            return store.Catalogue.Models.Where(entry => IsExpected(store, entry))
                .Sum(entry => Guarded(() => VerifyOne(store, entry))) > 0 ? 1 : 0;
        }));
        return command;
    }

    private static int VerifyOne(ModelStore store, ModelEntry entry)
    {
        using ModelSession session = store.Open(entry.Id);
        RunOutcome outcome = session.Run();
        Console.WriteLine($"{entry.Id}: {outcome}");
        return outcome == RunOutcome.Ok ? 0 : 1;
    }

    private static Command Bench()
    {
        Option<string> folder = Folder();
        Option<string[]> files = Files();
        var runs = new Option<int>("--runs") { Description = "Runs of each model", DefaultValueFactory = _ => 100 };
        var command = new Command("bench", "Cost of one run of each model on one thread") { folder, files, runs };
        command.SetAction(arguments => Guarded(() =>
        {
            ModelStore store = Store(arguments, folder, files);
            IEnumerable<ModelEntry> expected = store.Catalogue.Models.Where(entry => IsExpected(store, entry));
            string[] ids = [.. expected.Select(entry => entry.Id)];
            int wanted = arguments.GetRequiredValue(runs);
            if (wanted is < 1 or > RunsMax)
                throw new ModelException($"--runs {wanted}: allowed are 1..{RunsMax}");
            ModelBench.Print(ModelBench.Measure(store, ids, wanted));
            return 0;
        }));
        return command;
    }

    // A model of the user's own counts only when its file was given.
    private static bool IsExpected(ModelStore store, ModelEntry entry) =>
        entry.Upstream is null || File.Exists(store.PathOf(entry.Id));

    private static ModelStore Store(ParseResult arguments, Option<string> folder, Option<string[]> files)
    {
        var own = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string given in arguments.GetRequiredValue(files))
        {
            int equals = given.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
                throw new ModelException($"--file {given}: expected ID=PATH");
            own[given[..equals]] = given[(equals + 1)..];
        }

        return new ModelStore(ModelCatalogue.Load(), arguments.GetRequiredValue(folder), own);
    }

    /// <summary>Runs an action; a failure that a user can mend is said in words, with exit code 2.</summary>
    internal static int Guarded(Func<int> action)
    {
        try
        {
            return action();
        }
        catch (Exception failure) when (failure
            is ModelException or ImportException or IOException or UnauthorizedAccessException or OnnxRuntimeException)
        {
            CommandRun.Say(CommandRun.WordsOf(failure));
            return 2;
        }
    }
}
