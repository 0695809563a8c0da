using System;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Face;

/// <summary>
/// Finds blinks in the opening of the eyes as it comes in, at any frame rate. A blink is a fall below what the eye
/// was just before, and the rise that answers it: a slow change (a smile, a look down, a turned head) moves the
/// reference with it. Lids that come down half only make a blink when they are up again at once, and what lasts longer
/// than a blink counts only when the eye was closed. Fixed memory; pictures on which no eye can be measured are left
/// out.
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

    // Lids that fell less than the edge's share of the fall within this time stood still: a squint before a blink is
    // not part of it. Chosen by us: a blink's fall takes 0.1 s.
    private const double StillS = 0.1;

    // So much of the fall lies below the place where lids are asked whether they stood still.
    private const float BelowStill = 0.4f;

    // Lids that were lower by this share of the fall so shortly before have not stood still: they rebound between two
    // closings, which are one blink. Chosen by us.
    private const float ReboundShare = 0.25f;
    private const double ReboundS = 0.3;

    // Lids that leave more than this of the opening of just before are half down; such a blink is up again within this
    // time, a squint, a smile or a look down is not. Chosen by us: squints of people who make faces left 0.58 to 0.65
    // for 0.4 s and more, blinks of talking people left 0.54 for 0.36 s, and 0.57 to 0.64 for 0.2 s.
    private const float HalfShare = 0.55f;
    private const double HalfS = 0.3;

    // An eye took part when it fell this share of what the other one did; one that winks takes the other with it some.
    private const float TogetherShare = 0.5f;

    // Rising no more for this long, the rise is over.
    private const double SettleS = 0.12;

    // Without a picture for this long, what was begun is forgotten.
    private const double GapSMax = 0.5;
    private readonly MonoTime[] _times = new MonoTime[Capacity];
    private readonly float[] _openings = new float[Capacity];
    private readonly float[] _lefts = new float[Capacity];
    private readonly float[] _rights = new float[Capacity];
    private int _count;

    /// <summary>Blinks found so far. Only goes up.</summary>
    public long Found { get; private set; }

    /// <summary>True with the blink, once, when its end is certain: a little after it.</summary>
    public bool TryStep(MonoTime now, in LidOpening opening, out Blink blink)
    {
        blink = default;
        if (!float.IsFinite(opening.Both))
            return false;
        if (_count > 0 && (opening.IsNewFace || now.AgeOf(_times[_count - 1]).Seconds > GapSMax))
            _count = 0;

        Keep(now, in opening);
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

    private void Keep(MonoTime now, in LidOpening opening)
    {
        if (_count == Capacity)
            Forget(Capacity / 2);
        (_times[_count], _openings[_count]) = (now, opening.Both);
        (_lefts[_count], _rights[_count]) = (opening.Left, opening.Right);
        _count++;
    }

    private void Forget(int first)
    {
        _count -= first;
        Array.Copy(_times, first, _times, 0, _count);
        Array.Copy(_openings, first, _openings, 0, _count);
        Array.Copy(_lefts, first, _lefts, 0, _count);
        Array.Copy(_rights, first, _rights, 0, _count);
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
            if (!TryJudge(start, bottom, end, out blink))
                continue;

            last = end;
            return true;
        }

        return false;
    }

    /// <summary>False for what falls and rises but is no blink.</summary>
    private bool TryJudge(int start, int bottom, int end, out Blink blink)
    {
        float open = JustBefore(start, out int before);
        float depth = open - _openings[bottom];
        MonoDuration length = _times[end].Since(_times[start]);
        bool isLong = length > limits.BlinkMax;
        bool isHalf = _openings[bottom] > HalfShare * open;
        (EyeSides closed, EyeSides seen) = Sides(before, bottom);
        blink = new Blink(_times[start], _times[end], depth, isLong, closed, seen);
        return depth >= limits.BlinkDepth
            && !(isLong && _openings[bottom] > limits.ClosedOpening)
            && !(isHalf && length.Seconds > HalfS);
    }

    private (EyeSides Closed, EyeSides Seen) Sides(int before, int bottom)
    {
        float left = ShareOfFall(_lefts, before, bottom);
        float right = ShareOfFall(_rights, before, bottom);
        EyeSides seen = (float.IsNaN(left) ? EyeSides.None : EyeSides.Left)
            | (float.IsNaN(right) ? EyeSides.None : EyeSides.Right);
        EyeSides closed = (left < TogetherShare * right ? EyeSides.None : EyeSides.Left)
            | (right < TogetherShare * left ? EyeSides.None : EyeSides.Right);
        return (closed & seen, seen);
    }

    /// <summary>NaN when the eye was not measured.</summary>
    private static float ShareOfFall(float[] eye, int before, int bottom) =>
        (eye[before] - eye[bottom]) / Math.Max(eye[before], 1e-3f);

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
        while (start > 0 && _openings[start - 1] < _openings[before] - (EdgeShare * fall)
            && !StoodStill(start, before, bottom, fall))
        {
            start--;
        }

        int end = bottom;
        while (end < _count - 1 && _openings[end + 1] < _openings[after] - (EdgeShare * rise))
            end++;
        return (start, end);
    }

    /// <summary>Also false after lids that were lower before: there a blink follows another.</summary>
    private bool StoodStill(int at, int before, int bottom, float fall)
    {
        if (_openings[at] - _openings[bottom] < BelowStill * fall
            || JustBefore(at, out int _) - _openings[at] >= EdgeShare * fall)
        {
            return false;
        }

        for (int i = at - 1; i >= before && _times[at].Since(_times[i]).Seconds <= ReboundS; i--)
        {
            if (_openings[i] < _openings[at] - (ReboundShare * fall))
                return false;
        }

        return true;
    }

    /// <summary>The highest opening within a short time before a picture that is not the first.</summary>
    private float JustBefore(int at, out int highest)
    {
        highest = Math.Max(0, at - 1);
        for (int i = highest; i >= 0 && _times[at].Since(_times[i]).Seconds <= StillS + 1e-6; i--)
        {
            if (_openings[i] > _openings[highest])
                highest = i;
        }

        return _openings[highest];
    }
}
