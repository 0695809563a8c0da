using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using SenseAuto.Core.Messages;
using SenseAuto.Inference;

namespace SenseAuto.Models.Objects;

/// <summary>What is true of the lead on one picture.</summary>
/// <param name="Picture">0 for the first.</param>
/// <param name="RangeM">To the lead's near face.</param>
/// <param name="Box">Of the lead, in pixels; empty when the table does not say.</param>
/// <param name="SpeedMps">Our own; null when the table does not say.</param>
/// <param name="YawRate">Our own, rad/s, positive turns left; null when the table does not say.</param>
internal sealed record RangeTruth(int Picture, double RangeM, PixelBox Box, double? SpeedMps, double? YawRate)
{
    /// <summary>What the table holds, for a command's help.</summary>
    public const string Help =
        "CSV with a heading row: t (s since the first picture) or frame (0 for the first picture), range (m from the "
        + "camera to the lead's rear); optional x1,y1,x2,y2 (pixels: chooses the object), speed (own, m/s), yaw_rate "
        + "(own, rad/s, positive turns left)";

    // Truth that jumps farther than this between neighbours is about another object. Chosen by us.
    private const double SlopeWindowS = 0.6;
    private const double JumpMpsMax = 50;

    /// <exception cref="ModelException">The file or a value cannot be read; file and line are named.</exception>
    public static List<RangeTruth> Read(string path, double framesPerSecond)
    {
        string[] lines = File.ReadAllLines(path);
        if (lines.Length == 0)
            throw new ModelException($"{path}: empty; expected a heading row such as t,range");

        string[] heads = Array.ConvertAll(lines[0].Split(','), head => head.Trim().ToLowerInvariant());
        int time = Array.IndexOf(heads, "t");
        int frame = Array.IndexOf(heads, "frame");
        int range = Array.IndexOf(heads, "range");
        if (range < 0 || (time < 0 && frame < 0))
            throw new ModelException($"{path}:1: the heading row is '{lines[0]}'; it needs range and t or frame");

        var rows = new List<RangeTruth>();
        for (int i = 1; i < lines.Length; i++)
        {
            if (lines[i].Trim().Length == 0)
                continue;

            string[] cells = lines[i].Split(',');
            double Cell(string name) => Number(path, i + 1, cells, Array.IndexOf(heads, name), name);
            double? Maybe(string name) => Array.IndexOf(heads, name) >= 0 ? Cell(name) : null;
            double number = Math.Round(frame >= 0 ? Cell("frame") : Cell("t") * framesPerSecond);
            if (number is < 0 or > int.MaxValue)
                throw new ModelException($"{path}:{i + 1}: is about picture {number}, which no recording has");
            double metres = Cell("range");
            if (!(metres > 0))
                throw new ModelException($"{path}:{i + 1}: range is {metres}, must be above 0");

            rows.Add(new RangeTruth((int)number, metres, BoxOf(heads, Cell), Maybe("speed"), Maybe("yaw_rate")));
        }

        rows.Sort((a, b) => a.Picture.CompareTo(b.Picture));
        return rows;
    }

    /// <summary>
    /// Speed at which the range shrinks, m/s, by a line through the rows near this one; null when too few.
    /// </summary>
    public static double? ClosingMps(IReadOnlyList<RangeTruth> rows, int at, double framesPerSecond)
    {
        (double n, double t1, double r1, double tt, double tr) = (0, 0, 0, 0, 0);
        RangeTruth middle = rows[at];
        int reach = (int)Math.Round(SlopeWindowS * framesPerSecond);
        for (int i = Math.Max(0, at - reach); i < rows.Count && rows[i].Picture <= middle.Picture + reach; i++)
        {
            double t = (rows[i].Picture - middle.Picture) / framesPerSecond;
            bool isSame = Math.Abs(rows[i].RangeM - middle.RangeM) <= (JumpMpsMax * Math.Abs(t)) + 0.01;
            if (rows[i].Picture < middle.Picture - reach || !isSame)
                continue;

            double r = rows[i].RangeM;
            (n, t1, r1, tt, tr) = (n + 1, t1 + t, r1 + r, tt + (t * t), tr + (t * r));
        }

        double spread = (n * tt) - (t1 * t1);
        return n >= 4 && spread > 1e-9 ? -((n * tr) - (t1 * r1)) / spread : null;
    }

    private static PixelBox BoxOf(string[] heads, Func<string, double> cell)
    {
        if (Array.IndexOf(heads, "x1") < 0)
            return default;

        (double left, double top) = (cell("x1"), cell("y1"));
        return new PixelBox((float)left, (float)top, (float)(cell("x2") - left), (float)(cell("y2") - top));
    }

    private static double Number(string path, int line, string[] cells, int column, string name)
    {
        string text = column >= 0 && column < cells.Length ? cells[column].Trim() : "";
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && double.IsFinite(value);
        return isNumber ? value : throw new ModelException($"{path}:{line}: {name} is '{text}', expected a number");
    }
}
