using System;
using System.Collections.Concurrent;
using System.IO;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>The files that a scenario consists of, each read once and shared by all of its cells. Safe from any
/// thread.</summary>
internal sealed class ScenarioSource
{
    // Some simulators name a road network without its ending.
    private const string RoadEnding = ".xodr";
    private readonly ConcurrentDictionary<string, XmlNode> _files = new(StringComparer.Ordinal);

    public XmlNode File(string path) => _files.GetOrAdd(Path.GetFullPath(path), static full => XmlNode.Load(full));

    /// <summary>
    /// A path as a file has it, with or without the ending of a road network: from that file's folder, from its parents, or from the
    /// folders beside them.
    /// </summary>
    /// <returns>The full path, or null when there is no such file or folder.</returns>
    public static string? Find(string path, string fromFile)
    {
        path = path.Replace('\\', '/');
        string? folder = Path.GetDirectoryName(Path.GetFullPath(fromFile));
        if (folder is null || path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
            return null;

        return Beside(path, folder) ?? Beside(path + RoadEnding, folder);
    }

    private static string? Beside(string path, string folder)
    {
        string direct = Path.GetFullPath(Path.Combine(folder, path));
        if (Path.Exists(direct))
            return direct;

        // Tool chains set search folders; the usual ones lie beside or above the scenario's.
        string name = Path.GetFileName(path);
        for (string? up = folder; up is not null && up.Length > 1; up = Path.GetDirectoryName(up))
        {
            foreach (string beside in new[] { path, name, Path.Combine("xodr", name), Path.Combine("OpenDRIVE", name), Path.Combine("Catalogs", name) })
            {
                string candidate = Path.GetFullPath(Path.Combine(up, beside));
                if (Path.Exists(candidate))
                    return candidate;
            }
        }

        return null;
    }
}
