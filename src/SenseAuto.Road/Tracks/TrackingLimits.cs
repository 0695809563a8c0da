using System;
using SenseAuto.Road.Ego;
using SenseAuto.Road.Radar;

namespace SenseAuto.Road.Tracks;

/// <summary>Everything the tracking of road objects may be tuned by. Checked once at load.</summary>
public sealed record TrackingLimits
{
    /// <summary>
    /// A camera track is confirmed after three good sightings in 0.1 s (weak ones take longer) and lives 0.8 s
    /// unseen.
    /// </summary>
    public ExistenceLimits Camera { get; init; } = new(RiseS: 0.12, FallS: 0.5);

    public RadarLimits Radar { get; init; } = new();

    public EgoMotionLimits Ego { get; init; } = new();

    public LeadLimits Lead { get; init; } = new();

    /// <summary>
    /// A box overlapping its prediction less than this, and not near it either, is another object. 0..1.
    /// </summary>
    public double OverlapMin { get; init; } = 0.15;

    /// <summary>
    /// Jitter of a box side as a share of the box, beside 1 px: 1 to 2 px were seen on boxes of 95 px.
    /// </summary>
    public double BoxSigmaShare { get; init; } = 0.015;

    /// <summary>
    /// How much the camera's pitch shakes about its mean from frame to frame: the road's share of the range error, in
    /// radians.
    /// </summary>
    public double PitchSigmaRad { get; init; } = 0.004;

    /// <summary>How well the camera's mean pitch is known from its calibration, in radians.</summary>
    public double MountingSigmaRad { get; init; } = 0.01;

    /// <summary>How hard objects accelerate, m/s².</summary>
    public double AccelerationSigma { get; init; } = 2.5;

    /// <summary>
    /// Bearing by which a radar track may lie outside a camera box and still be the same object, in radians.
    /// </summary>
    public double FuseBearingRad { get; init; } = 0.02;

    /// <summary>
    /// Largest ratio of camera range and radar range, as its logarithm, beside three sigma of the camera's range.
    /// </summary>
    public double FuseRangeLog { get; init; } = 0.2;

    /// <summary>Camera and radar must disagree this long before they are two objects again.</summary>
    public double SplitS { get; init; } = 0.3;

    public void Validate()
    {
        Camera.Validate("TrackingLimits.Camera");
        Radar.Validate();
        Ego.Validate();
        Lead.Validate();
        Check(OverlapMin is > 0 and < 0.9, $"OverlapMin is {OverlapMin}, allowed above 0 and below 0.9");
        Check(BoxSigmaShare is > 0 and <= 0.3, $"BoxSigmaShare is {BoxSigmaShare}, allowed above 0 and up to 0.3");
        Check(PitchSigmaRad is > 0 and <= 0.1, $"PitchSigmaRad is {PitchSigmaRad} rad, allowed above 0 and up to 0.1");
        Check(
            MountingSigmaRad is > 0 and <= 0.1,
            $"MountingSigmaRad is {MountingSigmaRad} rad, allowed above 0 and up to 0.1");
        Check(AccelerationSigma is >= 0.2 and <= 20, $"AccelerationSigma is {AccelerationSigma} m/s², allowed 0.2..20");
        Check(
            FuseBearingRad is > 0 and <= 0.2,
            $"FuseBearingRad is {FuseBearingRad} rad, allowed above 0 and up to 0.2");
        Check(FuseRangeLog is > 0 and <= 1, $"FuseRangeLog is {FuseRangeLog}, allowed above 0 and up to 1");
        Check(SplitS is >= 0 and <= 3, $"SplitS is {SplitS} s, allowed 0..3");
    }

    private static void Check(bool isAllowed, string message)
    {
        if (!isAllowed)
            throw new ArgumentException("TrackingLimits." + message);
    }
}

/// <summary>What makes an object our lead. Checked once at load. Metres.</summary>
/// <param name="EnterM">Distance from our path's middle at which an object comes in.</param>
/// <param name="LeaveM">Distance at which the lead goes out; larger, so that it does not flicker.</param>
/// <param name="NearestM">Objects nearer than this to the rear axle are not looked at.</param>
/// <param name="FarthestM">Objects farther than this are not looked at.</param>
/// <param name="SettleS">A new candidate must stay this long before it replaces a lead.</param>
/// <param name="AheadM">A candidate must be this much nearer to replace a lead that is still in the path.</param>
public sealed record LeadLimits(
    double EnterM = 1.6, double LeaveM = 2.1, double NearestM = 1, double FarthestM = 150, double SettleS = 0.1,
    double AheadM = 1.5)
{
    /// <summary>An object moving into our path comes in when it will be there within this time, in seconds.</summary>
    public double CutInS { get; init; } = 0.8;

    /// <summary>And lies no farther from the path's middle than this: the lane beside ours.</summary>
    public double BesideM { get; init; } = 3.5;

    /// <summary>
    /// A standing object that only the radar sees (sign, bridge, parked car) must lie this near to the path's middle.
    /// </summary>
    public double StandingEnterM { get; init; } = 1.0;

    /// <summary>And nearer than this: bridges and signs leave the beam before, cars do not.</summary>
    public double StandingFarthestM { get; init; } = 60;

    /// <summary>And for this long: what only sweeps through the path as we enter a bend does not.</summary>
    public double StandingSettleS { get; init; } = 0.4;

    public void Validate()
    {
        Check(EnterM is > 0.3 and <= 4, $"EnterM is {EnterM} m, allowed above 0.3 and up to 4");
        Check(LeaveM >= EnterM && LeaveM <= 6, $"LeaveM is {LeaveM} m, allowed {EnterM} (EnterM) to 6");
        Check(NearestM is >= 0 and <= 10, $"NearestM is {NearestM} m, allowed 0..10");
        Check(FarthestM is >= 20 and <= 300, $"FarthestM is {FarthestM} m, allowed 20..300");
        Check(SettleS is >= 0 and <= 1, $"SettleS is {SettleS} s, allowed 0..1");
        Check(AheadM is >= 0 and <= 10, $"AheadM is {AheadM} m, allowed 0..10");
        Check(CutInS is >= 0 and <= 3, $"CutInS is {CutInS} s, allowed 0..3");
        Check(BesideM is >= 0 and <= 6, $"BesideM is {BesideM} m, allowed 0..6");
        Check(StandingEnterM is >= 0 and <= 4, $"StandingEnterM is {StandingEnterM} m, allowed 0..4");
        Check(StandingSettleS is >= 0 and <= 3, $"StandingSettleS is {StandingSettleS} s, allowed 0..3");
        Check(StandingFarthestM is >= 0 and <= 200, $"StandingFarthestM is {StandingFarthestM} m, allowed 0..200");
    }

    private static void Check(bool isAllowed, string message)
    {
        if (!isAllowed)
            throw new ArgumentException("LeadLimits." + message);
    }
}
