using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Driver;

/// <summary>Numbers of the eyelids' watch.</summary>
public sealed record EyeLimits
{
    /// <summary>At this share of the driver's own open eye or less, the eyes are closed.</summary>
    public required double ClosedMax { get; init; }

    /// <summary>Closed eyes are open again from here.</summary>
    public required double OpenMin { get; init; }

    /// <summary>Shorter closures are blinks and count as open.</summary>
    public required MonoDuration ClosureMin { get; init; }

    public required MonoDuration BlinkMin { get; init; }

    /// <summary>A longer closure is no blink any more.</summary>
    public required MonoDuration BlinkMax { get; init; }

    /// <summary>Open-eye time after which the driver's own open eye is taken as learned and frozen.</summary>
    public required MonoDuration LearnTime { get; init; }

    /// <summary>Largest share by which the learned open eye may differ from the given one.</summary>
    public required double LearnSpan { get; init; }

    internal void Check(LimitProblems problems)
    {
        problems.Positive(ClosedMax, "Eyes.ClosedMax");
        problems.Require(ClosedMax < OpenMin && OpenMin < 1, "need Eyes.ClosedMax < OpenMin < 1");
        problems.NotNegative(BlinkMin, "Eyes.BlinkMin");
        problems.Require(
            BlinkMin < ClosureMin && ClosureMin <= BlinkMax, "need Eyes.BlinkMin < ClosureMin <= BlinkMax");
        problems.NotNegative(LearnTime, "Eyes.LearnTime");
        problems.Require(LearnSpan >= 0 && LearnSpan < 1, "need 0 <= Eyes.LearnSpan < 1");
    }
}

/// <summary>What is remembered of the eyelids.</summary>
public struct EyeWatchState
{
    public Spell Closed;

    /// <summary>The driver's own open eye, as a share of what was handed in, less one.</summary>
    public double OwnOffset;

    public MonoDuration Learned;

    /// <summary>Closed and known time.</summary>
    public SlidingSums Closures;

    /// <summary>Time in blinks, and their count.</summary>
    public SlidingSums Blinks;
}

/// <summary>
/// Eyelids over time: closures, blinks, and the driver's own open eye. Unknown is neither open nor closed.
/// </summary>
internal static class EyeWatch
{
    public static readonly MonoDuration Bucket = MonoDuration.FromMilliseconds(1000);

    // A quarter of the eye in a second: the running median settles within some seconds of open eyes. Chosen by us.
    private const double LearnPerS = 0.25;

    /// <summary>Opening of the eyes that can be used, NaN when there are none.</summary>
    public static double OpeningOf(in EyeWatchState state, in DriverObservation seen, double qualityMin)
    {
        double left = WeightOf(seen.LeftEye, qualityMin);
        double right = WeightOf(seen.RightEye, qualityMin);
        if (!(left + right > 0))
            return double.NaN;

        double sum = (left > 0 ? left * seen.LeftEye.Opening : 0) + (right > 0 ? right * seen.RightEye.Opening : 0);
        return sum / (left + right) / (1 + state.OwnOffset);
    }

    public static EyeWatchState Step(
        in EyeWatchState state, EyeLimits limits, double opening, MonoTime at, MonoDuration gap)
    {
        EyeWatchState next = state;
        next.Closed = state.Closed.Step(AnswerOf(state.Closed.Last, limits, opening), at, default, gap);
        MonoDuration credit = Spell.Credit(state.Closed, next.Closed);
        if (next.Closed.Last == Answer.Yes)
            AddClosed(ref next, limits, state.Closed.Yes, credit);
        if (next.Closed.Last == Answer.No)
        {
            AddOpen(ref next, limits, state.Closed.Yes, credit);
            Learn(ref next, limits, opening, credit);
        }

        return next;
    }

    private static double WeightOf(EyeLids eye, double qualityMin) =>
        eye.Quality >= qualityMin && float.IsFinite(eye.Opening) ? eye.Quality : 0;

    private static Answer AnswerOf(Answer last, EyeLimits limits, double opening)
    {
        if (double.IsNaN(opening))
            return Answer.Unknown;

        bool isClosed = last == Answer.Yes ? opening < limits.OpenMin : opening <= limits.ClosedMax;
        return isClosed ? Answer.Yes : Answer.No;
    }

    /// <summary>A closure counts from its beginning, but only once it is too long for a blink.</summary>
    private static void AddClosed(ref EyeWatchState next, EyeLimits limits, MonoDuration before, MonoDuration credit)
    {
        MonoTime at = next.Closed.At;
        if (next.Closed.Yes < limits.ClosureMin)
            return;

        MonoDuration span = before < limits.ClosureMin ? next.Closed.Yes : credit;
        next.Closures.AddSpan(Bucket, new MonoTime(at.Nanoseconds - span.Nanoseconds), at, isYes: true);
    }

    private static void AddOpen(ref EyeWatchState next, EyeLimits limits, MonoDuration closed, MonoDuration credit)
    {
        MonoTime at = next.Closed.At;
        MonoDuration span = closed < limits.ClosureMin ? credit + closed : credit;
        next.Closures.AddSpan(Bucket, new MonoTime(at.Nanoseconds - span.Nanoseconds), at, isYes: false);
        if (closed > default(MonoDuration) && closed >= limits.BlinkMin && closed <= limits.BlinkMax)
            next.Blinks.Add(Bucket, at, closed.Nanoseconds, 1);
    }

    /// <summary>
    /// A running median of the open eye, frozen for good once enough has been seen. Drooping lids teach nothing.
    /// </summary>
    private static void Learn(ref EyeWatchState next, EyeLimits limits, double opening, MonoDuration credit)
    {
        if (next.Learned >= limits.LearnTime || opening < 1 - (2 * limits.LearnSpan))
            return;

        next.Learned += credit;
        double step = Math.CopySign(LearnPerS * credit.Seconds, opening - 1);
        next.OwnOffset = Math.Clamp(next.OwnOffset + step, -limits.LearnSpan, limits.LearnSpan);
    }
}
