using System;

namespace SenseAuto.Road.Signs;

/// <summary>One connected region of a colour; all lengths in squares of the label picture.</summary>
internal struct ColourRegion
{
    public SignColour Colour;
    public int Parent;
    public int Left;
    public int Top;
    public int Right;
    public int Bottom;
    public int Count;
    public long SumX;
    public long SumY;

    public readonly int Width => Right - Left + 1;

    public readonly int Height => Bottom - Top + 1;
}

/// <summary>
/// Connected regions of equal labels, found row by row out of runs. Two runs of neighbouring rows belong together when
/// they touch, corners included. Allocates nothing after construction.
/// </summary>
internal sealed class ColourRegions(int width, int capacity)
{
    private readonly ColourRegion[] _regions = new ColourRegion[capacity];
    private Run[] _above = new Run[width + 1];
    private Run[] _current = new Run[width + 1];
    private int _aboveCount;
    private int _currentCount;

    /// <summary>Regions, those that were joined to another among them: see <see cref="IsWhole"/>.</summary>
    public ReadOnlySpan<ColourRegion> All => _regions.AsSpan(0, Count);

    public int Count { get; private set; }

    /// <summary>Runs that found no room. Only goes up.</summary>
    public long Refused { get; private set; }

    public void Clear() => (Count, _aboveCount) = (0, 0);

    public bool IsWhole(int index) => _regions[index].Parent == index;

    public void AddRow(int row, ReadOnlySpan<byte> labels)
    {
        _currentCount = 0;
        int above = 0;
        int x = 0;
        while (x < labels.Length)
        {
            byte label = labels[x];
            if (label == 0)
            {
                int skipped = labels[x..].IndexOfAnyExcept((byte)0);
                if (skipped < 0)
                    break;

                x += skipped;
                label = labels[x];
            }

            int end = x + 1;
            while (end < labels.Length && labels[end] == label)
                end++;
            AddRun(row, x, end - 1, (SignColour)label, ref above);
            x = end;
        }

        (_above, _current) = (_current, _above);
        _aboveCount = _currentCount;
    }

    private void AddRun(int row, int from, int to, SignColour colour, ref int above)
    {
        int region = Touched(from, to, colour, ref above);
        if (region < 0)
        {
            if (Count == _regions.Length)
            {
                Refused++;
                return;
            }

            region = Count++;
            _regions[region] = new ColourRegion
            {
                Colour = colour,
                Parent = region,
                Left = from,
                Right = to,
                Top = row,
                Bottom = row,
            };
        }

        Grow(ref _regions[region], row, from, to);
        _current[_currentCount++] = new Run(from, to, region);
    }

    /// <summary>The region of this colour in the row above that a run touches, joined when there are several; -1 for none.</summary>
    private int Touched(int from, int to, SignColour colour, ref int above)
    {
        while (above < _aboveCount && _above[above].To < from - 1)
            above++;

        int region = -1;
        for (int i = above; i < _aboveCount && _above[i].From <= to + 1; i++)
        {
            int other = Root(_above[i].Region);
            if (_regions[other].Colour == colour)
                region = region < 0 || region == other ? other : Join(region, other);
        }

        return region;
    }

    private static void Grow(ref ColourRegion region, int row, int from, int to)
    {
        int length = to - from + 1;
        region.Left = Math.Min(region.Left, from);
        region.Right = Math.Max(region.Right, to);
        region.Bottom = row;
        region.Count += length;
        region.SumX += (long)(from + to) * length / 2;
        region.SumY += (long)row * length;
    }

    private int Root(int region)
    {
        while (_regions[region].Parent != region)
            region = _regions[region].Parent = _regions[_regions[region].Parent].Parent;
        return region;
    }

    private int Join(int one, int other)
    {
        ref ColourRegion into = ref _regions[one];
        ref ColourRegion from = ref _regions[other];
        from.Parent = one;
        into.Left = Math.Min(into.Left, from.Left);
        into.Right = Math.Max(into.Right, from.Right);
        into.Top = Math.Min(into.Top, from.Top);
        into.Bottom = Math.Max(into.Bottom, from.Bottom);
        into.Count += from.Count;
        into.SumX += from.SumX;
        into.SumY += from.SumY;
        return one;
    }

    private readonly record struct Run(int From, int To, int Region);
}
