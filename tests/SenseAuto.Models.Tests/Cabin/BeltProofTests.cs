using System;
using System.IO;
using NUnit.Framework;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Inference;
using SenseAuto.Inference.Cabin;
using SenseAuto.Models.Cabin;

namespace SenseAuto.Tests.Models.Cabin;

/// <summary>Belts of recorded people through network, looks and evidence.</summary>
public sealed class BeltProofTests
{
    private const string Clips = "cabin/gaze-hysts/assets/inputs/";
    private static readonly OccupantLimits Limits = OccupantLimits.Read(ParameterSet.Defaults.Number);

    private static ModelStore Store =>
        new(ModelCatalogue.Load(), Path.Combine(SharedRecordings.RepositoryRoot, "artifacts", "models"));

    [TestCase(Clips + "video00.mp4")]
    [TestCase(Clips + "video02.mp4")]
    [TestCase("cabin/headpose-yakhyo/assets/in_video.mp4")]
    [TestCase("cabin/intel-samples/asl_gestures/night.mkv")]
    [TestCase("cabin/intel-samples/asl_gestures/thanks.mkv")]
    public void Person_without_a_belt_is_told_neither_belted_nor_in_a_child_seat(string clip)
    {
        (int looks, SeatMemory memory) = (0, default);
        using var detector = new FaceDetector(Store.Open(FaceDetector.ModelId), 0.5f);
        using var belts = BeltSight.Open(Store);
        using var video = new VideoPictures(SharedRecordings.PathOf(clip));
        var faces = new FixedList<FaceCandidate>(BlazefaceDecoder.FacesMax);
        for (int i = 0; looks < 8 && video.TryNext(out CameraFrame picture); i++)
        {
            FaceCrop whole = FaceDetector.Whole(picture);
            if (i % 12 != 0 || !detector.TryFind(picture, in whole, faces) || faces.Count == 0)
                continue;

            FaceCrop torso = BeltLook.TorsoOf(faces.Items[0].Box);
            Assert.That(belts.TryRun(picture, in torso, out BeltReading reading), Is.True);
            looks++;

            // Everybody is taken for a child: what is not a harness must not become one.
            var look = new SeatLook(
                picture.Captured, true, 1, 5, 0, 0, BeltLook.Judge(in reading, Limits),
                BeltLook.JudgeChildSeat(in reading, 5, Limits));
            OccupantState seat = SeatEvidence.Step(ref memory, SeatId.Row1DriverSide, in look, Limits);
            TestContext.Out.WriteLine($"{reading} {seat.Belt}");
            Assert.That(seat.Belt, Is.AnyOf(BeltState.Off, BeltState.Unknown), $"look {looks}: {reading}");
            Assert.That(seat.ChildSeat, Is.EqualTo(ChildSeatState.Unknown), $"look {looks}: {reading}");
        }

        Assert.That(looks, Is.GreaterThan(3), "looks with a face");
    }

    [Test]
    public void Look_at_a_torso_gives_shares_and_allocates_nothing()
    {
        using var belts = BeltSight.Open(Store);
        using var video = new VideoPictures(SharedRecordings.PathOf(Clips + "video00.mp4"));
        Assert.That(video.TryNext(out CameraFrame picture), Is.True);
        var torso = new FaceCrop(new PixelPoint(picture.Width / 2f, picture.Height / 2f), picture.Height / 2f, default);

        Assert.That(belts.TryRun(picture, in torso, out BeltReading reading), Is.True);
        Assert.That(reading.Worn, Is.InRange(0, 1.0001f));
        Assert.That(
            Math.Min(reading.Fitted, Math.Min(reading.Misrouted, reading.Harness)), Is.GreaterThanOrEqualTo(0));
        Assert.That(belts.TryRun(picture, default, out _), Is.False, "a torso without a size");
        Assert.That(Allocation.Of(() => belts.TryRun(picture, in torso, out _)), Is.Zero);
    }
}
