using System;
using SenseAuto.Adas.Arbiter;
using SenseAuto.Adas.Forward;
using SenseAuto.Adas.HighBeam;
using SenseAuto.Adas.Lane;
using SenseAuto.Adas.Lights;
using SenseAuto.Adas.Pedestrian;
using SenseAuto.Adas.Signs;
using SenseAuto.Adas.StopAndGo;
using SenseAuto.Calibration.Parameters;

namespace SenseAuto.Service.Session;

/// <summary>The limits of all warning functions of one session.</summary>
public sealed record PolicyLimits
{
    public required ForwardCollisionLimits Forward { get; init; }

    public required PedestrianCollisionLimits Pedestrian { get; init; }

    public required LaneDepartureLimits Lane { get; init; }

    public required RedLightLimits RedLight { get; init; }

    public required StopAndGoLimits StopAndGo { get; init; }

    public required TrafficSignLimits Sign { get; init; }

    public required HighBeamLimits HighBeam { get; init; }

    public required WarningArbiterLimits Arbiter { get; init; }

    /// <exception cref="ArgumentException">Values that are fine alone but not together.</exception>
    public static PolicyLimits From(ParameterSet set) => new()
    {
        Forward = AdasLimits.ForwardCollision(set),
        Pedestrian = AdasLimits.PedestrianCollision(set),
        Lane = AdasLimits.LaneDeparture(set),
        RedLight = LightPolicyLimits.RedLight(set),
        StopAndGo = LightPolicyLimits.StopAndGo(set),
        Sign = AdasLimits.TrafficSign(set),
        HighBeam = LightPolicyLimits.HighBeam(set),
        Arbiter = AdasLimits.Arbiter(set),
    };

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
