using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Care;

/// <summary>
/// Occupant monitoring: children and pets left behind, belts, things left, people the car does not know. Pure, no
/// memory
/// of its own, allocates nothing.
/// </summary>
/// <remarks>A seat that nobody can judge is unknown: it neither warns nor ends a warning.</remarks>
public static class OccupantMonitoring
{
    public static CareStep Step(in CareState state, CareLimits limits, in CareInput input)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (!input.IsEnabled)
            return SwitchedOff(input.Now);

        var step = new CareStep { State = state };
        CabinFacts facts = CabinFacts.Of(in input, limits, state.IsFast);
        step.State.IsFast = facts.IsFast;
        Onset locked = facts.KnowsBody ? state.Locked.Step(facts.IsLocked, input.Now) : state.Locked;
        step.State.Locked = locked;
        MonoDuration lockedFor = locked.IsOn ? input.Now.AgeOf(locked.From) : default;
        SeatFinding found = default;
        foreach (ref readonly OccupantState seat in input.Seats)
        {
            int place = (int)seat.Seat;
            if (seat.Seat == SeatId.None || place >= SeatMemories.Capacity)
                continue;

            SeatMemory memory = SeatCare.Step(step.State.Seats[place], limits, in input, in facts, in seat);
            step.State.Seats[place] = memory;
            SeatFinding one = SeatCare.Find(in memory, limits, in seat, lockedFor);
            if (one.IsMoreUrgentThan(in found))
                found = one;
        }

        Tell(ref step, limits, in input, in facts, in found, lockedFor);
        return step;
    }

    private static CareStep SwitchedOff(MonoTime now) => new()
    {
        Status = new FunctionStatus(
            now, FunctionId.OccupantMonitoring, FunctionState.Off, FunctionReason.SwitchedOff),
        Warning = new Warning { Captured = now, Function = FunctionId.OccupantMonitoring },
        Alert = new OccupantAlert(now, Validity.Unavailable, OccupantEvent.None, SeatId.None, default, false),
    };

    private static void Tell(
        ref CareStep step, CareLimits limits, in CareInput input, in CabinFacts facts, in SeatFinding found,
        MonoDuration lockedFor)
    {
        bool isOn = found.Level != WarningLevel.None;
        bool isSame = step.State.Event == found.Event && step.State.Seat == found.Seat;
        step.State.Told = isSame ? step.State.Told.Step(isOn, input.Now) : new Onset(isOn, input.Now);
        step.State.Event = found.Event;
        step.State.Seat = found.Seat;
        bool isAlone = found.Event is OccupantEvent.ChildAlone or OccupantEvent.PetAlone;
        FunctionStatus status = Gate(in input, in facts);
        step.Status = isOn ? status with { State = FunctionState.Warning } : status;
        Validity validity = !facts.HasSeats ? Validity.Unavailable
            : facts.HasAdult == Answer.Unknown ? Validity.Degraded : Validity.Valid;
        step.Alert = new OccupantAlert(
            input.Now, validity, found.Event, found.Seat, isOn ? step.State.Told.From : default,
            isAlone && lockedFor >= limits.AloneHelp);
        var warning = new Warning { Captured = input.Now, Function = FunctionId.OccupantMonitoring };
        if (isOn)
        {
            warning.Level = found.Level;
            warning.ObjectId = (int)found.Seat;
            warning.Since = step.State.Told.From;
            warning.ValidUntil = input.Now + limits.ValidFor;
            warning.Why[0] = found.Why;
        }

        step.Warning = warning;
    }

    private static FunctionStatus Gate(in CareInput input, in CabinFacts facts)
    {
        FunctionReason blind = input.Blind == FunctionReason.None ? FunctionReason.NoCamera : input.Blind;
        (FunctionState state, FunctionReason reason) = (FunctionState.Active, FunctionReason.None);
        if (!facts.HasSeats)
            (state, reason) = (FunctionState.Unavailable, blind);
        else if (!facts.KnowsBody && !facts.HasSpeed)
            (state, reason) = (FunctionState.Unavailable, FunctionReason.CanTimeout);
        else if (!facts.HasSpeed)
            reason = FunctionReason.NoSpeed;
        return new FunctionStatus(input.Now, FunctionId.OccupantMonitoring, state, reason);
    }
}
