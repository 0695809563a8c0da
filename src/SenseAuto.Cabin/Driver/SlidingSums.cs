using System;
using System.Runtime.CompilerServices;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Driver;

/// <summary>
/// Two sums over the recent past, in buckets of equal width on the clock, so that they are the same at any frame rate.
/// Whole numbers: what is added is never lost to rounding. Zero is a fresh start; allocates nothing.
/// </summary>
public struct SlidingSums
{
    public const int BucketCount = 240;
    private Buckets _first;
    private Buckets _second;
    private long _newest;

    /// <summary>Adds to the bucket of <paramref name="at"/>. Older than all buckets is forgotten at once.</summary>
    public void Add(MonoDuration width, MonoTime at, long first, long second)
    {
        long bucket = at.Nanoseconds / width.Nanoseconds;
        Advance(bucket);
        if (bucket <= _newest - BucketCount)
            return;

        int place = (int)(bucket % BucketCount);
        _first[place] += first;
        _second[place] += second;
    }

    /// <summary>
    /// Adds a span of known time, cut at the buckets' edges: to the second sum, and to the first when yes.
    /// </summary>
    public void AddSpan(MonoDuration width, MonoTime from, MonoTime to, bool isYes)
    {
        long start = from.Nanoseconds;
        while (start < to.Nanoseconds)
        {
            long edge = ((start / width.Nanoseconds) + 1) * width.Nanoseconds;
            long end = Math.Min(edge, to.Nanoseconds);
            Add(width, new MonoTime(start), isYes ? end - start : 0, end - start);
            start = end;
        }
    }

    /// <summary>What was added after <paramref name="from"/>; of the bucket it lies in, the later share.</summary>
    public readonly (long First, long Second) Since(MonoDuration width, MonoTime from)
    {
        long oldest = Math.Max(from.Nanoseconds / width.Nanoseconds, _newest - BucketCount + 1);
        (long first, long second) = (0, 0);
        for (long bucket = Math.Max(0, oldest); bucket <= _newest; bucket++)
        {
            int place = (int)(bucket % BucketCount);
            long left = Math.Min(width.Nanoseconds, ((bucket + 1) * width.Nanoseconds) - from.Nanoseconds);
            first += Part(_first[place], left, width);
            second += Part(_second[place], left, width);
        }

        return (first, second);
    }

    private static long Part(long sum, long left, MonoDuration width) =>
        left == width.Nanoseconds ? sum : (long)((Int128)sum * left / width.Nanoseconds);

    private void Advance(long bucket)
    {
        long steps = Math.Min(bucket - _newest, BucketCount);
        for (long i = 0; i < steps; i++)
        {
            int place = (int)((bucket - i) % BucketCount);
            _first[place] = 0;
            _second[place] = 0;
        }

        _newest = Math.Max(_newest, bucket);
    }

    [InlineArray(BucketCount)]
    private struct Buckets
    {
        private long _sum;
    }
}
