using System;
using System.Collections.Generic;
using SenseAuto.Sim.OpenScenario;

namespace SenseAuto.Sim.OpenDrive;

/// <summary>
/// A road network (ASAM OpenDRIVE 1.4 to 1.8): roads with exact reference lines, lanes, signs, things beside the
/// road, and
/// how lanes go on. World frame: x east, y north, z up. A map serves one thread at a time.
/// </summary>
public sealed class OpenDriveMap
{
    private readonly OpenDriveRoad[] _roads;
    private readonly Dictionary<string, int> _indexOf = new(StringComparer.Ordinal);
    private readonly RoadGrid _grid;

    internal OpenDriveMap(List<OpenDriveRoad> roads)
    {
        _roads = [.. roads];
        foreach (OpenDriveRoad road in _roads)
            _indexOf.TryAdd(road.Id, road.Index);
        _grid = new RoadGrid(_roads);
    }

    /// <summary>A network without roads: everybody moves freely.</summary>
    public static OpenDriveMap Empty => new([]);

    public IReadOnlyList<OpenDriveRoad> Roads => _roads;

    /// <summary>What stands in the file and is not used, and changes no geometry.</summary>
    public IReadOnlyList<ScenarioNote> Notes { get; internal init; } = [];

    /// <summary>The projection of geographic coordinates as the file has it (PROJ); empty where it says
    /// nothing.</summary>
    public string GeoReference { get; internal init; } = "";

    /// <exception cref="ScenarioException">What would make the geometry wrong, with file and line.</exception>
    public static OpenDriveMap Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new OpenDriveReader(XmlNode.Load(path)).Read();
    }

    public static OpenDriveMap Parse(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new OpenDriveReader(XmlNode.Parse(text, name)).Read();
    }

    /// <summary>Index of the road with this id, -1 when there is none.</summary>
    public int IndexOf(string id) => _indexOf.TryGetValue(id, out int index) ? index : -1;

    public RoadPose PoseAt(in RoadPosition place) => _roads[place.Road].PoseAt(place.S, place.T);

    /// <summary>The nearest place in road coordinates; <see cref="RoadPosition.None"/> farther than 400 m from
    /// any.</summary>
    /// <param name="headingRad">Where several roads cover the place, the one along this is taken; NaN: the
    /// nearest.</param>
    public RoadPosition WorldToRoad(double xM, double yM, double headingRad = double.NaN) =>
        _grid.Find(xM, yM, headingRad);

    /// <summary>The same for somebody who was on a road a moment ago: he stays on it while it carries him.</summary>
    public RoadPosition WorldToRoad(double xM, double yM, double headingRad, in RoadPosition before)
    {
        if (before.IsOnRoad)
        {
            OpenDriveRoad road = _roads[before.Road];
            double beyond = road.Project(xM, yM, before.S, out double s, out double t);
            if (beyond == 0 && road.OffSurface(s, t) == 0)
                return new RoadPosition(before.Road, s, t);
        }

        return _grid.Find(xM, yM, headingRad);
    }

    internal OpenDriveRoad Road(int index) => _roads[index];
}
