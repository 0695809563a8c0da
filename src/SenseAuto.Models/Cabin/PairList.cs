using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace SenseAuto.Models.Cabin;

/// <summary>Two pictures, and whether they show the same person.</summary>
internal sealed record FacePair(string First, string Second, bool IsSame);

/// <summary>What a list of pairs holds.</summary>
/// <param name="Wrong">Lines that are no pair: file, number and why.</param>
internal sealed record FacePairs(IReadOnlyList<FacePair> Pairs, IReadOnlyList<string> Wrong);

/// <summary>
/// Reads lists of picture pairs: a,b,same in three columns, or any columns whose header names two pictures and the
/// answer. Cells are parted by commas, semicolons or tabs and may be quoted.
/// </summary>
/// <remarks>
/// The answer is 1, yes, true or same, or 0, no, false or different. A path is looked for beside the list, then in the
/// folder of pictures, then where the caller stands.
/// </remarks>
internal static class PairList
{
    private static readonly string[] Yes = ["1", "1.0", "yes", "y", "true", "t", "same", "match", "positive"];

    private static readonly string[] No =
        ["0", "0.0", "-1", "no", "n", "false", "f", "different", "diff", "mismatch", "negative"];

    /// <param name="pictures">Folder that paths may be relative to; null when there is none.</param>
    /// <exception cref="InvalidDataException">No line is a pair: names the file and the first wrong line.</exception>
    public static FacePairs Read(string path, string? pictures = null)
    {
        if (!File.Exists(path))
            throw new InvalidDataException($"{path}: no such file");
        if (pictures is not null && !Directory.Exists(pictures))
            throw new InvalidDataException($"{pictures}: no such folder");

        string[] folders =
            [Path.GetDirectoryName(Path.GetFullPath(path))!, .. pictures is null ? [] : new[] { pictures }, "."];
        var pairs = new List<FacePair>();
        var wrong = new List<string>();
        PairColumns? columns = null;
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            if (line.Trim('\uFEFF', ' ', '\r', '\t') is not { Length: > 0 } text || text.StartsWith('#'))
                continue;
            bool isHeader = columns is null && PairColumns.TryReadHeader(text, out columns);
            columns ??= PairColumns.WithoutHeader(text);
            if (isHeader)
                continue;
            if (PairOf(columns.Cells(text), columns, folders) is { } pair)
                pairs.Add(pair);
            else
                wrong.Add($"{path}:{number}: expected {columns.Wanted}, the answer 1 or 0, yes or no; not '{text}'");
        }

        return pairs.Count > 0
            ? new FacePairs(pairs, wrong)
            : throw new InvalidDataException(wrong.Count > 0 ? wrong[0] : $"{path}: no pairs");
    }

    /// <summary>Null when the word is no answer.</summary>
    public static bool? AnswerOf(string word)
    {
        if (Yes.Contains(word, StringComparer.OrdinalIgnoreCase))
            return true;
        return No.Contains(word, StringComparer.OrdinalIgnoreCase) ? false : null;
    }

    private static FacePair? PairOf(string[] cells, PairColumns columns, string[] folders)
    {
        if (cells.Length != columns.Count || AnswerOf(cells[columns.Answer]) is not { } isSame)
            return null;

        (string first, string second) = (cells[columns.First], cells[columns.Second]);
        return first.Length > 0 && second.Length > 0
            ? new FacePair(Find(first, folders), Find(second, folders), isSame)
            : null;
    }

    /// <summary>The first place that has the file; beside the list where none has.</summary>
    private static string Find(string name, string[] folders)
    {
        string forward = name.Replace('\\', '/');
        foreach (string folder in folders)
        {
            if (File.Exists(Path.Combine(folder, name)))
                return Path.Combine(folder, name);
            if (File.Exists(Path.Combine(folder, forward)))
                return Path.Combine(folder, forward);
        }

        return Path.Combine(folders[0], name);
    }
}
