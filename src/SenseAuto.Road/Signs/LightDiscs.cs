using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Signs;

/// <summary>
/// Light discs on a darker ground, which is how the signs that end a limit look: every edge votes for the centres of
/// the discs it could bound, on a picture of a quarter of the size. Allocates nothing after construction.
/// </summary>
internal sealed class LightDiscs
{
    /// <summary>Camera pixels a side of one cell.</summary>
    public const int Cell = 4;

    // Radii in cells, and the group of neighbouring radii whose votes are counted together.
    private const int RadiusMin = 3;
    private const int RadiusMax = 14;
    private const int FixedBits = 16;
    private const int Fixed = 1 << FixedBits;
    private static readonly int[] GroupFrom = [3, 5, 7, 10];
    private static readonly int[] GroupOf = [0, 0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3];

    private readonly int _width;
    private readonly int _height;
    private readonly SignFinderLimits _limits;
    private readonly byte[] _light;
    private readonly ushort[][] _votes;

    public LightDiscs(int width, int height, SignFinderLimits limits)
    {
        (_width, _height, _limits) = (width / Cell, height / Cell, limits);
        _light = new byte[_width * _height];
        _votes = [.. Array.ConvertAll(GroupFrom, _ => new ushort[_width * _height])];
    }

    /// <summary>The best discs, at most as many as the limits allow; returns how many.</summary>
    public int Find(CameraFrame frame, Span<PixelBox> into)
    {
        Shrink(frame);
        foreach (ushort[] votes in _votes)
            Array.Clear(votes);
        Vote();
        int count = 0;
        while (count < Math.Min(_limits.DiscsMax, into.Length) && TryTake(out PixelBox box))
            into[count++] = box;
        return count;
    }

    /// <summary>Grey levels of every fourth pixel of every fourth row, of two neighbours each.</summary>
    private void Shrink(CameraFrame frame)
    {
        (int step, int first) = frame.Format switch
        {
            PixelFormat.Nv12 or PixelFormat.Gray8 => (1, 0),
            PixelFormat.Yuyv => (2, 0),
            _ => (3, 1),
        };
        int rowBytes = frame.Width * step;
        for (int y = 0; y < _height; y++)
        {
            ReadOnlySpan<byte> upper = frame.Pixels.AsSpan(((y * Cell) + 1) * rowBytes, rowBytes);
            ReadOnlySpan<byte> lower = frame.Pixels.AsSpan(((y * Cell) + 2) * rowBytes, rowBytes);
            Span<byte> to = _light.AsSpan(y * _width, _width);
            for (int x = 0; x < to.Length; x++)
            {
                int at = (((x * Cell) + 1) * step) + first;
                to[x] = (byte)((upper[at] + upper[at + step] + lower[at] + lower[at + step] + 2) >> 2);
            }
        }
    }

    private void Vote()
    {
        int edgeMin = _limits.EdgeMin * _limits.EdgeMin;
        for (int y = 1; y < _height - 1; y++)
        {
            ReadOnlySpan<byte> above = _light.AsSpan((y - 1) * _width, _width);
            ReadOnlySpan<byte> here = _light.AsSpan(y * _width, _width);
            ReadOnlySpan<byte> below = _light.AsSpan((y + 1) * _width, _width);
            for (int x = 1; x < here.Length - 1; x++)
            {
                int dx = here[x + 1] - here[x - 1];
                int dy = below[x] - above[x];
                int square = (dx * dx) + (dy * dy);
                if (square >= edgeMin)
                    VoteFrom(x, y, dx, dy, square);
            }
        }
    }

    /// <summary>Towards the light, once for every radius as far as the picture goes.</summary>
    private void VoteFrom(int x, int y, int dx, int dy, int square)
    {
        // Steps of one cell in 65 536ths.
        float scale = Fixed / MathF.Sqrt(square);
        (int stepX, int stepY) = ((int)(dx * scale), (int)(dy * scale));
        (int atX, int atY) = ((x * Fixed) + (Fixed / 2), (y * Fixed) + (Fixed / 2));
        int last = RadiusMax;
        while (last >= RadiusMin && !IsInside(atX + (last * stepX), atY + (last * stepY)))
            last--;
        for (int radius = RadiusMin; radius <= last; radius++)
        {
            int place = (((atY + (radius * stepY)) >> FixedBits) * _width) + ((atX + (radius * stepX)) >> FixedBits);
            _votes[GroupOf[radius - RadiusMin]][place]++;
        }
    }

    private bool IsInside(int atX, int atY) =>
        atX >= 0 && atX >> FixedBits < _width && atY >= 0 && atY >> FixedBits < _height;

    /// <summary>The strongest centre by the share of its rim; its surroundings are wiped out.</summary>
    private bool TryTake(out PixelBox box)
    {
        double best = _limits.RimShareMin;
        (int bestGroup, int bestAt) = (-1, 0);
        for (int group = 0; group < _votes.Length; group++)
        {
            if (IsBetterIn(group, ref best, ref bestAt))
                bestGroup = group;
        }

        box = default;
        if (bestGroup < 0)
            return false;

        double radius = MeanRadius(bestGroup) + 1;
        (int row, int column) = Math.DivRem(bestAt, _width);
        box = new PixelBox(
            (float)((column + 0.5 - radius) * Cell), (float)((row + 0.5 - radius) * Cell),
            (float)(2 * radius * Cell), (float)(2 * radius * Cell));
        Wipe(column, row, (int)radius);
        return true;
    }

    /// <summary>Looks only where a centre has a quarter of the votes that it and its neighbours need together.</summary>
    private bool IsBetterIn(int group, ref double best, ref int bestAt)
    {
        ushort[] votes = _votes[group];
        double rim = 2 * Math.PI * MeanRadius(group);
        ushort least = (ushort)Math.Max(1, best * rim / 4);
        bool isBetter = false;
        int end = votes.Length - _width - 1;
        int at = _width;
        while (true)
        {
            int next = votes.AsSpan(at + 1, end - at - 1).IndexOfAnyInRange(least, ushort.MaxValue);
            if (next < 0)
                return isBetter;

            at += next + 1;
            double share = Around(votes, at) / rim;
            if (share > best)
                (best, bestAt, isBetter) = (share, at, true);
        }
    }

    private static double MeanRadius(int group) =>
        group + 1 < GroupFrom.Length
            ? (GroupFrom[group] + GroupFrom[group + 1] - 1) / 2.0
            : (GroupFrom[group] + RadiusMax) / 2.0;

    private int Around(ushort[] votes, int at)
    {
        int sum = 0;
        for (int row = at - _width; row <= at + _width; row += _width)
            sum += votes[row - 1] + votes[row] + votes[row + 1];
        return sum;
    }

    private void Wipe(int column, int row, int reach)
    {
        int left = Math.Max(0, column - reach);
        int width = Math.Min(_width, column + reach + 1) - left;
        for (int y = Math.Max(0, row - reach); y < Math.Min(_height, row + reach + 1); y++)
        {
            foreach (ushort[] votes in _votes)
                votes.AsSpan((y * _width) + left, width).Clear();
        }
    }
}
