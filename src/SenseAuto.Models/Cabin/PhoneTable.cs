using System;
using System.Collections.Generic;
using System.Linq;
using SenseAuto.Cabin.Occupants;
using Spectre.Console;

namespace SenseAuto.Models.Cabin;

/// <summary>How often telephones were told on labelled pictures: by state, and over all limits of the score.</summary>
internal static class PhoneTable
{
    private static readonly double[] Shares = [0.02, 0.05, 0.1, 0.2];

    /// <param name="verdicts">Those without a label are passed over.</param>
    /// <param name="limit">Of the score, as the car uses it.</param>
    public static void Print(IReadOnlyList<CabinVerdict> verdicts, float limit)
    {
        CabinVerdict[] labelled = [.. verdicts.Where(one => one.Label.HasPhone is not null)];
        if (labelled.Length == 0)
            return;

        PrintStates(labelled);
        double[] with = Scores(labelled, hasPhone: true);
        double[] without = Scores(labelled, hasPhone: false);
        if (with.Length == 0 || without.Length == 0)
        {
            Console.WriteLine("no curve of telephones: pictures with and without one are needed");
            return;
        }

        var curve = new RocCurve(with, without);
        var table = new Table().AddColumns("phones", "score", "false alarms", "found");
        Row(table, "default limit", curve.At(limit));
        foreach (double share in Shares)
            Row(table, $"up to {share:P0} false alarms", curve.WithFalseAccepts(share));
        AnsiConsole.Write(table);
    }

    private static void PrintStates(CabinVerdict[] labelled)
    {
        var table = new Table().AddColumns("phones", "pictures", "at the ear", "in hand", "none", "unknown");
        foreach (bool hasPhone in (ReadOnlySpan<bool>)[true, false])
        {
            CabinVerdict[] some = [.. labelled.Where(one => one.Label.HasPhone == hasPhone)];
            table.AddRow(
                hasPhone ? "with" : "without", $"{some.Length}", Count(some, PhoneUse.AtEar),
                Count(some, PhoneUse.InHand), Count(some, PhoneUse.None), Count(some, PhoneUse.Unknown));
        }

        AnsiConsole.Write(table);
    }

    private static string Count(CabinVerdict[] some, PhoneUse use) => $"{some.Count(one => one.Phone.Use == use)}";

    private static double[] Scores(CabinVerdict[] labelled, bool hasPhone) =>
        [.. labelled.Where(one => one.Label.HasPhone == hasPhone).Select(one => (double)one.Phone.Score)];

    private static void Row(Table table, string name, RocPoint point) =>
        table.AddRow(name, $"{point.Limit:0.00}", $"{point.FalseAccepts:P1}", $"{1 - point.FalseRejects:P1}");
}
