using System;
using SenseAuto.Adas.Forward;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Functions;

/// <summary>Forward collision warning.</summary>
public sealed class ForwardFunction(ForwardCollisionLimits limits, OwnMeasures measures, SensorView sensors)
    : IRoadFunction
{
    private ForwardCollisionState _state;

    public FunctionId Id => FunctionId.ForwardCollision;

    public Warning Step(MonoTime now, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        bool hasLead = TryFindLead(frame, out TrackedObject lead);
        var input = new ForwardCollisionInput(
            now, sensors.IsOn(Id), frame.Ego, sensors.Tracks(now, frame), hasLead, lead, measures.FrontBumper,
            frame.Driver);
        ForwardCollisionStep step = ForwardCollision.Step(in _state, limits, in input);
        _state = step.State;
        FunctionStatus status = step.Status;
        if (status.Reason == FunctionReason.NoCamera && sensors.HasRadar)
            status = status with { Reason = FunctionReason.NoRadar };
        status = SensorView.Explain(status, frame, RoadSights.Objects);
        frame.Functions.TryAdd(in status);
        return step.Warning;
    }

    /// <summary>The object in our path. Cyclists are the pedestrian warning's.</summary>
    internal static bool TryFindLead(FrameState frame, out TrackedObject lead)
    {
        foreach (ref readonly TrackedObject track in frame.Tracks.Items)
        {
            if (track.IsLead && track.Class != ObjectClass.Bicycle)
            {
                lead = track;
                return true;
            }
        }

        lead = default;
        return false;
    }
}
