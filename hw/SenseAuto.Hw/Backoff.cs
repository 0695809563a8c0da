using System;
using SenseAuto.Core.Time;

namespace SenseAuto.Hw;

/// <summary>
/// Waiting time between attempts: doubles from the first to the longest. Chosen by us: 100 ms to 5 s.
/// </summary>
public sealed class Backoff
{
    public static readonly MonoDuration DefaultFirst = MonoDuration.FromMilliseconds(100);
    public static readonly MonoDuration DefaultLongest = MonoDuration.FromMilliseconds(5_000);
    private readonly MonoDuration _first;
    private long _nextNs;

    public Backoff(MonoDuration first, MonoDuration longest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first.Nanoseconds, 1, nameof(first));
        ArgumentOutOfRangeException.ThrowIfLessThan(longest.Nanoseconds, first.Nanoseconds, nameof(longest));
        _first = first;
        Longest = longest;
        Reset();
    }

    public MonoDuration Longest { get; }

    /// <summary>How long to wait before the next attempt.</summary>
    public MonoDuration Next()
    {
        var wait = new MonoDuration(_nextNs);
        _nextNs = _nextNs > Longest.Nanoseconds / 2 ? Longest.Nanoseconds : _nextNs * 2;
        return wait;
    }

    public void Reset() => _nextNs = _first.Nanoseconds;
}
