using System;
using System.Collections.Generic;

namespace SenseAuto.Models.Lanes;

/// <summary>How well the lines found on pictures agree with the truth, by TuSimple's measure; and how many ego lines were found.</summary>
internal sealed class LaneScore
{
    /// <summary>A point agrees within so many pixels, across the line.</summary>
    private const double WithinPx = 20;

    /// <summary>A line is found when this share of its rows agrees.</summary>
    private const double FoundShare = 0.85;
    private const int LinesCounted = 4;
    private const int ExtraLinesMax = 2;
    private const double FarOff = -100;
    private double _accuracy;
    private double _falsePositives;
    private double _falseNegatives;
    private int _egoLines;
    private int _egoFound;

    public int Pictures { get; private set; }

    /// <summary>Share of true points that were found, mean of the pictures.</summary>
    public double Accuracy => _accuracy / Math.Max(1, Pictures);

    /// <summary>Share of found lines that are none, mean of the pictures.</summary>
    public double FalsePositives => _falsePositives / Math.Max(1, Pictures);

    /// <summary>Share of true lines that were not found, mean of the pictures.</summary>
    public double FalseNegatives => _falseNegatives / Math.Max(1, Pictures);

    public int EgoLines => _egoLines;

    /// <summary>Share of the lines beside the car that were found.</summary>
    public double EgoRecall => _egoFound / (double)Math.Max(1, _egoLines);

    /// <param name="aheadColumn">Picture column that lies straight ahead at the bottom: which lines are the ego lane's.</param>
    public void Add(LaneTruth truth, IReadOnlyList<double[]> found, double aheadColumn)
    {
        Pictures++;
        double[] best = new double[truth.Lines.Length];
        for (int i = 0; i < best.Length; i++)
        {
            foreach (double[] columns in found)
                best[i] = Math.Max(best[i], Agreement(truth.Rows, truth.Lines[i], columns));
        }

        AddEgo(truth, best, aheadColumn);
        if (found.Count > truth.Lines.Length + ExtraLinesMax)
        {
            _falseNegatives++;
            return;
        }

        AddLines(best, found.Count);
    }

    private void AddLines(double[] best, int foundLines)
    {
        int matched = 0;
        double sum = 0;
        double least = 1;
        foreach (double share in best)
        {
            matched += share >= FoundShare ? 1 : 0;
            sum += share;
            least = Math.Min(least, share);
        }

        // Of more than four true lines the worst is not held against the finder.
        int missed = best.Length - matched;
        bool isMany = best.Length > LinesCounted;
        sum -= isMany ? least : 0;
        missed -= isMany && missed > 0 ? 1 : 0;
        double counted = Math.Max(1, Math.Min(LinesCounted, best.Length));
        _accuracy += sum / counted;
        _falseNegatives += missed / counted;
        _falsePositives += foundLines > 0 ? Math.Max(0, foundLines - matched) / (double)foundLines : 0;
    }

    private void AddEgo(LaneTruth truth, double[] best, double aheadColumn)
    {
        (int left, int right) = (-1, -1);
        (double leftColumn, double rightColumn) = (double.MinValue, double.MaxValue);
        for (int i = 0; i < best.Length; i++)
        {
            if (!TryBottom(truth.Rows, truth.Lines[i], out double column))
                continue;
            if (column <= aheadColumn && column > leftColumn)
                (left, leftColumn) = (i, column);
            if (column > aheadColumn && column < rightColumn)
                (right, rightColumn) = (i, column);
        }

        foreach (int line in (ReadOnlySpan<int>)[left, right])
        {
            _egoLines += line >= 0 ? 1 : 0;
            _egoFound += line >= 0 && best[line] >= FoundShare ? 1 : 0;
        }
    }

    /// <summary>Share of all rows in which both agree, rows that neither has included.</summary>
    internal static double Agreement(int[] rows, double[] truth, double[] found)
    {
        double within = TryLine(rows, truth, out double slope, out _) ? WithinPx / Math.Cos(Math.Atan(slope)) : WithinPx;
        int agreed = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            double wanted = truth[i] >= 0 ? truth[i] : FarOff;
            double got = found[i] >= 0 ? found[i] : FarOff;
            agreed += Math.Abs(wanted - got) < within ? 1 : 0;
        }

        return agreed / (double)rows.Length;
    }

    private static bool TryBottom(int[] rows, double[] columns, out double column)
    {
        bool isLine = TryLine(rows, columns, out double slope, out double atZero);
        column = atZero + (slope * rows[^1]);
        return isLine;
    }

    /// <summary>The straight line through the points: columns over rows.</summary>
    private static bool TryLine(int[] rows, double[] columns, out double slope, out double atZero)
    {
        (double n, double sumRow, double sumColumn, double sumRows, double sumBoth) = (0, 0, 0, 0, 0);
        for (int i = 0; i < rows.Length; i++)
        {
            if (columns[i] < 0)
                continue;

            n++;
            sumRow += rows[i];
            sumColumn += columns[i];
            sumRows += (double)rows[i] * rows[i];
            sumBoth += rows[i] * columns[i];
        }

        double spread = (n * sumRows) - (sumRow * sumRow);
        bool isLine = n >= 2 && spread > 0;
        slope = isLine ? ((n * sumBoth) - (sumRow * sumColumn)) / spread : 0;
        atZero = isLine ? (sumColumn - (slope * sumRow)) / n : 0;
        return isLine;
    }
}
