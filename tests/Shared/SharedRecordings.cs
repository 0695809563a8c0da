using System.IO;
using System.Runtime.CompilerServices;
using NUnit.Framework;

namespace SenseAuto.Tests;

/// <summary>The real recordings and vectors beside the project. They are never part of it, so a test must live without them.</summary>
internal static class SharedRecordings
{
    public static string RepositoryRoot { get; } = FindRoot();

    private static string DataFolder => Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared", "data"));

    public static bool Exist => Directory.Exists(DataFolder);

    /// <summary>Full path of a file or folder below the recordings; skips the test, saying so, where there are none.</summary>
    public static string PathOf(string relative)
    {
        // The reason for which a test of this project may skip: the recordings are not the project's to ship.
        if (!Exist)
            Assert.Ignore("skipped: no recordings at ../shared/data");

        string path = Path.Combine(DataFolder, relative);
        Assert.That(Path.Exists(path), Is.True, $"../shared/data has no {relative}");
        return path;
    }

    /// <summary>A freely usable portrait that the system installs; skips the test, saying so, where it is not.</summary>
    public static string PortraitAt(string path)
    {
        if (!File.Exists(path))
            Assert.Ignore($"skipped: no portrait at {path}; python3-imageio has it");
        return path;
    }

    /// <summary>A browser that the system installs; skips the test, saying so, where it is not.</summary>
    public static string BrowserAt(string path)
    {
        if (!File.Exists(path))
            Assert.Ignore($"skipped: no browser at {path}; the Debian package chromium has it");
        return path;
    }

    private static string FindRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
