using System.Collections.Generic;

namespace SenseAuto.Sim.OpenDrive;

/// <summary>One lane of a lane section.</summary>
public sealed class RoadLane
{
    private readonly RoadMark[] _marks;

    internal RoadLane(int id, string type, PiecewiseCubic width, PiecewiseCubic? border, List<RoadMark> marks)
    {
        Id = id;
        Type = type;
        Width = width;
        Border = border;
        _marks = [.. marks];
        IsDriving = type is "driving" or "entry" or "exit" or "onRamp" or "offRamp" or "connectingRamp" or "bidirectional"
            or "slipLane" or "mwyEntry" or "mwyExit" or "HOV" or "bus" or "taxi" or "roadWorks" or "special1"
            or "special2" or "special3";
    }

    /// <summary>0 is the middle, above 0 left of it, below 0 right.</summary>
    public int Id { get; }

    /// <summary>As the file has it: driving, shoulder, border, sidewalk, biking, ...</summary>
    public string Type { get; }

    /// <summary>A lane for motor traffic.</summary>
    public bool IsDriving { get; }

    /// <summary>A lane on which somebody drives, rides or walks.</summary>
    public bool IsForTraffic => IsDriving || Type is "biking" or "sidewalk" or "walking" or "parking" or "stop" or "shared";

    /// <summary>Id in the section or road before; null where nothing is said.</summary>
    public int? Predecessor { get; internal set; }

    /// <summary>Id in the section or road after; null where nothing is said.</summary>
    public int? Successor { get; internal set; }

    public IReadOnlyList<RoadMark> Marks => _marks;

    /// <summary>Limit in m/s; 0 where nothing is said.</summary>
    public double SpeedLimitMps { get; internal set; }

    internal PiecewiseCubic Width { get; }

    internal PiecewiseCubic? Border { get; }

    /// <summary>How the outer border is painted at a place on the road.</summary>
    public RoadMarkKind MarkAt(double s)
    {
        RoadMarkKind kind = RoadMarkKind.None;
        foreach (RoadMark mark in _marks)
        {
            if (mark.StartS <= s)
                kind = mark.Kind;
        }

        return kind;
    }
}
