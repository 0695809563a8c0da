using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using SenseAuto.Core.Messages;
using SenseAuto.Inference;
using SenseAuto.Service.Commands;
using Spectre.Console;

namespace SenseAuto.Models.Signs;

/// <summary>"eval signs FOLDER": how well the sign network reads a user's own labelled pictures.</summary>
internal static class SignEvalCommand
{
    private const int WorstShown = 12;

    public static Command Make()
    {
        var folder = new Argument<string>("folder")
        {
            Description = "Folders named by class number (00000..00042), or pictures with a .csv of Filename and ClassId",
        };
        var models = new Option<string>("--models")
        {
            Description = "Folder of the ONNX files",
            DefaultValueFactory = _ => ProjectFolder.Models,
        };
        var command = new Command("signs", "Score traffic-sign reading on pictures in the GTSRB layout") { folder, models };
        command.SetAction(arguments => Run(arguments.GetRequiredValue(folder), arguments.GetRequiredValue(models)));
        return command;
    }

    private static int Run(string folder, string models)
    {
        try
        {
            IReadOnlyList<LabelledSign> signs = LabelledSigns.Load(folder);
            using var network = new FineCropNetwork(new ModelStore(ModelCatalogue.Load(), models).Open("signs"));
            var eval = new SignEval();
            eval.Run(network, signs);
            Print(folder, eval);
            return eval.Whole.Count > 0 ? 0 : 2;
        }
        catch (Exception failure) when (failure is EvalException or ModelException or IOException or UnauthorizedAccessException)
        {
            CommandRun.Say(CommandRun.WordsOf(failure));
            return 2;
        }
    }

    private static void Print(string folder, SignEval eval)
    {
        foreach ((int classId, int count) in eval.NotScored)
            Console.WriteLine($"class {classId}: not scored, {count} pictures of a class that the network does not know");
        if (eval.Whole.Count == 0)
        {
            Console.Error.WriteLine($"{folder}: no picture of a class that can be scored");
            return;
        }

        PrintSum("pictures as they are", eval.Whole);
        if (eval.Cut.Count > 0)
            PrintSum("signs cut out", eval.Cut);
        PrintClasses(eval);
        foreach (SignConfusion worst in eval.Whole.Worst(WorstShown))
            Console.WriteLine($"{worst.Count,6} x {worst.Truth} read as {worst.Answer}");
    }

    private static void PrintSum(string what, SignScore score) => Console.WriteLine(
        $"{what}: {score.Count}, top-1 {Share(score.Right, score.Count)}, top-3 {Share(score.RightOfThree, score.Count)}" +
        $" among the benchmark's classes; {Share(score.RightInCar, score.Count)} as in the car, with all its classes and 'no sign'");

    private static void PrintClasses(SignEval eval)
    {
        var table = new Table().AddColumns("class", "sign", "pictures", "top-1", "cut out");
        int classId = 0;
        foreach (SignClass kind in GermanClasses.All)
        {
            int count = eval.Whole.CountOf(kind);
            string cut = eval.Cut.CountOf(kind) > 0 ? Share(eval.Cut.RightOf(kind), eval.Cut.CountOf(kind)) : "";
            if (count > 0)
                table.AddRow($"{classId}", $"{kind}", $"{count}", Share(eval.Whole.RightOf(kind), count), cut);
            classId++;
        }

        AnsiConsole.Write(table);
        SignClass[] absent = [.. GermanClasses.All.ToArray().Where(kind => eval.Whole.CountOf(kind) == 0)];
        if (absent.Length > 0)
            Console.WriteLine($"no pictures of {absent.Length} classes: {string.Join(", ", absent)}");
    }

    private static string Share(int part, int of) => FormattableString.Invariant($"{100.0 * part / of:0.0} %");
}
