using System;

namespace SenseAuto.Road.CameraHealth;

/// <summary>
/// Where the slanted edges of the road meet: every edge votes for the points its line runs through, and the votes of earlier pictures
/// fade, because the road's point stays where it is while texture wanders. Edges of the road lie in the lower part of the picture; in
/// one that stands on its head they lie in the upper part, so the two are counted apart.
/// </summary>
internal sealed class MeetingVote
{
    private const int StepMin = 12;
    private const int StepCounted = 60;

    // Slopes as columns per row: steeper lines are posts and walls, flatter ones shadows, bumpers and the horizon.
    private const float SlopeMin = 0.15f;
    private const float SlopeMax = 4f;
    private const int NearestRows = 8;
    private const int EdgesNeeded = 60;
    private const double ShareNeeded = 0.05;
    private const double TurnedOver = 1.4;

    /// <summary>The road is looked for in this part of the picture's height, from below or from above.</summary>
    private const double RoadPart = 0.4;
    private readonly LumaGrid _grid;
    private readonly VoteWindow _window;
    private readonly byte[] _smooth;
    private readonly byte[] _half;
    private readonly VoteSheet _below;
    private readonly VoteSheet _above;
    private bool _looksAbove;

    /// <param name="window">Where the point is looked for, in grid points.</param>
    public MeetingVote(LumaGrid grid, VoteWindow window)
    {
        _grid = grid;
        _window = window;
        _smooth = new byte[grid.Columns * grid.Rows];
        _half = new byte[grid.Columns * grid.Rows];
        _below = new VoteSheet(window);
        _above = new VoteSheet(window);
    }

    /// <summary>Looks at one half of the picture in turn, what the other half had said last stands; at both when fresh.</summary>
    /// <param name="lastRoadRow">Grid row from which the picture shows our own car.</param>
    /// <param name="isFresh">Forgets the votes of earlier pictures.</param>
    /// <returns>False when too few edges agree; else the point, in pixels.</returns>
    public bool TryFind(int lastRoadRow, bool isFresh, out double columnPx, out double rowPx, out bool isUpsideDown)
    {
        if (isFresh)
        {
            _below.Fade(all: true);
            _above.Fade(all: true);
        }

        int upper = (int)(RoadPart * _grid.Rows);
        _looksAbove = !_looksAbove;
        if (isFresh || !_looksAbove)
            Look(_below, _grid.Rows - upper, Math.Min(_grid.Rows - 1, lastRoadRow));
        if (isFresh || _looksAbove)
            Look(_above, 1, upper);
        isUpsideDown = _above.Peak > TurnedOver * _below.Peak;
        VoteSheet sheet = isUpsideDown ? _above : _below;
        (double column, double row) = sheet.Centre();
        columnPx = _grid.ColumnPx(column);
        rowPx = _grid.RowPx(row);
        return sheet.Edges >= EdgesNeeded && sheet.Peak >= ShareNeeded * sheet.Weights;
    }

    private void Look(VoteSheet sheet, int firstRow, int endRow)
    {
        sheet.Fade(all: false);
        int first = Math.Max(0, firstRow - 2);
        int rows = Math.Min(_grid.Rows, endRow + 2) - first;
        Smooth(_grid.Luma.AsSpan(first * _grid.Columns, rows * _grid.Columns), first);
        sheet.Edges = Vote(sheet, firstRow, endRow);
        sheet.FindPeak();
    }

    /// <summary>Twice three by three binomial; texture of grass and gravel would outvote the road otherwise.</summary>
    private void Smooth(ReadOnlySpan<byte> luma, int firstRow)
    {
        Span<byte> into = _smooth.AsSpan(firstRow * _grid.Columns, luma.Length);
        Span<byte> half = _half.AsSpan(0, luma.Length);
        SmoothOnce(luma, half, into);
        SmoothOnce(into, half, into);
    }

    private void SmoothOnce(ReadOnlySpan<byte> from, Span<byte> half, Span<byte> into)
    {
        int columns = _grid.Columns;
        int inRow = from.Length - 2;
        Blend(from[..inRow], from.Slice(1, inRow), from.Slice(2, inRow), half.Slice(1, inRow));
        int inColumn = from.Length - (2 * columns);
        Blend(half[..inColumn], half.Slice(columns, inColumn), half.Slice(2 * columns, inColumn), into.Slice(columns, inColumn));
    }

    private static void Blend(ReadOnlySpan<byte> before, ReadOnlySpan<byte> middle, ReadOnlySpan<byte> after, Span<byte> into)
    {
        unchecked
        {
            for (int i = 0; i < into.Length && i < before.Length && i < middle.Length && i < after.Length; i++)
                into[i] = (byte)((before[i] + (2 * middle[i]) + after[i]) >> 2);
        }
    }

    /// <summary>Number of edges in the rows.</summary>
    private int Vote(VoteSheet sheet, int firstRow, int endRow)
    {
        int edges = 0;
        int columns = _grid.Columns;
        ReadOnlySpan<byte> luma = _smooth;
        for (int row = firstRow; row < endRow; row++)
        {
            ReadOnlySpan<byte> here = luma.Slice(row * columns, columns);
            ReadOnlySpan<byte> above = luma.Slice((row - 1) * columns, columns);
            ReadOnlySpan<byte> below = luma.Slice((row + 1) * columns, columns);
            edges += VoteRow(sheet, row, here, above, below);
        }

        return edges;
    }

    private int VoteRow(VoteSheet sheet, int row, ReadOnlySpan<byte> here, ReadOnlySpan<byte> above, ReadOnlySpan<byte> below)
    {
        int edges = 0;
        for (int column = 1; column < here.Length - 1; column++)
        {
            int across = unchecked(here[column + 1] - here[column - 1]);
            int down = unchecked(below[column] - above[column]);
            int step = unchecked(Math.Abs(across) + Math.Abs(down));
            if (step < StepMin || across == 0)
                continue;

            // The line runs at right angles to the gradient.
            float slope = -(float)down / across;
            if (Math.Abs(slope) is < SlopeMin or > SlopeMax)
                continue;

            edges++;
            Cast(sheet, column, row, slope, Math.Min(step, StepCounted));
        }

        return edges;
    }

    private void Cast(VoteSheet sheet, int column, int row, float slope, int weight)
    {
        int first = sheet == _below ? _window.FirstRow : Math.Max(_window.FirstRow, row + NearestRows);
        int last = sheet == _below ? Math.Min(_window.LastRow, row - NearestRows) : _window.LastRow;
        sheet.Add(first, last, column + (slope * (first - row)), slope, weight);
    }
}

/// <summary>A part of the grid, ends included, in grid points.</summary>
internal readonly record struct VoteWindow(int FirstColumn, int LastColumn, int FirstRow, int LastRow)
{
    public int Columns => LastColumn - FirstColumn + 1;

    public int Rows => LastRow - FirstRow + 1;
}

/// <summary>Votes for the points of a window.</summary>
internal sealed class VoteSheet(VoteWindow window)
{
    private const int Reach = 2;

    /// <summary>A fifth of the old votes goes with every look.</summary>
    private const int FadeBy = 5;
    private readonly int[] _votes = new int[window.Columns * window.Rows];
    private readonly int[] _sums = new int[window.Columns * window.Rows];
    private int _peak;

    /// <summary>Most votes on three by three points, at the last look.</summary>
    public int Peak { get; private set; }

    /// <summary>That voted at the last look.</summary>
    public int Edges { get; set; }

    /// <summary>Of all edges that have voted, faded like their votes.</summary>
    public int Weights { get; private set; }

    public void Fade(bool all)
    {
        Peak = all ? 0 : Peak;
        Weights = all ? 0 : Weights - (Weights / FadeBy);
        foreach (ref int votes in _votes.AsSpan())
            votes = all ? 0 : votes - (votes / FadeBy);
    }

    /// <summary>One vote a row along a line.</summary>
    /// <param name="column">Of the line in the first row.</param>
    /// <param name="slope">Columns per row.</param>
    public void Add(int firstRow, int lastRow, float column, float slope, int weight)
    {
        Weights += weight;
        float at = column - window.FirstColumn + 0.5f;
        int columns = window.Columns;
        int start = (firstRow - window.FirstRow) * columns;
        int[] votes = _votes;
        unchecked
        {
            for (int row = firstRow; row <= lastRow; row++, at += slope, start += columns)
            {
                if (at >= 0 && at < columns)
                    votes[start + (int)at] += weight;
            }
        }
    }

    public void FindPeak()
    {
        int[] from = _votes;
        int[] sums = _sums;
        int best = 0;
        int columns = window.Columns;
        _peak = columns + 1;
        unchecked
        {
            for (int i = 1; i < from.Length - 1; i++)
                sums[i] = from[i - 1] + from[i] + from[i + 1];
            for (int i = columns + 1; i < sums.Length - columns - 1; i++)
            {
                int votes = sums[i - columns] + sums[i] + sums[i + columns];
                if (votes <= best)
                    continue;

                best = votes;
                _peak = i;
            }
        }

        Peak = best;
    }

    /// <summary>Middle of the votes around the peak, in grid points.</summary>
    public (double Column, double Row) Centre()
    {
        int peakRow = Math.Clamp(_peak / window.Columns, Reach, Math.Max(Reach, window.Rows - 1 - Reach));
        int peakColumn = Math.Clamp(_peak % window.Columns, Reach, Math.Max(Reach, window.Columns - 1 - Reach));
        double sum = 1e-9;
        double columns = 0;
        double rows = 0;
        for (int row = peakRow - Reach; row <= peakRow + Reach; row++)
        {
            for (int column = peakColumn - Reach; column <= peakColumn + Reach; column++)
            {
                double weight = _votes[(row * window.Columns) + column];
                sum += weight;
                columns += weight * column;
                rows += weight * row;
            }
        }

        return (window.FirstColumn + (columns / sum), window.FirstRow + (rows / sum));
    }
}
