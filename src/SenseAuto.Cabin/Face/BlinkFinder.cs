using System;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Face;

/// <summary>One closing and opening of the eyes.</summary>
/// <param name="Start">The first picture on which the lids were on their way down.</param>
/// <param name="End">The last picture on which they were on their way up.</param>
/// <param name="Depth">Drop of the opening, as a share of the open eye.</param>
/// <param name="IsLong">Longer than a blink lasts.</param>
public readonly record struct Blink(MonoTime Start, MonoTime End, float Depth, bool IsLong)
{
    public MonoDuration Length => End.Since(Start);
}

/// <summary>
/// Finds blinks in the opening of the eyes as it comes in, at any frame rate. A blink is a fall below what the eye
/// was just before, and the rise that answers it: a slow change (a smile, a look down, a turned head) moves the
/// reference with it, and what lasts longer than a blink counts only when the eye was closed. Fixed memory; pictures
/// on which no eye can be measured are left out.
/// </summary>
public sealed class BlinkFinder(FaceLimits limits)
{
    private const int Capacity = 256;

    // The eye "just before" is its upper level within this time; chosen by us, longer than a blink's fall.
    private const double BeforeS = 0.5;

    // A fall begins, and a rise ends, this share of the drop below the levels around it. Chosen by us.
    private const float EdgeShare = 0.15f;

    // A rise must give back this share of the fall: lids that stay down are a look down. A blink on the way from a
    // look up to a look ahead gave back 0.57.
    private const float RiseShare = 0.5f;

    // Rising no more for this long, the rise is over.
    private const double SettleS = 0.12;

    // Without a picture for this long, what was begun is forgotten.
    private const double GapSMax = 0.5;
    private readonly MonoTime[] _times = new MonoTime[Capacity];
    private readonly float[] _openings = new float[Capacity];
    private int _count;

    /// <summary>Blinks found so far. Only goes up.</summary>
    public long Found { get; private set; }

    /// <summary>True with the blink, once, when its end is certain: a little after it.</summary>
    /// <param name="opening">Share of the open eye, 0..1.5; the mean of the eyes that can be measured.</param>
    public bool TryStep(MonoTime now, float opening, out Blink blink)
    {
        blink = default;
        if (!float.IsFinite(opening))
            return false;
        if (_count > 0 && now.AgeOf(_times[_count - 1]).Seconds > GapSMax)
            _count = 0;

        Keep(now, opening);
        if (!TryFind(now, out blink, out int last))
            return false;

        Forget(last);
        Found++;
        return true;
    }

    /// <summary>
    /// What is still open at the end of a recording: a blink whose rise was seen but had not settled.
    /// </summary>
    public bool TryFinish(out Blink blink)
    {
        blink = default;
        return _count > 0
            && TryFind(_times[_count - 1] + MonoDuration.FromSeconds(SettleS), out blink, out int _);
    }

    private void Keep(MonoTime now, float opening)
    {
        if (_count == Capacity)
            Forget(Capacity / 2);
        (_times[_count], _openings[_count]) = (now, opening);
        _count++;
    }

    private void Forget(int first)
    {
        _count -= first;
        Array.Copy(_times, first, _times, 0, _count);
        Array.Copy(_openings, first, _openings, 0, _count);
    }

    /// <summary>The deepest point that has both sides.</summary>
    private bool TryFind(MonoTime now, out Blink blink, out int last)
    {
        (blink, last) = (default, 0);
        for (int bottom = 1; bottom < _count - 1; bottom++)
        {
            if (!IsLowest(bottom))
                continue;

            int before = Highest(bottom, step: -1);
            int after = Highest(bottom, step: 1);
            float fall = _openings[before] - _openings[bottom];
            float rise = _openings[after] - _openings[bottom];
            if (fall < limits.BlinkDepth || rise < RiseShare * fall || !IsOver(after, rise, bottom, now))
                continue;

            (int start, int end) = Edges(before, bottom, after);
            bool isLong = _times[end].Since(_times[start]) > limits.BlinkMax;
            if (isLong && _openings[bottom] > limits.ClosedOpening)
                continue;

            blink = new Blink(_times[start], _times[end], fall, isLong);
            last = end;
            return true;
        }

        return false;
    }

    private bool IsLowest(int at) => _openings[at] <= _openings[at - 1] && _openings[at] < _openings[at + 1];

    /// <summary>Index of the highest opening on one side, as far as half a second beyond the last new height.</summary>
    private int Highest(int from, int step)
    {
        int best = from;
        for (int i = from + step; i >= 0 && i < _count; i += step)
        {
            double seconds = Math.Abs(_times[i].Nanoseconds - _times[best].Nanoseconds) * 1e-9;
            if (_openings[i] < _openings[from] || (best != from && seconds > BeforeS))
                break;
            if (_openings[i] > _openings[best])
                best = i;
        }

        return best;
    }

    /// <summary>The rise is over when it has stood still for a while.</summary>
    private bool IsOver(int after, float rise, int bottom, MonoTime now)
    {
        int settled = after;
        while (settled > bottom + 1 && _openings[settled - 1] - _openings[bottom] >= (1 - EdgeShare) * rise)
            settled--;
        return now.AgeOf(_times[settled]).Seconds >= SettleS;
    }

    private (int Start, int End) Edges(int before, int bottom, int after)
    {
        float fall = _openings[before] - _openings[bottom];
        float rise = _openings[after] - _openings[bottom];
        int start = bottom;
        while (start > 0 && _openings[start - 1] < _openings[before] - (EdgeShare * fall))
            start--;
        int end = bottom;
        while (end < _count - 1 && _openings[end + 1] < _openings[after] - (EdgeShare * rise))
            end++;
        return (start, end);
    }
}
