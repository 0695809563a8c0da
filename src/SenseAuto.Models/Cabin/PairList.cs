using System;
using System.Collections.Generic;
using System.IO;

namespace SenseAuto.Models.Cabin;

/// <summary>Two pictures, and whether they show the same person.</summary>
internal sealed record FacePair(string First, string Second, bool IsSame);

/// <summary>Reads "a,b,same" lines. Paths are relative to the file; same is 1 or 0; a header line is allowed.</summary>
internal static class PairList
{
    /// <exception cref="InvalidDataException">Names the file and the line.</exception>
    public static List<FacePair> Read(string path)
    {
        if (!File.Exists(path))
            throw new InvalidDataException($"{path}: no such file");

        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var pairs = new List<FacePair>();
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            string[] cells = line.Trim('\uFEFF', ' ', '\r', '\t').Split(',', StringSplitOptions.TrimEntries);
            if (cells is [""] || (number == 1 && cells is [.., "same"]))
                continue;
            if (cells is not [{ Length: > 0 }, { Length: > 0 }, "0" or "1"])
                throw new InvalidDataException($"{path}:{number}: expected a,b,same with same 0 or 1, not '{line}'");

            pairs.Add(new FacePair(Path.Combine(folder, cells[0]), Path.Combine(folder, cells[1]), cells[2] == "1"));
        }

        return pairs.Count > 0 ? pairs : throw new InvalidDataException($"{path}: no pairs");
    }
}
