using System;
using SenseAuto.Adas.StopAndGo;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Functions;

/// <summary>Tells a driver who stands that the way is free again.</summary>
public sealed class StopAndGoFunction(StopAndGoLimits limits, OwnMeasures measures, SensorView sensors) : IRoadFunction
{
    private StopAndGoState _state;

    public FunctionId Id => FunctionId.StopAndGo;

    public Warning Step(MonoTime now, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        bool hasLead = ForwardFunction.TryFindLead(frame, out TrackedObject lead);
        bool hasLight = RedLightFunction.TryFindRelevant(frame, out TrafficLight light);
        var input = new StopAndGoInput(
            now, sensors.IsOn(Id), frame.Ego, sensors.Tracks(now, frame),
            WayGuard.IsBlocked(frame.Tracks.Items, limits, measures.FrontBumper), hasLead, lead, hasLight, light,
            measures.FrontBumper);
        StopAndGoStep step = StopAndGoAssist.Step(in _state, limits, in input);
        _state = step.State;
        FunctionStatus status = SensorView.Explain(step.Status, frame);
        frame.Functions.TryAdd(in status);
        return step.Warning;
    }
}
