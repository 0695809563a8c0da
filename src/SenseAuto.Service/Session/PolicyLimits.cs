using System;
using SenseAuto.Adas.Arbiter;
using SenseAuto.Adas.Forward;
using SenseAuto.Adas.Lane;
using SenseAuto.Calibration.Parameters;

namespace SenseAuto.Service.Session;

/// <summary>The limits of all warning functions of one session.</summary>
public sealed record PolicyLimits(ForwardCollisionLimits Forward, LaneDepartureLimits Lane, WarningArbiterLimits Arbiter)
{
    /// <exception cref="ArgumentException">Values that are fine alone but not together.</exception>
    public static PolicyLimits From(ParameterSet set) =>
        new(AdasLimits.ForwardCollision(set), AdasLimits.LaneDeparture(set), AdasLimits.Arbiter(set));

    /// <exception cref="ArgumentException">The stages want more than their share of the period.</exception>
    public static FrameBudget BudgetFrom(ParameterSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var budget = new FrameBudget(set.Duration("frame.period"), set.Number("frame.budget.share"))
        {
            Sense = set.Duration("frame.budget.sense"),
            Infer = set.Duration("frame.budget.infer"),
            Track = set.Duration("frame.budget.track"),
            Decide = set.Duration("frame.budget.decide"),
            Warn = set.Duration("frame.budget.warn"),
            Log = set.Duration("frame.budget.log"),
        };
        budget.Validate();
        return budget;
    }
}
