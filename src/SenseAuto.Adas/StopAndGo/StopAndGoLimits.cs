using SenseAuto.Core;
using SenseAuto.Core.Time;

namespace SenseAuto.Adas.StopAndGo;

/// <summary>Numbers of the go information. Made from calibration, checked once, never changed at run time.</summary>
public sealed record StopAndGoLimits
{
    /// <summary>Up to this speed we stand …</summary>
    public required MetresPerSecond StandingMax { get; init; }

    /// <summary>… and from this one on we drive.</summary>
    public required MetresPerSecond DrivingMin { get; init; }

    /// <summary>Only after standing this long is anything told.</summary>
    public required MonoDuration StandingTime { get; init; }

    /// <summary>A lead that stands farther away is not what we wait for.</summary>
    public required Metres LeadGapMax { get; init; }

    /// <summary>A lead moves off once it is this much farther away than it stood …</summary>
    public required Metres LeadMoved { get; init; }

    /// <summary>… and at least this fast …</summary>
    public required MetresPerSecond LeadSpeedMin { get; init; }

    /// <summary>… for this long. A light must be green for as long.</summary>
    public required MonoDuration Confirm { get; init; }

    /// <summary>Not having moved this long after that is told …</summary>
    public required MonoDuration InformAfter { get; init; }

    /// <summary>… and this long after is sounded.</summary>
    public required MonoDuration SoundAfter { get; init; }

    /// <summary>Who does not want to go is told no longer than this.</summary>
    public required MonoDuration DisplayMax { get; init; }

    /// <summary>People and cyclists this near ahead of the bumper block the way.</summary>
    public required Metres GuardLength { get; init; }

    /// <summary>People and cyclists this near to the middle of the way block it.</summary>
    public required Metres GuardHalfWidth { get; init; }

    /// <summary>After the last person has left the way it counts as blocked for this long.</summary>
    public required MonoDuration GuardHold { get; init; }

    /// <summary>Least confidence of a light.</summary>
    public required double ConfidenceMin { get; init; }

    public required double ExistenceMin { get; init; }

    public required MonoDuration EgoAgeMax { get; init; }

    public required MonoDuration TrackAgeMax { get; init; }

    public required MonoDuration LightAgeMax { get; init; }

    /// <summary>How long a published warning holds without a newer one.</summary>
    public required MonoDuration ValidFor { get; init; }

    /// <summary>Throws <see cref="System.ArgumentException"/> naming everything that cannot be.</summary>
    public void Validate()
    {
        var problems = new LimitProblems("stop and go limits");
        problems.Positive(StandingMax.Value, nameof(StandingMax));
        problems.Require(
            StandingMax < DrivingMin && double.IsFinite(DrivingMin.Value), "need StandingMax < DrivingMin");
        problems.NotNegative(StandingTime, nameof(StandingTime));
        problems.Positive(LeadGapMax.Value, nameof(LeadGapMax));
        problems.Positive(LeadMoved.Value, nameof(LeadMoved));
        problems.Positive(LeadSpeedMin.Value, nameof(LeadSpeedMin));
        problems.NotNegative(Confirm, nameof(Confirm));
        problems.NotNegative(InformAfter, nameof(InformAfter));
        problems.Require(InformAfter < SoundAfter, "need InformAfter < SoundAfter");
        problems.Require(SoundAfter < DisplayMax, "need SoundAfter < DisplayMax");
        problems.Positive(GuardLength.Value, nameof(GuardLength));
        problems.Positive(GuardHalfWidth.Value, nameof(GuardHalfWidth));
        problems.NotNegative(GuardHold, nameof(GuardHold));
        problems.Require(ConfidenceMin is >= 0 and <= 1, "ConfidenceMin must be 0..1");
        problems.Require(ExistenceMin is >= 0 and <= 1, "ExistenceMin must be 0..1");
        problems.Positive(EgoAgeMax, nameof(EgoAgeMax));
        problems.Positive(TrackAgeMax, nameof(TrackAgeMax));
        problems.Positive(LightAgeMax, nameof(LightAgeMax));
        problems.Positive(ValidFor, nameof(ValidFor));
        problems.ThrowIfAny();
    }
}
