using System;

namespace SenseAuto.Road.Night;

/// <summary>One bright spot of one picture, in pixels.</summary>
/// <param name="Column">Of its middle, weighed by luma; continuous, the first pixel's middle is 0.5.</param>
/// <param name="Peak">Its brightest luma.</param>
/// <param name="RedShare">Red pixels among those that are not white from too much light, 0..1.</param>
internal readonly record struct LightSpot(
    double Column, double Row, int Left, int Top, int Right, int Bottom, int Area, int Peak, double RedShare)
{
    public int Width => Right - Left + 1;

    public int Height => Bottom - Top + 1;
}

/// <summary>
/// Finds connected bright or red spots, row by row: runs of pixels that touch a run of the row above join its spot.
/// Allocates nothing after construction.
/// </summary>
internal sealed class LightSpots(NightLimits limits)
{
    private const int SpotsMax = 512;
    private const int RunsMax = 256;

    // A pixel this bright has lost its colour.
    private const int Saturated = 225;
    private readonly Growing[] _growing = new Growing[SpotsMax];
    private readonly LightSpot[] _spots = new LightSpot[SpotsMax];
    private Run[] _above = new Run[RunsMax];
    private Run[] _here = new Run[RunsMax];
    private int _aboveCount;
    private int _growingCount;
    private int _count;

    public ReadOnlySpan<LightSpot> Items => _spots.AsSpan(0, _count);

    /// <summary>The picture has more spots than can be held: too much light to tell lamps apart.</summary>
    public bool IsOverflown { get; private set; }

    public void Find(in LumaView view, int width, int firstRow, int endRow)
    {
        _growingCount = _aboveCount = _count = 0;
        IsOverflown = false;
        for (int row = firstRow; row < endRow && !IsOverflown; row++)
            FindRow(view, width, row);

        for (int i = 0; i < _growingCount; i++)
        {
            if (_growing[i].JoinedTo < 0)
                _spots[_count++] = _growing[i].ToSpot();
        }
    }

    private void FindRow(in LumaView view, int width, int row)
    {
        int runs = 0;
        int column = view.NextLamp(0, row, limits);
        while (column < width)
        {
            if (IsLamp(view.Luma(column, row), view.Redness(column, row)))
            {
                var run = new Run { From = column, Spot = -1 };
                while (column < width && TryAdd(view, column, row, ref run))
                    column++;
                if (!TryKeep(ref run, column - 1, row, ref runs))
                    return;
            }

            column = column + 1 < width ? view.NextLamp(column + 1, row, limits) : width;
        }

        (_above, _here) = (_here, _above);
        _aboveCount = runs;
    }

    private bool IsLamp(int luma, int redness) =>
        luma >= limits.LampLuma || (luma >= limits.RedLuma && redness >= limits.RedChroma);

    private bool TryAdd(in LumaView view, int column, int row, ref Run run)
    {
        int luma = view.Luma(column, row);
        int redness = view.Redness(column, row);
        if (!IsLamp(luma, redness))
            return false;

        bool isRed = luma < Saturated && redness >= limits.RedChroma;
        run.Luma += luma;
        run.LumaColumn += luma * (column + 0.5);
        run.Peak = Math.Max(run.Peak, luma);
        run.Red += isRed ? 1 : 0;
        run.Coloured += luma < Saturated ? 1 : 0;
        return true;
    }

    private bool TryKeep(ref Run run, int to, int row, ref int runs)
    {
        run.To = to;
        for (int i = 0; i < _aboveCount; i++)
        {
            // Diagonal neighbours touch too.
            if (_above[i].From <= to + 1 && _above[i].To >= run.From - 1)
                run.Spot = Join(run.Spot, Root(_above[i].Spot));
        }

        if (run.Spot < 0 && _growingCount < SpotsMax)
            run.Spot = Begin();
        if (run.Spot < 0 || runs == RunsMax)
        {
            IsOverflown = true;
            return false;
        }

        _growing[run.Spot].Add(run, row);
        _here[runs++] = run;
        return true;
    }

    private int Begin()
    {
        _growing[_growingCount] = new Growing { JoinedTo = -1, Left = int.MaxValue, Top = int.MaxValue };
        return _growingCount++;
    }

    private int Root(int spot)
    {
        while (_growing[spot].JoinedTo >= 0)
            spot = _growing[spot].JoinedTo;
        return spot;
    }

    private int Join(int spot, int other)
    {
        if (spot < 0 || spot == other)
            return other;

        _growing[spot].Add(_growing[other]);
        _growing[other].JoinedTo = spot;
        return spot;
    }

    private struct Run
    {
        public int From;
        public int To;
        public int Spot;
        public int Peak;
        public int Red;
        public int Coloured;
        public double Luma;
        public double LumaColumn;
    }

    private struct Growing
    {
        public int JoinedTo;
        public int Left;
        public int Top;
        private int _right;
        private int _bottom;
        private int _area;
        private int _peak;
        private int _red;
        private int _coloured;
        private double _luma;
        private double _lumaColumn;
        private double _lumaRow;

        public void Add(in Run run, int row)
        {
            Left = Math.Min(Left, run.From);
            Top = Math.Min(Top, row);
            _right = Math.Max(_right, run.To);
            _bottom = Math.Max(_bottom, row);
            _area += run.To - run.From + 1;
            _peak = Math.Max(_peak, run.Peak);
            _red += run.Red;
            _coloured += run.Coloured;
            _luma += run.Luma;
            _lumaColumn += run.LumaColumn;
            _lumaRow += run.Luma * (row + 0.5);
        }

        public void Add(in Growing other)
        {
            Left = Math.Min(Left, other.Left);
            Top = Math.Min(Top, other.Top);
            _right = Math.Max(_right, other._right);
            _bottom = Math.Max(_bottom, other._bottom);
            _area += other._area;
            _peak = Math.Max(_peak, other._peak);
            _red += other._red;
            _coloured += other._coloured;
            _luma += other._luma;
            _lumaColumn += other._lumaColumn;
            _lumaRow += other._lumaRow;
        }

        public readonly LightSpot ToSpot() => new(
            _lumaColumn / _luma, _lumaRow / _luma, Left, Top, _right, _bottom, _area, _peak,
            _coloured > 0 ? (double)_red / _coloured : 0);
    }
}
