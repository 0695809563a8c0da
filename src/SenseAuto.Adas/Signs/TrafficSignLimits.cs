using SenseAuto.Core;
using SenseAuto.Core.Time;

namespace SenseAuto.Adas.Signs;

/// <summary>Numbers of the traffic-sign function. Made from calibration, checked once, never changed at run time.</summary>
public sealed record TrafficSignLimits
{
    /// <summary>Own speed from which the limit is shown.</summary>
    public required MetresPerSecond InformFrom { get; init; }

    /// <summary>Own speed from which exceeding it is told.</summary>
    public required MetresPerSecond WarnFrom { get; init; }

    /// <summary>Share of the limit that may be exceeded …</summary>
    public required double ToleranceShare { get; init; }

    /// <summary>… and the speed on top of it.</summary>
    public required MetresPerSecond Tolerance { get; init; }

    /// <summary>Exceeding is shown after this.</summary>
    public required MonoDuration VisualAfter { get; init; }

    /// <summary>Exceeding is heard after this, counted from its beginning.</summary>
    public required MonoDuration CascadeAfter { get; init; }

    /// <summary>How long it is heard.</summary>
    public required MonoDuration CascadeFor { get; init; }

    /// <summary>How long it is not heard again afterwards.</summary>
    public required MonoDuration CascadeRest { get; init; }

    /// <summary>A sign passed longer ago does not count any more …</summary>
    public required MonoDuration RecogniseTime { get; init; }

    /// <summary>… unless we are slower than this …</summary>
    public required MetresPerSecond SlowBelow { get; init; }

    /// <summary>… and it is no farther behind than this.</summary>
    public required Metres RecogniseWay { get; init; }

    /// <summary>Least confidence of a sign that counts.</summary>
    public required double ConfidenceMin { get; init; }

    /// <summary>Farthest to the side that a sign is still for us.</summary>
    public required Metres LeftMax { get; init; }

    /// <summary>A higher limit within this way of a lower one does not replace it: they stand side by side.</summary>
    public required Metres BesideWay { get; init; }

    /// <summary>A limit or ban that no sign confirms on this way lapses.</summary>
    public required Metres LimitWay { get; init; }

    /// <summary>After this way without a camera everything lapses: a sign may have been missed.</summary>
    public required Metres BlindWay { get; init; }

    /// <summary>Stop, give way and no entry are shown from here on.</summary>
    public required Metres NoticeWay { get; init; }

    public required MonoDuration EgoAgeMax { get; init; }

    public required MonoDuration ValidFor { get; init; }

    /// <summary>Throws <see cref="System.ArgumentException"/> naming everything that cannot be.</summary>
    public void Validate()
    {
        var problems = new LimitProblems("traffic sign limits");
        problems.NotNegative(InformFrom.Value, nameof(InformFrom));
        problems.Require(
            InformFrom <= WarnFrom && double.IsFinite(WarnFrom.Value), "need InformFrom <= WarnFrom");
        problems.NotNegative(ToleranceShare, nameof(ToleranceShare));
        problems.NotNegative(Tolerance.Value, nameof(Tolerance));
        problems.NotNegative(VisualAfter, nameof(VisualAfter));
        problems.Require(VisualAfter < CascadeAfter, "need VisualAfter < CascadeAfter");
        problems.Positive(CascadeFor, nameof(CascadeFor));
        problems.NotNegative(CascadeRest, nameof(CascadeRest));
        problems.Positive(RecogniseTime, nameof(RecogniseTime));
        problems.NotNegative(SlowBelow.Value, nameof(SlowBelow));
        problems.NotNegative(RecogniseWay.Value, nameof(RecogniseWay));
        problems.Require(ConfidenceMin > 0 && ConfidenceMin <= 1, "need 0 < ConfidenceMin <= 1");
        problems.Positive(LeftMax.Value, nameof(LeftMax));
        problems.NotNegative(BesideWay.Value, nameof(BesideWay));
        problems.Require(
            BesideWay < LimitWay && double.IsFinite(LimitWay.Value), "need BesideWay < LimitWay");
        problems.Positive(BlindWay.Value, nameof(BlindWay));
        problems.Positive(NoticeWay.Value, nameof(NoticeWay));
        problems.Positive(EgoAgeMax, nameof(EgoAgeMax));
        problems.Positive(ValidFor, nameof(ValidFor));
        problems.ThrowIfAny();
    }
}
