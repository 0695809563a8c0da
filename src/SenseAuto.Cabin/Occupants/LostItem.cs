using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Occupants;

/// <summary>What is remembered of a thing on a seat.</summary>
/// <param name="IsThere">A thing lies there and nobody is in the car.</param>
/// <param name="IsTold">It was told once.</param>
public readonly record struct LostItemState(bool IsThere, MonoTime Since, bool IsTold);

/// <summary>A thing that still lies on a seat after everybody left. Pure.</summary>
public static class LostItem
{
    /// <summary>True once for each thing, after it has lain long enough.</summary>
    /// <param name="isAnybodyIn">People on any seat, or it is not known.</param>
    public static bool Step(
        ref LostItemState state, in OccupantState seat, bool isAnybodyIn, OccupantLimits limits, MonoTime now)
    {
        ArgumentNullException.ThrowIfNull(limits);
        bool isThere = !isAnybodyIn && seat.Validity == Validity.Valid && seat.Occupancy == Occupancy.Item;
        if (!isThere)
        {
            // Not to see for a moment is not to have taken: only a seat known to be empty, or a person, forgets.
            if (isAnybodyIn || (seat.Validity == Validity.Valid && seat.Occupancy == Occupancy.Empty))
                state = default;
            return false;
        }

        if (!state.IsThere)
            state = new LostItemState(true, now, false);
        if (state.IsTold || now.AgeOf(state.Since) < limits.LostAfter)
            return false;

        state = state with { IsTold = true };
        return true;
    }
}
