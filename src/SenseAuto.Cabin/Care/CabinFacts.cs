using SenseAuto.Core.Messages;

namespace SenseAuto.Cabin.Care;

/// <summary>The car and all its seats as every seat's rules need them.</summary>
/// <param name="HasAdult">
/// A grown person is in the car; unknown while a seat that nobody can judge may hold one.
/// </param>
/// <param name="HasPerson">The same for anybody.</param>
internal readonly record struct CabinFacts(
    bool KnowsBody, bool IsLocked, bool IsOff, bool IsFast, bool HasSpeed, bool HasSeats, Answer HasAdult,
    Answer HasPerson)
{
    public static CabinFacts Of(in CareInput input, CareLimits limits, bool wasFast)
    {
        bool knowsBody = input.Now.AgeOf(input.Body.Captured) <= limits.BodyAgeMax;
        bool knowsLock = knowsBody && (input.Body.Known & BodySignals.Lock) != 0;
        bool knowsIgnition = knowsBody && (input.Body.Known & BodySignals.Ignition) != 0;
        bool hasSpeed = input.Ego.Validity != Validity.Unavailable
            && (input.Ego.Known & EgoSignals.Speed) != 0
            && input.Now.AgeOf(input.Ego.Captured) <= limits.BodyAgeMax;
        double from = limits.BeltSpeed.Value - (wasFast ? limits.BeltSpeedBand.Value : 0);
        bool hasSeats = false;
        (Answer adult, Answer person) = (Answer.No, Answer.No);
        foreach (ref readonly OccupantState seat in input.Seats)
        {
            bool isKnown = IsKnown(in input, limits, in seat);
            hasSeats |= isKnown;
            adult = With(adult, isKnown, seat.Occupancy == Occupancy.Adult);
            person = With(person, isKnown, seat.IsPerson);
        }

        return new CabinFacts(
            knowsLock, knowsLock && input.Body.IsLocked, knowsIgnition && !input.Body.IsIgnitionOn,
            hasSpeed && input.Ego.Speed.Value > from, hasSpeed, hasSeats, adult, person);
    }

    public static bool IsKnown(in CareInput input, CareLimits limits, in OccupantState seat) =>
        seat.Validity != Validity.Unavailable
        && seat.Occupancy != Occupancy.Unknown
        && seat.Confidence >= limits.ConfidenceMin
        && input.Now.AgeOf(seat.Captured) <= limits.SeatAgeMax;

    private static Answer With(Answer before, bool isKnown, bool isSo)
    {
        if (before == Answer.Yes || (isKnown && isSo))
            return Answer.Yes;

        return isKnown ? before : Answer.Unknown;
    }
}
