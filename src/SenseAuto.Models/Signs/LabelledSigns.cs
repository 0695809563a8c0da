using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using SenseAuto.Core.Messages;

namespace SenseAuto.Models.Signs;

/// <summary>One labelled picture of a sign.</summary>
/// <param name="ClassId">Number of the class in the data set.</param>
/// <param name="Sign">The sign itself on the picture, when the set says where it is.</param>
public sealed record LabelledSign(string Path, int ClassId, PixelBox? Sign)
{
    /// <summary>Size of the picture that <see cref="Sign"/> was marked on, in pixels; 0 when the set does not say.</summary>
    public (int Width, int Height) Marked { get; init; }

    /// <summary>Where the sign is on a picture of this size: sets are also handed on with all pictures made one size.</summary>
    public PixelBox? SignOn(int width, int height)
    {
        if (Sign is not { } box || Marked.Width <= 0 || Marked.Height <= 0)
            return Sign;

        float across = (float)width / Marked.Width;
        float along = (float)height / Marked.Height;
        return new PixelBox(box.Left * across, box.Top * along, box.Width * across, box.Height * along);
    }
}

/// <summary>
/// Labelled sign pictures in the layout of the German Traffic Sign Recognition Benchmark: folders named by the number of
/// their class, with or without a table of regions, or one folder with a table that names each picture's class.
/// </summary>
public static class LabelledSigns
{
    private static readonly string[] Pictures = [".ppm", ".png", ".jpg", ".jpeg"];

    /// <exception cref="EvalException">Nothing there, or a table that cannot be read: file and line are named.</exception>
    public static IReadOnlyList<LabelledSign> Load(string folder)
    {
        if (!Directory.Exists(folder))
            throw new EvalException($"{folder}: no such folder");

        List<LabelledSign> signs = [];
        foreach (string inside in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (int.TryParse(Path.GetFileName(inside), NumberStyles.None, CultureInfo.InvariantCulture, out int classId))
                signs.AddRange(OfClass(inside, classId));
        }

        if (signs.Count == 0)
            signs.AddRange(Tables(folder).SelectMany(table => OfTable(folder, table)));
        return signs.Count > 0
            ? signs
            : throw new EvalException(
                $"{folder}: neither folders named by class numbers (00000, 00001, …) with pictures nor a .csv with " +
                "columns Filename and ClassId");
    }

    private static IEnumerable<LabelledSign> OfClass(string folder, int classId)
    {
        Dictionary<string, LabelledSign> regions = new(StringComparer.Ordinal);
        foreach (string table in Tables(folder))
        {
            foreach (LabelledSign row in OfTable(folder, table))
            {
                regions[Path.GetFileName(row.Path)] = row;
            }
        }

        foreach (string picture in Directory.EnumerateFiles(folder).Where(IsPicture).Order(StringComparer.Ordinal))
        {
            yield return regions.TryGetValue(Path.GetFileName(picture), out LabelledSign? row)
                ? row with { Path = picture, ClassId = classId }
                : new LabelledSign(picture, classId, null);
        }
    }

    private static bool IsPicture(string path) =>
        Pictures.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Tables(string folder) =>
        Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal);

    /// <summary>A table without a class column has no rows for us.</summary>
    private static IEnumerable<LabelledSign> OfTable(string folder, string path)
    {
        string[] lines = File.ReadAllLines(path);
        char separator = lines.Length > 0 && lines[0].Contains(';', StringComparison.Ordinal) ? ';' : ',';
        string[] titles = [.. lines.Take(1).SelectMany(line => line.TrimStart('\uFEFF').Split(separator)).Select(title => title.Trim())];
        int name = Math.Max(Array.IndexOf(titles, "Filename"), Array.IndexOf(titles, "Path"));
        int label = Array.IndexOf(titles, "ClassId");
        if (name < 0 || label < 0)
            yield break;

        for (int i = 1; i < lines.Length; i++)
        {
            string[] cells = lines[i].Split(separator);
            if (lines[i].Trim().Length == 0)
                continue;
            if (cells.Length != titles.Length)
                throw new EvalException($"{path}:{i + 1}: {cells.Length} columns, the first line has {titles.Length}");

            yield return new LabelledSign(
                Path.Combine(folder, cells[name].Trim()), Number(cells[label], path, i + 1), Region(titles, cells, path, i + 1))
            {
                Marked = (Side(titles, cells, "Width", path, i + 1), Side(titles, cells, "Height", path, i + 1)),
            };
        }
    }

    private static PixelBox? Region(string[] titles, string[] cells, string path, int line)
    {
        int first = Array.IndexOf(titles, "Roi.X1");
        if (first < 0 || first + 3 >= titles.Length)
            return null;

        int[] sides = [.. Enumerable.Range(first, 4).Select(column => Number(cells[column], path, line))];
        return sides[2] > sides[0] && sides[3] > sides[1]
            ? new PixelBox(sides[0], sides[1], sides[2] - sides[0] + 1, sides[3] - sides[1] + 1)
            : throw new EvalException($"{path}:{line}: an empty region ({string.Join(' ', sides)})");
    }

    private static int Side(string[] titles, string[] cells, string title, string path, int line)
    {
        int column = Array.IndexOf(titles, title);
        return column < 0 ? 0 : Number(cells[column], path, line);
    }

    private static int Number(string cell, string path, int line) =>
        int.TryParse(cell.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new EvalException($"{path}:{line}: '{cell}' is not a number");
}
