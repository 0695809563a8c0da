using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using SenseAuto.Core.Messages;
using Spectre.Console;

namespace SenseAuto.Models.Cabin;

/// <summary>"cabin eval landmarks FOLDER": distance of the mesh from marked points.</summary>
internal static class LandmarksCommand
{
    private const int NamesMax = 20;

    /// <summary>
    /// The mesh's point for each of the 68 points of the iBUG 300-W scheme: jaw, brows, nose, eyes, lips. Matched by
    /// the two schemes' published pictures.
    /// </summary>
    private static readonly int[] Mesh68 =
    [
        127, 234, 93, 58, 172, 136, 149, 148, 152, 377, 378, 365, 397, 288, 323, 454, 356,
        70, 63, 105, 66, 107, 336, 296, 334, 293, 300, 168, 197, 5, 4, 75, 97, 2, 326, 305,
        33, 160, 158, 133, 153, 144, 362, 385, 387, 263, 373, 380,
        61, 39, 37, 0, 267, 269, 291, 405, 314, 17, 84, 181, 78, 82, 13, 312, 308, 317, 14, 87,
    ];

    public static Command Make()
    {
        var folder = new Argument<string>("folder")
        {
            Description = "Has .xml files of the dlib training tool, or .pts files beside pictures; 68 points a face",
        };
        Option<string> models = CabinEval.Models();
        var command = new Command("landmarks", "Score the face mesh on marked faces") { folder, models };
        command.SetAction(given => CabinEval.Guarded(() =>
        {
            Print(Score(given.GetRequiredValue(folder), given.GetRequiredValue(models)));
            return 0;
        }));
        return command;
    }

    /// <exception cref="InvalidDataException">There are no marked faces, or a file is broken.</exception>
    public static LandmarkScore Score(string folder, string models)
    {
        IReadOnlyList<MarkedFace> marked = MarkedFaces.Read(folder);
        using var faces = new StillFaces(CabinEval.Store(models));
        var score = new LandmarkScore();
        foreach (IGrouping<string, MarkedFace> onOne in marked.GroupBy(face => face.Picture))
        {
            using var file = new VideoPictures(onOne.Key);
            if (!file.TryNext(out CameraFrame picture))
                throw new InvalidDataException($"{onOne.Key}: has no picture");

            foreach (MarkedFace face in onOne)
                One(face, picture, faces, score);
        }

        return score;
    }

    private static void One(MarkedFace face, CameraFrame picture, StillFaces faces, LandmarkScore score)
    {
        if (!faces.TryFind(picture, face.Box))
        {
            score.Missed.Add($"{face.Picture} at {face.Box.Left:0}, {face.Box.Top:0}");
            return;
        }

        float between = face.Points[36].DistanceTo(face.Points[45]);
        double sum = 0;
        double inner = 0;
        for (int i = 0; i < Mesh68.Length; i++)
        {
            double off = faces.Mesh.At(Mesh68[i]).DistanceTo(face.Points[i]) / between;
            sum += off;
            inner += i >= 17 ? off : 0;
        }

        score.Errors.Add(sum / Mesh68.Length);
        score.InnerErrors.Add(inner / (Mesh68.Length - 17));
    }

    private static void Print(LandmarkScore score)
    {
        Console.WriteLine($"{score.Errors.Count} faces measured, {score.Missed.Count} not found");
        var table = new Table().AddColumns("points", "mean NME %", "median %", "worst %");
        Row(table, "68", score.Errors);
        Row(table, "51 (without jaw)", score.InnerErrors);
        AnsiConsole.Write(table);
        foreach (string missed in score.Missed.Take(NamesMax))
            Console.WriteLine($"no face: {missed}");
    }

    private static void Row(Table table, string name, List<double> errors)
    {
        double[] sorted = [.. errors.Order()];
        table.AddRow(
            name, $"{sorted.Average() * 100:0.00}", $"{sorted[sorted.Length / 2] * 100:0.00}",
            $"{sorted[^1] * 100:0.00}");
    }
}

/// <summary>Mean distances over the outer eye corners' distance, one a face.</summary>
internal sealed class LandmarkScore
{
    public List<double> Errors { get; } = [];

    public List<double> InnerErrors { get; } = [];

    public List<string> Missed { get; } = [];
}
