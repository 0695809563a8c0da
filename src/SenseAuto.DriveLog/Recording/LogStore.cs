using System;
using System.Globalization;
using System.IO;

namespace SenseAuto.DriveLog.Recording;

/// <summary>Where a recorder's files come from. A failed write needs a new file, so there may be several
/// parts.</summary>
public interface ILogStore
{
    /// <summary>Throws <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> when there is no
    /// place now.</summary>
    /// <param name="part">0 for the first file of the session.</param>
    /// <param name="name">For people: health and reports.</param>
    Stream Create(int part, out string name);
}

/// <summary>
/// Files in a folder, named after the wall-clock at which the session began. A log that is there is never written over:
/// a car whose clock starts anew at every journey gives the same name twice. A part that is asked for again has failed
/// before anything was in it: its file is taken again. One thread.
/// </summary>
public sealed class FolderLogStore(string folder, string prefix, TimeProvider time) : ILogStore
{
    private readonly string _stem =
        $"{prefix}-{time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";

    private int _lastPart = -1;
    private string _lastName = "";

    public Stream Create(int part, out string name)
    {
        Directory.CreateDirectory(folder);
        bool isAgain = part == _lastPart;
        name = isAgain ? _lastName : NewName(part);

        // No buffer of its own: a chunk goes out in one write, and a failure is seen at once.
        FileMode mode = isAgain ? FileMode.Create : FileMode.CreateNew;
        var file = new FileStream(name, mode, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        (_lastPart, _lastName) = (part, name);
        return file;
    }

    private string NewName(int part)
    {
        string suffix = part == 0 ? "" : $"-part{part + 1}";
        string name = Path.Combine(folder, $"{_stem}{suffix}.mcap");
        for (int again = 2; File.Exists(name); again++)
            name = Path.Combine(folder, $"{_stem}-again{again}{suffix}.mcap");
        return name;
    }
}
