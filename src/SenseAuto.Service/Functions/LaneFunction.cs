using System;
using SenseAuto.Adas.Lane;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Service.Stages;

namespace SenseAuto.Service.Functions;

/// <summary>Lane departure warning.</summary>
public sealed class LaneFunction(LaneDepartureLimits limits, OwnMeasures measures, SensorView sensors) : IRoadFunction
{
    private LaneDepartureState _state;

    public FunctionId Id => FunctionId.LaneDeparture;

    public Warning Step(MonoTime now, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        // Lines kept from before the camera's fault are no reason to warn either.
        bool isTrusted = !CameraEyeWatch.IsImpaired(frame.Flags) && (frame.Flags & HealthFlags.CameraMismatch) == 0;
        LaneLine left = isTrusted ? LineOf(frame, LaneSide.Left) : default;
        LaneLine right = isTrusted ? LineOf(frame, LaneSide.Right) : default;
        var input = new LaneDepartureInput(
            now, sensors.IsOn(Id), frame.Ego, left, right, measures.HalfWidth, measures.FrontAxle, frame.Driver);
        LaneDepartureStep step = LaneDeparture.Step(in _state, limits, in input);
        _state = step.State;
        FunctionStatus status = step.Status;

        // Standing by for want of lines is another thing when nothing could be seen.
        if (status.State == FunctionState.Standby && sensors.Camera(now, frame) == Validity.Unavailable)
        {
            status = status with { State = FunctionState.Unavailable, Reason = FunctionReason.NoCamera };
            status = SensorView.Explain(status, frame);
        }

        frame.Functions.TryAdd(in status);
        return step.Warning;
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
