using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Ego;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Road.Lights;

/// <summary>One light that is followed: where it is and what it shows.</summary>
internal struct FollowedLight
{
    // Own motion is known to about this share of the way.
    private const double WaySigmaShare = 0.02;

    // A light may hang this much lower or higher than we believe and still be one.
    private const double LowestM = 1.5;
    private const double HighestM = 9;
    private const double HeightSlackM = 1.5;

    public int Id;
    public double DepthM;
    public double DepthVariance;
    public double BiasShare;
    public double LeftM;
    public double UpM;
    public float Existence;
    public LightBelief Belief;
    public PixelBox Box;
    public MonoTime SeenAt;
    public float Relevance;

    public static FollowedLight From(int id, in LightPlace place, in LightSighting sighting, MonoTime captured) => new()
    {
        Id = id,
        DepthM = place.DepthM,
        DepthVariance = place.JitterM * place.JitterM,
        BiasShare = place.BiasShare,
        LeftM = place.LeftM,
        UpM = place.UpM,
        Existence = ExistenceLimits.First,
        Belief = LightBelief.Fresh,
        Box = sighting.Box,
        SeenAt = captured,
    };

    public void Predict(in EgoStep moved, CameraGeometry camera)
    {
        double fromAxleM = DepthM + camera.Forward.Value;
        DepthM -= moved.Forward.Value;
        DepthVariance += Square(WaySigmaShare * moved.Forward.Value);
        LeftM -= moved.Left.Value + (moved.Turn.Value * fromAxleM);
    }

    public void Update(in LightPlace place, in LightSighting sighting)
    {
        double variance = Square(place.JitterM);
        double gain = DepthVariance / (DepthVariance + variance);
        DepthM += gain * (place.DepthM - DepthM);
        DepthVariance *= 1 - gain;
        BiasShare = place.BiasShare;
        LeftM += 0.5 * (place.LeftM - LeftM);
        UpM += 0.5 * (place.UpM - UpM);
        Box = sighting.Box;
    }

    /// <summary>How well its place fits a light that counts for who follows the path, 0..1.</summary>
    public readonly float RelevanceFor(in PathAhead path, CameraGeometry camera, TrafficLightLimits limits)
    {
        double forward = DepthM + camera.Forward.Value;
        double aside = (LeftM - path.LeftAt(forward)) / (limits.AsideM + (limits.AsidePerMetre * DepthM));
        double outside = Math.Max(0, Math.Max(LowestM - UpM, UpM - HighestM)) / HeightSlackM;
        double relevance = Math.Exp(-((aside * aside) + (outside * outside)) / 2);
        return double.IsFinite(relevance) ? (float)relevance : 0;
    }

    public readonly TrafficLight ToMessage(
        MonoTime now, CameraGeometry camera, TrafficLightLimits limits, bool isRelevant, bool isContradicted)
    {
        bool isFresh = now.AgeOf(SeenAt).Seconds <= limits.FreshS;
        double sigma = Math.Sqrt(DepthVariance + Square(BiasShare * DepthM));
        return new TrafficLight(
            now, Id, isFresh && !isContradicted ? Validity.Valid : Validity.Degraded, Belief.State, Belief.Confidence,
            Belief.Since, isRelevant, Relevance, new Metres(DepthM + camera.Forward.Value), new Metres(sigma),
            new Metres(LeftM), new Metres(UpM), Box);
    }

    private static double Square(double value) => value * value;
}
