using System;
using SenseAuto.Adas.Arbiter;
using SenseAuto.Adas.Forward;
using SenseAuto.Adas.Lane;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Service.Session;

namespace SenseAuto.Service.Stages;

/// <summary>Measures of our car that the warning functions need.</summary>
/// <param name="HalfWidth">From the middle to the outer edge of a front tyre.</param>
public sealed record OwnMeasures(Metres FrontBumper, Metres FrontAxle, Metres HalfWidth);

/// <summary>Which warning functions are switched on, and what this vehicle has to run them with.</summary>
public sealed record FunctionSwitches(bool IsForwardOn, bool IsLaneOn, bool HasCamera, bool HasRadar);

/// <summary>The warning functions, then the arbiter. Every function's state is published every frame.</summary>
public sealed class DecideStage(
    StageMeter meter, PolicyLimits limits, OwnMeasures measures, FunctionSwitches switches, IRecordSink records) : IStage
{
    private ForwardCollisionState _forward;
    private LaneDepartureState _lane;
    private WarningArbiterState _arbiter;

    public StageMeter Meter { get; } = meter;

    public StageOutcome Run(in FrameTick tick, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        Warning forward = Forward(tick.Start, frame);
        Warning lane = Lane(tick.Start, frame);
        WarningArbiterStep step = WarningArbiter.Step(in _arbiter, limits.Arbiter, tick.Start, [forward, lane]);
        _arbiter = step.State;
        for (int i = 0; i < step.Count; i++)
        {
            Warning shown = step.Shown[i].Warning;
            frame.Warnings.TryAdd(in shown);
            records.TryWrite(StreamId.Warnings, tick.Start, in shown);
        }

        foreach (ref readonly FunctionStatus status in frame.Functions.Items)
            records.TryWrite(StreamId.Functions, tick.Start, in status);
        return StageOutcome.Ok;
    }

    private Warning Forward(MonoTime now, FrameState frame)
    {
        bool hasLead = TryFindLead(frame, out TrackedObject lead);
        var input = new ForwardCollisionInput(
            now, switches.IsForwardOn, frame.Ego, TracksValidity(now, frame), hasLead, lead, measures.FrontBumper, frame.Driver);
        ForwardCollisionStep step = ForwardCollision.Step(in _forward, limits.Forward, in input);
        _forward = step.State;
        FunctionStatus status = step.Status;
        if (status.Reason == FunctionReason.NoCamera && switches.HasRadar)
            status = status with { Reason = FunctionReason.NoRadar };
        frame.Functions.TryAdd(in status);
        return step.Warning;
    }

    private Warning Lane(MonoTime now, FrameState frame)
    {
        LaneLine left = LineOf(frame, LaneSide.Left);
        LaneLine right = LineOf(frame, LaneSide.Right);
        var input = new LaneDepartureInput(
            now, switches.IsLaneOn, frame.Ego, left, right, measures.HalfWidth, measures.FrontAxle, frame.Driver);
        LaneDepartureStep step = LaneDeparture.Step(in _lane, limits.Lane, in input);
        _lane = step.State;
        FunctionStatus status = step.Status;
        if (status.State == FunctionState.Standby && !IsCameraFresh(now, frame))
            status = status with { State = FunctionState.Unavailable, Reason = FunctionReason.NoCamera };
        else if (status.Reason == FunctionReason.NoLane && (frame.Flags & HealthFlags.CameraMismatch) != 0)
            status = status with { State = FunctionState.Unavailable, Reason = FunctionReason.CameraMismatch };
        frame.Functions.TryAdd(in status);
        return step.Warning;
    }

    /// <summary>One live sensor is enough for tracks; none makes them mean nothing.</summary>
    private Validity TracksValidity(MonoTime now, FrameState frame)
    {
        bool radar = switches.HasRadar && frame.HasRadarBeenSeen && now.AgeOf(frame.RadarCaptured) <= Streams.Radar.MaxAge;
        bool camera = IsCameraFresh(now, frame);
        return (radar, camera) switch
        {
            (true, true) => Validity.Valid,
            (true, false) => switches.HasCamera ? Validity.Degraded : Validity.Valid,
            (false, true) => switches.HasRadar ? Validity.Degraded : Validity.Valid,
            _ => Validity.Unavailable,
        };
    }

    private bool IsCameraFresh(MonoTime now, FrameState frame) =>
        switches.HasCamera && frame.HasPictureBeenSeen && now.AgeOf(frame.PictureCaptured) <= Streams.RoadCamera.MaxAge;

    private static bool TryFindLead(FrameState frame, out TrackedObject lead)
    {
        foreach (ref readonly TrackedObject track in frame.Tracks.Items)
        {
            if (track.IsLead)
            {
                lead = track;
                return true;
            }
        }

        lead = default;
        return false;
    }

    /// <summary>Unavailable when the finder gave none this frame; the policy holds the age against its limit.</summary>
    private static LaneLine LineOf(FrameState frame, LaneSide side)
    {
        foreach (ref readonly LaneLine line in frame.Lanes.Items)
        {
            if (line.Side == side)
                return line;
        }

        return default;
    }
}
