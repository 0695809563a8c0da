using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using SenseAuto.Inference;

namespace SenseAuto.Models.Lanes;

/// <summary>Lane lines of one picture in TuSimple's way: for each line one column per row, in pixels; -2 where there is none.</summary>
/// <param name="Picture">Full path of the picture.</param>
/// <param name="Group">First folders of the picture's path below the labels: pictures of one camera.</param>
/// <param name="Rows">Picture rows of the columns.</param>
/// <param name="Lines">Columns, one list a line.</param>
internal sealed record LaneTruth(string Picture, string Group, int[] Rows, double[][] Lines)
{
    public const double None = -2;

    /// <summary>Every label of every label_data*.json (or test_label.json) of a folder, in the order of the files.</summary>
    /// <exception cref="ModelException">No folder, no labels, or a line that is not right, named by file and line.</exception>
    public static IReadOnlyList<LaneTruth> ReadFolder(string folder)
    {
        if (!Directory.Exists(folder))
            throw new ModelException($"{folder}: no such folder");
        string[] files = [.. Directory.GetFiles(folder, "*label*.json").Order(StringComparer.Ordinal)];
        if (files.Length == 0)
            throw new ModelException($"{folder}: no label_data_*.json in it");

        var all = new List<LaneTruth>();
        foreach (string file in files)
        {
            int number = 0;
            foreach (string line in File.ReadLines(file))
            {
                number++;
                if (!string.IsNullOrWhiteSpace(line))
                    all.Add(Read(folder, line, $"{file}:{number}"));
            }
        }

        return all.Count > 0 ? all : throw new ModelException($"{folder}: the label files are empty");
    }

    private static LaneTruth Read(string folder, string line, string place)
    {
        try
        {
            using JsonDocument label = JsonDocument.Parse(line);
            JsonElement root = label.RootElement;
            string raw = root.GetProperty("raw_file").GetString() ?? throw new ModelException($"{place}: raw_file is null");
            int[] rows = [.. root.GetProperty("h_samples").EnumerateArray().Select(row => row.GetInt32())];
            double[][] lines =
            [
                .. root.GetProperty("lanes").EnumerateArray()
                    .Select(lane => lane.EnumerateArray().Select(column => column.GetDouble()).ToArray()),
            ];
            return Checked(new LaneTruth(Path.Combine(folder, raw), GroupOf(raw), rows, lines), place);
        }
        catch (Exception wrong) when (wrong
            is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ModelException($"{place}: not a label with raw_file, lanes and h_samples: {wrong.Message}");
        }
    }

    private static LaneTruth Checked(LaneTruth truth, string place)
    {
        if (truth.Rows.Length < 2)
            throw new ModelException($"{place}: h_samples has {truth.Rows.Length} rows, at least 2 are needed");
        foreach (double[] line in truth.Lines)
        {
            if (line.Length != truth.Rows.Length)
                throw new ModelException($"{place}: a line has {line.Length} columns for {truth.Rows.Length} rows of h_samples");
        }

        return File.Exists(truth.Picture) ? truth : throw new ModelException($"{place}: {truth.Picture}: no such picture");
    }

    private static string GroupOf(string rawFile)
    {
        string[] parts = rawFile.Split('/');
        return string.Join('/', parts.Take(Math.Min(2, parts.Length - 1)));
    }
}
