using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Spectre.Console;

namespace SenseAuto.Models.Objects;

/// <summary>Errors of distance and time to collision, in words and a table by distance.</summary>
internal static class DistanceReport
{
    private const double TtcSMax = 6;
    private static readonly double[] BandsM = [0, 10, 20, 30, 40, 60, 100, double.PositiveInfinity];

    public static void Print(IReadOnlyList<DistanceSample> samples)
    {
        List<double> errors = [.. samples.Where(one => one.EstimateM is not null).Select(RangeError)];
        List<double> ttc = [.. samples.Where(HasTtc).Select(TtcError)];
        int closing = samples.Count(one => one.TrueTtcS < TtcSMax);
        int inSigma = samples.Count(one => Math.Abs((one.EstimateM ?? double.NaN) - one.TruthM) <= 2 * one.SigmaM);
        Console.WriteLine(
            Line($"pictures with truth: {samples.Count}; without an estimate: {samples.Count - errors.Count}"));
        Console.WriteLine(Line($"range error: mean {Share(Mean(errors))}, median {Share(Median(errors))}, ")
            + Line($"bias {Share(Bias(samples))}; truth within two stated sigmas: ")
            + Share((double)inSigma / Math.Max(1, errors.Count)));
        Console.WriteLine(
            Line($"time to collision below {TtcSMax:0} s: {closing} pictures, {ttc.Count} with an estimate; ")
            + Line($"error mean {Share(Mean(ttc))}, median {Share(Median(ttc))}"));
        AnsiConsole.Write(Bands(samples));
    }

    public static void Write(string file, IReadOnlyList<DistanceSample> samples)
    {
        using var writer = new StreamWriter(file);
        writer.WriteLine("frame,truth,estimate,sigma,true_ttc,ttc,x1,y1,x2,y2");
        foreach (DistanceSample one in samples)
        {
            writer.WriteLine(Line($"{one.Picture},{one.TruthM:0.###},{one.EstimateM:0.###},{one.SigmaM:0.###},")
                + Line($"{one.TrueTtcS:0.###},{one.TtcS:0.###},{one.Box.Left:0.#},{one.Box.Top:0.#},")
                + Line($"{one.Box.Right:0.#},{one.Box.Bottom:0.#}"));
        }
    }

    private static Table Bands(IReadOnlyList<DistanceSample> samples)
    {
        Table table = new Table().AddColumns(
            "range m", "pictures", "no estimate", "mean", "median", "bias", "ttc mean");
        for (int i = 0; i + 1 < BandsM.Length; i++)
        {
            (double from, double to) = (BandsM[i], BandsM[i + 1]);
            List<DistanceSample> band = [.. samples.Where(one => one.TruthM >= from && one.TruthM < to)];
            if (band.Count == 0)
                continue;

            List<double> errors = [.. band.Where(one => one.EstimateM is not null).Select(RangeError)];
            string name = double.IsFinite(to) ? Line($"{from}..{to}") : Line($"{from}..");
            table.AddRow(
                name, Line($"{band.Count}"), Line($"{band.Count - errors.Count}"), Share(Mean(errors)),
                Share(Median(errors)), Share(Bias(band)), Share(Mean([.. band.Where(HasTtc).Select(TtcError)])));
        }

        return table;
    }

    private static bool HasTtc(DistanceSample one) => one.TrueTtcS < TtcSMax && one.TtcS is not null;

    private static double SignedError(DistanceSample one) => (one.EstimateM!.Value - one.TruthM) / one.TruthM;

    private static double RangeError(DistanceSample one) => Math.Abs(SignedError(one));

    private static double TtcError(DistanceSample one) =>
        Math.Abs(one.TtcS!.Value - one.TrueTtcS!.Value) / one.TrueTtcS.Value;

    private static double Bias(IReadOnlyList<DistanceSample> samples) =>
        Mean([.. samples.Where(one => one.EstimateM is not null).Select(SignedError)]);

    private static double Mean(List<double> values) => values.Count == 0 ? double.NaN : values.Average();

    private static double Median(List<double> values)
    {
        if (values.Count == 0)
            return double.NaN;

        values.Sort();
        int middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    private static string Share(double value) => double.IsNaN(value) ? "-" : Line($"{100 * value:0.0} %");

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
