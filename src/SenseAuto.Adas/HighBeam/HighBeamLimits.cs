using SenseAuto.Core;
using SenseAuto.Core.Time;

namespace SenseAuto.Adas.HighBeam;

/// <summary>Numbers of the high beam assist. Made from calibration, checked once, never changed at run time.</summary>
public sealed record HighBeamLimits
{
    /// <summary>High beam may come on from this speed …</summary>
    public required MetresPerSecond SpeedOn { get; init; }

    /// <summary>… and stays down to this one.</summary>
    public required MetresPerSecond SpeedOff { get; init; }

    /// <summary>Somebody who would be dazzled must be seen this long before the beam is dipped.</summary>
    public required MonoDuration DimAfter { get; init; }

    /// <summary>Nobody must be seen for this long before high beam comes on.</summary>
    public required MonoDuration RestoreAfter { get; init; }

    /// <summary>It must be night for this long.</summary>
    public required MonoDuration NightAfter { get; init; }

    /// <summary>It must not be night for this long before the beam is dipped for it: an underpass is short.</summary>
    public required MonoDuration DayAfter { get; init; }

    /// <summary>This many lamps above the road are a town …</summary>
    public required int TownLamps { get; init; }

    /// <summary>… when they are there for this long …</summary>
    public required MonoDuration TownAfter { get; init; }

    /// <summary>… until there were fewer for this long.</summary>
    public required MonoDuration TownLeftAfter { get; init; }

    /// <summary>Oncoming traffic whose range is known and larger does not count.</summary>
    public required Metres OncomingRange { get; init; }

    /// <summary>Preceding traffic whose range is known and larger does not count.</summary>
    public required Metres PrecedingRange { get; init; }

    /// <summary>Tighter bends: who comes is seen too late, so the beam does not come on.</summary>
    public required PerMetre CurvatureMax { get; init; }

    public required MonoDuration EgoAgeMax { get; init; }

    public required MonoDuration SceneAgeMax { get; init; }

    /// <summary>Throws <see cref="System.ArgumentException"/> naming everything that cannot be.</summary>
    public void Validate()
    {
        var problems = new LimitProblems("high beam limits");
        problems.Positive(SpeedOff.Value, nameof(SpeedOff));
        problems.Require(SpeedOff < SpeedOn && double.IsFinite(SpeedOn.Value), "need SpeedOff < SpeedOn");
        problems.NotNegative(DimAfter, nameof(DimAfter));
        problems.Require(DimAfter < RestoreAfter, "need DimAfter < RestoreAfter");
        problems.NotNegative(NightAfter, nameof(NightAfter));
        problems.NotNegative(DayAfter, nameof(DayAfter));
        problems.Require(TownLamps > 0, "TownLamps must be above 0");
        problems.NotNegative(TownAfter, nameof(TownAfter));
        problems.NotNegative(TownLeftAfter, nameof(TownLeftAfter));
        problems.Positive(OncomingRange.Value, nameof(OncomingRange));
        problems.Positive(PrecedingRange.Value, nameof(PrecedingRange));
        problems.Positive(CurvatureMax.Value, nameof(CurvatureMax));
        problems.Positive(EgoAgeMax, nameof(EgoAgeMax));
        problems.Positive(SceneAgeMax, nameof(SceneAgeMax));
        problems.ThrowIfAny();
    }
}
