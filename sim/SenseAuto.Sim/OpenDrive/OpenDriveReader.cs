using System;
using System.Collections.Generic;
using SenseAuto.Sim.OpenScenario;

namespace SenseAuto.Sim.OpenDrive;

/// <summary>Turns the XML of a road network into roads. What it does not use is noted once for each kind of
/// element.</summary>
internal sealed class OpenDriveReader(XmlNode root)
{
    private static readonly Dictionary<string, RoadMarkKind> Marks = new(StringComparer.Ordinal)
    {
        ["none"] = RoadMarkKind.None,
        ["solid"] = RoadMarkKind.Solid,
        ["broken"] = RoadMarkKind.Broken,
        ["solid solid"] = RoadMarkKind.SolidSolid,
        ["solid broken"] = RoadMarkKind.SolidBroken,
        ["broken solid"] = RoadMarkKind.BrokenSolid,
        ["broken broken"] = RoadMarkKind.BrokenBroken,
        ["botts dots"] = RoadMarkKind.BottsDots,
        ["grass"] = RoadMarkKind.Grass,
        ["curb"] = RoadMarkKind.Curb,
        ["edge"] = RoadMarkKind.Edge,
        ["custom"] = RoadMarkKind.Custom,
    };

    // Nobody builds a longer road, or farther from the origin of its projection. Beyond, numbers are wrong.
    private const double LengthMaxM = 1e6;
    private const double FarMaxM = 1e8;
    private readonly List<ScenarioNote> _notes = [];
    private readonly HashSet<string> _noted = new(StringComparer.Ordinal);

    public OpenDriveMap Read()
    {
        if (root.Name != "OpenDRIVE")
            throw root.Fail($"<{root.Name}> is not a road network; <OpenDRIVE> is");

        CheckVersion();
        var nodes = new List<XmlNode>(root.Children("road"));
        var roads = new List<OpenDriveRoad>(nodes.Count);
        foreach (XmlNode node in nodes)
            roads.Add(ReadRoad(node, roads.Count));
        var things = new RoadThingsReader(Note);
        for (int i = 0; i < roads.Count; i++)
        {
            roads[i].Signals = things.Signals(nodes[i], i);
            roads[i].Objects = things.Objects(nodes[i], i);
        }

        foreach (XmlNode child in root.Children())
        {
            if (child.Name is not ("header" or "road" or "junction" or "userData"))
                Note(child, $"<{child.Name}> is not used");
        }

        new RoadLinker(roads, Note).Link(nodes, root.Children("junction"));
        return new OpenDriveMap(roads)
        {
            Notes = _notes,
            GeoReference = root.Child("header")?.Child("geoReference")?.Content ?? "",
        };
    }

    private void Note(XmlNode at, string text)
    {
        if (_noted.Add(text))
            _notes.Add(at.Note(text));
    }

    private void CheckVersion()
    {
        if (root.Child("header") is not { } header)
            return;

        int major = header.Integer("revMajor", 1);
        int minor = header.Integer("revMinor", 4);
        if (major != 1)
            throw header.Fail($"OpenDRIVE {major}.{minor} is not known; 1.4 to 1.8 are");
        if (minor > 8)
            Note(header, $"OpenDRIVE 1.{minor} is newer than 1.8; what is new in it is not used");
        if (header.Child("offset") is { } offset)
            Note(offset, "<offset> of the whole network is not applied");
    }

    private OpenDriveRoad ReadRoad(XmlNode node, int index)
    {
        double length = node.Number("length");
        if (!(length is > 0 and <= LengthMaxM))
            throw node.Fail($"road {node.Required("id")}: length {length} m is not above 0 and up to {LengthMaxM:F0} m");

        foreach (XmlNode child in node.Children())
        {
            if (child.Name is not ("link" or "type" or "planView" or "elevationProfile" or "lateralProfile" or "lanes"
                or "objects" or "signals" or "userData" or "surface"))
            {
                Note(child, $"<{child.Name}> of a road is not used");
            }
        }

        string junction = node.Text("junction") ?? "-1";
        var road = new OpenDriveRoad(node.Required("id"), index, length, PlanView.Read(node), ReadSections(node, length))
        {
            Name = node.Text("name") ?? "",
            IsLeftHand = node.Text("rule") == "LHT",
            Junction = junction == "-1" ? "" : junction,
            SpeedLimitMps = RoadSpeed(node),
            Elevation = Cubic(node.Child("elevationProfile"), "elevation", "s", 0),
            Superelevation = ReadBank(node.Child("lateralProfile")),
            LaneOffset = Cubic(node.Child("lanes"), "laneOffset", "s", 0),
        };
        CheckPlace(node, road);
        return road;
    }

    private static void CheckPlace(XmlNode node, OpenDriveRoad road)
    {
        const double stepM = 4;
        for (double s = 0; s <= road.LengthM; s += stepM)
        {
            PlanarPose at = road.ReferenceAt(s);
            if (!(Math.Abs(at.XM) < FarMaxM && Math.Abs(at.YM) < FarMaxM && double.IsFinite(at.HeadingRad)))
                throw node.Fail($"road {road.Id} leaves the earth at s={s:F0} m (x={at.XM:G4}, y={at.YM:G4}): its geometry makes no sense");
        }
    }

    private PiecewiseCubic ReadBank(XmlNode? lateral)
    {
        foreach (XmlNode child in lateral?.Children() ?? [])
        {
            if (child.Name != "superelevation")
                Note(child, $"<{child.Name}> of the lateral profile is not used: the road's surface is plane across");
        }

        return Cubic(lateral, "superelevation", "s", 0);
    }

    private static PiecewiseCubic Cubic(XmlNode? parent, string name, string startAttribute, double startS)
    {
        var pieces = new List<PiecewiseCubic.Piece>();
        foreach (XmlNode node in parent?.Children(name) ?? [])
        {
            pieces.Add(new PiecewiseCubic.Piece(
                startS + node.Number(startAttribute), node.Number("a"), node.Number("b"), node.Number("c"), node.Number("d")));
        }

        return new PiecewiseCubic(pieces);
    }

    private static double RoadSpeed(XmlNode road)
    {
        double limit = 0;
        foreach (XmlNode type in road.Children("type"))
        {
            if (limit == 0 && type.Child("speed") is { } speed)
                limit = SpeedOf(speed);
        }

        return limit;
    }

    private static double SpeedOf(XmlNode speed)
    {
        if (speed.Text("max") is "no limit" or "undefined" or null)
            return 0;

        return speed.Text("unit") switch
        {
            "km/h" => speed.Number("max") / 3.6,
            "mph" => speed.Number("max") * 0.44704,
            null or "" or "m/s" => speed.Number("max"),
            string other => throw speed.Fail($"unit=\"{other}\" is no unit of speed (m/s, km/h, mph)"),
        };
    }

    private List<LaneSection> ReadSections(XmlNode road, double length)
    {
        var nodes = new List<XmlNode>(road.Needed("lanes").Children("laneSection"));
        if (nodes.Count == 0)
            throw road.Fail($"road {road.Text("id")} has no lane section");

        var sections = new List<LaneSection>(nodes.Count);
        for (int i = 0; i < nodes.Count; i++)
        {
            double start = nodes[i].Number("s");
            double end = i + 1 < nodes.Count ? nodes[i + 1].Number("s") : length;
            if (end < start)
                throw nodes[i].Fail($"lane section at s={start} does not come before the next one at s={end}");
            var lanes = new List<RoadLane>();
            foreach (string side in new[] { "left", "center", "right" })
            {
                foreach (XmlNode lane in nodes[i].Child(side)?.Children("lane") ?? [])
                    lanes.Add(ReadLane(lane, start));
            }

            sections.Add(new LaneSection(start, end, lanes));
        }

        return sections;
    }

    private RoadLane ReadLane(XmlNode node, double sectionS)
    {
        foreach (XmlNode child in node.Children())
        {
            if (child.Name is not ("link" or "width" or "border" or "roadMark" or "speed" or "userData"))
                Note(child, $"<{child.Name}> of a lane is not used");
        }

        var marks = new List<RoadMark>();
        foreach (XmlNode mark in node.Children("roadMark"))
        {
            marks.Add(new RoadMark(
                sectionS + mark.Number("sOffset", 0), MarkOf(mark), mark.Text("color") ?? "standard", mark.Number("width", 0)));
        }

        int id = node.Integer("id");
        bool hasBorder = node.Child("border") is not null && node.Child("width") is null;
        PiecewiseCubic width = Cubic(node, "width", "sOffset", sectionS);
        PiecewiseCubic? border = hasBorder ? Cubic(node, "border", "sOffset", sectionS) : null;
        XmlNode? link = node.Child("link");
        return new RoadLane(id, node.Text("type") ?? "none", width, border, marks)
        {
            Predecessor = link?.Child("predecessor")?.Integer("id"),
            Successor = link?.Child("successor")?.Integer("id"),
            SpeedLimitMps = node.Child("speed") is { } speed ? SpeedOf(speed) : 0,
        };
    }

    private RoadMarkKind MarkOf(XmlNode mark)
    {
        string type = mark.Text("type") ?? "none";
        if (Marks.TryGetValue(type, out RoadMarkKind kind))
            return kind;

        Note(mark, $"road mark \"{type}\" is not known and stands as custom");
        return RoadMarkKind.Custom;
    }
}
