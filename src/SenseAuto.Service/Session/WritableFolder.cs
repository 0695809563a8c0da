using System;
using System.IO;

namespace SenseAuto.Service.Session;

/// <summary>Asks before a drive, not after it, whether its log and pages can be written.</summary>
public static class WritableFolder
{
    /// <summary>Makes the folder where there is none.</summary>
    /// <exception cref="IOException">Nothing can be written there; the text names the folder and says why.</exception>
    public static void Need(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        try
        {
            Directory.CreateDirectory(folder);
            string trial = Path.Combine(folder, Path.GetRandomFileName());
            File.WriteAllBytes(trial, [0]);
            File.Delete(trial);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{folder}: nothing can be written there: {problem.Message}", problem);
        }
    }
}
