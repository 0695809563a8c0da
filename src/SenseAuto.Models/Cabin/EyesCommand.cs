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

    // Lashes and lid shadows make closed eyes measure open far more often than the reverse, so the narrower eye says
    // more. Chosen by us on labelled recorded frames.
    private const double NarrowShare = 0.7;

    public static Command Make()
    {
        var folder = new Argument<string>("folder")
        {
            Description = "Has two folders of face pictures: 'open' and 'closed' (names that begin so, in any case)",
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
        CultureInfo.InvariantCulture, $"{one.Path},{(one.IsOpen ? 1 : 0)},{one.Opening:F4}");

    /// <exception cref="InvalidDataException">A folder is missing, or there is nothing to score.</exception>
    public static EyesScore Score(string folder, string models)
    {
        string open = FolderOf(folder, "open");
        string closed = FolderOf(folder, "closed");
        FaceLimits limits = CabinEval.Limits();
        using var faces = new StillFaces(CabinEval.Store(models));
        var score = new EyesScore(limits.ClosedStill);
        foreach ((string of, bool isOpen) in new[] { (open, true), (closed, false) })
        {
            foreach (string path in StillFaces.PicturesIn(of))
                One(path, isOpen, faces, limits, score);
        }

        return score.Pictures.Exists(one => one.IsOpen) && score.Pictures.Exists(one => !one.IsOpen)
            ? score
            : throw new InvalidDataException(
                $"{folder}: no face found in one of 'open' and 'closed' " +
                $"({score.Missed.Count} pictures without a face)");
    }

    private static void One(string path, bool isOpen, StillFaces faces, FaceLimits limits, EyesScore score)
    {
        try
        {
            using var file = new VideoPictures(path);
            if (file.TryNext(out CameraFrame picture) && faces.TryFind(picture))
                score.Pictures.Add(new EyesPicture(path, isOpen, Opening(faces.Mesh, picture, limits)));
            else
                score.Missed.Add(path);
        }
        catch (CameraException failure)
        {
            score.Broken.Add(failure.Message);
        }
    }

    /// <summary>Of both eyes, as a share of an average open eye.</summary>
    private static float Opening(FaceMesh mesh, CameraFrame picture, FaceLimits limits)
    {
        CabinCamera camera = CabinCamera.Uncalibrated(Math.Max(16, picture.Width), Math.Max(16, picture.Height));
        var reader = new FaceReader(camera, limits with { EyePixelsMin = 1, ResidualMax = 0.5f });
        if (!reader.TryRead(mesh, picture, out FaceReading reading))
            return 0;

        double left = reading.Left.LidM;
        double right = reading.Right.LidM;
        double lidM = (NarrowShare * Math.Min(left, right)) + ((1 - NarrowShare) * Math.Max(left, right));
        return (float)(lidM / limits.OpenLidM);
    }

    private static string FolderOf(string folder, string name)
    {
        if (!Directory.Exists(folder))
            throw new InvalidDataException($"{folder}: no such folder");

        return Directory.EnumerateDirectories(folder)
            .FirstOrDefault(path => Path.GetFileName(path).StartsWith(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidDataException($"{folder}: has no folder '{name}'");
    }

    private static void Print(EyesScore score)
    {
        Console.WriteLine(
            $"AUC {score.Auc():0.000} on {score.Pictures.Count} faces; {score.Missed.Count} pictures without a face, " +
            $"{score.Broken.Count} that are no pictures");
        var table = new Table().AddColumns($"opening limit {score.Limit:0.00}", "said open", "said closed");
        foreach (bool isOpen in (ReadOnlySpan<bool>)[true, false])
            table.AddRow(isOpen ? "open" : "closed", $"{score.Count(isOpen, true)}", $"{score.Count(isOpen, false)}");
        AnsiConsole.Write(table);
        foreach (string path in score.Missed.Take(NamesMax))
            Console.WriteLine($"no face: {path}");
        if (score.Missed.Count > NamesMax)
            Console.WriteLine($"... and {score.Missed.Count - NamesMax} more without a face");
        foreach (string problem in score.Broken.Take(NamesMax))
            Console.WriteLine(problem);
    }
}

/// <summary>One scored picture.</summary>
internal sealed record EyesPicture(string Path, bool IsOpen, float Opening);

/// <summary>Openings of labelled pictures, and what they say.</summary>
internal sealed class EyesScore(float limit)
{
    public float Limit { get; } = limit;

    public List<EyesPicture> Pictures { get; } = [];

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
