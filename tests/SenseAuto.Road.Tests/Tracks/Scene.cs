using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Road.Tests.Tracks;

/// <summary>
/// A made-up road at 20 Hz: we drive, objects are placed by hand, and both sensors see them without error.
/// </summary>
internal sealed class Scene(CameraGeometry? camera, TrackingLimits? limits = null)
{
    public const double PeriodS = 0.05;
    private readonly List<RadarTarget> _targets = [];
    private readonly List<Detection> _detections = [];
    private long _frame;

    public static CameraGeometry Camera { get; } = new(
        1280, 720, 1000, 1000, 640, 360, new Metres(1.5), default, new Metres(1.3), default, default, default);

    public RoadObjects Objects { get; } = new(camera, limits ?? new TrackingLimits());

    public MonoTime Now => MonoTime.FromSeconds(100 + (_frame * PeriodS));

    public double SpeedMps { get; set; } = 20;

    public double YawRate { get; set; }

    public EgoSignals Known { get; set; } = EgoSignals.Speed | EgoSignals.YawRate;

    public List<LaneLine> Lanes { get; } = [];

    public TrackedObject Only
    {
        get
        {
            if (Objects.Tracks.Length != 1)
                throw new InvalidOperationException($"{Objects.Tracks.Length} tracks, expected one");

            return Objects.Tracks[0];
        }
    }

    public static EgoState Ego(MonoTime now, double speedMps, double yawRate, EgoSignals known) => new(
        now, Validity.Valid, known, new MetresPerSecond(speedMps), new RadiansPerSecond(yawRate),
        default, default, false, false, false, false, false);

    public Scene Radar(int id, double forwardM, double leftM, double rateMps, bool isNew = false)
    {
        _targets.Add(new RadarTarget(
            Now, id, Validity.Valid, new Metres(forwardM), new Metres(leftM), new MetresPerSecond(rateMps), isNew));
        return this;
    }

    /// <summary>
    /// A box of this size in metres standing on the road: its near face at forwardM, its wheels and its widest part
    /// where its kind has them.
    /// </summary>
    public Scene See(ObjectClass kind, double forwardM, double leftM, double widthM, double heightM)
    {
        double wheelsM = forwardM + ClassSizes.Of(kind).OverhangM;
        double archesM = forwardM + ClassSizes.Of(kind).ArchesM;
        Camera.TryProject(archesM, leftM + (widthM / 2), heightM, out double left, out _);
        Camera.TryProject(wheelsM, leftM, heightM, out _, out double top);
        Camera.TryProject(archesM, leftM - (widthM / 2), 0, out double right, out _);
        Camera.TryProject(wheelsM, leftM, 0, out _, out double bottom);
        return See(kind, 0.6f, new PixelBox((float)left, (float)top, (float)(right - left), (float)(bottom - top)));
    }

    public Scene See(ObjectClass kind, float score, PixelBox box)
    {
        _detections.Add(new Detection(Now, kind, score, box));
        return this;
    }

    /// <summary>
    /// One frame with what was placed since the last; nothing placed means that the sensors looked and saw nothing.
    /// </summary>
    public void Step(bool hasRadar = true, bool hasPicture = true)
    {
        var tick = new FrameTick(_frame, Now, MonoDuration.FromSeconds(_frame == 0 ? 0 : PeriodS));
        var radar = new RadarCycle(CollectionsMarshal.AsSpan(_targets), hasRadar);
        var picture = new DetectionPicture(Now, CollectionsMarshal.AsSpan(_detections), hasPicture);
        Objects.Step(tick, Ego(Now, SpeedMps, YawRate, Known), radar, picture, CollectionsMarshal.AsSpan(Lanes));
        _targets.Clear();
        _detections.Clear();
        _frame++;
    }
}

/// <summary>A small seeded generator, so that a failing case can be named and repeated.</summary>
internal sealed class TestRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>0 up to but not including 1.</summary>
    public double Next()
    {
        // A 64-bit linear congruential step (multiplier of Knuth's MMIX); the high bits are the good ones.
        _state = unchecked((_state * 6364136223846793005UL) + 1442695040888963407UL);
        return (_state >> 11) / (double)(1UL << 53);
    }

    public double Between(double low, double high) => low + ((high - low) * Next());

    public int Below(int limit) => (int)(Next() * limit);
}
