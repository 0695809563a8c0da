using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace SenseAuto.Calibration;

/// <summary>
/// Every number that an OEM may tune: the loop, the warning functions and their arbiter. Profiles, their validation and the documentation
/// are made from it. What only a perception developer would touch has its one default in the component's limits record instead.
/// </summary>
public static class ParameterTable
{
    private static readonly Dictionary<string, Parameter> ByName = new(StringComparer.Ordinal);

    static ParameterTable()
    {
        foreach (Parameter row in All)
            ByName.Add(row.Name, row);
    }

    public static IReadOnlyList<Parameter> All { get; } =
        [.. LoopParameters.Rows, .. ForwardCollisionParameters.Rows, .. LaneDepartureParameters.Rows];

    /// <summary>Relations that any profile must keep.</summary>
    public static IReadOnlyList<ParameterOrder> Orders { get; } =
        [.. ForwardCollisionParameters.Orders, .. LaneDepartureParameters.Orders];

    public static bool TryFind(string name, out Parameter row) => ByName.TryGetValue(name, out row!);

    /// <summary>The name that takes the fewest edits to reach.</summary>
    public static string Nearest(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string best = All[0].Name;
        int bestEdits = int.MaxValue;
        foreach (Parameter row in All)
        {
            int edits = Edits(name, row.Name);
            if (edits < bestEdits)
                (best, bestEdits) = (row.Name, edits);
        }

        return best;
    }

    /// <summary>The table as Markdown, a row a parameter.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder("| name | unit | default | minimum | maximum | meaning | source |\n|---|---|---|---|---|---|---|\n");
        foreach (Parameter row in All)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {row.Name} | {row.Symbol} | {row.Default} | {row.Minimum} | {row.Maximum} | {row.Meaning} | {MarkOf(row.Mark)} {row.Source} |\n");
        }

        return text.ToString();
    }

    /// <summary>The mark as the documentation writes it: [R] read, [S] secondary, [M] memory, [own], [measured].</summary>
    public static string MarkOf(SourceMark mark) => mark switch
    {
        SourceMark.Primary => "[R]",
        SourceMark.Secondary => "[S]",
        SourceMark.Memory => "[M]",
        SourceMark.Ours => "[own]",
        _ => "[measured]",
    };

    /// <summary>Levenshtein distance.</summary>
    private static int Edits(string a, string b)
    {
        int[] row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
            row[j] = j;

        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
