using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Ego;
using SenseAuto.Road.Lights;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Service.Stages;

/// <summary>Traffic lights through the frames: own motion carries them on, looks confirm their state.</summary>
public sealed class LightWatch(CameraGeometry camera)
{
    private readonly TrafficLights _lights = new(camera, new TrafficLightLimits());
    private readonly EgoMotion _ego = new(new EgoMotionLimits());

    /// <param name="look">Null: no look has ended in this frame.</param>
    public void Run(in FrameTick tick, FrameState frame, RoadLook? look)
    {
        ArgumentNullException.ThrowIfNull(frame);
        EgoStep moved = _ego.Step(tick.Start, frame.Ego);
        PathAhead path = PathAhead.From(tick.Start, _ego.Curvature, frame.Lanes.Items);
        bool isNew = look is { HasFailed: false };
        LightPicture picture = isNew
            ? new LightPicture(look!.Captured, look.Lights.Items, isNew: true) { Looked = look.Area }
            : new LightPicture(default, [], isNew: false);
        frame.Lights.Clear();
        foreach (ref readonly TrafficLight light in _lights.Step(tick.Start, in moved, in path, picture))
            frame.Lights.TryAdd(in light);
    }
}
