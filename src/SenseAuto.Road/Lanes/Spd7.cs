using System;

namespace SenseAuto.Road.Lanes;

/// <summary>Inverse of symmetric positive definite 7×7 matrices, row after row in 49 numbers. Allocates nothing.</summary>
internal static class Spd7
{
    public const int N = 7;

    /// <summary>False, with <paramref name="inverse"/> undefined, when the matrix is not positive definite or not finite.</summary>
    public static bool TryInvert(ReadOnlySpan<double> matrix, Span<double> inverse)
    {
        Span<double> lower = stackalloc double[N * N];
        if (!TryFactor(matrix, lower))
            return false;

        Span<double> column = stackalloc double[N];
        for (int c = 0; c < N; c++)
        {
            column.Clear();
            column[c] = 1;
            Solve(lower, column);
            for (int r = 0; r < N; r++)
                inverse[(r * N) + c] = column[r];
        }

        return true;
    }

    private static bool TryFactor(ReadOnlySpan<double> matrix, Span<double> lower)
    {
        for (int r = 0; r < N; r++)
        {
            for (int c = 0; c <= r; c++)
            {
                double sum = matrix[(r * N) + c];
                for (int k = 0; k < c; k++)
                    sum -= lower[(r * N) + k] * lower[(c * N) + k];
                if (r != c)
                    lower[(r * N) + c] = sum / lower[(c * N) + c];
                else if (sum > 0 && double.IsFinite(sum))
                    lower[(r * N) + r] = Math.Sqrt(sum);
                else
                    return false;
            }
        }

        return true;
    }

    private static void Solve(ReadOnlySpan<double> lower, Span<double> column)
    {
        for (int r = 0; r < N; r++)
        {
            for (int k = 0; k < r; k++)
                column[r] -= lower[(r * N) + k] * column[k];
            column[r] /= lower[(r * N) + r];
        }

        for (int r = N - 1; r >= 0; r--)
        {
            for (int k = r + 1; k < N; k++)
                column[r] -= lower[(k * N) + r] * column[k];
            column[r] /= lower[(r * N) + r];
        }
    }
}
