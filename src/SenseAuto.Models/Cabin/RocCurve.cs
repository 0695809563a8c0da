using System;
using System.Collections.Generic;
using System.Linq;

namespace SenseAuto.Models.Cabin;

/// <summary>One place of the curve: at this limit, shares of false accepts and false rejects.</summary>
internal readonly record struct RocPoint(double Limit, double FalseAccepts, double FalseRejects);

/// <summary>False accepts against false rejects over all limits; a score at or above the limit accepts.</summary>
internal sealed class RocCurve
{
    private readonly double[] _same;
    private readonly double[] _other;

    /// <param name="same">Scores of pairs that should be accepted; at least one.</param>
    /// <param name="other">Scores of pairs that should be rejected; at least one.</param>
    public RocCurve(IEnumerable<double> same, IEnumerable<double> other)
    {
        _same = [.. same.Order()];
        _other = [.. other.Order()];
    }

    public RocPoint At(double limit) => new(
        limit,
        (double)(_other.Length - Below(_other, limit)) / _other.Length,
        (double)Below(_same, limit) / _same.Length);

    /// <summary>Where both errors are nearest; the rate is their mean.</summary>
    public RocPoint Equal()
    {
        RocPoint best = At(double.PositiveInfinity);
        foreach (double limit in _same.Concat(_other))
        {
            RocPoint point = At(limit);
            if (Math.Abs(point.FalseAccepts - point.FalseRejects) < Math.Abs(best.FalseAccepts - best.FalseRejects))
                best = point;
        }

        return best;
    }

    /// <summary>Least false rejects with at most this share of false accepts.</summary>
    public RocPoint WithFalseAccepts(double share)
    {
        RocPoint best = At(double.PositiveInfinity);
        foreach (double limit in _same.Concat(_other))
        {
            RocPoint point = At(limit);
            if (point.FalseAccepts <= share && point.FalseRejects < best.FalseRejects)
                best = point;
        }

        return best;
    }

    private static int Below(double[] sorted, double limit)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (sorted[middle] < limit)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
