using SenseAuto.Cabin.Driver;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Care;

/// <summary>The rules of one seat: belt, things left, children and pets left, people the car does not know.</summary>
internal static class SeatCare
{
    public static SeatMemory Step(
        in SeatMemory state, CareLimits limits, in CareInput input, in CabinFacts facts, in OccupantState seat)
    {
        bool isKnown = CabinFacts.IsKnown(in input, limits, in seat);
        Answer belt = BeltOff(limits, in input, in seat, isKnown);
        bool isGone = isKnown && !seat.IsPerson;
        return new SeatMemory(
            Run(state.BeltOff, facts.IsFast ? belt : Answer.No, in input, limits),
            Run(state.Misrouted, facts.IsFast ? Misrouted(limits, in seat, isKnown) : Answer.No, in input, limits),
            Run(state.Item, Item(in facts, in seat, isKnown), in input, limits),
            Run(state.Alone, Alone(in facts, in seat, isKnown), in input, limits),
            Run(state.Stranger, Stranger(in seat, isKnown), in input, limits),
            !isGone && (state.WasOn || belt == Answer.No));
    }

    /// <summary>The most urgent thing about the seat; level None when there is none.</summary>
    public static SeatFinding Find(
        in SeatMemory state, CareLimits limits, in OccupantState seat, MonoDuration lockedFor)
    {
        SeatFinding found = FindAlone(in state, limits, in seat, lockedFor);
        Consider(ref found, FindBelt(in state, limits, seat.Seat));
        if (state.Item.Yes > default(MonoDuration) && state.Item.Yes >= limits.ItemConfirm)
            Consider(ref found, Seen(OccupantEvent.ItemLeft, WarningLevel.Caution, limits, in seat));
        if (state.Stranger.Yes > default(MonoDuration) && state.Stranger.Yes >= limits.UnknownConfirm)
        {
            OccupantEvent who = seat.Seat == SeatId.Row1DriverSide
                ? OccupantEvent.UnknownDriver
                : OccupantEvent.UnknownPassenger;
            Consider(ref found, Seen(who, WarningLevel.Information, limits, in seat));
        }

        return found;
    }

    private static Spell Run(Spell spell, Answer answer, in CareInput input, CareLimits limits) =>
        spell.Step(answer, input.Now, limits.Clear, limits.FrameGapMax);

    /// <summary>
    /// An open buckle under a person is a belt off whatever the camera sees; a latched one needs the camera's word.
    /// </summary>
    private static Answer BeltOff(CareLimits limits, in CareInput input, in OccupantState seat, bool isKnown)
    {
        if (!isKnown)
            return Answer.Unknown;
        if (!seat.IsPerson)
            return Answer.No;

        bool knowsBuckle = (input.Body.Known & BodySignals.Belts) != 0
            && input.Now.AgeOf(input.Body.Captured) <= limits.BodyAgeMax;
        bool isBuckled = (input.Body.Buckled & (1 << (int)seat.Seat)) != 0;
        if (knowsBuckle && !isBuckled)
            return Answer.Yes;
        if (seat.Belt == BeltState.Unknown || !(seat.BeltConfidence >= limits.ConfidenceMin))
            return knowsBuckle ? Answer.No : Answer.Unknown;

        return seat.Belt == BeltState.Off ? Answer.Yes : Answer.No;
    }

    private static Answer Misrouted(CareLimits limits, in OccupantState seat, bool isKnown)
    {
        if (!isKnown || seat.Belt == BeltState.Unknown || !(seat.BeltConfidence >= limits.ConfidenceMin))
            return Answer.Unknown;

        return seat.IsPerson && seat.Belt == BeltState.Misrouted ? Answer.Yes : Answer.No;
    }

    private static Answer Item(in CabinFacts facts, in OccupantState seat, bool isKnown)
    {
        if (!facts.IsOff || facts.HasPerson == Answer.Yes)
            return Answer.No;
        if (!isKnown || facts.HasPerson == Answer.Unknown)
            return Answer.Unknown;

        return seat.Occupancy == Occupancy.Item ? Answer.Yes : Answer.No;
    }

    /// <summary>Left behind in a locked car without a grown person.</summary>
    private static Answer Alone(in CabinFacts facts, in OccupantState seat, bool isKnown)
    {
        if (!facts.IsLocked || facts.HasAdult == Answer.Yes)
            return Answer.No;
        if (!isKnown)
            return Answer.Unknown;

        // Who may be in a seat that nobody can judge does not make a child less alone.
        return seat.IsHelpless ? Answer.Yes : Answer.No;
    }

    private static Answer Stranger(in OccupantState seat, bool isKnown)
    {
        if (!isKnown || (seat.IsPerson && seat.Identity == IdentityVerdict.Unknown))
            return Answer.Unknown;

        return seat.IsPerson && seat.Identity == IdentityVerdict.Unauthorised ? Answer.Yes : Answer.No;
    }

    private static SeatFinding FindAlone(
        in SeatMemory state, CareLimits limits, in OccupantState seat, MonoDuration lockedFor)
    {
        bool isAlone = state.Alone.Yes > default(MonoDuration) && state.Alone.Yes >= limits.AloneConfirm;
        if (!isAlone || lockedFor < limits.AloneWarn)
            return default;

        OccupantEvent who = seat.Occupancy == Occupancy.Pet ? OccupantEvent.PetAlone : OccupantEvent.ChildAlone;
        bool isLate = lockedFor >= limits.AloneEscalate;
        MonoDuration limit = isLate ? limits.AloneEscalate : limits.AloneWarn;
        var why = new Evidence(Quantity.LockedS, (float)lockedFor.Seconds, (float)limit.Seconds);
        return new SeatFinding(who, seat.Seat, isLate ? WarningLevel.Imminent : WarningLevel.Caution, why);
    }

    private static SeatFinding FindBelt(in SeatMemory state, CareLimits limits, SeatId seat)
    {
        MonoDuration needed = state.WasOn ? limits.BeltOpenedConfirm : limits.BeltOffConfirm;
        if (state.BeltOff.Yes > default(MonoDuration) && state.BeltOff.Yes >= needed)
        {
            OccupantEvent what = state.WasOn ? OccupantEvent.BeltOpened : OccupantEvent.BeltOff;
            bool isHeard = state.BeltOff.Yes.Seconds < needed.Seconds + limits.BeltSoundMax.Seconds;
            WarningLevel level = isHeard ? WarningLevel.Caution : WarningLevel.Information;
            return Unbelted(what, seat, level, state.BeltOff, needed);
        }

        bool isMisrouted = state.Misrouted.Yes > default(MonoDuration) && state.Misrouted.Yes >= limits.BeltOffConfirm;
        return isMisrouted
            ? Unbelted(
                OccupantEvent.BeltMisrouted, seat, WarningLevel.Information, state.Misrouted, limits.BeltOffConfirm)
            : default;
    }

    private static SeatFinding Seen(
        OccupantEvent what, WarningLevel level, CareLimits limits, in OccupantState seat) =>
        new(what, seat.Seat, level, new Evidence(
            Quantity.OccupantConfidence, seat.Confidence, (float)limits.ConfidenceMin));

    private static SeatFinding Unbelted(
        OccupantEvent what, SeatId seat, WarningLevel level, in Spell held, MonoDuration limit) =>
        new(what, seat, level, new Evidence(Quantity.UnbeltedS, (float)held.Yes.Seconds, (float)limit.Seconds));

    private static void Consider(ref SeatFinding found, in SeatFinding other)
    {
        if (other.IsMoreUrgentThan(in found))
            found = other;
    }
}
