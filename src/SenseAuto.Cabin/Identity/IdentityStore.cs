using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using SenseAuto.Core.Messages;

namespace SenseAuto.Cabin.Identity;

/// <summary>
/// The persons a car knows, kept in one sealed file that never leaves it. Not for the frame: enrolling, forgetting and
/// loading take memory and the disk. Recognition on the loaded list takes none.
/// </summary>
public sealed class IdentityStore
{
    /// <summary>Persons that are kept at most.</summary>
    public const int PersonsMax = 32;

    private const int NameBytesMax = 200;
    private readonly SealedFile _file;
    private readonly List<Person> _persons = [];
    private int _nextId = 1;

    /// <exception cref="IdentityStoreException">The file or its key is not as it was left.</exception>
    public IdentityStore(SealedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        _file = file;
        byte[] plain = file.Read();
        if (plain.Length > 0)
            Load(plain);
    }

    public IReadOnlyList<Person> Persons => _persons;

    /// <summary>Adds a person. The car's own rules say who may call this.</summary>
    /// <param name="faces">Embeddings of one face in several views.</param>
    /// <param name="setPoints">Seat and mirrors, kept in the same stroke; null for none.</param>
    /// <exception cref="ArgumentException">
    /// No face, too many, of another length, a set-point is not a number, or the name is too long or not printable.
    /// </exception>
    /// <exception cref="IdentityStoreException">
    /// The store is full, or the disk took it not: nothing changed then.
    /// </exception>
    public Person Enrol(
        string name, bool mayDrive, IReadOnlyList<float[]> faces, SeatSetPoints? setPoints = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(faces);
        if (faces.Count is < 1 or > Person.FacesMax)
            throw new ArgumentException($"{faces.Count} faces; a person is enrolled with 1 to {Person.FacesMax}");
        if (Encoding.UTF8.GetByteCount(name) > NameBytesMax)
            throw new ArgumentException($"the name is longer than {NameBytesMax} bytes");
        if (name.Any(char.IsControl))
            throw new ArgumentException("the name has a character that cannot be printed");
        if (setPoints is { AreNumbers: false })
            throw new ArgumentException("a set-point is not a number");

        List<float[]> kept = Kept(faces);
        if (_persons.Count == PersonsMax)
            throw new IdentityStoreException($"{PersonsMax} persons are known already; forget one first");

        var person = new Person(_nextId, name, mayDrive, setPoints, kept);
        Change(persons => persons.Add(person), _nextId + 1);
        return person;
    }

    /// <summary>False when nobody has this number. The person's numbers are gone from the file, too.</summary>
    /// <exception cref="IdentityStoreException">The disk took it not: nothing changed then.</exception>
    public bool Forget(int id)
    {
        int index = _persons.FindIndex(person => person.Id == id);
        if (index < 0)
            return false;

        Change(persons => persons.RemoveAt(index), _nextId);
        return true;
    }

    /// <summary>Keeps a person's seat and mirrors. False when nobody has this number.</summary>
    /// <exception cref="ArgumentException">A set-point is not a number.</exception>
    /// <exception cref="IdentityStoreException">The disk took it not: nothing changed then.</exception>
    public bool Remember(int id, SeatSetPoints setPoints)
    {
        int index = _persons.FindIndex(person => person.Id == id);
        if (index < 0)
            return false;
        if (!setPoints.AreNumbers)
            throw new ArgumentException("a set-point is not a number");

        Change(persons => persons[index] = persons[index] with { SetPoints = setPoints }, _nextId);
        return true;
    }

    private static List<float[]> Kept(IReadOnlyList<float[]> faces)
    {
        var kept = new List<float[]>();
        foreach (float[] face in faces)
        {
            float[] copy = [.. face];
            if (copy.Length != Embedding.Length || !Embedding.TryNormalise(copy))
                throw new ArgumentException($"a face of {face.Length} numbers is not {Embedding.Length} usable ones");
            kept.Add(copy);
        }

        return kept;
    }

    private void Change(Action<List<Person>> change, int nextId)
    {
        List<Person> changed = [.. _persons];
        change(changed);
        _file.Write(Save(changed, nextId));
        _persons.Clear();
        _persons.AddRange(changed);
        _nextId = nextId;
    }

    private static byte[] Save(List<Person> persons, int nextId)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory, Encoding.UTF8);
        writer.Write(nextId);
        writer.Write(persons.Count);
        foreach (Person person in persons)
        {
            writer.Write(person.Id);
            writer.Write(person.Name);
            writer.Write(person.MayDrive);
            writer.Write(person.SetPoints is not null);
            SeatSetPoints points = person.SetPoints ?? default;
            writer.Write(points.SeatForwardM);
            writer.Write(points.SeatHeightM);
            writer.Write(points.BackrestRad);
            writer.Write(points.MirrorYawRad);
            writer.Write(points.MirrorPitchRad);
            writer.Write(person.Faces.Count);
            foreach (float[] face in person.Faces)
            {
                foreach (float value in face)
                    writer.Write(value);
            }
        }

        writer.Flush();
        return memory.ToArray();
    }

    private void Load(byte[] plain)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(plain), Encoding.UTF8);
            _nextId = reader.ReadInt32();
            int count = reader.ReadInt32();
            if (count is < 0 or > PersonsMax)
                throw new IdentityStoreException($"{count} known persons in the file, allowed 0..{PersonsMax}");
            for (int i = 0; i < count; i++)
                _persons.Add(ReadPerson(reader));
        }
        catch (EndOfStreamException failure)
        {
            throw new IdentityStoreException("the file of known persons ends too early", failure);
        }
    }

    private static Person ReadPerson(BinaryReader reader)
    {
        int id = reader.ReadInt32();
        string name = reader.ReadString();
        bool mayDrive = reader.ReadBoolean();
        bool hasPoints = reader.ReadBoolean();
        var points = new SeatSetPoints(
            reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle());
        int count = reader.ReadInt32();
        if (count is < 1 or > Person.FacesMax)
            throw new IdentityStoreException($"person {id} has {count} faces, allowed 1..{Person.FacesMax}");

        var faces = new List<float[]>();
        for (int i = 0; i < count; i++)
        {
            float[] face = new float[Embedding.Length];
            for (int k = 0; k < face.Length; k++)
                face[k] = reader.ReadSingle();
            faces.Add(face);
        }

        return new Person(id, name, mayDrive, hasPoints ? points : null, faces);
    }
}
