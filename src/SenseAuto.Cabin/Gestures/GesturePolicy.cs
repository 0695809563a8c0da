using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Gestures;

/// <summary>Numbers of gestures. Made once from the parameters "gesture.*".</summary>
public sealed record GestureLimits
{
    /// <summary>Least belief of the network.</summary>
    public required float ScoreMin { get; init; }

    /// <summary>A shape must be held this long to count.</summary>
    public required MonoDuration Hold { get; init; }

    /// <summary>The same shape, still held, counts again after this long.</summary>
    public required MonoDuration Again { get; init; }

    /// <summary>After a gesture nothing counts for this long.</summary>
    public required MonoDuration Rest { get; init; }

    /// <summary>Reads the limits.</summary>
    /// <param name="number">Gives a parameter's value by its name; throws for an unknown one.</param>
    public static GestureLimits Read(Func<string, double> number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return new GestureLimits
        {
            ScoreMin = (float)number("gesture.score.min"),
            Hold = MonoDuration.FromSeconds(number("gesture.hold")),
            Again = MonoDuration.FromSeconds(number("gesture.again")),
            Rest = MonoDuration.FromSeconds(number("gesture.rest")),
        };
    }
}

/// <summary>One line of the table from gestures to what they ask for.</summary>
/// <param name="Way">None: any way, or the gesture has none.</param>
/// <param name="Repeats">Counts again while it is held, as a turning finger does.</param>
public readonly record struct GestureRow(GestureKind Kind, SwipeWay Way, GestureAction Action, bool Repeats);

/// <summary>What gestures ask for. A car maker may give rows of its own.</summary>
public static class GestureTable
{
    private static readonly GestureRow[] Rows =
    [
        new(GestureKind.Clockwise, SwipeWay.None, GestureAction.VolumeUp, Repeats: true),
        new(GestureKind.CounterClockwise, SwipeWay.None, GestureAction.VolumeDown, Repeats: true),
        new(GestureKind.Swipe, SwipeWay.Right, GestureAction.Next, Repeats: false),
        new(GestureKind.Swipe, SwipeWay.Left, GestureAction.Previous, Repeats: false),
        new(GestureKind.Call, SwipeWay.None, GestureAction.Answer, Repeats: false),
        new(GestureKind.Fist, SwipeWay.None, GestureAction.Reject, Repeats: false),
        new(GestureKind.OpenHand, SwipeWay.None, GestureAction.Pause, Repeats: false),
        new(GestureKind.Halt, SwipeWay.None, GestureAction.Select, Repeats: false),
    ];

    public static ReadOnlySpan<GestureRow> Default => Rows;

    /// <summary>The row of a gesture; action None, not repeating, where there is none.</summary>
    public static GestureRow Find(ReadOnlySpan<GestureRow> rows, GestureKind kind, SwipeWay way)
    {
        foreach (ref readonly GestureRow row in rows)
        {
            if (row.Kind == kind && (row.Way == SwipeWay.None || row.Way == way))
                return row;
        }

        return new GestureRow(kind, way, GestureAction.None, Repeats: false);
    }
}

/// <summary>One look at a hand.</summary>
/// <param name="Kind">None when no hand was seen, or a shape that means nothing.</param>
/// <param name="IsDriverWarned">A warning is on: nobody is answered now.</param>
public readonly record struct GestureSeen(
    MonoTime Captured, SeatId Seat, GestureKind Kind, SwipeWay Way, float Belief, bool IsDriverWarned);

/// <summary>What the policy remembers between looks.</summary>
/// <param name="Since">When the hand began this shape.</param>
/// <param name="ToldAt">When the last event was told.</param>
public readonly record struct GestureState(
    GestureKind Kind, SwipeWay Way, MonoTime Since, bool IsTold, bool HasTold, MonoTime ToldAt);

/// <summary>From shapes over time to events, each told once. Pure: no clock, no memory of its own.</summary>
public static class GesturePolicy
{
    /// <summary>True when this look makes an event.</summary>
    public static bool Step(
        in GestureSeen seen, ref GestureState state, GestureLimits limits, ReadOnlySpan<GestureRow> rows,
        out GestureEvent gesture)
    {
        ArgumentNullException.ThrowIfNull(limits);
        gesture = default;
        bool isWeak = seen.Kind == GestureKind.None || !(seen.Belief >= limits.ScoreMin);
        GestureKind kind = isWeak ? GestureKind.None : seen.Kind;
        SwipeWay way = isWeak ? SwipeWay.None : seen.Way;
        if (kind != state.Kind || way != state.Way)
            state = state with { Kind = kind, Way = way, Since = seen.Captured, IsTold = false };
        if (kind == GestureKind.None || !IsDue(in seen, in state, limits, rows))
            return false;

        // A gesture that was begun under a warning must be made anew.
        if (seen.IsDriverWarned)
        {
            state = state with { IsTold = true, HasTold = true, ToldAt = seen.Captured };
            return false;
        }

        GestureRow row = GestureTable.Find(rows, kind, way);
        state = state with { IsTold = true, HasTold = true, ToldAt = seen.Captured };
        gesture = new GestureEvent(seen.Captured, seen.Seat, kind, row.Action, seen.Belief, state.Since);
        return true;
    }

    private static bool IsDue(
        in GestureSeen seen, in GestureState state, GestureLimits limits, ReadOnlySpan<GestureRow> rows)
    {
        if (seen.Captured.AgeOf(state.Since) < limits.Hold)
            return false;
        if (!state.HasTold)
            return true;

        MonoDuration rested = seen.Captured.AgeOf(state.ToldAt);
        return state.IsTold
            ? GestureTable.Find(rows, state.Kind, state.Way).Repeats && rested >= limits.Again
            : rested >= limits.Rest;
    }
}
