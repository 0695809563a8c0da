using System.IO;
using System.Linq;
using SenseAuto.Service.Session;
using SenseAuto.Sim.Reports;

namespace SenseAuto.Sim.Tool;

/// <summary>A played scene as a page.</summary>
internal static class SceneReport
{
    private const int NameMax = 120;

    /// <summary>Writes the page and returns its path.</summary>
    public static string Write(SceneOutcome outcome, string folder)
    {
        string path = Path.Combine(folder, FileNameOf(outcome.Cell.Name) + ".html");
        RunPage.Write(path, outcome.Facts(), outcome.Trace, outcome.Car);
        return path;
    }

    /// <summary>A name that every file system takes.</summary>
    public static string FileNameOf(string name)
    {
        char[] safe = [.. name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_')];
        return safe.Length <= NameMax ? new string(safe) : new string(safe, 0, NameMax);
    }
}
