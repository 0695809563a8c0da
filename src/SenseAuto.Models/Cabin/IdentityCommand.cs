using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Inference;
using Spectre.Console;

namespace SenseAuto.Models.Cabin;

/// <summary>"cabin eval identity PAIRS.csv": how well the same person and two people are told apart.</summary>
internal static class IdentityCommand
{
    private const int NamesMax = 20;

    public static Command Make()
    {
        var pairs = new Argument<string>("pairs")
        {
            Description = "CSV with lines a,b,same: two pictures and 1 or yes for the same person, else 0 or no; "
                + "or with a header that names the columns",
        };
        var pictures = new Option<string?>("--pictures")
        {
            Description = "Folder that the pictures' paths are relative to, when not to the file's own",
        };
        Option<string> models = CabinEval.Models();
        var command = new Command("identity", "Score recognition on pairs of face pictures")
        {
            pairs, pictures, models,
        };
        command.SetAction(given => CabinEval.Guarded(() =>
        {
            FacePairs list = PairList.Read(given.GetRequiredValue(pairs), given.GetValue(pictures));
            IdentityScore score = Score(list.Pairs, CabinEval.Store(given.GetRequiredValue(models)));
            return Print(score, list.Wrong);
        }));
        return command;
    }

    /// <exception cref="ModelException">A model is missing.</exception>
    public static IdentityScore Score(IReadOnlyList<FacePair> pairs, ModelStore store)
    {
        using var faces = new PairFaces(store);
        var score = new IdentityScore(faces.Looks);
        foreach (FacePair pair in pairs)
        {
            PairLook first = faces.Of(pair.First);
            PairLook second = faces.Of(pair.Second);
            score.Add(pair, first, second);
        }

        return score;
    }

    private static int Print(IdentityScore score, IReadOnlyList<string> wrong)
    {
        Console.WriteLine(
            $"{score.Looks.Count} pictures; scored are {score.Same.Count} pairs of one person and "
            + $"{score.Other.Count} of two");
        PrintLeftOut(score, wrong);
        int several = score.Looks.Values.Count(one => one.Faces > 1);
        if (several > 0)
            Console.WriteLine($"{several} pictures show several faces: of these the largest near the middle was taken");
        if (score.Same.Count == 0 || score.Other.Count == 0)
        {
            Console.Error.WriteLine("an equal error rate needs scored pairs of both kinds");
            return 2;
        }

        PrintRates(new RocCurve(score.Same, score.Other));
        return 0;
    }

    private static void PrintLeftOut(IdentityScore score, IReadOnlyList<string> wrong)
    {
        foreach (IGrouping<PairFault, string> fault in score.Looks
            .Where(one => one.Value.Fault != PairFault.None)
            .GroupBy(one => one.Value.Fault, one => one.Key))
        {
            Console.WriteLine(
                $"left out: {fault.Count()} pictures, {Words(fault.Key)}, and the {score.LeftOut(fault.Key)} pairs "
                + "with them");
            Names(fault.Select(path => $"{path}{score.Looks[path].Why}"));
        }

        if (wrong.Count == 0)
            return;

        Console.WriteLine($"left out: {wrong.Count} lines that are no pair");
        Names(wrong);
    }

    private static string Words(PairFault fault) => fault switch
    {
        PairFault.NoFile => "no such file",
        PairFault.NoPicture => "not readable as a picture",
        _ => "no face found",
    };

    private static void Names(IEnumerable<string> names)
    {
        string[] all = [.. names];
        foreach (string name in all.Take(NamesMax))
            Console.WriteLine($"  {name}");
        if (all.Length > NamesMax)
            Console.WriteLine($"  and {all.Length - NamesMax} more");
    }

    private static void PrintRates(RocCurve curve)
    {
        RocPoint equal = curve.Equal();
        Console.WriteLine(
            $"equal error rate {(equal.FalseAccepts + equal.FalseRejects) / 2:P2} at likeness {equal.Limit:0.000}");
        var table = new Table().AddColumns("at", "likeness", "false accepts", "false rejects");
        foreach (double share in (ReadOnlySpan<double>)[0.001, 0.01, 0.02, 0.05, 0.1])
            Row(table, $"false accepts up to {share:P1}", curve.WithFalseAccepts(share));
        Row(table, "default limit", curve.At(ParameterSet.Defaults.Number("identity.same.min")));
        AnsiConsole.Write(table);
    }

    private static void Row(Table table, string name, RocPoint point) =>
        table.AddRow(name, $"{point.Limit:0.000}", $"{point.FalseAccepts:P2}", $"{point.FalseRejects:P2}");
}
