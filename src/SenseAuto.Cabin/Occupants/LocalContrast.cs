using System;
using SenseAuto.Core;

namespace SenseAuto.Cabin.Occupants;

/// <summary>
/// Grey levels of a square picture against their own surroundings: a strap in the shade is as good as one in the sun.
/// Fixed memory, one thread at a time, allocates nothing after construction.
/// </summary>
/// <param name="side">Of the picture, in levels.</param>
/// <param name="reach">How far the surroundings reach to every side; at the picture's edge they end with it.</param>
public sealed class LocalContrast(int side, int reach)
{
    // Camera noise on even cloth must not become a pattern.
    private const double SpreadFloor = 8;

    // What one spread becomes, in grey levels; chosen by us: about that of a whole torso.
    private const double Levels = 40;
    private const double Middle = 128;
    private readonly double[] _sums = new double[(side + 1) * (side + 1)];
    private readonly double[] _squares = new double[(side + 1) * (side + 1)];

    /// <summary>In place: away from the mean of the surroundings, by their spread.</summary>
    /// <param name="levels">Row by row.</param>
    public void Apply(Span<float> levels)
    {
        Invariant.Require(levels.Length == side * side, "local contrast: another number of levels");
        Sum(levels);
        for (int row = 0; row < side; row++)
        {
            int upper = Math.Max(row - reach, 0);
            int lower = Math.Min(row + reach + 1, side);
            for (int column = 0; column < side; column++)
            {
                int left = Math.Max(column - reach, 0);
                int right = Math.Min(column + reach + 1, side);
                double count = (lower - upper) * (right - left);
                double mean = Within(_sums, upper, lower, left, right) / count;
                double square = Within(_squares, upper, lower, left, right) / count;
                double spread = Math.Sqrt(Math.Max(0, square - (mean * mean)));
                ref float level = ref levels[(row * side) + column];
                level = (float)(((level - mean) / (spread + SpreadFloor) * Levels) + Middle);
            }
        }
    }

    /// <summary>Sums of everything above and left of each corner.</summary>
    private void Sum(ReadOnlySpan<float> levels)
    {
        int stride = side + 1;
        for (int row = 0; row < side; row++)
        {
            (double sum, double squares) = (0, 0);
            for (int column = 0; column < side; column++)
            {
                double level = levels[(row * side) + column];
                (sum, squares) = (sum + level, squares + (level * level));
                int at = ((row + 1) * stride) + column + 1;
                _sums[at] = _sums[at - stride] + sum;
                _squares[at] = _squares[at - stride] + squares;
            }
        }
    }

    private double Within(double[] sums, int upper, int lower, int left, int right)
    {
        int stride = side + 1;
        return sums[(lower * stride) + right] - sums[(upper * stride) + right]
            - sums[(lower * stride) + left] + sums[(upper * stride) + left];
    }
}
