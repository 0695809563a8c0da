using SenseAuto.Core;
using SenseAuto.Core.Time;

namespace SenseAuto.Adas.Lane;

/// <summary>
/// Numbers of the lane departure warning. Made from calibration, checked once, never changed at run time.
/// </summary>
/// <remarks>Distances are from the outer edge of the front tyre to the line; negative is beyond it.</remarks>
public sealed record LaneDepartureLimits
{
    public required MetresPerSecond SpeedOn { get; init; }

    public required MetresPerSecond SpeedOff { get; init; }

    /// <summary>Above this the function stands by …</summary>
    public required MetresPerSecond SpeedTop { get; init; }

    /// <summary>… until the speed is this much lower.</summary>
    public required MetresPerSecond SpeedTopBand { get; init; }

    /// <summary>Drifting out: warn at this distance.</summary>
    public required Metres WarnDistance { get; init; }

    /// <summary>Drifting out: warn this long before the line.</summary>
    public required double WarnTimeS { get; init; }

    /// <summary>Never warn farther inside than this, however fast the drift.</summary>
    public required Metres EarliestDistance { get; init; }

    /// <summary>Warn at this distance even when hardly drifting.</summary>
    public required Metres LatestDistance { get; init; }

    /// <summary>Farther beyond than this the line is not ours any more.</summary>
    public required Metres LostDistance { get; init; }

    /// <summary>Back inside by this much arms the side again.</summary>
    public required Metres RearmDistance { get; init; }

    public required MetresPerSecond LateralSpeedMin { get; init; }

    /// <summary>Faster than this is a lane change the driver wants, unless he is known to be inattentive.</summary>
    public required MetresPerSecond LateralSpeedIntent { get; init; }

    /// <summary>Added to <see cref="WarnTimeS"/> for an inattentive driver.</summary>
    public required double InattentiveLeadS { get; init; }

    public required MonoDuration Confirm { get; init; }

    public required MonoDuration DisplayMin { get; init; }

    /// <summary>Who stays on the line is told no longer than this.</summary>
    public required MonoDuration DisplayMax { get; init; }

    /// <summary>A blinker counts for this long after it went out.</summary>
    public required MonoDuration BlinkerHold { get; init; }

    public required PerMetre CurvatureMax { get; init; }

    public required double LateralAccelerationMps2Max { get; init; }

    /// <summary>Least quality of a line that the other side's line agrees with.</summary>
    public required double QualityMin { get; init; }

    /// <summary>Least quality of a line that stands alone.</summary>
    public required double QualityAloneMin { get; init; }

    public required Metres OffsetSigmaMax { get; init; }

    public required Metres LaneWidthMin { get; init; }

    public required Metres LaneWidthMax { get; init; }

    public required MonoDuration EgoAgeMax { get; init; }

    public required MonoDuration LineAgeMax { get; init; }

    public required MonoDuration DriverAgeMax { get; init; }

    public required MonoDuration ValidFor { get; init; }

    /// <summary>Throws <see cref="System.ArgumentException"/> naming everything that cannot be.</summary>
    public void Validate()
    {
        var problems = new LimitProblems("lane departure limits");
        problems.Positive(SpeedOff.Value, nameof(SpeedOff));
        problems.Require(SpeedOff < SpeedOn, "need SpeedOff < SpeedOn");
        problems.Positive(SpeedTopBand.Value, nameof(SpeedTopBand));
        problems.Require(
            SpeedOn < SpeedTop - SpeedTopBand && double.IsFinite(SpeedTop.Value),
            "need SpeedOn < SpeedTop - SpeedTopBand");
        RequireDistances(problems);
        problems.NotNegative(WarnTimeS, nameof(WarnTimeS));
        problems.Positive(LateralSpeedMin.Value, nameof(LateralSpeedMin));
        problems.Require(
            LateralSpeedMin < LateralSpeedIntent && double.IsFinite(LateralSpeedIntent.Value),
            "need LateralSpeedMin < LateralSpeedIntent");
        problems.NotNegative(InattentiveLeadS, nameof(InattentiveLeadS));
        problems.NotNegative(Confirm, nameof(Confirm));
        problems.NotNegative(DisplayMin, nameof(DisplayMin));
        problems.Require(DisplayMin < DisplayMax, "need DisplayMin < DisplayMax");
        problems.NotNegative(BlinkerHold, nameof(BlinkerHold));
        problems.Positive(CurvatureMax.Value, nameof(CurvatureMax));
        problems.Positive(LateralAccelerationMps2Max, nameof(LateralAccelerationMps2Max));
        problems.Require(
            QualityMin >= 0 && QualityMin <= QualityAloneMin && QualityAloneMin <= 1,
            "need 0 <= QualityMin <= QualityAloneMin <= 1");
        problems.Positive(OffsetSigmaMax.Value, nameof(OffsetSigmaMax));
        problems.Positive(LaneWidthMin.Value, nameof(LaneWidthMin));
        problems.Require(
            LaneWidthMin < LaneWidthMax && double.IsFinite(LaneWidthMax.Value), "need LaneWidthMin < LaneWidthMax");
        problems.Positive(EgoAgeMax, nameof(EgoAgeMax));
        problems.Positive(LineAgeMax, nameof(LineAgeMax));
        problems.Positive(DriverAgeMax, nameof(DriverAgeMax));
        problems.Positive(ValidFor, nameof(ValidFor));
        problems.ThrowIfAny();
    }

    private void RequireDistances(LimitProblems problems)
    {
        // EU 2021/646: the latest warning is due 0.3 m beyond the line.
        problems.Require(LatestDistance.Value >= -0.3, "LatestDistance must not be below -0.3");
        problems.Require(LatestDistance <= WarnDistance, "need LatestDistance <= WarnDistance");
        problems.Require(WarnDistance < RearmDistance, "need WarnDistance < RearmDistance");
        problems.Require(
            WarnDistance <= EarliestDistance && double.IsFinite(EarliestDistance.Value),
            "need WarnDistance <= EarliestDistance");
        problems.Require(double.IsFinite(RearmDistance.Value), "RearmDistance must be a number");
        problems.Require(
            LostDistance < LatestDistance && double.IsFinite(LostDistance.Value), "need LostDistance < LatestDistance");
    }
}
