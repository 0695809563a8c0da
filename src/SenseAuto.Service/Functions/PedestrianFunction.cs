using System;
using SenseAuto.Adas;
using SenseAuto.Adas.Pedestrian;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Functions;

/// <summary>Pedestrian and cyclist collision warning.</summary>
public sealed class PedestrianFunction(PedestrianCollisionLimits limits, OwnMeasures measures, SensorView sensors)
    : IRoadFunction
{
    private PedestrianCollisionState _state;

    public FunctionId Id => FunctionId.PedestrianCollision;

    public Warning Step(MonoTime now, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var input = new PedestrianCollisionInput
        {
            Now = now,
            IsEnabled = sensors.IsOn(Id),
            Ego = frame.Ego,
            Camera = sensors.Sight(now, frame, RoadSights.Objects),
            Objects = frame.Tracks.Items,
            Path = PathOf(frame),
            FrontBumper = measures.FrontBumper,
            HalfWidth = measures.HalfWidth,
            Driver = frame.Driver,
        };
        PedestrianCollisionStep step = PedestrianCollision.Step(in _state, limits, in input);
        _state = step.State;
        FunctionStatus status = SensorView.Explain(step.Status, frame, RoadSights.Objects);
        frame.Functions.TryAdd(in status);
        return step.Warning;
    }

    /// <summary>The parabola through our path here, at the near and at the far end of where people matter.</summary>
    private static OwnPath PathOf(FrameState frame)
    {
        const double nearM = 20;
        const double farM = 40;
        double here = frame.Path.LeftAt(0);
        double near = frame.Path.LeftAt(nearM) - here;
        double far = frame.Path.LeftAt(farM) - here;
        double curvature = ((far / farM) - (near / nearM)) * 2 / (farM - nearM);
        double heading = (near / nearM) - (curvature * nearM / 2);
        return new OwnPath(new Metres(here), new Radians(heading), new PerMetre(curvature));
    }
}
