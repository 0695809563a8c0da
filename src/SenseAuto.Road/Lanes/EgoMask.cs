using System;

namespace SenseAuto.Road.Lanes;

/// <summary>Which pixels show our own car (bonnet, wipers at rest): they are never taken for road. Immutable.</summary>
public sealed class EgoMask
{
    private readonly int[] _roadRowsByColumn;

    /// <param name="roadRowsByColumn">For each picture column the first row that shows our own car; the height where none does.</param>
    public EgoMask(ReadOnlySpan<int> roadRowsByColumn)
    {
        if (roadRowsByColumn.Length == 0)
            throw new ArgumentException("an ego mask needs one row per picture column, got none");
        _roadRowsByColumn = roadRowsByColumn.ToArray();
    }

    public int Width => _roadRowsByColumn.Length;

    /// <summary>Everything at and below one row is our own car.</summary>
    public static EgoMask Below(int width, int row)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        int[] rows = new int[width];
        Array.Fill(rows, row);
        return new EgoMask(rows);
    }

    public bool ShowsRoad(int column, int row) => column >= 0 && column < Width && row < _roadRowsByColumn[column];
}
