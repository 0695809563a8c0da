using System;
using System.Collections.Generic;
using System.Globalization;
using SenseAuto.Core.Messages;
using SenseAuto.Inference;

namespace SenseAuto.Models.Objects;

/// <summary>One object on one picture, by hand.</summary>
/// <param name="File">JPEG picture or video file.</param>
/// <param name="Picture">Of a video: 0 for the first.</param>
/// <param name="Class">Unknown: an area in which nothing counts, neither as found nor as false.</param>
internal sealed record RangeLabel(string File, int Picture, ObjectClass Class, PixelBox Box)
{
    /// <summary>What the table holds, for a command's help.</summary>
    public const string Help =
        "CSV with the heading row file,frame,class,x1,y1,x2,y2: file below --pictures (.jpg or a video), frame (0 for "
        + "a picture), class (car, truck, bus, motorcycle, bicycle, pedestrian, or ignore for an area that counts for "
        + "nothing), box in pixels";

    private const int Columns = 7;

    /// <exception cref="ModelException">A row cannot be read; file and line are named.</exception>
    public static List<RangeLabel> Read(string path)
    {
        string[] lines = System.IO.File.ReadAllLines(path);
        var labels = new List<RangeLabel>();
        for (int i = 1; i < lines.Length; i++)
        {
            if (lines[i].Trim().Length > 0)
                labels.Add(Row(lines[i].Split(','), $"{path}:{i + 1}"));
        }

        return labels.Count > 0 ? labels : throw new ModelException($"{path}: holds no labels");
    }

    private static RangeLabel Row(string[] cells, string place)
    {
        if (cells.Length != Columns)
            throw new ModelException($"{place}: {cells.Length} columns, expected file,frame,class,x1,y1,x2,y2");

        float Number(int column) =>
            float.TryParse(cells[column].Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out float value)
                ? value : throw new ModelException($"{place}: '{cells[column]}' is not a number");
        string name = cells[2].Trim();
        bool isIgnored = string.Equals(name, "ignore", StringComparison.OrdinalIgnoreCase);
        if (!Enum.TryParse(name, ignoreCase: true, out ObjectClass kind) && !isIgnored)
            throw new ModelException($"{place}: class '{name}' is not known");

        var box = new PixelBox(Number(3), Number(4), Number(5) - Number(3), Number(6) - Number(4));
        return box.Width > 0 && box.Height > 0
            ? new RangeLabel(cells[0].Trim(), (int)Number(1), isIgnored ? ObjectClass.Unknown : kind, box)
            : throw new ModelException($"{place}: the box is empty");
    }
}
