using System;
using System.Runtime.CompilerServices;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Occupants;

/// <summary>One look at one seat.</summary>
/// <param name="Captured">Of the picture.</param>
/// <param name="IsSeen">False: covered, dark, or the network failed; nothing is learned then.</param>
/// <param name="PersonScore">0..1, of a person there; 0 when none.</param>
/// <param name="AgeYears">Of the person's face; 0 when there is no face.</param>
/// <param name="PetScore">0..1.</param>
/// <param name="ItemScore">0..1.</param>
/// <param name="Belt">Of this look alone.</param>
/// <param name="ChildSeat">Of this look alone.</param>
public readonly record struct SeatLook(
    MonoTime Captured, bool IsSeen, float PersonScore, float AgeYears, float PetScore, float ItemScore, BeltState Belt,
    ChildSeatState ChildSeat);

/// <summary>Weights of what may be on a seat, by <see cref="Occupancy"/>; together at most one.</summary>
[InlineArray(Count)]
public struct OccupancyWeights
{
    public const int Count = 7;
    private float _first;
}

/// <summary>What is remembered of one seat.</summary>
public struct SeatMemory
{
    /// <summary>By <see cref="Occupancy"/>.</summary>
    public OccupancyWeights Weights;

    /// <summary>Of the newest look that saw the seat.</summary>
    public MonoTime SeenAt { get; set; }

    public bool HasSeen { get; set; }

    /// <summary>-1 surely off .. 1 surely worn, rightly or not.</summary>
    public float Belt { get; set; }

    /// <summary>0 surely over the shoulder .. 1 surely not, of a belt that is worn.</summary>
    public float Misrouted { get; set; }

    /// <summary>-1 surely none .. 1 surely fitted.</summary>
    public float ChildSeat { get; set; }
}

/// <summary>
/// Gathers looks at a seat over time: what was seen long ago counts less. Pure: time is handed in, the answer does not
/// depend on how many looks a second there are.
/// </summary>
public static class SeatEvidence
{
    private const float Least = 0.15f;
    private const double FirstLookS = 0.2;
    private const double LongestStepS = 1;

    // What is told must outweigh the contrary three to two.
    private const float RoutedMin = 0.6f;

    /// <summary>Adds one look and tells the seat.</summary>
    public static OccupantState Step(ref SeatMemory memory, SeatId seat, in SeatLook look, OccupantLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (look.IsSeen)
            Add(ref memory, in look, limits);
        return Tell(in memory, seat, look.Captured, limits);
    }

    private static void Add(ref SeatMemory memory, in SeatLook look, OccupantLimits limits)
    {
        double passedS = memory.HasSeen ? look.Captured.AgeOf(memory.SeenAt).Seconds : FirstLookS;
        float gain = Gain(Math.Min(passedS, LongestStepS), limits.Forget);
        for (int i = 0; i < OccupancyWeights.Count; i++)
            memory.Weights[i] *= 1 - gain;

        Occupancy person = look.AgeYears > 0 ? PersonOf(look.AgeYears, limits) : KnownPerson(in memory);
        float taken = 0;
        taken += Raise(ref memory, person, gain * Believed(look.PersonScore));
        taken += Raise(ref memory, Occupancy.Pet, (gain - taken) * Believed(look.PetScore));
        taken += Raise(ref memory, Occupancy.Item, (gain - taken) * Believed(look.ItemScore));
        Raise(ref memory, Occupancy.Empty, gain - taken);

        AddBelt(ref memory, look.Belt, Gain(Math.Min(passedS, LongestStepS), limits.BeltForget));
        AddChildSeat(ref memory, in look, gain);
        memory.SeenAt = look.Captured;
        memory.HasSeen = true;
    }

    private static void AddBelt(ref SeatMemory memory, BeltState belt, float gain)
    {
        memory.Belt += belt switch
        {
            BeltState.On or BeltState.Misrouted => gain * (1 - memory.Belt),
            BeltState.Off => gain * (-1 - memory.Belt),
            _ => 0,
        };
        memory.Misrouted += belt switch
        {
            BeltState.Misrouted => gain * (1 - memory.Misrouted),
            BeltState.On => -gain * memory.Misrouted,
            _ => 0,
        };
    }

    /// <summary>
    /// A child that turns its face away still sits in its seat; from a seat without anybody a child seat may be taken
    /// or put there unseen: what is known fades.
    /// </summary>
    private static void AddChildSeat(ref SeatMemory memory, in SeatLook look, float gain)
    {
        memory.ChildSeat += look.ChildSeat switch
        {
            ChildSeatState.Fitted => gain * (1 - memory.ChildSeat),
            ChildSeatState.None => gain * (-1 - memory.ChildSeat),
            _ => Believed(look.PersonScore) > 0 ? 0 : -gain * memory.ChildSeat,
        };
    }

    private static OccupantState Tell(in SeatMemory memory, SeatId seat, MonoTime now, OccupantLimits limits)
    {
        bool isFresh = memory.HasSeen && now.AgeOf(memory.SeenAt) <= limits.Forget;
        if (!isFresh)
            return new OccupantState { Captured = now, Seat = seat, Validity = Validity.Unavailable };

        (Occupancy best, float weight, float sum) = (Occupancy.Unknown, 0, 0);
        for (int i = 0; i < OccupancyWeights.Count; i++)
        {
            sum += memory.Weights[i];
            if (memory.Weights[i] > weight)
                (best, weight) = ((Occupancy)i, memory.Weights[i]);
        }

        float share = sum > 0 ? weight / sum : 0;
        bool isSure = share >= limits.SureMin && sum >= Least;
        bool isPerson = isSure && best is Occupancy.Adult or Occupancy.Child or Occupancy.Infant;
        return new OccupantState
        {
            Captured = memory.SeenAt,
            Seat = seat,
            Validity = isSure ? Validity.Valid : Validity.Degraded,
            Occupancy = isSure ? best : Occupancy.Unknown,
            Confidence = share,
            Belt = isPerson ? BeltOf(in memory) : BeltState.Unknown,
            BeltConfidence = isPerson ? MathF.Abs(memory.Belt) : 0,
            ChildSeat = memory.ChildSeat > 0.5f ? ChildSeatState.Fitted
                : memory.ChildSeat < -0.5f ? ChildSeatState.None : ChildSeatState.Unknown,
        };
    }

    private static BeltState BeltOf(in SeatMemory memory)
    {
        if (!(memory.Belt > 0.5f))
            return memory.Belt < -0.5f ? BeltState.Off : BeltState.Unknown;
        if (memory.Misrouted >= RoutedMin)
            return BeltState.Misrouted;

        return memory.Misrouted <= 1 - RoutedMin ? BeltState.On : BeltState.Unknown;
    }

    /// <summary>
    /// Who was seen there before: a face that is turned away for a while does not grow up. An adult until a face was
    /// seen: age decides, not size in the picture.
    /// </summary>
    private static Occupancy KnownPerson(in SeatMemory memory)
    {
        Occupancy known = Occupancy.Adult;
        foreach (Occupancy one in (ReadOnlySpan<Occupancy>)[Occupancy.Child, Occupancy.Infant])
        {
            if (memory.Weights[(int)one] > memory.Weights[(int)known])
                known = one;
        }

        return known;
    }

    private static Occupancy PersonOf(float ageYears, OccupantLimits limits)
    {
        if (ageYears >= limits.ChildAgeYears)
            return Occupancy.Adult;

        return ageYears < limits.InfantAgeYears ? Occupancy.Infant : Occupancy.Child;
    }

    private static float Raise(ref SeatMemory memory, Occupancy what, float by)
    {
        memory.Weights[(int)what] += by;
        return by;
    }

    // The object network is sure of a person from about 0.5; below 0.2 it sees people in cushions.
    private static float Believed(float score) => float.IsFinite(score) ? Math.Clamp((score - 0.2f) / 0.3f, 0, 1) : 0;

    private static float Gain(double passedS, MonoDuration forget) => (float)(1 - Math.Exp(-passedS / forget.Seconds));
}
