using SenseAuto.Core;
using SenseAuto.Core.Time;

namespace SenseAuto.Adas.Forward;

/// <summary>
/// Numbers of the forward collision warning. Made from calibration, checked once, never changed at run time.
/// </summary>
public sealed record ForwardCollisionLimits
{
    /// <summary>The function becomes active at this speed …</summary>
    public required MetresPerSecond SpeedOn { get; init; }

    /// <summary>… and stays so down to this one.</summary>
    public required MetresPerSecond SpeedOff { get; init; }

    /// <summary>Time to collision below which an inattentive driver is informed.</summary>
    public required double InformationTtcS { get; init; }

    public required double CautionTtcS { get; init; }

    public required double ImminentTtcS { get; init; }

    /// <summary>
    /// No caution and no imminent warning above this time to collision, however hard one would have to brake.
    /// </summary>
    public required double TtcSMax { get; init; }

    /// <summary>Reaction time that a caution allows the driver.</summary>
    public required double CautionReactionS { get; init; }

    /// <summary>A caution is due when braking after the reaction would have to be harder than this.</summary>
    public required double CautionBrakingMps2 { get; init; }

    /// <summary>
    /// No caution while the driver brakes as hard as it takes, and it takes no more than this: an ordinary stop.
    /// </summary>
    public required double OrdinaryBrakingMps2 { get; init; }

    public required double ImminentReactionS { get; init; }

    public required double ImminentBrakingMps2 { get; init; }

    /// <summary>How much earlier, in times to collision and reaction times, an inattentive driver is warned.</summary>
    public required double InattentiveLeadS { get; init; }

    /// <summary>A level once given ends only when the danger is this many times smaller; above 1.</summary>
    public required double ReleaseFactor { get; init; }

    /// <summary>Slower closing than this is following, not closing.</summary>
    public required MetresPerSecond ClosingMin { get; init; }

    /// <summary>
    /// Danger must persist when range and speed are this many standard deviations better than measured.
    /// </summary>
    public required double SigmaFactor { get; init; }

    /// <summary>How long danger must be seen on a track that camera and radar agree on.</summary>
    public required MonoDuration ConfirmFused { get; init; }

    /// <summary>The same for radar alone (moving objects only).</summary>
    public required MonoDuration ConfirmRadar { get; init; }

    /// <summary>The same for camera alone, and for any track of degraded validity.</summary>
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
        var problems = new LimitProblems("forward collision limits");
        problems.Positive(SpeedOff.Value, nameof(SpeedOff));
        problems.Require(SpeedOff < SpeedOn && double.IsFinite(SpeedOn.Value), "need SpeedOff < SpeedOn");
        problems.Positive(ImminentTtcS, nameof(ImminentTtcS));
        problems.Require(ImminentTtcS < CautionTtcS, "need ImminentTtcS < CautionTtcS");
        problems.Require(CautionTtcS < InformationTtcS, "need CautionTtcS < InformationTtcS");
        problems.Require(CautionTtcS <= TtcSMax && double.IsFinite(TtcSMax), "need CautionTtcS <= TtcSMax");
        problems.Require(double.IsFinite(InformationTtcS), "InformationTtcS must be a number");
        problems.NotNegative(ImminentReactionS, nameof(ImminentReactionS));
        problems.Require(
            ImminentReactionS <= CautionReactionS && double.IsFinite(CautionReactionS),
            "need ImminentReactionS <= CautionReactionS");
        problems.Positive(CautionBrakingMps2, nameof(CautionBrakingMps2));
        problems.NotNegative(OrdinaryBrakingMps2, nameof(OrdinaryBrakingMps2));
        problems.Require(OrdinaryBrakingMps2 <= CautionBrakingMps2, "need OrdinaryBrakingMps2 <= CautionBrakingMps2");
        problems.Require(
            CautionBrakingMps2 <= ImminentBrakingMps2 && double.IsFinite(ImminentBrakingMps2),
            "need CautionBrakingMps2 <= ImminentBrakingMps2");
        problems.NotNegative(InattentiveLeadS, nameof(InattentiveLeadS));
        problems.Require(ReleaseFactor > 1 && double.IsFinite(ReleaseFactor), "ReleaseFactor must be above 1");
        problems.Positive(ClosingMin.Value, nameof(ClosingMin));
        problems.NotNegative(SigmaFactor, nameof(SigmaFactor));
        problems.NotNegative(ConfirmFused, nameof(ConfirmFused));
        problems.Require(ConfirmFused <= ConfirmRadar, "need ConfirmFused <= ConfirmRadar");
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
}
