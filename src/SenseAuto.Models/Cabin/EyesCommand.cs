using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;
using SenseAuto.Hw.Cameras;
using Spectre.Console;

namespace SenseAuto.Models.Cabin;

/// <summary>"cabin eval eyes FOLDER": how well open and closed eyes are told apart on pictures of faces.</summary>
internal static class EyesCommand
{
    private const int NamesMax = 20;

    public static Command Make()
    {
        var folder = new Argument<string>("folder")
        {
            Description =
                "Has two folders of pictures of faces, or of one eye each: names that have 'open' and 'closed'",
        };
        var csv = new Option<string?>("--csv") { Description = "Also write every picture's opening to this file" };
        Option<string> models = CabinEval.Models();
        var command = new Command("eyes", "Score open and closed eyes on face pictures") { folder, csv, models };
        command.SetAction(given => CabinEval.Guarded(() =>
        {
            EyesScore score = Score(given.GetRequiredValue(folder), given.GetRequiredValue(models));
            Print(score);
            if (given.GetValue(csv) is { } file)
                File.WriteAllLines(file, score.Pictures.Select(Line));
            return 0;
        }));
        return command;
    }

    private static string Line(EyesPicture one) => string.Create(
        CultureInfo.InvariantCulture, $"{one.Path},{(one.IsOpen ? 1 : 0)},{one.Opening:F4},{one.Basis}");

    /// <exception cref="InvalidDataException">A folder is missing, or there is nothing to score.</exception>
    public static EyesScore Score(string folder, string models)
    {
        string open = FolderOf(folder, "open");
        string closed = FolderOf(folder, "closed");
        FaceLimits limits = CabinEval.Limits();
        using var eyes = new StillEyes(CabinEval.Store(models), limits);
        var score = new EyesScore(limits.ClosedStill);
        foreach ((string of, bool isOpen) in new[] { (open, true), (closed, false) })
        {
            foreach (string path in StillFaces.PicturesIn(of))
                One(path, isOpen, eyes, score);
        }

        return score.Pictures.Exists(one => one.IsOpen) && score.Pictures.Exists(one => !one.IsOpen)
            ? score
            : throw new InvalidDataException(
                $"{folder}: nothing to compare: of 'open' {score.Pictures.Count(one => one.IsOpen)} and of 'closed' " +
                $"{score.Pictures.Count(one => !one.IsOpen)} pictures could be judged " +
                $"({score.Missed.Count} show neither a face nor one eye alone, {score.Broken.Count} are no pictures)");
    }

    private static void One(string path, bool isOpen, StillEyes eyes, EyesScore score)
    {
        try
        {
            using var file = new VideoPictures(path);
            if (!file.TryNext(out CameraFrame picture))
            {
                score.Broken.Add($"{path}: holds no picture");
                return;
            }

            EyesBasis basis = eyes.Judge(picture, out float opening, out string reason);
            if (basis == EyesBasis.None)
                score.Missed.Add($"{path}: {reason}");
            else
                score.Pictures.Add(new EyesPicture(path, isOpen, opening, basis));
        }
        catch (CameraException failure)
        {
            score.Broken.Add(failure.Message);
        }
    }

    private static string FolderOf(string folder, string name)
    {
        if (!Directory.Exists(folder))
            throw new InvalidDataException($"{folder}: no such folder");

        string[] folders = [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)];
        return Array.Find(folders, path => NameOf(path).StartsWith(name, StringComparison.OrdinalIgnoreCase))
            ?? Array.Find(folders, path => NameOf(path).Contains(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidDataException(
                $"{folder}: has no folder '{name}'; its folders: " +
                (folders.Length == 0 ? "none" : string.Join(", ", folders.Select(NameOf))));
    }

    private static string NameOf(string path) => Path.GetFileName(path);

    private static void Print(EyesScore score)
    {
        int alone = score.Pictures.Count(one => one.Basis == EyesBasis.OneEye);
        Console.WriteLine(
            $"AUC {score.Auc():0.000} on {score.Pictures.Count} pictures: {score.Pictures.Count - alone} faces, " +
            $"{alone} of one eye alone; not judged: {score.Missed.Count}, and {score.Broken.Count} no pictures");
        var table = new Table().AddColumns($"opening limit {score.Limit:0.00}", "said open", "said closed");
        foreach (bool isOpen in (ReadOnlySpan<bool>)[true, false])
            table.AddRow(isOpen ? "open" : "closed", $"{score.Count(isOpen, true)}", $"{score.Count(isOpen, false)}");
        AnsiConsole.Write(table);
        foreach (string missed in score.Missed.Take(NamesMax))
            Console.WriteLine($"not judged: {missed}");
        if (score.Missed.Count > NamesMax)
            Console.WriteLine($"... and {score.Missed.Count - NamesMax} more that were not judged");
        foreach (string problem in score.Broken.Take(NamesMax))
            Console.WriteLine(problem);
    }
}

/// <summary>One scored picture.</summary>
/// <param name="Opening">As a share of an average open eye.</param>
internal sealed record EyesPicture(string Path, bool IsOpen, float Opening, EyesBasis Basis);

/// <summary>Openings of labelled pictures, and what they say.</summary>
internal sealed class EyesScore(float limit)
{
    public float Limit { get; } = limit;

    public List<EyesPicture> Pictures { get; } = [];

    /// <summary>Pictures that could not be judged, each with why.</summary>
    public List<string> Missed { get; } = [];

    public List<string> Broken { get; } = [];

    public int Count(bool isOpen, bool saidOpen) =>
        Pictures.Count(one => one.IsOpen == isOpen && (one.Opening > Limit) == saidOpen);

    /// <summary>Chance that an open eye measures wider than a closed one; a tie counts half.</summary>
    public double Auc()
    {
        float[] open = [.. Pictures.Where(one => one.IsOpen).Select(one => one.Opening)];
        float[] closed = [.. Pictures.Where(one => !one.IsOpen).Select(one => one.Opening)];
        double wins = 0;
        foreach (float wide in open)
            wins += closed.Count(narrow => narrow < wide) + (0.5 * closed.Count(narrow => narrow.Equals(wide)));
        return wins / ((double)open.Length * closed.Length);
    }
}
