using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using SenseAuto.Cabin.Identity;

namespace SenseAuto.Service.Session;

/// <summary>Where the persons that the car knows are kept on this machine: sealed, with the key beside.</summary>
public static class KnownPersons
{
    private const string FileName = "persons.said";

    /// <summary>The folder that a command uses when it is told of no other.</summary>
    public static string DefaultFolder { get; } = Path.Combine(
        Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "senseauto");

    /// <summary>For a command line.</summary>
    public static Option<string> Option() => new("--persons")
    {
        Description = "Folder of the persons the car knows (sealed; numbers of faces, no pictures)",
        DefaultValueFactory = _ => DefaultFolder,
    };

    /// <summary>Opens the store. Its folder is made for its owner alone when the first person is kept.</summary>
    /// <exception cref="IdentityStoreException">The file or its key is not as it was left.</exception>
    public static IdentityStore Open(string folder) => File.Exists(folder)
        ? throw new IdentityStoreException($"{folder}: is a file; the known persons are kept in a folder")
        : new IdentityStore(new SealedFile(Path.Combine(folder, FileName), Path.Combine(folder, "persons.key")));

    /// <summary>For a session: whom the car knows; nobody, and a note why, where the store cannot be read.</summary>
    public static IReadOnlyList<Person> Load(string folder, out string? note)
    {
        note = null;
        if (!File.Exists(Path.Combine(folder, FileName)))
            return [];

        try
        {
            return Open(folder).Persons;
        }
        catch (IdentityStoreException problem)
        {
            note = $"nobody is recognised: {problem.Message}";
            return [];
        }
    }
}
