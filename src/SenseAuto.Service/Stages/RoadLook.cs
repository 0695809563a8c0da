using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Road.Lights;
using SenseAuto.Road.Objects;

namespace SenseAuto.Service.Stages;

/// <summary>Everything the networks saw on one picture. Filled beside the frame, read by the frame.</summary>
public sealed class RoadLook
{
    public MonoTime Captured { get; set; }

    /// <summary>The part of the picture that the object network looked at.</summary>
    public PixelBox Area { get; set; }

    public bool HasFailed { get; set; }

    public FixedList<Detection> Detections { get; } = new(Streams.Detections.Capacity);

    public FixedList<LightSighting> Lights { get; } = new(LightReader.LightsPerPicture);

    public bool HasSigns { get; set; }

    /// <summary>Confirmed signs as of this picture.</summary>
    public FixedList<TrafficSign> Signs { get; } = new(Streams.Signs.Capacity);

    internal void Begin(MonoTime captured, PixelBox area)
    {
        Captured = captured;
        Area = area;
        HasFailed = false;
        HasSigns = false;
        Detections.Clear();
        Lights.Clear();
        Signs.Clear();
    }
}

/// <summary>The networks that look at a picture one after another. One thread at a time.</summary>
/// <param name="objects">Disposed with this, as the others are.</param>
/// <param name="schedule">When each of them is due; checked against their costs when it was made.</param>
public sealed class RoadNetworks(ObjectNetwork objects, LookSchedule schedule) : IDisposable
{
    private readonly GrowthMeter _growth = new();

    public ObjectNetwork Objects { get; } = objects;

    /// <summary>Null: signs are not looked for.</summary>
    public SignSight? Signs { get; init; }

    /// <summary>Null: the state of traffic lights is not read.</summary>
    public LightReader? Lights { get; init; }

    public void Look(CameraFrame picture, ObjectView view, in LookOrder order, RoadLook into)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(into);
        into.Begin(picture.Captured, view.Box);
        into.HasFailed = !Objects.TryLook(picture, view, into.Detections);
        _growth.Run(picture, into.Detections.Mutable);
        if (Lights is { } lights && schedule.IsDue(LookTask.Lights, order.Index))
        {
            long failed = lights.Failed;
            lights.Read(picture, into.Detections.Items, into.Lights);
            into.HasFailed |= lights.Failed != failed;
        }

        if (Signs is not { } signs || !schedule.IsDue(LookTask.Signs, order.Index))
            return;

        EgoState ego = order.Ego;
        into.HasSigns = true;
        into.HasFailed |= !signs.TryLook(picture, in ego, into.Signs);
    }

    public void Dispose()
    {
        Objects.Dispose();
        Signs?.Dispose();
        Lights?.Dispose();
    }
}

/// <summary>Which look of the session this is, and how our car moved when the picture was taken.</summary>
public readonly record struct LookOrder(long Index, EgoState Ego);

/// <summary>What can be done with a picture.</summary>
public enum LookTask
{
    Objects,
    Lights,
    Signs,
}
