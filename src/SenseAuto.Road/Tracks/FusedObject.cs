using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Road.Tracks;

/// <summary>One object as camera and radar know it together.</summary>
public struct FusedObject
{
    /// <summary>Never reused within a session.</summary>
    public int Id;

    /// <summary>Of the camera track it is seen by; 0 for none.</summary>
    public int CameraId;

    /// <summary>Of the radar track it is seen by; 0 for none.</summary>
    public int RadarId;

    public Motion Motion;
    public ObjectClass Class;

    /// <summary>Learnt while the radar gave the range; before, what its kind measures.</summary>
    public ClassSize Size;
    public bool IsSizeLearnt;

    /// <summary>What one camera sighting is worth: errors of camera ranges repeat, so many are worth no more.</summary>
    public double CameraSigmaM;

    public float Existence;
    public bool IsStationary;

    /// <summary>It was seen to move over ground at some time.</summary>
    public bool HasMoved;

    public int AgeFrames;
    public double UnseenS;

    /// <summary>For how long camera and radar have disagreed.</summary>
    public double DisagreeS;
    public PixelBox Box;

    /// <summary>The picture's side cuts it off and it does not reach across straight ahead: it stands beside us.</summary>
    public bool IsAside;

    /// <summary>For how long it has lain in our path; negative while it does not.</summary>
    public double InPathS;

    public readonly TrackSources Sources =>
        (CameraId != 0 ? TrackSources.Camera : TrackSources.None)
        | (RadarId != 0 ? TrackSources.Radar : TrackSources.None);

    /// <summary>Rates in the turning vehicle frame: how its coordinates change, not how it moves over ground.</summary>
    public readonly (double ForwardMps, double LeftMps) RelativeSpeed(double egoMps, double yawRate) =>
        (Motion.Forward.Speed - egoMps + (yawRate * Motion.Left.Position),
            Motion.Left.Speed - (yawRate * Motion.Forward.Position));

    public readonly TrackedObject ToMessage(
        MonoTime now, MetresPerSecond egoSpeed, RadiansPerSecond yawRate, bool isLead)
    {
        // Unseen this long, or without our own speed: the state is a guess carried on.
        const double freshS = 0.15;
        bool isCameraOnly = RadarId == 0;
        (double forwardMps, double leftMps) = RelativeSpeed(egoSpeed.Value, yawRate.Value);
        double forwardSigma = Math.Max(isCameraOnly ? CameraSigmaM : 0, Motion.Forward.PositionSigma);
        return new TrackedObject(
            now, Id, Class, Sources, UnseenS <= freshS ? Validity.Valid : Validity.Degraded,
            new Metres(Motion.Forward.Position), new Metres(Motion.Left.Position),
            new MetresPerSecond(forwardMps), new MetresPerSecond(leftMps),
            new MetresPerSecondSquared(Motion.Acceleration),
            new Metres(forwardSigma), new Metres(Motion.Left.PositionSigma),
            new MetresPerSecond(Motion.Forward.SpeedSigma),
            new Metres(Class == ObjectClass.Unknown ? 0 : Size.WidthM),
            Existence, isLead, IsStationary && !HasMoved, AgeFrames, Box);
    }
}
