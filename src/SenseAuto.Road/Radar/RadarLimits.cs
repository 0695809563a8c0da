using System;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Road.Radar;

/// <summary>Noise and gates of the radar tracker. Checked once at load. One standard deviation each.</summary>
/// <param name="RangeSigmaM">Of a point along x.</param>
/// <param name="BearingSigmaRad">Of a point's direction; its y error grows with range.</param>
/// <param name="LeftSigmaM">Of a point along y, beside the bearing's share (the reflection wanders over the
/// object).</param>
/// <param name="RateSigmaMps">Of the range rate.</param>
/// <param name="GateDistance">Squared Mahalanobis distance inside which a point may belong to a track; 16.3 is 99.9 %
/// of three degrees of freedom.</param>
/// <param name="AccelerationSigma">How hard objects brake and steer, m/s².</param>
public sealed record RadarLimits(
    double RangeSigmaM = 0.5, double BearingSigmaRad = 0.006, double LeftSigmaM = 0.35, double RateSigmaMps = 0.3,
    double GateDistance = 16.3, double AccelerationSigma = 2.5)
{
    /// <summary>Points farther than this are not used, in metres.</summary>
    public double RangeMMax { get; init; } = 200;

    /// <summary>Points this close in all of x, y and range rate are reflections of one object.</summary>
    public double ClusterForwardM { get; init; } = 1.5;

    /// <summary>See <see cref="ClusterForwardM"/>.</summary>
    public double ClusterLeftM { get; init; } = 0.9;

    /// <summary>See <see cref="ClusterForwardM"/>.</summary>
    public double ClusterRateMps { get; init; } = 1.0;

    /// <summary>Three sightings in 0.1 s confirm; a confirmed track coasts 0.55 s.</summary>
    public ExistenceLimits Existence { get; init; } = new(RiseS: 0.12, FallS: 0.35);

    public void Validate()
    {
        Check(RangeSigmaM is >= 0.05 and <= 5, $"RangeSigmaM is {RangeSigmaM} m, allowed 0.05..5");
        Check(BearingSigmaRad is >= 0 and <= 0.2, $"BearingSigmaRad is {BearingSigmaRad} rad, allowed 0..0.2");
        Check(LeftSigmaM is >= 0.05 and <= 5, $"LeftSigmaM is {LeftSigmaM} m, allowed 0.05..5");
        Check(RateSigmaMps is >= 0.02 and <= 5, $"RateSigmaMps is {RateSigmaMps} m/s, allowed 0.02..5");
        Check(GateDistance is >= 4 and <= 60, $"GateDistance is {GateDistance}, allowed 4..60");
        Check(AccelerationSigma is >= 0.2 and <= 20, $"AccelerationSigma is {AccelerationSigma} m/s², allowed 0.2..20");
        Check(RangeMMax is >= 20 and <= 400, $"RangeMMax is {RangeMMax} m, allowed 20..400");
        Check(ClusterForwardM is >= 0 and <= 5, $"ClusterForwardM is {ClusterForwardM} m, allowed 0..5");
        Check(ClusterLeftM is >= 0 and <= 2, $"ClusterLeftM is {ClusterLeftM} m, allowed 0..2");
        Check(ClusterRateMps is >= 0 and <= 5, $"ClusterRateMps is {ClusterRateMps} m/s, allowed 0..5");
        Existence.Validate("RadarLimits.Existence");
    }

    private static void Check(bool isAllowed, string message)
    {
        if (!isAllowed)
            throw new ArgumentException("RadarLimits." + message);
    }
}
