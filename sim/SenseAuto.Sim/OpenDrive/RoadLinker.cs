using System;
using System.Collections.Generic;

namespace SenseAuto.Sim.OpenDrive;

/// <summary>Finds how every lane goes on at the ends of its road, over plain links and junctions.</summary>
internal sealed class RoadLinker
{
    private readonly List<OpenDriveRoad> _roads;
    private readonly Action<XmlNode, string> _note;
    private readonly Dictionary<string, int> _indexOf = new(StringComparer.Ordinal);
    private readonly List<LaneJoint>[] _atStart;
    private readonly List<LaneJoint>[] _atEnd;

    public RoadLinker(List<OpenDriveRoad> roads, Action<XmlNode, string> note)
    {
        _roads = roads;
        _note = note;
        _atStart = new List<LaneJoint>[roads.Count];
        _atEnd = new List<LaneJoint>[roads.Count];
        for (int i = 0; i < roads.Count; i++)
        {
            _indexOf.TryAdd(roads[i].Id, i);
            _atStart[i] = [];
            _atEnd[i] = [];
        }
    }

    public void Link(List<XmlNode> roadNodes, IEnumerable<XmlNode> junctions)
    {
        var junctionEnds = new Dictionary<string, List<(int Road, bool IsEnd)>>(StringComparer.Ordinal);
        for (int i = 0; i < _roads.Count; i++)
        {
            XmlNode? link = roadNodes[i].Child("link");
            LinkEnd(i, link?.Child("predecessor"), isEnd: false, junctionEnds);
            LinkEnd(i, link?.Child("successor"), isEnd: true, junctionEnds);
        }

        foreach (XmlNode junction in junctions)
        {
            junctionEnds.TryGetValue(junction.Required("id"), out List<(int Road, bool IsEnd)>? ends);
            foreach (XmlNode connection in junction.Children("connection"))
                Connect(connection, ends ?? []);
        }

        for (int i = 0; i < _roads.Count; i++)
        {
            _roads[i].StartJoints = [.. _atStart[i]];
            _roads[i].EndJoints = [.. _atEnd[i]];
        }
    }

    private void LinkEnd(
        int road, XmlNode? link, bool isEnd, Dictionary<string, List<(int Road, bool IsEnd)>> junctionEnds)
    {
        if (link is null)
            return;

        string id = link.Required("elementId");
        if (link.Text("elementType") == "junction")
        {
            if (!junctionEnds.TryGetValue(id, out List<(int Road, bool IsEnd)>? ends))
                junctionEnds[id] = ends = [];
            ends.Add((road, isEnd));
            return;
        }

        if (!_indexOf.TryGetValue(id, out int other))
        {
            _note(link, $"road {_roads[road].Id} is linked to road {id}, which is not in the file");
            return;
        }

        bool entersAtStart = link.Text("contactPoint") switch
        {
            "end" => false,
            "start" => true,
            _ => isEnd,
        };
        LaneSection section = SectionAtEnd(_roads[road], isEnd);
        for (int lane = -section.RightCount; lane <= section.LeftCount; lane++)
        {
            if (lane == 0 || section.Lane(lane) is not { } from)
                continue;

            int? linked = isEnd ? from.Successor : from.Predecessor;
            // Without a lane link, the same lane goes on: mirrored where the two roads run against each other.
            int to = linked ?? (isEnd == entersAtStart ? lane : -lane);
            if (SectionAtEnd(_roads[other], !entersAtStart).Lane(to) is null)
                continue;

            Add(road, isEnd, new LaneJoint(other, entersAtStart, lane, to, 0));
            if (_roads[road].Junction.Length > 0)
                Add(other, !entersAtStart, new LaneJoint(road, !isEnd, to, lane, Turn(_roads[road], !isEnd)));
        }
    }

    private void Connect(XmlNode connection, List<(int Road, bool IsEnd)> ends)
    {
        string? incoming = connection.Text("incomingRoad");
        string? connecting = connection.Text("connectingRoad") ?? connection.Text("linkedRoad");
        if (incoming is null || connecting is null)
        {
            _note(connection, "a connection of a virtual junction is not used");
            return;
        }

        if (!_indexOf.TryGetValue(incoming, out int from) || !_indexOf.TryGetValue(connecting, out int to))
            throw connection.Fail($"the connection from road {incoming} to road {connecting} names a road that is not there");

        bool entersAtStart = connection.Text("contactPoint") != "end";
        bool isEnd = EndAt(ends, from, to, entersAtStart);
        double turn = Turn(_roads[to], entersAtStart);
        bool hasLinks = false;
        foreach (XmlNode link in connection.Children("laneLink"))
        {
            hasLinks = true;
            Add(from, isEnd, new LaneJoint(to, entersAtStart, link.Integer("from"), link.Integer("to"), turn));
        }

        if (hasLinks)
            return;

        LaneSection section = SectionAtEnd(_roads[to], !entersAtStart);
        for (int lane = -section.RightCount; lane <= section.LeftCount; lane++)
        {
            int own = isEnd == entersAtStart ? lane : -lane;
            if (lane != 0 && section.Lane(lane) is not null)
                Add(from, isEnd, new LaneJoint(to, entersAtStart, own, lane, turn));
        }
    }

    /// <summary>Which end of the incoming road touches the junction; the nearer one when the file leaves it
    /// open.</summary>
    private bool EndAt(List<(int Road, bool IsEnd)> ends, int from, int to, bool entersAtStart)
    {
        bool atStart = ends.Contains((from, false));
        bool atEnd = ends.Contains((from, true));
        if (atStart != atEnd)
            return atEnd;

        PlanarPose entry = _roads[to].ReferenceAt(entersAtStart ? 0 : _roads[to].LengthM);
        return Gap(_roads[from].ReferenceAt(_roads[from].LengthM), entry) <= Gap(_roads[from].ReferenceAt(0), entry);
    }

    private void Add(int road, bool isEnd, LaneJoint joint)
    {
        List<LaneJoint> joints = isEnd ? _atEnd[road] : _atStart[road];
        if (!joints.Contains(joint))
            joints.Add(joint);
    }

    private static LaneSection SectionAtEnd(OpenDriveRoad road, bool isEnd) => road.Sections[isEnd ? road.Sections.Count - 1 : 0];

    private static double Gap(in PlanarPose a, in PlanarPose b) => Math.Abs(a.XM - b.XM) + Math.Abs(a.YM - b.YM);

    private static double Turn(OpenDriveRoad road, bool entersAtStart)
    {
        double change = road.ReferenceAt(road.LengthM).HeadingRad - road.ReferenceAt(0).HeadingRad;
        return Math.IEEERemainder(entersAtStart ? change : -change, 2 * Math.PI);
    }
}
