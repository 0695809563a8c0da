using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using NUnit.Framework;
using SenseAuto.Cabin.Identity;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Cameras;
using SenseAuto.Service;
using SenseAuto.Service.Cabin;
using SenseAuto.Service.Session;

namespace SenseAuto.Tests.Service;

/// <summary>A person is taught to the car from a recording, recognised on another part of it, and forgotten.</summary>
public sealed class EnrolmentTests
{
    private const string Woman = "cabin/intel-samples/preview/head-pose-face-detection-female.gif";
    private const string Man = "cabin/intel-samples/preview/head-pose-face-detection-male.gif";
    private static readonly IdentityLimits Limits = IdentityLimits.Read(ParameterSet.Defaults.Number);
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("senseauto-persons-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Enrolled_man_is_recognised_later_and_a_woman_is_not_taken_for_him()
    {
        IReadOnlyList<float[]> first = ViewsOf(Man, fromS: 0, toS: 2, out string problem);
        Assert.That(problem, Is.Empty);
        IdentityStore store = KnownPersons.Open(_folder);
        Person adam = store.Enrol("Adam", mayDrive: true, first);

        IReadOnlyList<float[]> later = ViewsOf(Man, fromS: 2, toS: 5, out problem);
        Assert.That(later, Is.Not.Empty, problem);
        foreach (float[] view in later)
            Assert.That(Recogniser.Of(view, store.Persons, Limits).PersonId, Is.EqualTo(adam.Id));
        IReadOnlyList<float[]> other = ViewsOf(Woman, fromS: 0, toS: 1.8, out problem);
        Assert.That(other, Is.Not.Empty, problem);
        foreach (float[] view in other)
            Assert.That(Recogniser.Of(view, store.Persons, Limits).PersonId, Is.Zero);
    }

    [Test]
    public void Two_persons_in_one_recording_are_refused()
    {
        using var enrolment = new Enrolment(Played.Place.Models(), ParameterSet.Defaults);
        Show(enrolment, Woman, 0, 1.8);
        Show(enrolment, Man, 0, 2);

        IReadOnlyList<float[]> views = enrolment.Views(out string problem);

        Assert.That(views, Is.Empty);
        Assert.That(problem, Does.Contain("somebody else"));
    }

    [Test]
    public void Pictures_without_a_face_say_so()
    {
        using var enrolment = new Enrolment(Played.Place.Models(), ParameterSet.Defaults);

        IReadOnlyList<float[]> views = enrolment.Views(out string problem);

        Assert.That(views, Is.Empty);
        Assert.That(problem, Does.StartWith("no usable face on 0 pictures"));
    }

    [Test]
    public void Session_starts_with_nobody_where_the_store_is_missing_or_was_changed()
    {
        Assert.That(KnownPersons.Load(_folder, out string? none), Is.Empty);
        Assert.That(none, Is.Null);
        KnownPersons.Open(_folder).Enrol("Anna", mayDrive: true, [Face()]);
        Assert.That(KnownPersons.Load(_folder, out none), Has.Count.EqualTo(1));
        Assert.That(none, Is.Null);

        File.WriteAllBytes(Path.Combine(_folder, "persons.said"), new byte[100]);

        Assert.That(KnownPersons.Load(_folder, out string? note), Is.Empty);
        Assert.That(note, Does.StartWith("nobody is recognised").And.Contain("persons.said"));
    }

    [Test]
    public async Task Person_is_listed_and_forgotten_by_command()
    {
        KnownPersons.Open(_folder).Enrol("Anna", mayDrive: true, [Face()]);

        int listed = await Program.Main(["cabin", "persons", "--persons", _folder]).ConfigureAwait(false);
        int unknown = await Program.Main(["cabin", "forget", "Berta", "--persons", _folder]).ConfigureAwait(false);
        int known = await Program.Main(["cabin", "forget", "Anna", "--persons", _folder]).ConfigureAwait(false);

        Assert.That((listed, unknown, known), Is.EqualTo((0, 2, 0)));

        Assert.That(KnownPersons.Open(_folder).Persons, Is.Empty);
    }

    [Test]
    public async Task Recording_that_is_not_there_enrols_nobody()
    {
        int code = await Program.Main(["cabin", "enrol", "Anna", "no-such-video.mp4", "--persons", _folder])
            .ConfigureAwait(false);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(KnownPersons.Open(_folder).Persons, Is.Empty);
    }

    /// <summary>The picture is 565 pixels wide: an odd size, which a camera's layout has not.</summary>
    [Test]
    public void Picture_of_odd_size_enrols_a_person_who_is_recognised_on_it()
    {
        string picture = SharedRecordings.PathOf("cabin/landmarks-dlib/examples/faces/Tom_Cruise_avp_2014_4.jpg");
        using var enrolment = new Enrolment(Played.Place.Models(), ParameterSet.Defaults);
        PersonPictures.Show(picture, enrolment, Assert.Fail);
        IdentityStore store = KnownPersons.Open(_folder);
        Person tom = store.Enrol("Tom", mayDrive: true, enrolment.Views(out string problem));
        Assert.That(problem, Is.Empty);

        PersonPictures.Show(picture, enrolment, Assert.Fail);

        Assert.That(enrolment.Refusals, Is.Empty);
        Assert.That(enrolment.Seen, Has.Count.EqualTo(2));
        Assert.That(Recogniser.Of(enrolment.Seen[1], store.Persons, Limits).PersonId, Is.EqualTo(tom.Id));
    }

    [Test]
    public async Task Car_that_knows_nobody_recognises_nobody_and_says_so() => Assert.That(
        await Program.Main(["cabin", "recognise", "x.jpg", "--persons", _folder]).ConfigureAwait(false), Is.EqualTo(2));

    [Test]
    public void Pictures_that_give_no_face_are_counted_by_the_reason()
    {
        using var enrolment = new Enrolment(Played.Place.Models(), ParameterSet.Defaults);
        PersonPictures.Show(
            SharedRecordings.PathOf("cabin/faces-keijiro/Assets/Image/Test7.jpg"), enrolment, Assert.Fail);
        PersonPictures.Show(
            SharedRecordings.PathOf("cabin/pet-cat-video/asset/hedgehog01.jpg"), enrolment, Assert.Fail);

        IReadOnlyList<float[]> views = enrolment.Views(out string problem);

        Assert.That(views, Is.Empty);
        Assert.That(enrolment.Refusals, Is.EqualTo("1 without a face, 1 with several people"));
        Assert.That(problem, Does.StartWith("no usable face on 2 pictures (1 without a face, 1 with several people)"));
    }

    [Test]
    public void File_in_a_folder_that_is_no_picture_is_passed_over()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "pictures")).FullName;
        File.Copy(
            SharedRecordings.PathOf("cabin/landmarks-dlib/examples/faces/Tom_Cruise_avp_2014_4.jpg"),
            Path.Combine(folder, "b.jpg"));
        File.WriteAllText(Path.Combine(folder, "a.jpg"), "no picture");
        using var enrolment = new Enrolment(Played.Place.Models(), ParameterSet.Defaults);

        List<string> passedOver = [];
        PersonPictures.Show(folder, enrolment, passedOver.Add);

        Assert.That(passedOver, Has.Count.EqualTo(1));
        Assert.That(passedOver[0], Does.Contain("a.jpg"));
        Assert.That(enrolment.Pictures, Is.EqualTo(1));
        Assert.That(enrolment.Seen, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Listing_a_folder_that_is_not_there_makes_none_and_a_file_is_refused()
    {
        string none = Path.Combine(_folder, "none");
        int listed = await Program.Main(["cabin", "persons", "--persons", none]).ConfigureAwait(false);
        string file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "").ConfigureAwait(false);

        Assert.That(listed, Is.Zero);
        Assert.That(Directory.Exists(none), Is.False);
        Assert.That(
            () => KnownPersons.Open(file), Throws.TypeOf<IdentityStoreException>().With.Message.Contains("is a file"));
    }

    private static float[] Face()
    {
        float[] face = new float[Embedding.Length];
        face[0] = 1;
        return face;
    }

    private static IReadOnlyList<float[]> ViewsOf(string clip, double fromS, double toS, out string problem)
    {
        using var enrolment = new Enrolment(Played.Place.Models(), ParameterSet.Defaults);
        Show(enrolment, clip, fromS, toS);
        return enrolment.Views(out problem);
    }

    private static void Show(Enrolment enrolment, string clip, double fromS, double toS)
    {
        var time = new ManualTime();
        using var camera = new FfmpegCamera(
            new FfmpegOptions(SharedRecordings.PathOf(clip)) { Pace = VideoPace.LockStep, Start = default(MonoTime) },
            time);
        double next = fromS;
        while (!camera.IsEnded && next < toS)
        {
            if (!camera.TryRead(out CameraFrame? picture))
            {
                time.Advance(MonoDuration.FromMilliseconds(10));
                continue;
            }

            if (picture.Captured.Since(default).Seconds >= next)
            {
                enrolment.Look(picture);
                next += 0.4;
            }

            picture.Release();
        }
    }
}
