using SenseAuto.Core;
using SenseAuto.Core.Time;

namespace SenseAuto.Adas.Lights;

/// <summary>
/// Numbers of the red light warning. Made from calibration, checked once, never changed at run time.
/// </summary>
public sealed record RedLightLimits
{
    /// <summary>The function becomes active at this speed …</summary>
    public required MetresPerSecond SpeedOn { get; init; }

    /// <summary>… and stays so down to this one.</summary>
    public required MetresPerSecond SpeedOff { get; init; }

    /// <summary>Reaction time that a caution allows the driver.</summary>
    public required double CautionReactionS { get; init; }

    /// <summary>A caution is due when braking after the reaction would have to be harder than this.</summary>
    public required double CautionBrakingMps2 { get; init; }

    public required double ImminentReactionS { get; init; }

    public required double ImminentBrakingMps2 { get; init; }

    /// <summary>How much earlier, in reaction time, an inattentive driver is warned.</summary>
    public required double InattentiveLeadS { get; init; }

    /// <summary>A level once given ends only when the required braking is this many times smaller; above 1.</summary>
    public required double ReleaseFactor { get; init; }

    /// <summary>How far before the light its stop line is taken to be.</summary>
    public required Metres StopLineBefore { get; init; }

    /// <summary>Danger must persist when the light is this many standard deviations farther than measured.</summary>
    public required double SigmaFactor { get; init; }

    /// <summary>No warning farther away: which light counts for us is not known there.</summary>
    public required Metres RangeMax { get; init; }

    /// <summary>Least confidence of a state that is warned of.</summary>
    public required double ConfidenceMin { get; init; }

    /// <summary>Least relevance of a light that is warned of.</summary>
    public required double RelevanceMin { get; init; }

    /// <summary>How long a yellow phase is taken to last.</summary>
    public required double YellowS { get; init; }

    /// <summary>Who could stop for yellow with this deceleration after the caution's reaction has to.</summary>
    public required double YellowBrakingMps2 { get; init; }

    /// <summary>A driver who brakes with this share of what is required brakes enough.</summary>
    public required double EnoughShare { get; init; }

    /// <summary>A blinker counts this long after it went out: another light may count for who turns.</summary>
    public required MonoDuration BlinkerHold { get; init; }

    /// <summary>Who drives a tighter bend is turning.</summary>
    public required PerMetre CurvatureMax { get; init; }

    /// <summary>How long danger must be seen.</summary>
    public required MonoDuration Confirm { get; init; }

    /// <summary>A level is shown for at least this long.</summary>
    public required MonoDuration DisplayMin { get; init; }

    public required MonoDuration EgoAgeMax { get; init; }

    public required MonoDuration LightAgeMax { get; init; }

    public required MonoDuration DriverAgeMax { get; init; }

    /// <summary>How long a published warning holds without a newer one.</summary>
    public required MonoDuration ValidFor { get; init; }

    /// <summary>Throws <see cref="System.ArgumentException"/> naming everything that cannot be.</summary>
    public void Validate()
    {
        var problems = new LimitProblems("red light limits");
        CheckDanger(problems);
        problems.Positive(RangeMax.Value, nameof(RangeMax));
        problems.NotNegative(StopLineBefore.Value, nameof(StopLineBefore));
        problems.NotNegative(SigmaFactor, nameof(SigmaFactor));
        problems.Require(ConfidenceMin is >= 0 and <= 1, "ConfidenceMin must be 0..1");
        problems.Require(RelevanceMin is >= 0 and <= 1, "RelevanceMin must be 0..1");
        problems.NotNegative(YellowS, nameof(YellowS));
        problems.Positive(YellowBrakingMps2, nameof(YellowBrakingMps2));
        problems.Require(EnoughShare is > 0 and <= 2, "EnoughShare must be above 0 and up to 2");
        problems.NotNegative(BlinkerHold, nameof(BlinkerHold));
        problems.Positive(CurvatureMax.Value, nameof(CurvatureMax));
        problems.NotNegative(Confirm, nameof(Confirm));
        problems.NotNegative(DisplayMin, nameof(DisplayMin));
        problems.Positive(EgoAgeMax, nameof(EgoAgeMax));
        problems.Positive(LightAgeMax, nameof(LightAgeMax));
        problems.Positive(DriverAgeMax, nameof(DriverAgeMax));
        problems.Positive(ValidFor, nameof(ValidFor));
        problems.ThrowIfAny();
    }

    private void CheckDanger(LimitProblems problems)
    {
        problems.Positive(SpeedOff.Value, nameof(SpeedOff));
        problems.Require(SpeedOff < SpeedOn && double.IsFinite(SpeedOn.Value), "need SpeedOff < SpeedOn");
        problems.NotNegative(ImminentReactionS, nameof(ImminentReactionS));
        problems.Require(
            ImminentReactionS <= CautionReactionS && double.IsFinite(CautionReactionS),
            "need ImminentReactionS <= CautionReactionS");
        problems.Positive(CautionBrakingMps2, nameof(CautionBrakingMps2));
        problems.Require(
            CautionBrakingMps2 <= ImminentBrakingMps2 && double.IsFinite(ImminentBrakingMps2),
            "need CautionBrakingMps2 <= ImminentBrakingMps2");
        problems.NotNegative(InattentiveLeadS, nameof(InattentiveLeadS));
        problems.Require(ReleaseFactor > 1 && double.IsFinite(ReleaseFactor), "ReleaseFactor must be above 1");
    }
}
