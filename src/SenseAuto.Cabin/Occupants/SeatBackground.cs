using System;
using SenseAuto.Core;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Occupants;

/// <summary>
/// How one seat looks when nothing is on it, learned while it is known to be empty; then tells what share of it looks
/// otherwise. This finds things that the object network has no name for. Patterns are compared, not brightness, so
/// that a light that comes or goes is no thing; the edge of a shadow or of a patch of sun may pass for one. Fixed
/// memory, one thread at a time, allocates nothing after construction.
/// </summary>
/// <param name="limits">Checked when the profile was read.</param>
public sealed class SeatBackground(OccupantLimits limits)
{
    /// <summary>Grey levels across and down.</summary>
    public const int Side = 32;

    /// <summary>Grey levels of one look.</summary>
    public const int Length = Side * Side;

    // Blocks of 8 x 8 levels, overlapping by half: a block is about the size of a purse on a seat.
    private const int Block = 8;
    private const int Hop = 4;
    private const int Blocks = ((Side - Block) / Hop) + 1;

    // Even cloth under camera noise spreads by 1 to 3 grey levels of 255; chosen by us above that.
    private const float FlatSpread = 5;

    // A block with the same pattern correlates by 0.9 and more under noise, with another one by 0 on average.
    private const float SameMin = 0.5f;
    private const double LongestStepS = 1;
    private readonly float[] _empty = new float[Length];
    private double _learnedS;
    private double _changedS;
    private MonoTime _seenAt;
    private bool _hasSeen;

    /// <summary>Long enough learned to be compared with.</summary>
    public bool IsLearned => _learnedS >= limits.EmptyLearn.Seconds;

    /// <summary>
    /// One look at the seat. Learns while the seat is known to be empty and looks as it did; a change that lasts
    /// through "item.empty.relearn" of a seat known to be empty is learned anew: the seat was moved, a cover put on.
    /// </summary>
    /// <param name="levels"><see cref="Length"/> grey levels 0..255 of the seat's region, row by row.</param>
    /// <param name="isKnownEmpty">Somebody else's word: no person, pet or named thing, over some time.</param>
    /// <returns>Share of the seat that has changed, 0..1; 0 while it is not learned.</returns>
    public float Step(ReadOnlySpan<float> levels, bool isKnownEmpty, MonoTime now)
    {
        Invariant.Require(levels.Length == Length, "seat background: another number of levels");
        if (!IsFinite(levels))
            return 0;

        double passedS = _hasSeen ? Math.Min(now.AgeOf(_seenAt).Seconds, LongestStepS) : 0;
        (_seenAt, _hasSeen) = (now, true);
        float changed = _learnedS > 0 ? Changed(levels) : 0;
        bool isOther = changed >= limits.EmptyChangeMin;
        _changedS = isKnownEmpty && isOther ? _changedS + passedS : 0;
        bool isBeginning = isKnownEmpty && isOther && !IsLearned;
        if (isBeginning || _changedS >= limits.EmptyRelearn.Seconds)
            (_learnedS, _changedS, changed) = (0, 0, 0);
        if (isKnownEmpty && (!isOther || _learnedS <= 0))
            Learn(levels, passedS);
        return IsLearned ? changed : 0;
    }

    /// <summary>Copies what was learned, to keep it while the car is off.</summary>
    /// <returns>False while nothing is learned.</returns>
    public bool TrySave(Span<float> into)
    {
        if (!IsLearned || into.Length != Length)
            return false;

        _empty.CopyTo(into);
        return true;
    }

    /// <summary>Takes back what <see cref="TrySave"/> gave. False for another length or no number.</summary>
    public bool TryLoad(ReadOnlySpan<float> from)
    {
        if (from.Length != Length || !IsFinite(from))
            return false;

        from.CopyTo(_empty);
        (_learnedS, _changedS, _hasSeen) = (limits.EmptyLearn.Seconds, 0, false);
        return true;
    }

    private static bool IsFinite(ReadOnlySpan<float> levels)
    {
        foreach (float level in levels)
        {
            if (!float.IsFinite(level))
                return false;
        }

        return true;
    }

    private void Learn(ReadOnlySpan<float> levels, double passedS)
    {
        double time = limits.EmptyLearn.Seconds;
        float gain = _learnedS <= 0 ? 1 : (float)(1 - Math.Exp(-passedS / time));
        for (int i = 0; i < levels.Length; i++)
            _empty[i] += gain * (levels[i] - _empty[i]);

        // The first look counts as a tick, so that it is known to have been.
        _learnedS = Math.Min(time, _learnedS + Math.Max(passedS, 1e-9));
    }

    private float Changed(ReadOnlySpan<float> levels)
    {
        int changed = 0;
        for (int row = 0; row < Blocks; row++)
        {
            for (int column = 0; column < Blocks; column++)
                changed += IsOther(levels, (row * Hop * Side) + (column * Hop)) ? 1 : 0;
        }

        return (float)changed / (Blocks * Blocks);
    }

    private bool IsOther(ReadOnlySpan<float> levels, int first)
    {
        (double a, double b, double aa, double bb, double ab) = (0, 0, 0, 0, 0);
        for (int row = 0; row < Block; row++)
        {
            for (int column = 0; column < Block; column++)
            {
                int at = first + (row * Side) + column;
                (double was, double now) = (_empty[at], levels[at]);
                (a, b) = (a + was, b + now);
                (aa, bb, ab) = (aa + (was * was), bb + (now * now), ab + (was * now));
            }
        }

        const double Count = Block * Block;
        double spreadWas = Math.Sqrt(Math.Max(0, (aa / Count) - (a / Count * (a / Count))));
        double spreadNow = Math.Sqrt(Math.Max(0, (bb / Count) - (b / Count * (b / Count))));
        if (Math.Max(spreadWas, spreadNow) < FlatSpread)
            return false;

        // Noise counts in both, so that a pattern that is hardly there correlates with nothing.
        double common = (ab / Count) - (a / Count * (b / Count));
        return common < SameMin * Math.Max(spreadWas, 1) * Math.Max(spreadNow, 1);
    }
}
