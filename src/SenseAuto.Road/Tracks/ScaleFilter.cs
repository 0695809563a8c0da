using System;

namespace SenseAuto.Road.Tracks;

/// <summary>
/// Kalman filter of how large a thing looks: logarithm of its size in pixels and its relative growth in 1/s, whose
/// inverse is the time to collision whatever the thing measures. Between pictures the closing speed stays as it is, so
/// growth g becomes g / (1 - g·dt). A measurement far off counts less; one that is not a number counts nothing.
/// </summary>
public struct ScaleFilter
{
    // Growth times the time step is kept below this: beyond, the thing would pass through us within the step.
    private const double StepShareMax = 0.3;

    // Squared innovation, in variances, beyond which a measurement is an outlier and its variance is raised: 2.5 sigma.
    private const double OutlierDistance = 6.25;
    private double _logVariance;
    private double _coupling;

    /// <param name="logSize">Natural logarithm of a size in pixels.</param>
    /// <param name="logSigma">One standard deviation of it.</param>
    /// <param name="growthSigma">What growth may be at first, 1/s.</param>
    public ScaleFilter(double logSize, double logSigma, double growthSigma)
    {
        LogSize = logSize;
        _logVariance = logSigma * logSigma;
        GrowthVariance = growthSigma * growthSigma;
    }

    public double LogSize { get; private set; }

    /// <summary>1/s; positive when it comes nearer.</summary>
    public double GrowthPerS { get; private set; }

    public double GrowthVariance { get; private set; }

    /// <param name="growthNoise">Change of growth over 1 s: relative acceleration over distance, 1/s².</param>
    public void Predict(double dtS, double growthNoise)
    {
        if (!(dtS > 0))
            return;

        double share = Math.Clamp(GrowthPerS * dtS, -StepShareMax, StepShareMax);
        double left = 1 - share;
        double toSize = dtS / left;
        double toGrowth = 1 / (left * left);
        double q = growthNoise * growthNoise * dtS;
        LogSize -= Math.Log(left);
        GrowthPerS /= left;
        _logVariance += (toSize * ((2 * _coupling) + (toSize * GrowthVariance))) + (q * dtS * dtS / 3);
        _coupling = (toGrowth * (_coupling + (toSize * GrowthVariance))) + (q * dtS / 2);
        GrowthVariance = (toGrowth * toGrowth * GrowthVariance) + q;
    }

    /// <summary>Growth that was measured itself. What is far off from what was expected counts less.</summary>
    public void MeasureGrowth(double growthPerS, double variance)
    {
        double innovation = growthPerS - GrowthPerS;
        double total = GrowthVariance + variance;
        if (!(double.IsFinite(innovation) && total > 0 && double.IsFinite(total)))
            return;

        double distance = innovation * innovation / total;
        if (distance > OutlierDistance)
            total += variance * (distance / OutlierDistance);

        double gain = GrowthVariance / total;
        double sizeGain = _coupling / total;
        GrowthPerS += gain * innovation;
        LogSize += sizeGain * innovation;
        _logVariance -= sizeGain * _coupling;
        _coupling -= gain * _coupling;
        GrowthVariance -= gain * GrowthVariance;
    }

    /// <param name="logSize">Natural logarithm of the size seen.</param>
    public void Measure(double logSize, double variance)
    {
        double innovation = logSize - LogSize;
        double total = _logVariance + variance;
        if (!(double.IsFinite(innovation) && total > 0 && double.IsFinite(total)))
            return;

        double distance = innovation * innovation / total;
        if (distance > OutlierDistance)
            total += variance * (distance / OutlierDistance);

        double gain = _logVariance / total;
        double growthGain = _coupling / total;
        LogSize += gain * innovation;
        GrowthPerS += growthGain * innovation;
        GrowthVariance -= growthGain * _coupling;
        _coupling -= gain * _coupling;
        _logVariance -= gain * _logVariance;
    }
}
