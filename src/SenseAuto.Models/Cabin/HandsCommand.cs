using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Gestures;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Hw.Cameras;
using SenseAuto.Inference;
using SenseAuto.Inference.Cabin;
using Spectre.Console;

namespace SenseAuto.Models.Cabin;

/// <summary>"cabin eval hands VIDEO POINTS": distance of one hand's points from known ones.</summary>
internal static class HandsCommand
{
    public static Command Make()
    {
        var video = new Argument<string>("video") { Description = "A video of one hand, in any container" };
        var points = new Argument<string>("points")
        {
            Description = "JSON: of every picture 21 points of [x, y, ...] in pixels, thumb before little finger",
        };
        var network = new Option<string?>("--network")
        {
            Description = "Model of the catalogue that marks the hand [default: the halves that the service runs]",
        };
        Option<string> models = CabinEval.Models();
        var command = new Command("hands", "Score the hand's points on a video with known points")
        {
            video, points, network, models,
        };
        command.SetAction(given => CabinEval.Guarded(() =>
        {
            Print(Score(
                given.GetRequiredValue(video), given.GetRequiredValue(points), given.GetRequiredValue(models),
                given.GetValue(network)));
            return 0;
        }));
        return command;
    }

    /// <exception cref="CameraException">The video cannot be played.</exception>
    /// <exception cref="InvalidDataException">The points cannot be read, or no picture has both.</exception>
    public static HandScore Score(string path, string points, string models, string? network = null)
    {
        List<PixelPoint[]> known = Read(points);
        using var video = new VideoPictures(path);
        using var follower = new HandFollower(CabinEval.Store(models), network);
        var score = new HandScore();
        for (int frame = 0; frame < known.Count && video.TryNext(out CameraFrame picture); frame++)
        {
            score.Frames++;
            if (!follower.TryFollow(picture))
            {
                score.Missed.Add(frame);
                continue;
            }

            score.Errors.Add(Error(follower.Hand, known[frame]));

            // The crop that the known points of the picture before ask for: what is left is the network's own error.
            if (frame > 0 && follower.TryMark(picture, known[frame - 1]))
                score.NetworkErrors.Add(Error(follower.Aside, known[frame]));
        }

        return score.Errors.Count > 0 && score.NetworkErrors.Count > 0
            ? score
            : throw new InvalidDataException($"{path}: no hand in any of {score.Frames} pictures");
    }

    /// <summary>Mean distance of the points, as a share of the known palm (wrist to middle knuckle).</summary>
    private static double Error(HandMesh hand, PixelPoint[] known)
    {
        double sum = 0;
        for (int i = 0; i < known.Length; i++)
            sum += hand.Points[i].DistanceTo(known[i]);
        return sum / known.Length / known[HandMesh.Wrist].DistanceTo(known[HandMesh.MiddleKnuckle]);
    }

    private static List<PixelPoint[]> Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
            List<PixelPoint[]> hands =
            [
                .. document.RootElement.EnumerateArray().Select(hand => hand.EnumerateArray()
                    .Select(point => new PixelPoint(point[0].GetSingle(), point[1].GetSingle())).ToArray()),
            ];
            int wrong = hands.FindIndex(hand => hand.Length != HandMesh.Count);
            return wrong < 0
                ? hands
                : throw new InvalidDataException(
                    $"{path}: hand {wrong} has {hands[wrong].Length} points, expected {HandMesh.Count}");
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException
            or IndexOutOfRangeException or FormatException)
        {
            throw new InvalidDataException($"{path}: {failure.Message}", failure);
        }
    }

    private static void Print(HandScore score)
    {
        Console.WriteLine($"{score.Frames} pictures, {score.Missed.Count} without a hand");
        var table = new Table().AddColumns("share of the palm", "mean %", "median %", "19 of 20 below %", "worst %");
        Row(table, "as followed", score.Errors);
        Row(table, "known crop (network alone)", score.NetworkErrors);
        AnsiConsole.Write(table);
    }

    private static void Row(Table table, string name, List<double> errors)
    {
        double[] sorted = [.. errors.Order()];
        table.AddRow(
            name, $"{sorted.Average() * 100:0.00}", $"{sorted[sorted.Length / 2] * 100:0.00}",
            $"{sorted[sorted.Length * 19 / 20] * 100:0.00}", $"{sorted[^1] * 100:0.00}");
    }
}

/// <summary>Errors of one video, as shares of the palm.</summary>
internal sealed class HandScore
{
    public int Frames { get; set; }

    public List<double> Errors { get; } = [];

    /// <summary>With the crop that the known points ask for.</summary>
    public List<double> NetworkErrors { get; } = [];

    /// <summary>Pictures, from 0, on which no hand was found.</summary>
    public List<int> Missed { get; } = [];
}

/// <summary>One hand from picture to picture: the palm is only looked for when the hand was lost.</summary>
internal sealed class HandFollower : IDisposable
{
    // The pipeline that the networks were published with finds, follows and loses a hand at a half.
    private const float ScoreMin = 0.5f;
    private readonly PalmDetector _palms;
    private readonly HandLandmarker _landmarker;
    private readonly FixedList<HandCandidate> _hands = new(PalmDecoder.HandsMax);
    private bool _isFollowing;

    /// <param name="network">Null: the halves that the service runs.</param>
    /// <exception cref="ModelException">A model is missing.</exception>
    public HandFollower(ModelStore store, string? network = null)
    {
        _palms = new PalmDetector(store.Open(PalmDetector.ModelId), ScoreMin);
        _landmarker = network is null ? HandLandmarker.Open(store) : new HandLandmarker(store.Open(network));
    }

    public HandMesh Hand { get; } = new();

    /// <summary>Of the last <see cref="TryMark"/>.</summary>
    public HandMesh Aside { get; } = new();

    public bool TryFollow(CameraFrame picture)
    {
        if (!TryCrop(picture, out FaceCrop crop))
            return false;

        _isFollowing = _landmarker.TryRun(picture, in crop, Hand) && Hand.Presence >= ScoreMin;
        return _isFollowing;
    }

    /// <summary>Marks the hand in the crop that other points ask for; what is followed is not touched.</summary>
    public bool TryMark(CameraFrame picture, ReadOnlySpan<PixelPoint> before)
    {
        FaceCrop crop = HandCrop.Around(before);
        return _landmarker.TryRun(picture, in crop, Aside);
    }

    public void Dispose()
    {
        _palms.Dispose();
        _landmarker.Dispose();
    }

    private bool TryCrop(CameraFrame picture, out FaceCrop crop)
    {
        if (_isFollowing)
        {
            crop = HandCrop.Around(Hand);
            return true;
        }

        crop = default;
        FaceCrop whole = FaceDetector.Whole(picture);
        if (!_palms.TryFind(picture, in whole, _hands) || _hands.Count == 0)
            return false;

        crop = HandCrop.Around(in _hands.Items[0]);
        return true;
    }
}
