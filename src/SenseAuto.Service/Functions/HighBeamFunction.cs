using System;
using SenseAuto.Adas.HighBeam;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Functions;

/// <summary>High beam assist: a request to the lighting, never a warning.</summary>
public sealed class HighBeamFunction(HighBeamLimits limits, SensorView sensors) : IRoadFunction
{
    // At night a camera that sees little is no fault: the scene says itself whether it can be trusted. But lights that stand still,
    // hang elsewhere or drown in glare tell of nobody who comes.
    private const HealthFlags Misleading = HealthFlags.CameraFrozen | HealthFlags.CameraMisaligned
        | HealthFlags.CameraBlinded | HealthFlags.CameraMismatch;

    private HighBeamState _state;

    public FunctionId Id => FunctionId.HighBeam;

    public Warning Step(MonoTime now, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        bool isThere = (frame.Ledger.Sights & RoadSights.Night) != 0 && (frame.Flags & Misleading) == 0;
        NightScene scene = isThere ? frame.Night : default;
        HighBeamStep step = HighBeamAssist.Step(
            in _state, limits, new HighBeamInput(now, sensors.IsOn(Id), frame.Ego, scene));
        _state = step.State;
        FunctionStatus status = SensorView.Explain(step.Status, frame);
        frame.Functions.TryAdd(in status);
        Validity validity = status.State is FunctionState.Active or FunctionState.Standby
            ? Validity.Valid
            : Validity.Unavailable;
        frame.HighBeam = new HighBeamRequest(now, validity, step.IsHighBeam, step.Dipped);
        return default;
    }
}
