using System;
using System.Collections.Immutable;
using SenseAuto.Core;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Driver;

/// <summary>
/// Numbers of driver monitoring. Made from calibration and the vehicle's profile, checked once, never changed at
/// run time.
/// </summary>
public sealed record DriverMonitoringLimits
{
    public required ImmutableArray<DriverRule> Rules { get; init; }

    public required GazeZoneMap Zones { get; init; }

    public required EyeLimits Eyes { get; init; }

    public required GazeLimits Gaze { get; init; }

    public required SleepinessLimits Sleepiness { get; init; }

    public required AttentionLimits Attention { get; init; }

    public required EmotionLimits Emotion { get; init; }

    /// <summary>Least quality of a measured angle or opening that is used.</summary>
    public required double QualityMin { get; init; }

    /// <summary>Pictures farther apart leave the time between them unknown.</summary>
    public required MonoDuration FrameGapMax { get; init; }

    /// <summary>How much slower a rule rests again.</summary>
    public required MetresPerSecond SpeedBand { get; init; }

    /// <summary>A warning holds so long without any sight of what it was about.</summary>
    public required MonoDuration UnknownHold { get; init; }

    public required MonoDuration DisplayMin { get; init; }

    /// <summary>A break of this length in a yawn or in a trouble ends it.</summary>
    public required MonoDuration SignReset { get; init; }

    /// <summary>A trouble is named after this.</summary>
    public required MonoDuration TroubleAfter { get; init; }

    /// <summary>A grey picture is as good as a coloured one: the camera is an infrared one.</summary>
    public required bool TrustsGrey { get; init; }

    public required MonoDuration SeenAgeMax { get; init; }

    public required MonoDuration EgoAgeMax { get; init; }

    public required MonoDuration ValidFor { get; init; }

    /// <summary>Throws <see cref="ArgumentException"/> naming everything that cannot be.</summary>
    public void Validate()
    {
        var problems = new LimitProblems("driver monitoring limits");
        problems.Require(
            Rules.Length > 0 && Rules.Length <= RuleStates.Capacity, $"need 1 to {RuleStates.Capacity} rules");
        foreach (DriverRule rule in Rules)
            rule.Check(problems);
        Eyes.Check(problems);
        Gaze.Check(problems);
        Sleepiness.Check(problems);
        Attention.Check(problems);
        Emotion.Check(problems);
        problems.Require(QualityMin > 0 && QualityMin <= 1, "need 0 < QualityMin <= 1");
        problems.Positive(FrameGapMax, nameof(FrameGapMax));
        problems.NotNegative(SpeedBand.Value, nameof(SpeedBand));
        problems.NotNegative(UnknownHold, nameof(UnknownHold));
        problems.NotNegative(DisplayMin, nameof(DisplayMin));
        problems.NotNegative(SignReset, nameof(SignReset));

        // Bad pictures must be named within ten seconds; half of that is kept for who looks at them.
        problems.Require(
            TroubleAfter.Nanoseconds >= 0 && TroubleAfter.Seconds <= 5, "need 0 <= TroubleAfter <= 5 s");
        problems.Positive(SeenAgeMax, nameof(SeenAgeMax));
        problems.Positive(EgoAgeMax, nameof(EgoAgeMax));
        problems.Positive(ValidFor, nameof(ValidFor));
        problems.ThrowIfAny();
    }
}
