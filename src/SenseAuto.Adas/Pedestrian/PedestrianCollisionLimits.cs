using SenseAuto.Core;
using SenseAuto.Core.Time;

namespace SenseAuto.Adas.Pedestrian;

/// <summary>
/// Numbers of the pedestrian collision warning. Made from calibration, checked once, never changed at run time.
/// </summary>
public sealed record PedestrianCollisionLimits
{
    /// <summary>The function becomes active at this speed …</summary>
    public required MetresPerSecond SpeedOn { get; init; }

    /// <summary>… and stays so down to this one.</summary>
    public required MetresPerSecond SpeedOff { get; init; }

    /// <summary>Above this the function stands by …</summary>
    public required MetresPerSecond SpeedTop { get; init; }

    /// <summary>… until the speed is this much lower.</summary>
    public required MetresPerSecond SpeedTopBand { get; init; }

    /// <summary>Time to collision below which an inattentive driver is informed.</summary>
    public required double InformationTtcS { get; init; }

    public required double CautionTtcS { get; init; }

    public required double ImminentTtcS { get; init; }

    /// <summary>No caution and no imminent warning above this time to collision.</summary>
    public required double FarTtcS { get; init; }

    /// <summary>Who is not in our way yet may still stop: times to collision count as this share. 0..1.</summary>
    public required double CrossingShare { get; init; }

    /// <summary>A caution is due when braking after this reaction …</summary>
    public required double CautionReactionS { get; init; }

    /// <summary>… would have to be harder than this.</summary>
    public required double CautionBrakingMps2 { get; init; }

    public required double ImminentReactionS { get; init; }

    public required double ImminentBrakingMps2 { get; init; }

    /// <summary>How much earlier, in times to collision and reaction times, an inattentive driver is warned.</summary>
    public required double InattentiveLeadS { get; init; }

    /// <summary>A level once given ends only when the danger is this many times smaller; above 1.</summary>
    public required double ReleaseFactor { get; init; }

    /// <summary>Slower closing than this is no danger.</summary>
    public required MetresPerSecond ClosingMin { get; init; }

    /// <summary>Room that is kept beside our car.</summary>
    public required Metres Margin { get; init; }

    /// <summary>How differently people walk from how they did; one standard deviation.</summary>
    public required MetresPerSecond LateralSpeedSigma { get; init; }

    /// <summary>Least probability of meeting that is a danger.</summary>
    public required double InPathShareMin { get; init; }

    /// <summary>
    /// Danger must persist when range and speed are this many standard deviations better than measured.
    /// </summary>
    public required double SigmaFactor { get; init; }

    /// <summary>How long danger must be seen on a track that camera and radar agree on.</summary>
    public required MonoDuration ConfirmFused { get; init; }

    /// <summary>The same for the camera alone, and for any track of degraded validity.</summary>
    public required MonoDuration ConfirmCamera { get; init; }

    /// <summary>A level is shown for at least this long.</summary>
    public required MonoDuration DisplayMin { get; init; }

    /// <summary>A driver who brakes this hard needs no warning.</summary>
    public required double HardBrakingMps2 { get; init; }

    /// <summary>A driver who turns with this much lateral acceleration is steering away.</summary>
    public required double SteeringAwayMps2 { get; init; }

    public required double ExistenceMin { get; init; }

    public required MonoDuration EgoAgeMax { get; init; }

    public required MonoDuration TrackAgeMax { get; init; }

    public required MonoDuration DriverAgeMax { get; init; }

    /// <summary>How long a published warning holds without a newer one.</summary>
    public required MonoDuration ValidFor { get; init; }

    /// <summary>Throws <see cref="System.ArgumentException"/> naming everything that cannot be.</summary>
    public void Validate()
    {
        var problems = new LimitProblems("pedestrian collision limits");
        problems.Positive(SpeedOff.Value, nameof(SpeedOff));
        problems.Require(SpeedOff < SpeedOn, "need SpeedOff < SpeedOn");
        problems.Positive(SpeedTopBand.Value, nameof(SpeedTopBand));
        problems.Require(
            SpeedOn < SpeedTop - SpeedTopBand && double.IsFinite(SpeedTop.Value),
            "need SpeedOn < SpeedTop - SpeedTopBand");
        RequireStages(problems);
        problems.Require(CrossingShare is > 0 and <= 1, "CrossingShare must be above 0 and up to 1");
        problems.NotNegative(InattentiveLeadS, nameof(InattentiveLeadS));
        problems.Require(ReleaseFactor > 1 && double.IsFinite(ReleaseFactor), "ReleaseFactor must be above 1");
        problems.Positive(ClosingMin.Value, nameof(ClosingMin));
        problems.NotNegative(Margin.Value, nameof(Margin));
        problems.Positive(LateralSpeedSigma.Value, nameof(LateralSpeedSigma));
        problems.Require(InPathShareMin is > 0 and < 1, "InPathShareMin must be above 0 and below 1");
        problems.NotNegative(SigmaFactor, nameof(SigmaFactor));
        problems.NotNegative(ConfirmFused, nameof(ConfirmFused));
        problems.Require(ConfirmFused <= ConfirmCamera, "need ConfirmFused <= ConfirmCamera");
        problems.NotNegative(DisplayMin, nameof(DisplayMin));
        problems.Positive(HardBrakingMps2, nameof(HardBrakingMps2));
        problems.Positive(SteeringAwayMps2, nameof(SteeringAwayMps2));
        problems.Require(ExistenceMin is >= 0 and <= 1, "ExistenceMin must be 0..1");
        problems.Positive(EgoAgeMax, nameof(EgoAgeMax));
        problems.Positive(TrackAgeMax, nameof(TrackAgeMax));
        problems.Positive(DriverAgeMax, nameof(DriverAgeMax));
        problems.Positive(ValidFor, nameof(ValidFor));
        problems.ThrowIfAny();
    }

    private void RequireStages(LimitProblems problems)
    {
        problems.Positive(ImminentTtcS, nameof(ImminentTtcS));
        problems.Require(ImminentTtcS < CautionTtcS, "need ImminentTtcS < CautionTtcS");
        problems.Require(
            CautionTtcS < InformationTtcS && double.IsFinite(InformationTtcS), "need CautionTtcS < InformationTtcS");
        problems.Require(CautionTtcS <= FarTtcS && double.IsFinite(FarTtcS), "need CautionTtcS <= FarTtcS");
        problems.NotNegative(ImminentReactionS, nameof(ImminentReactionS));
        problems.Require(
            ImminentReactionS <= CautionReactionS && double.IsFinite(CautionReactionS),
            "need ImminentReactionS <= CautionReactionS");
        problems.Positive(CautionBrakingMps2, nameof(CautionBrakingMps2));
        problems.Require(
            CautionBrakingMps2 <= ImminentBrakingMps2 && double.IsFinite(ImminentBrakingMps2),
            "need CautionBrakingMps2 <= ImminentBrakingMps2");
    }
}
