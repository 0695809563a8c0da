using System;
using SenseAuto.Adas.Lights;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Functions;

/// <summary>Red light approach warning.</summary>
public sealed class RedLightFunction(RedLightLimits limits, OwnMeasures measures, SensorView sensors) : IRoadFunction
{
    private RedLightState _state;

    public FunctionId Id => FunctionId.TrafficLight;

    public Warning Step(MonoTime now, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        bool hasLight = TryFindRelevant(frame, out TrafficLight light);
        var input = new RedLightInput(
            now, sensors.IsOn(Id), frame.Ego, sensors.Sight(now, frame, RoadSights.Lights), hasLight, light,
            measures.FrontBumper, frame.Driver);
        RedLightStep step = RedLight.Step(in _state, limits, in input);
        _state = step.State;
        FunctionStatus status = SensorView.Explain(step.Status, frame, RoadSights.Lights);
        frame.Functions.TryAdd(in status);
        return step.Warning;
    }

    /// <summary>The light that counts for us; there is at most one.</summary>
    internal static bool TryFindRelevant(FrameState frame, out TrafficLight light)
    {
        foreach (ref readonly TrafficLight candidate in frame.Lights.Items)
        {
            if (candidate.IsRelevant)
            {
                light = candidate;
                return true;
            }
        }

        light = default;
        return false;
    }
}
