using System;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Occupants;

/// <summary>Every number of occupants, belts and telephones that an engineer may set.</summary>
public sealed record OccupantLimits
{
    /// <summary>Evidence fades to a third in this time.</summary>
    public required MonoDuration Forget { get; init; }

    /// <summary>Least share of the evidence that names what is on a seat.</summary>
    public required float SureMin { get; init; }

    public required float ChildAgeYears { get; init; }

    public required float InfantAgeYears { get; init; }

    public required MonoDuration LostAfter { get; init; }

    /// <summary>An empty seat must be seen this long to be known by its look.</summary>
    public required MonoDuration EmptyLearn { get; init; }

    /// <summary>A changed look of a seat known to be empty is its new look after this long.</summary>
    public required MonoDuration EmptyRelearn { get; init; }

    /// <summary>Least share of a seat that looks otherwise than empty for a thing to lie there.</summary>
    public required float EmptyChangeMin { get; init; }

    public required float BeltOnMin { get; init; }

    public required float BeltOffMax { get; init; }

    /// <summary>Least belief in a belt that is not over the shoulder for it to be told.</summary>
    public required float BeltMisroutedMin { get; init; }

    /// <summary>Least belief in a harness for a child that wears it to sit in a child seat.</summary>
    public required float HarnessMin { get; init; }

    public required MonoDuration BeltForget { get; init; }

    public required float PhoneScoreMin { get; init; }

    /// <summary>Reads the limits.</summary>
    /// <param name="number">Gives a parameter's value by its name; throws for an unknown one.</param>
    public static OccupantLimits Read(Func<string, double> number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return new OccupantLimits
        {
            Forget = MonoDuration.FromSeconds(number("occupant.forget")),
            SureMin = (float)number("occupant.sure"),
            ChildAgeYears = (float)number("occupant.child.age"),
            InfantAgeYears = (float)number("occupant.infant.age"),
            LostAfter = MonoDuration.FromSeconds(number("item.lost.after")),
            EmptyLearn = MonoDuration.FromSeconds(number("item.empty.learn")),
            EmptyRelearn = MonoDuration.FromSeconds(number("item.empty.relearn")),
            EmptyChangeMin = (float)number("item.empty.change"),
            BeltOnMin = (float)number("belt.on.min"),
            BeltOffMax = (float)number("belt.off.max"),
            BeltMisroutedMin = (float)number("belt.misrouted.min"),
            HarnessMin = (float)number("childseat.harness.min"),
            BeltForget = MonoDuration.FromSeconds(number("belt.forget")),
            PhoneScoreMin = (float)number("phone.score.min"),
        };
    }
}
