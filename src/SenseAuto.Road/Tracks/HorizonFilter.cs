using System;
using SenseAuto.Core;

namespace SenseAuto.Road.Tracks;

/// <summary>
/// How much more the camera looks down now than its calibration says, from where vehicles touch the road at the
/// distance that their size gives and from where the lines of our lane meet. What one vehicle says is wrong the same way for long
/// (it is wider than most), as is what a road says that bends up or down, so the sightings of a few seconds count as one.
/// </summary>
public sealed class HorizonFilter(TrackingLimits limits)
{
    // Sightings within this time share their error. Chosen by us.
    private const double SharedErrorS = 2;

    // Load and springs change the mean pitch by this much in the root of a second. Chosen by us.
    private const double DriftRad = 0.0008;
    private const double ChangeRadMax = 0.1;
    private double _variance = limits.MountingSigmaRad * limits.MountingSigmaRad;

    /// <summary>Positive looks down more.</summary>
    public Radians Change { get; private set; }

    /// <summary>Of the mean pitch; the shaking from picture to picture comes on top.</summary>
    public double SigmaRad => Math.Sqrt(_variance);

    public void Predict(double dtS)
    {
        double most = limits.MountingSigmaRad * limits.MountingSigmaRad;
        _variance = Math.Min(most, _variance + (DriftRad * DriftRad * Math.Max(0, dtS)));
    }

    /// <param name="change">What one sighting says.</param>
    /// <param name="sigmaRad">One standard deviation of it.</param>
    /// <param name="dtS">Time since the sighting before.</param>
    public void Measure(Radians change, double sigmaRad, double dtS)
    {
        double variance = sigmaRad * sigmaRad * Math.Max(1, SharedErrorS / Math.Max(0.01, dtS));
        double innovation = change.Value - Change.Value;
        if (!(Math.Abs(change.Value) < ChangeRadMax && variance > 0 && double.IsFinite(variance)))
            return;

        double gain = _variance / (_variance + variance);
        Change = new Radians(Change.Value + (gain * innovation));
        _variance -= gain * _variance;
    }
}
