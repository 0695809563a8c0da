using System;
using SenseAuto.Adas.Signs;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Functions;

/// <summary>Traffic sign recognition: the speed limit for the display, and the warning of exceeding it.</summary>
public sealed class SignFunction(TrafficSignLimits limits, SensorView sensors) : IRoadFunction
{
    private TrafficSignState _state;

    public FunctionId Id => FunctionId.TrafficSign;

    public Warning Step(MonoTime now, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        bool hasModel = (frame.Ledger.Sights & RoadSights.Signs) != 0;
        var input = new TrafficSignInput(
            now, sensors.IsOn(Id), frame.Ego, hasModel, sensors.Sight(now, frame, RoadSights.Signs));
        TrafficSignStep step = TrafficSignRules.Step(in _state, limits, in input, frame.Signs.Items);
        _state = step.State;
        frame.SignInformation = step.Information;
        FunctionStatus status = SensorView.Explain(step.Status, frame);
        frame.Functions.TryAdd(in status);
        return step.Warning;
    }
}
