using System;
using SenseAuto.Core.Time;

namespace SenseAuto.Core.Health;

/// <summary>Distribution of durations: 10 µs steps up to 250 ms, one bucket above. Fixed memory, one writer.</summary>
public sealed class LatencyHistogram
{
    private const long StepNs = 10_000;
    private const int Buckets = 25_000;
    private readonly long[] _counts = new long[Buckets + 1];

    public long Count { get; private set; }

    public MonoDuration Max { get; private set; }

    public void Record(MonoDuration took)
    {
        _counts[(int)Math.Clamp(took.Nanoseconds / StepNs, 0, Buckets)]++;
        Count++;
        if (took > Max)
            Max = took;
    }

    /// <summary>Upper edge of the bucket that holds the given share (0..1) of the recorded durations; at most <see cref="Max"/>.</summary>
    public MonoDuration Quantile(double share)
    {
        if (Count == 0)
            return default;

        long wanted = Math.Max(1, (long)Math.Ceiling(share * Count));
        long seen = 0;
        for (int i = 0; i < Buckets; i++)
        {
            seen += _counts[i];
            if (seen >= wanted)
                return new MonoDuration(Math.Min((i + 1) * StepNs, Max.Nanoseconds));
        }

        return Max;
    }

    public void Clear()
    {
        Array.Clear(_counts);
        Count = 0;
        Max = default;
    }
}
