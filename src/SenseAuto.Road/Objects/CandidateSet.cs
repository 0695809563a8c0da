using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;

namespace SenseAuto.Road.Objects;

/// <summary>
/// Boxes above the score gate, and what remains of them after suppression. The order is by score, then by arrival, so
/// equal input gives equal output. Full: the weakest gives way and is counted.
/// </summary>
public sealed class CandidateSet(int capacity)
{
    // Seen on road stills: parts of a car score about half of the car. Chosen by us.
    private const float FragmentScoreShare = 0.75f;
    private const float FragmentLowerShare = 0.02f;
    private const double FragmentInsideMin = 0.85;
    private readonly Candidate[] _candidates = new Candidate[capacity];
    private readonly bool[] _isSuppressed = new bool[capacity];
    private int _count;
    private int _arrived;
    private int _weakest;

    /// <summary>Boxes that gave way because the set was full. Only goes up.</summary>
    public long Overflowed { get; private set; }

    public void Clear()
    {
        _count = 0;
        _arrived = 0;
    }

    public void Add(in Detection detection)
    {
        var candidate = new Candidate(detection, _arrived++);
        if (_count < _candidates.Length)
        {
            _candidates[_count++] = candidate;
            if (_count == _candidates.Length)
                FindWeakest();
            return;
        }

        Overflowed++;
        if (!(detection.Score > _candidates[_weakest].Detection.Score))
            return;

        _candidates[_weakest] = candidate;
        FindWeakest();
    }

    /// <summary>Adds the survivors to <paramref name="into"/>, strongest first, and empties the set.</summary>
    public void Emit(double overlapMax, FixedList<Detection> into)
    {
        Span<Candidate> candidates = _candidates.AsSpan(0, _count);
        candidates.Sort(static (a, b) => Compare(a, b));
        Array.Clear(_isSuppressed, 0, _count);
        for (int i = 0; i < candidates.Length; i++)
        {
            if (_isSuppressed[i])
                continue;

            into.TryAdd(candidates[i].Detection);
            Suppress(i, overlapMax);
        }

        Clear();
    }

    private void Suppress(int winner, double overlapMax)
    {
        PixelBox box = _candidates[winner].Detection.Box;
        float score = _candidates[winner].Detection.Score;
        ClassGroup group = RoadClasses.GroupOf(_candidates[winner].Detection.Class);
        for (int i = winner + 1; i < _count; i++)
        {
            ref readonly Detection other = ref _candidates[i].Detection;
            if (!_isSuppressed[i] && RoadClasses.GroupOf(other.Class) == group)
                _isSuppressed[i] = Boxes.Overlap(box, other.Box) > overlapMax || IsFragment(other, box, score);
        }
    }

    /// <summary>
    /// A much weaker box inside a stronger one is a part of it (a door, a tail light), unless it reaches lower: then
    /// it is nearer to us, such as a car in front of a truck.
    /// </summary>
    private static bool IsFragment(in Detection other, in PixelBox box, float score) =>
        other.Score < FragmentScoreShare * score
        && other.Box.Bottom <= box.Bottom + (FragmentLowerShare * box.Height)
        && Boxes.OverlapOfSmaller(box, other.Box) > FragmentInsideMin;

    private void FindWeakest()
    {
        _weakest = 0;
        for (int i = 1; i < _count; i++)
        {
            if (Compare(_candidates[i], _candidates[_weakest]) > 0)
                _weakest = i;
        }
    }

    private static int Compare(in Candidate a, in Candidate b)
    {
        int byScore = b.Detection.Score.CompareTo(a.Detection.Score);
        return byScore != 0 ? byScore : a.Arrival.CompareTo(b.Arrival);
    }

    private readonly struct Candidate(Detection detection, int arrival)
    {
        public readonly Detection Detection = detection;
        public readonly int Arrival = arrival;
    }
}
