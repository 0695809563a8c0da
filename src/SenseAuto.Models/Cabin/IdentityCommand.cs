using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Identity;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core.Messages;
using SenseAuto.Hw.Cameras;
using SenseAuto.Inference;
using SenseAuto.Inference.Cabin;
using Spectre.Console;

namespace SenseAuto.Models.Cabin;

/// <summary>"cabin eval identity PAIRS.csv": how well the same person and two people are told apart.</summary>
internal static class IdentityCommand
{
    private const float ScoreMin = 0.3f;
    private const int NamesMax = 20;

    public static Command Make()
    {
        var pairs = new Argument<string>("pairs")
        {
            Description = "CSV with lines a,b,same: two pictures (relative to the file), 1 for the same person, else 0",
        };
        var models = new Option<string>("--models")
        {
            Description = "Folder of the ONNX files",
            DefaultValueFactory = _ => ProjectFolder.Models,
        };
        var command = new Command("identity", "Score recognition on pairs of face pictures") { pairs, models };
        command.SetAction(given => StillPeople.Guarded(() =>
        {
            List<FacePair> list = PairList.Read(given.GetRequiredValue(pairs));
            var store = new ModelStore(ModelCatalogue.Load(), given.GetRequiredValue(models));
            return Print(Score(list, store));
        }));
        return command;
    }

    /// <exception cref="InvalidDataException">A picture is missing.</exception>
    public static IdentityScore Score(IReadOnlyList<FacePair> pairs, ModelStore store)
    {
        using var people = new StillPeople(store, ScoreMin);
        using var embedder = new FaceEmbedder(store.Open(FaceEmbedder.ModelId));
        var known = new Dictionary<string, float[]?>(StringComparer.Ordinal);
        var score = new IdentityScore();
        foreach (FacePair pair in pairs)
        {
            float[]? first = Embed(pair.First);
            float[]? second = Embed(pair.Second);
            if (first is null || second is null)
                score.Unscored++;
            else
                (pair.IsSame ? score.Same : score.Other).Add(Embedding.Likeness(first, second));
        }

        score.Pictures = known.Count;
        score.Missed.AddRange(known.Where(one => one.Value is null).Select(one => one.Key));
        return score;

        float[]? Embed(string path)
        {
            if (!known.TryGetValue(path, out float[]? numbers))
                known[path] = numbers = One(path, people, embedder);
            return numbers;
        }
    }

    private static float[]? One(string path, StillPeople people, FaceEmbedder embedder)
    {
        float[] numbers = new float[Embedding.Length];
        using var file = new VideoPictures(path);
        if (!file.TryNext(out CameraFrame picture))
            throw new CameraException($"{path}: holds no picture");
        return people.TryFind(picture, out FaceCandidate face) && embedder.TryRun(picture, in face, numbers)
            ? numbers
            : null;
    }

    private static int Print(IdentityScore score)
    {
        Console.WriteLine(
            $"{score.Pictures} pictures, {score.Same.Count} pairs of one person, {score.Other.Count} of two; " +
            $"{score.Missed.Count} pictures without a face, {score.Unscored} pairs not scored for that");
        foreach (string path in score.Missed.Take(NamesMax))
            Console.WriteLine($"no face: {path}");
        if (score.Same.Count == 0 || score.Other.Count == 0)
        {
            Console.Error.WriteLine("an equal error rate needs scored pairs of both kinds");
            return 2;
        }

        var curve = new RocCurve(score.Same, score.Other);
        RocPoint equal = curve.Equal();
        Console.WriteLine(
            $"equal error rate {(equal.FalseAccepts + equal.FalseRejects) / 2:P2} at likeness {equal.Limit:0.000}");
        double limit = ParameterSet.Defaults.Number("identity.same.min");
        var table = new Table().AddColumns("at", "likeness", "false accepts", "false rejects");
        foreach (double share in (ReadOnlySpan<double>)[0.001, 0.01, 0.02, 0.05, 0.1])
            Row(table, $"false accepts up to {share:P1}", curve.WithFalseAccepts(share));
        Row(table, "default limit", curve.At(limit));
        AnsiConsole.Write(table);
        return 0;
    }

    private static void Row(Table table, string name, RocPoint point) =>
        table.AddRow(name, $"{point.Limit:0.000}", $"{point.FalseAccepts:P2}", $"{point.FalseRejects:P2}");
}

/// <summary>Likeness of every pair that could be scored.</summary>
internal sealed class IdentityScore
{
    public List<double> Same { get; } = [];

    public List<double> Other { get; } = [];

    public List<string> Missed { get; } = [];

    public int Pictures { get; set; }

    public int Unscored { get; set; }
}
