using System;
using System.Collections.Generic;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Identity;

/// <summary>Numbers of recognition. Made once from the parameters "identity.*".</summary>
public sealed record IdentityLimits
{
    /// <summary>Least likeness of two faces that are one person.</summary>
    public required float SameMin { get; init; }

    /// <summary>The best must be this much likelier than the second.</summary>
    public required float MarginMin { get; init; }

    public required MonoDuration Confirm { get; init; }

    public required MonoDuration UnknownConfirm { get; init; }

    /// <summary>Reads the limits.</summary>
    /// <param name="number">Gives a parameter's value by its name; throws for an unknown one.</param>
    public static IdentityLimits Read(Func<string, double> number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return new IdentityLimits
        {
            SameMin = (float)number("identity.same.min"),
            MarginMin = (float)number("identity.margin.min"),
            Confirm = MonoDuration.FromSeconds(number("identity.confirm")),
            UnknownConfirm = MonoDuration.FromSeconds(number("identity.unknown.confirm")),
        };
    }
}

/// <summary>Who one face is like.</summary>
/// <param name="PersonId">0: nobody the car knows.</param>
/// <param name="Likeness">To the best, -1..1.</param>
public readonly record struct Recognition(int PersonId, bool MayDrive, float Likeness);

/// <summary>One face against the persons the car knows. Pure, allocates nothing.</summary>
public static class Recogniser
{
    public static Recognition Of(ReadOnlySpan<float> face, IReadOnlyList<Person> persons, IdentityLimits limits)
    {
        ArgumentNullException.ThrowIfNull(persons);
        ArgumentNullException.ThrowIfNull(limits);
        (int best, float likeness, float second) = (-1, -1, -1);
        for (int i = 0; i < persons.Count; i++)
        {
            float like = persons[i].LikenessTo(face);
            if (like > likeness)
                (best, likeness, second) = (i, like, likeness);
            else
                second = MathF.Max(second, like);
        }

        bool isKnown = best >= 0 && likeness >= limits.SameMin && likeness - second >= limits.MarginMin;
        return isKnown
            ? new Recognition(persons[best].Id, persons[best].MayDrive, likeness)
            : new Recognition(0, false, likeness);
    }
}

/// <summary>What recognition remembers of one seat.</summary>
/// <param name="Candidate">Who was seen last; 0 for a stranger, -1 for nobody yet.</param>
/// <param name="Since">When the candidate was first seen without a break.</param>
/// <param name="PersonId">Who it was settled on; 0 when on nobody.</param>
public readonly record struct IdentityState(int Candidate, MonoTime Since, IdentityVerdict Verdict, int PersonId)
{
    public static IdentityState Start => new(-1, default, IdentityVerdict.Unknown, 0);
}

/// <summary>Settles who sits on a seat, over time. Pure: no clock, no memory of its own.</summary>
public static class IdentityOverTime
{
    /// <summary>One recognised face; a seat that emptied starts again from <see cref="IdentityState.Start"/>.</summary>
    /// <param name="isAllowed">On the driver's seat: may drive; elsewhere: is known.</param>
    public static IdentityState Step(
        in IdentityState state, in Recognition seen, bool isAllowed, IdentityLimits limits, MonoTime now)
    {
        ArgumentNullException.ThrowIfNull(limits);
        IdentityState next = seen.PersonId == state.Candidate
            ? state
            : state with { Candidate = seen.PersonId, Since = now };
        MonoDuration lasted = now.AgeOf(next.Since);
        if (seen.PersonId == 0)
        {
            return lasted >= limits.UnknownConfirm
                ? next with { Verdict = IdentityVerdict.Unauthorised, PersonId = 0 }
                : next;
        }

        return lasted >= limits.Confirm
            ? next with
            {
                Verdict = isAllowed ? IdentityVerdict.Authorised : IdentityVerdict.Unauthorised,
                PersonId = seen.PersonId,
            }
            : next;
    }
}
