using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Core.Ports;

/// <summary>What a road camera and everything that looks at its pictures would say in one frame. Filled anew each time; never grows.</summary>
public sealed class SeenRoad
{
    /// <summary>A picture was taken since the last frame.</summary>
    public bool HasPicture { get; set; }

    public MonoTime PictureCaptured { get; set; }

    /// <summary>Lanes were looked for on it.</summary>
    public bool HasLanes { get; set; }

    public FixedList<LaneLine> Lanes { get; } = new(Streams.Lanes.Capacity);

    /// <summary>Objects, signs and lights of an earlier picture came with this frame.</summary>
    public bool HasObjects { get; set; }

    public MonoTime ObjectsCaptured { get; set; }

    /// <summary>The part of that picture that was looked at.</summary>
    public PixelBox ObjectsArea { get; set; }

    public FixedList<Detection> Detections { get; } = new(Streams.Detections.Capacity);

    public FixedList<TrafficSign> Signs { get; } = new(Streams.Signs.Capacity);

    public FixedList<TrafficLight> Lights { get; } = new(Streams.Lights.Capacity);

    public NightScene Night { get; set; }

    /// <summary>What is wrong with the camera, as its watch would find it.</summary>
    public HealthFlags Flags { get; set; }

    public void Clear()
    {
        (HasPicture, HasLanes, HasObjects, Flags) = (false, false, false, HealthFlags.None);
        Lanes.Clear();
        Detections.Clear();
        Signs.Clear();
        Lights.Clear();
    }
}

/// <summary>
/// Sights that are told instead of looked for: a simulator that draws no pictures says what a camera and its networks would have
/// found. Polled once a frame; never blocks.
/// </summary>
public interface ISightSource
{
    RoadSights Sights { get; }

    /// <summary>Fills in this frame's sights; they are empty when no picture came.</summary>
    void Look(MonoTime now, SeenRoad into);
}
