using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Service.Stages;

namespace SenseAuto.Service.Functions;

/// <summary>Measures of our car that the warning functions need.</summary>
/// <param name="HalfWidth">From the middle to the outer edge of a front tyre.</param>
public sealed record OwnMeasures(Metres FrontBumper, Metres FrontAxle, Metres HalfWidth);

/// <summary>Which sensors this vehicle has, which functions are switched on, and whether the sensors work now.</summary>
public sealed record SensorView(bool HasCamera, bool HasRadar)
{
    /// <summary>Functions that the vehicle's maker has switched off.</summary>
    public FunctionId[] Off { get; init; } = [];

    public bool IsOn(FunctionId function) => Array.IndexOf(Off, function) < 0;

    /// <summary>Unavailable: no picture lately, or one that nothing can be seen in.</summary>
    public Validity Camera(MonoTime now, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        bool isFresh = HasCamera && frame.HasPictureBeenSeen
            && now.AgeOf(frame.PictureCaptured) <= Streams.RoadCamera.MaxAge;
        bool isWell = isFresh && !CameraEyeWatch.IsImpaired(frame.Flags)
            && (frame.Flags & HealthFlags.CameraMismatch) == 0;
        return isWell ? Validity.Valid : Validity.Unavailable;
    }

    /// <summary>Unavailable: that network is not there, failed, or has no picture to look at.</summary>
    public Validity Sight(MonoTime now, FrameState frame, RoadSights needed)
    {
        ArgumentNullException.ThrowIfNull(frame);
        bool isThere = (frame.Ledger.Sights & needed) == needed && (frame.Flags & HealthFlags.ModelFailed) == 0;
        return isThere ? Camera(now, frame) : Validity.Unavailable;
    }

    /// <summary>
    /// One live sensor is enough for tracks, and a camera is one only where a network looks for objects; none makes them mean
    /// nothing.
    /// </summary>
    public Validity Tracks(MonoTime now, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        bool radar = HasRadar && frame.HasRadarBeenSeen && now.AgeOf(frame.RadarCaptured) <= Streams.Radar.MaxAge;
        bool camera = Sight(now, frame, RoadSights.Objects) != Validity.Unavailable;
        return (radar, camera) switch
        {
            (true, true) => Validity.Valid,
            (true, false) => HasCamera ? Validity.Degraded : Validity.Valid,
            (false, true) => HasRadar ? Validity.Degraded : Validity.Valid,
            _ => Validity.Unavailable,
        };
    }

    /// <summary>Says more exactly why there is no camera, where more is known.</summary>
    /// <param name="needed">What must look at the pictures for this function; missed only where something looks at them.</param>
    public static FunctionStatus Explain(FunctionStatus status, FrameState frame, RoadSights needed = RoadSights.None)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (status.Reason != FunctionReason.NoCamera)
            return status;
        if (frame.Ledger.Sights != RoadSights.None && (frame.Ledger.Sights & needed) != needed)
            return status with { Reason = FunctionReason.ModelMissing };
        if (CameraEyeWatch.IsImpaired(frame.Flags))
            return status with { Reason = CameraEyeWatch.ReasonOf(frame.Flags) };

        bool isMismatched = (frame.Flags & HealthFlags.CameraMismatch) != 0;
        return isMismatched ? status with { Reason = FunctionReason.CameraMismatch } : status;
    }
}
