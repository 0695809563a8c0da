using System;
using SenseAuto.Core;

namespace SenseAuto.Road.Tracks;

/// <summary>
/// Optimal one-to-one assignment of rows to columns by shortest augmenting paths (Kuhn 1955, Jonker and Volgenant
/// 1987), at most
/// <see cref="Capacity"/> of each. A pair may cost less than <see cref="Unassigned"/>; a row or column left alone costs
/// <see cref="Unassigned"/> per missing pair, so the sum over all is least. One caller at a time; allocates nothing.
/// </summary>
public sealed class Assignment
{
    /// <summary>Most rows and most columns.</summary>
    public const int Capacity = 128;

    /// <summary>Cost at and above which a pair is not made.</summary>
    public const double Unassigned = 1;

    private readonly double[] _costs = new double[Capacity * Capacity];
    private readonly int[] _columnOfRow = new int[Capacity];
    private readonly int[] _rowOfColumn = new int[Capacity];

    // Of the solver: index 0 stands for "none", rows and columns count from 1.
    private readonly double[] _rowPrice = new double[Capacity + 1];
    private readonly double[] _columnPrice = new double[Capacity + 1];
    private readonly double[] _distance = new double[Capacity + 1];
    private readonly int[] _matched = new int[Capacity + 1];
    private readonly int[] _previous = new int[Capacity + 1];
    private readonly bool[] _isReached = new bool[Capacity + 1];

    private int _rows;
    private int _columns;

    /// <summary>Column of a row after <see cref="Solve"/>; -1 when it has none.</summary>
    public int ColumnOf(int row) => _columnOfRow[row];

    /// <summary>Row of a column after <see cref="Solve"/>; -1 when it has none.</summary>
    public int RowOf(int column) => _rowOfColumn[column];

    /// <summary>Starts a new problem with every pair forbidden.</summary>
    public void Begin(int rows, int columns)
    {
        Invariant.Require((uint)rows <= Capacity && (uint)columns <= Capacity, "assignment larger than its capacity");
        _rows = rows;
        _columns = columns;
        Array.Fill(_costs, Unassigned, 0, rows * columns);
    }

    /// <summary>A cost that is not a number, or not below <see cref="Unassigned"/>, forbids the pair.</summary>
    public void Allow(int row, int column, double cost)
    {
        if (cost < Unassigned)
            _costs[(row * _columns) + column] = cost;
    }

    public void Solve()
    {
        Array.Fill(_columnOfRow, -1, 0, _rows);
        Array.Fill(_rowOfColumn, -1, 0, _columns);
        bool isWide = _rows <= _columns;
        int few = isWide ? _rows : _columns;
        int many = isWide ? _columns : _rows;
        Array.Clear(_rowPrice, 0, few + 1);
        Array.Clear(_columnPrice, 0, many + 1);
        Array.Clear(_matched, 0, many + 1);
        for (int row = 1; row <= few; row++)
            Augment(row, many, isWide);

        for (int column = 1; column <= many; column++)
        {
            int row = _matched[column];
            if (row != 0 && Cost(row, column, isWide) < Unassigned)
                Pair(isWide ? row - 1 : column - 1, isWide ? column - 1 : row - 1);
        }
    }

    private void Pair(int row, int column)
    {
        _columnOfRow[row] = column;
        _rowOfColumn[column] = row;
    }

    private double Cost(int few, int many, bool isWide) =>
        isWide ? _costs[((few - 1) * _columns) + many - 1] : _costs[((many - 1) * _columns) + few - 1];

    /// <summary>
    /// Grows a tree of cheapest alternating paths from a new row to the first free column, then flips that path.
    /// </summary>
    private void Augment(int row, int many, bool isWide)
    {
        Array.Fill(_distance, double.PositiveInfinity, 0, many + 1);
        Array.Clear(_isReached, 0, many + 1);
        _matched[0] = row;
        int at = 0;
        do
        {
            _isReached[at] = true;
            at = Extend(at, many, isWide);
        }
        while (_matched[at] != 0);

        while (at != 0)
        {
            int before = _previous[at];
            _matched[at] = _matched[before];
            at = before;
        }
    }

    /// <summary>Relaxes all columns from one and returns the nearest that is not reached yet.</summary>
    private int Extend(int at, int many, bool isWide)
    {
        int row = _matched[at];
        int nearest = 0;
        double least = double.PositiveInfinity;
        for (int column = 1; column <= many; column++)
        {
            if (_isReached[column])
                continue;

            double reduced = Cost(row, column, isWide) - _rowPrice[row] - _columnPrice[column];
            if (reduced < _distance[column])
            {
                _distance[column] = reduced;
                _previous[column] = at;
            }

            if (_distance[column] < least)
            {
                least = _distance[column];
                nearest = column;
            }
        }

        for (int column = 0; column <= many; column++)
        {
            if (_isReached[column])
            {
                _rowPrice[_matched[column]] += least;
                _columnPrice[column] -= least;
            }
            else
            {
                _distance[column] -= least;
            }
        }

        return nearest;
    }
}
