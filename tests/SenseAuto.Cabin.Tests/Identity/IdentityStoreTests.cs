using System;
using System.Collections.Generic;
using System.IO;
using NUnit.Framework;
using SenseAuto.Cabin.Identity;
using SenseAuto.Core.Messages;

namespace SenseAuto.Tests.Cabin.Identity;

/// <summary>Known persons: kept, recalled, forgotten, and safe from whoever has the file alone.</summary>
public sealed class IdentityStoreTests
{
    private string _folder = "";

    private string FilePath => Path.Combine(_folder, "persons.said");

    private string KeyPath => Path.Combine(_folder, "persons.key");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("identity").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private IdentityStore Open() => new(new SealedFile(FilePath, KeyPath));

    private static float[] Face(int axis)
    {
        float[] face = new float[Embedding.Length];
        face[axis] = 1;
        return face;
    }

    [Test]
    public void Enrolled_person_is_there_after_a_restart_with_seat_and_mirrors()
    {
        IdentityStore store = Open();
        Person anna = store.Enrol("Anna", mayDrive: true, [Face(0), Face(1)]);
        store.Remember(anna.Id, new SeatSetPoints(0.12f, 0.03f, 0.4f, 0.1f, -0.05f));

        Person again = Open().Persons[0];

        Assert.That(again.Name, Is.EqualTo("Anna"));
        Assert.That(again.MayDrive, Is.True);
        Assert.That(again.Faces, Has.Count.EqualTo(2));
        Assert.That(again.SetPoints, Is.EqualTo(new SeatSetPoints(0.12f, 0.03f, 0.4f, 0.1f, -0.05f)));
    }

    [Test]
    public void Forgotten_person_is_gone_from_the_file_and_the_number_is_not_given_again()
    {
        IdentityStore store = Open();
        int first = store.Enrol("A", mayDrive: true, [Face(0)]).Id;
        Assert.That(store.Forget(first), Is.True);

        IdentityStore again = Open();

        Assert.That(again.Persons, Is.Empty);
        Assert.That(again.Enrol("B", mayDrive: false, [Face(1)]).Id, Is.GreaterThan(first));
        Assert.That(store.Forget(first), Is.False);
    }

    [Test]
    public void File_shows_neither_name_nor_numbers()
    {
        Open().Enrol("Rumpelstilz", mayDrive: true, [Face(0)]);

        byte[] file = File.ReadAllBytes(FilePath);

        Assert.That(file.AsSpan().IndexOf("Rumpelstilz"u8), Is.EqualTo(-1));
        Assert.That(file.AsSpan().IndexOf(BitConverter.GetBytes(1f).AsSpan()), Is.EqualTo(-1));
    }

    [Test]
    public void Same_content_written_twice_is_never_the_same_file()
    {
        var sealedFile = new SealedFile(FilePath, KeyPath);
        sealedFile.Write([1, 2, 3]);
        byte[] first = File.ReadAllBytes(FilePath);
        sealedFile.Write([1, 2, 3]);

        Assert.That(File.ReadAllBytes(FilePath), Is.Not.EqualTo(first));
        Assert.That(sealedFile.Read(), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [TestCase(0)]
    [TestCase(9)]
    [TestCase(25)]
    [TestCase(60)]
    public void Changed_byte_is_found_out(int at)
    {
        Open().Enrol("A", mayDrive: true, [Face(0)]);
        byte[] file = File.ReadAllBytes(FilePath);
        file[at] ^= 1;
        File.WriteAllBytes(FilePath, file);

        Assert.That(() => Open(), Throws.TypeOf<IdentityStoreException>().With.Message.Contains(FilePath));
    }

    [Test]
    public void Short_file_is_named()
    {
        File.WriteAllBytes(FilePath, new byte[10]);

        Assert.That(() => Open(), Throws.TypeOf<IdentityStoreException>().With.Message.Contains("10 bytes"));
    }

    [Test]
    public void Other_key_opens_nothing()
    {
        Open().Enrol("A", mayDrive: true, [Face(0)]);
        byte[] key = File.ReadAllBytes(KeyPath);
        key[0] ^= 1;
        File.WriteAllBytes(KeyPath, key);

        Assert.That(() => Open(), Throws.TypeOf<IdentityStoreException>().With.Message.Contains("is not its key"));
    }

    [Test]
    public void Missing_key_is_said_and_no_new_one_hides_it()
    {
        IdentityStore store = Open();
        store.Enrol("A", mayDrive: true, [Face(0)]);
        File.Delete(KeyPath);

        Assert.That(() => Open(), Throws.TypeOf<IdentityStoreException>().With.Message.Contains("key is missing"));
        Assert.That(
            () => store.Enrol("B", mayDrive: true, [Face(1)]),
            Throws.TypeOf<IdentityStoreException>().With.Message.Contains("key is missing"));
        Assert.That(File.Exists(KeyPath), Is.False);
    }

    [Test]
    public void Key_and_file_are_for_their_owner_alone()
    {
        if (OperatingSystem.IsWindows())
            return;

        Open().Enrol("A", mayDrive: true, [Face(0)]);
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.That(File.GetUnixFileMode(KeyPath), Is.EqualTo(OwnerOnly));
        Assert.That(File.GetUnixFileMode(FilePath), Is.EqualTo(OwnerOnly));

        File.SetUnixFileMode(KeyPath, OwnerOnly | UnixFileMode.OtherRead);
        Assert.That(() => Open(), Throws.TypeOf<IdentityStoreException>().With.Message.Contains("mode to 600"));
    }

    [Test]
    public void Disk_that_is_full_changes_nothing_and_is_said()
    {
        // /dev/full takes no byte: the kernel's own full disk.
        if (!File.Exists("/dev/full"))
            return;

        IdentityStore store = Open();
        store.Enrol("A", mayDrive: true, [Face(0)]);
        File.CreateSymbolicLink(FilePath + ".new", "/dev/full");

        Assert.That(
            () => store.Enrol("B", mayDrive: true, [Face(1)]),
            Throws.TypeOf<IdentityStoreException>().With.Message.Contains("could not be kept"));
        Assert.That(store.Persons, Has.Count.EqualTo(1));
        Assert.That(Open().Persons, Has.Count.EqualTo(1));
    }

    [Test]
    public void Second_writer_does_not_undo_the_first()
    {
        IdentityStore one = Open();
        one.Enrol("A", mayDrive: true, [Face(0)]);
        IdentityStore other = Open();
        other.Enrol("B", mayDrive: true, [Face(1)]);

        Assert.That(
            () => one.Enrol("C", mayDrive: true, [Face(2)]),
            Throws.TypeOf<IdentityStoreException>().With.Message.Contains("another wrote it meanwhile"));
        Assert.That(one.Persons, Has.Count.EqualTo(1));
        Assert.That(Open().Persons[1].Name, Is.EqualTo("B"));
    }

    [Test]
    public void File_that_appeared_after_an_empty_start_is_kept()
    {
        IdentityStore one = Open();
        Open().Enrol("A", mayDrive: true, [Face(0)]);

        Assert.That(
            () => one.Enrol("B", mayDrive: true, [Face(1)]),
            Throws.TypeOf<IdentityStoreException>().With.Message.Contains("another wrote it meanwhile"));
        Assert.That(Open().Persons[0].Name, Is.EqualTo("A"));
    }

    [Test]
    public void Folder_is_made_for_its_owner_when_the_first_person_is_kept()
    {
        string folder = Path.Combine(_folder, "new");
        var file = new SealedFile(Path.Combine(folder, "persons.said"), Path.Combine(folder, "persons.key"));
        var store = new IdentityStore(file);
        Assert.That(Directory.Exists(folder), Is.False);

        store.Enrol("A", mayDrive: true, [Face(0)]);

        Assert.That(new IdentityStore(file).Persons, Has.Count.EqualTo(1));
        Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(2));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(
                File.GetUnixFileMode(folder),
                Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        }
    }

    [Test]
    public void Seat_is_kept_with_the_person_or_refused_with_the_person()
    {
        var points = new SeatSetPoints(0.1f, 0.02f, 0.3f, 0, 0);
        Open().Enrol("A", mayDrive: true, [Face(0)], points);
        Assert.That(Open().Persons[0].SetPoints, Is.EqualTo(points));

        SeatSetPoints broken = points with { BackrestRad = float.NaN };
        Assert.That(() => Open().Enrol("B", mayDrive: true, [Face(1)], broken), Throws.ArgumentException);
        Assert.That(Open().Persons, Has.Count.EqualTo(1));
    }

    [TestCase("two\nlines")]
    [TestCase("\u001b[2J")]
    public void Name_that_cannot_be_printed_is_refused(string name) => Assert.That(
        () => Open().Enrol(name, mayDrive: true, [Face(0)]),
        Throws.ArgumentException.With.Message.Contains("cannot be printed"));

    private static IEnumerable<TestCaseData> UnusableFaces()
    {
        yield return new TestCaseData((object)Array.Empty<float[]>());
        yield return new TestCaseData((object)new[] { new float[7] });
        yield return new TestCaseData((object)new[] { new float[Embedding.Length] });
        float[] broken = Face(0);
        broken[5] = float.NaN;
        yield return new TestCaseData((object)new[] { broken });
    }

    [TestCaseSource(nameof(UnusableFaces))]
    public void Faces_that_are_none_are_refused(float[][] faces) =>
        Assert.That(() => Open().Enrol("A", mayDrive: true, faces), Throws.ArgumentException);

    [Test]
    public void Full_store_says_so()
    {
        IdentityStore store = Open();
        for (int i = 0; i < IdentityStore.PersonsMax; i++)
            store.Enrol($"{i}", mayDrive: false, [Face(i)]);

        Assert.That(
            () => store.Enrol("one more", mayDrive: false, [Face(99)]),
            Throws.TypeOf<IdentityStoreException>().With.Message.Contains("forget one first"));
    }
}
