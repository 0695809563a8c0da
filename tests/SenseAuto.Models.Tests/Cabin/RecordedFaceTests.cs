using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using NUnit.Framework;
using SenseAuto.Cabin.Face;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Inference;
using SenseAuto.Inference.Cabin;
using SenseAuto.Models;
using SenseAuto.Models.Cabin;

namespace SenseAuto.Tests.Models.Cabin;

/// <summary>The face path on real recordings.</summary>
public sealed class RecordedFaceTests
{
    private const string HeadTurn = "cabin/intel-samples/preview/head-pose-face-detection-female.gif";
    private static readonly FaceLimits Limits = FaceLimits.Read(ParameterSet.Defaults.Number);

    private static string Models => Path.Combine(SharedRecordings.RepositoryRoot, "artifacts", "models");

    private static ModelStore Store => new(ModelCatalogue.Load(), Models);

    private static IEnumerable<TestCaseData> LabelledClips()
    {
        string file = Path.Combine(
            SharedRecordings.RepositoryRoot, "tests", "SenseAuto.Cabin.Tests", "Labels", "blinks.json");
        using JsonDocument labels = JsonDocument.Parse(File.ReadAllText(file));
        foreach (JsonElement clip in labels.RootElement.GetProperty("clips").EnumerateArray())
        {
            string path = clip.GetProperty("clip").GetString()!;
            int edgeFrames = clip.TryGetProperty("edgeFrames", out JsonElement edge) ? edge.GetInt32() : 2;
            yield return new TestCaseData(path, Spans(clip, "blinks"), Spans(clip, "unsure"), edgeFrames)
                .SetName($"Blinks_are_those_of_the_labels({Path.GetFileName(path)})");
        }
    }

    private static (int First, int Last)[] Spans(JsonElement clip, string name) =>
        [.. clip.GetProperty(name).EnumerateArray().Select(span => (span[0].GetInt32(), span[1].GetInt32()))];

    [TestCaseSource(nameof(LabelledClips))]
    public void Blinks_are_those_of_the_labels(
        string clip, (int First, int Last)[] blinks, (int First, int Last)[] unsure, int edgeFrames)
    {
        BlinkReport report = BlinksCommand.Find(SharedRecordings.PathOf(clip), Models);

        (long First, long Last)[] found =
            [.. report.Blinks.Select(blink => (report.FrameOf(blink.Start), report.FrameOf(blink.End)))];
        bool Meets((int First, int Last) label, (long First, long Last) one) =>
            one.First <= label.Last && one.Last >= label.First;
        string told = string.Join(' ', found.Select(one => $"{one.First}-{one.Last}"));
        Assert.That(blinks.Where(label => !found.Any(one => Meets(label, one))), Is.Empty, $"missed; found {told}");
        Assert.That(
            found.Where(one => !blinks.Concat(unsure).Any(label => Meets(label, one))), Is.Empty,
            $"false; found {told}");
        foreach ((int first, int last) in blinks)
        {
            (long First, long Last) one = found.First(blink => Meets((first, last), blink));
            Assert.That(one.First, Is.EqualTo(first).Within(edgeFrames), told);
            Assert.That(one.Last, Is.EqualTo(last).Within(4), told);
        }
    }

    [Test]
    public void A_turning_head_is_followed_without_being_lost()
    {
        using var video = new VideoPictures(SharedRecordings.PathOf(HeadTurn));
        using var sight = new FaceSight(Store, CabinCamera.Uncalibrated(video.Width, video.Height), Limits);
        double least = double.MaxValue;
        double most = double.MinValue;
        double jump = 0;
        double last = double.NaN;
        while (video.TryNext(out CameraFrame picture))
        {
            FaceState state = sight.Look(picture);
            Assert.That(
                state.Validity, Is.Not.EqualTo(Validity.Unavailable), $"frame {picture.Sequence}: {state.Reason}");
            double yaw = state.Head.Yaw.ToDegrees();
            (least, most) = (Math.Min(least, yaw), Math.Max(most, yaw));
            jump = double.IsNaN(last) ? 0 : Math.Max(jump, Math.Abs(yaw - last));
            last = yaw;
        }

        Assert.That(sight.Lost, Is.Zero);
        Assert.That(least, Is.LessThan(-30), $"yaw went from {least:0} to {most:0} degrees");
        Assert.That(most, Is.GreaterThan(20), $"yaw went from {least:0} to {most:0} degrees");
        Assert.That(jump, Is.LessThan(20), "degrees from one frame to the next");
    }

    [Test]
    public void Face_that_is_followed_needs_no_search_while_somebody_else_searches()
    {
        using var video = new VideoPictures(SharedRecordings.PathOf(HeadTurn));
        using var sight = new FaceSight(Store, CabinCamera.Uncalibrated(video.Width, video.Height), Limits);
        (int told, int alone) = (0, 0);
        for (int i = 0; i < 23 && video.TryNext(out CameraFrame picture); i++)
        {
            sight.Look(picture);
            int searches = sight.HasSearched ? 1 : 0;
            told += i is > 0 and <= 12 ? searches : 0;
            alone += i > 12 ? searches : 0;
            FaceCandidate[] faces = [.. sight.Faces];
            if (i < 12)
                sight.Take(faces, picture.Captured);
        }

        Assert.That(told, Is.Zero, "searches of a followed face beside another detector");
        Assert.That(alone, Is.GreaterThanOrEqualTo(1), "searches without it");
    }

    [Test]
    public void A_picture_takes_no_memory()
    {
        using var video = new VideoPictures(SharedRecordings.PathOf(HeadTurn));
        using var sight = new FaceSight(Store, CabinCamera.Uncalibrated(video.Width, video.Height), Limits);
        long taken = 0;
        for (int i = 0; i < 20 && video.TryNext(out CameraFrame picture); i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            sight.Look(picture);
            if (i >= 10)
                taken += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.That(taken, Is.Zero);
    }

    [Test]
    public void Black_flat_and_faceless_pictures_say_why_there_is_no_face()
    {
        using var sight = new FaceSight(Store, CabinCamera.Uncalibrated(640, 480), Limits);
        var pool = new FramePool(2, 640 * 480);
        pool.TryRent(out CameraFrame frame);
        frame.Describe(new Core.Time.MonoTime(1), 0, 640, 480, PixelFormat.Gray8);

        Array.Clear(frame.Pixels);
        FaceReason black = sight.Look(frame).Reason;
        Array.Fill(frame.Pixels, (byte)128);
        FaceReason flat = sight.Look(frame).Reason;
        for (int i = 0; i < frame.Pixels.Length; i++)
            frame.Pixels[i] = (byte)((i / 40 % 3 * 60) + 40);
        FaceReason faceless = sight.Look(frame).Reason;

        Assert.That(
            (black, flat, faceless), Is.EqualTo((FaceReason.TooDark, FaceReason.CameraCovered, FaceReason.NoFace)));
    }

    [Test]
    public void A_picture_of_another_size_is_refused_and_counted()
    {
        using var sight = new FaceSight(Store, CabinCamera.Uncalibrated(640, 480), Limits);
        var pool = new FramePool(2, 320 * 240);
        pool.TryRent(out CameraFrame frame);
        frame.Describe(new Core.Time.MonoTime(1), 0, 320, 240, PixelFormat.Gray8);

        FaceState state = sight.Look(frame);

        Assert.That(state.Reason, Is.EqualTo(FaceReason.NoPicture));
        Assert.That(sight.Refused, Is.EqualTo(1));
    }

    [Test]
    public void Landmarks_are_within_six_percent_of_the_eyes_distance()
    {
        LandmarkScore score = LandmarksCommand.Score(
            SharedRecordings.PathOf("cabin/landmarks-dlib/examples/faces"), Models);

        Assert.That(score.Missed, Is.Empty);
        Assert.That(score.Errors.Average(), Is.LessThan(0.06));
    }

    [TestCase("blinks", "nowhere.mp4")]
    [TestCase("eyes", "nowhere")]
    [TestCase("landmarks", "nowhere")]
    public void What_is_not_there_is_said_with_exit_code_two(string command, string path)
    {
        string[] words = ["cabin", "eval", command, path, "--models", Models];

        Assert.That(ModelCommands.Root().Parse(words).Invoke(), Is.EqualTo(2));
    }
}
