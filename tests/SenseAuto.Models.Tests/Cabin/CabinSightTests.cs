using System;
using System.IO;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Identity;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Inference;
using SenseAuto.Inference.Cabin;
using SenseAuto.Models.Cabin;

namespace SenseAuto.Tests.Models.Cabin;

/// <summary>Identity and occupants on real pictures, with the networks as they are shipped.</summary>
public sealed class CabinSightTests
{
    private const string Johns = "cabin/landmarks-dlib/examples/johns/";

    private static ModelStore Store
    {
        get
        {
            string folder = Path.Combine(SharedRecordings.RepositoryRoot, "artifacts", "models");
            return new ModelStore(ModelCatalogue.Load(), folder);
        }
    }

    private static void WithPicture(string relative, Action<CameraFrame> look)
    {
        using var file = new VideoPictures(SharedRecordings.PathOf(relative));
        Assert.That(file.TryNext(out CameraFrame picture), Is.True);
        look(picture);
    }

    [Test]
    public void One_man_is_like_himself_and_unlike_others()
    {
        string[] files =
        [
            "John_Salley/000179_02159509.jpg", "John_Salley/000183_02159543.jpg",
            "John_Simm/000288_00470387.jpg", "John_Simm/000297_00470170.jpg",
        ];
        using var people = new StillPeople(Store, 0.3f);
        using var embedder = new FaceEmbedder(Store.Open(FaceEmbedder.ModelId));
        float[][] faces = [.. files.Select(_ => new float[Embedding.Length])];
        for (int i = 0; i < files.Length; i++)
        {
            int at = i;
            WithPicture(Johns + files[i], picture =>
            {
                Assert.That(people.TryFind(picture, out FaceCandidate face), Is.True, files[at]);
                Assert.That(embedder.TryRun(picture, in face, faces[at]), Is.True);
            });
        }

        Assert.That(Embedding.Likeness(faces[0], faces[1]), Is.GreaterThan(0.62));
        Assert.That(Embedding.Likeness(faces[2], faces[3]), Is.GreaterThan(0.62));
        Assert.That(Embedding.Likeness(faces[0], faces[2]), Is.LessThan(0.6));
        Assert.That(Embedding.Likeness(faces[1], faces[3]), Is.LessThan(0.6));
    }

    [Test]
    public void Identity_run_allocates_nothing()
    {
        using var people = new StillPeople(Store, 0.3f);
        using var embedder = new FaceEmbedder(Store.Open(FaceEmbedder.ModelId));
        float[] numbers = new float[Embedding.Length];
        WithPicture(Johns + "John_Simm/000288_00470387.jpg", picture =>
        {
            Assert.That(people.TryFind(picture, out FaceCandidate face), Is.True);
            embedder.TryRun(picture, in face, numbers);
            long bytes = Allocation.Of(() =>
            {
                for (int i = 0; i < 5; i++)
                    embedder.TryRun(picture, in face, numbers);
            });

            // ONNX Runtime's own call takes some bytes; a tensor would take a hundred thousand.
            Assert.That(bytes, Is.LessThan(5 * 512));
        });
    }

    [Test]
    public void Cat_is_a_pet()
    {
        using var objects = new CabinObjectSight(Store.Open(CabinObjectSight.ModelId), 0.2f);
        var seen = new FixedList<CabinObject>(CabinObjectDecoder.ObjectsMax);
        using var file = new VideoPictures(SharedRecordings.PathOf("cabin/pet-cat-video/asset/cat.mp4"));
        float best = 0;
        for (int i = 0; i <= 120 && file.TryNext(out CameraFrame picture); i++)
        {
            if (i % 40 != 0)
                continue;

            FaceCrop whole = FaceDetector.Whole(picture);
            Assert.That(objects.TryFind(picture, in whole, seen), Is.True);
            foreach (CabinObject thing in seen.Items.ToArray().Where(one => one.Kind == CabinObjectKind.Pet))
                best = Math.Max(best, thing.Score);
        }

        Assert.That(best, Is.GreaterThan(0.4));
    }

    [Test]
    public void Family_of_seven_has_seven_faces()
    {
        using var detector = new FaceDetector(Store.Open(FaceDetector.ModelId), 0.5f);
        var faces = new FixedList<FaceCandidate>(BlazefaceDecoder.FacesMax);
        WithPicture("cabin/faces-keijiro/Assets/Image/Test7.jpg", picture =>
        {
            FaceCrop whole = FaceDetector.Whole(picture);
            Assert.That(detector.TryFind(picture, in whole, faces), Is.True);
        });

        Assert.That(faces.Count, Is.EqualTo(7));
    }

    [TestCase("cabin/gaze-hysts/assets/inputs/image00.jpg")]
    [TestCase("cabin/faces-keijiro/Assets/Image/Test1.jpg")]
    public void Person_without_belt_and_telephone_has_none(string relative)
    {
        string path = SharedRecordings.PathOf(relative);
        using var stills = new CabinStills(Store);
        OccupantLimits limits = OccupantLimits.Read(SenseAuto.Calibration.Parameters.ParameterSet.Defaults.Number);

        CabinVerdict verdict = stills.Look(path, new CabinLabel(null, null), limits);

        Assert.That(verdict.Phone.Use, Is.EqualTo(PhoneUse.None));
        Assert.That(verdict.Belt, Is.Not.EqualTo(BeltState.On));
    }
}
