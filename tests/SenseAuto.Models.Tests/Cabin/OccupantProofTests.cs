using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Cabin;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Identity;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Inference;
using SenseAuto.Inference.Cabin;
using SenseAuto.Models.Cabin;

namespace SenseAuto.Tests.Models.Cabin;

/// <summary>
/// Recordings through networks, looks and evidence to what is told of a seat: the whole picture, or a part of it.
/// </summary>
public sealed class OccupantProofTests
{
    private const string Clips = "cabin/gaze-hysts/assets/inputs/";
    private static readonly OccupantLimits Limits = OccupantLimits.Read(ParameterSet.Defaults.Number);
    private static readonly PixelBox Whole = new(0, 0, 1, 1);

    private static ModelStore Store =>
        new(ModelCatalogue.Load(), Path.Combine(SharedRecordings.RepositoryRoot, "artifacts", "models"));

    /// <summary>Looks at a few pictures a second, as the slow slots of the cabin loop do.</summary>
    private static List<OccupantState> Watch(string relative, PixelBox region, int every, int pictures)
    {
        var map = new SeatMap([new(SeatId.Row2Middle, region)]);
        using var eyes = new CabinEyes(Store);
        using var video = new VideoPictures(SharedRecordings.PathOf(relative));
        SeatMemory memory = default;
        List<OccupantState> told = [];
        for (int i = 0; told.Count < pictures && video.TryNext(out CameraFrame picture); i++)
        {
            if (i % every != 0)
                continue;

            eyes.Look(picture);
            SeatLook look = SeatLooks.Of(
                map, SeatId.Row2Middle, eyes.Things.Items, eyes.Faces,
                new PictureSize(picture.Width, picture.Height), picture.Captured);
            told.Add(SeatEvidence.Step(ref memory, SeatId.Row2Middle, in look, Limits));
        }

        return told;
    }

    // A girl on the left, her father on the right; grown people; a cat.
    [TestCase(Clips + "video04.mp4", 0f, 0.54f, Occupancy.Child)]
    [TestCase(Clips + "video04.mp4", 0.48f, 0.52f, Occupancy.Adult)]
    [TestCase(Clips + "video00.mp4", 0f, 1f, Occupancy.Adult)]
    [TestCase("cabin/intel-samples/asl_gestures/night.mkv", 0f, 1f, Occupancy.Adult)]
    [TestCase("cabin/pet-cat-video/asset/cat.mp4", 0f, 1f, Occupancy.Pet)]
    public void Who_is_in_a_clip_is_told_mostly_and_never_as_somebody_else(string clip, float left, float width, Occupancy expected)
    {
        List<OccupantState> told = Watch(clip, Whole with { Left = left, Width = width }, every: 12, pictures: 8);

        string all = string.Join(' ', told.Select(one => $"{one.Occupancy}/{one.Confidence:0.00}"));
        TestContext.Out.WriteLine(all);
        int right = told.Count(one => one.Occupancy == expected && one.Validity == Validity.Valid);
        Assert.That(right, Is.GreaterThan(told.Count / 2), all);
        Assert.That(told.Select(one => one.Occupancy).Distinct(), Is.SubsetOf(new[] { expected, Occupancy.Unknown }), all);
    }

    [TestCase("cabin/tfjs-golden/shared/test_data/three_people.jpg", 3)]
    [TestCase(Clips + "image02.jpg", 4)]
    [TestCase("cabin/faces-keijiro/Assets/Image/Test1.jpg", 1)]
    public void People_of_a_picture_are_counted(string relative, int expected)
    {
        using var eyes = new CabinEyes(Store);
        using var file = new VideoPictures(SharedRecordings.PathOf(relative));
        Assert.That(file.TryNext(out CameraFrame picture), Is.True);

        eyes.Look(picture);
        CabinObject[] people =
            [.. eyes.Things.Items.ToArray().Where(one => one.Kind == CabinObjectKind.Person && one.Score >= 0.4f)];
        SeatFace[] faces = eyes.Faces.ToArray();

        // Whoever has a face, and whoever has none but is a person.
        int faceless = people.Count(
            person => !Array.Exists(faces, face => Overlap.Within(face.Box, person.Box) > 0.7f));
        string all = string.Join(' ', eyes.Things.Items.ToArray().Select(one => $"{one.Kind}/{one.Score:0.00}"));
        Assert.That(faces.Length + faceless, Is.EqualTo(expected), $"{faces.Length} faces; {all}");
    }

    /// <summary>Things, faces and ages of one picture.</summary>
    private sealed class CabinEyes(ModelStore store) : IDisposable
    {
        private readonly CabinObjectSight _objects = new(store.Open(CabinObjectSight.ModelId), 0.2f);
        private readonly FaceDetector _detector = new(store.Open(FaceDetector.ModelId), 0.5f);
        private readonly FaceEmbedder _embedder = new(store.Open(FaceEmbedder.ModelId));
        private readonly FixedList<FaceCandidate> _found = new(BlazefaceDecoder.FacesMax);
        private readonly float[] _numbers = new float[Embedding.Length];
        private SeatFace[] _faces = [];

        public FixedList<CabinObject> Things { get; } = new(CabinObjectDecoder.ObjectsMax);

        public ReadOnlySpan<SeatFace> Faces => _faces;

        public void Look(CameraFrame picture)
        {
            FaceCrop whole = FaceDetector.Whole(picture);
            Assert.That(_objects.TryFind(picture, in whole, Things), Is.True);
            Assert.That(_detector.TryFind(picture, in whole, _found), Is.True);
            _faces = [.. _found.Items.ToArray().Select(face => Of(picture, face))];
        }

        public void Dispose()
        {
            _objects.Dispose();
            _detector.Dispose();
            _embedder.Dispose();
        }

        private SeatFace Of(CameraFrame picture, FaceCandidate face) => new(
            face.Box, face.Score, _embedder.TryRun(picture, in face, _numbers) ? _embedder.AgeYears : 0,
            BeltState.Unknown, ChildSeatState.Unknown);
    }
}
