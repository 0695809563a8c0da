using System;
using System.Collections.Generic;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Finds the shortest way between places over roads and junctions, in the direction in which one
/// looks.</summary>
internal static class RouteFinder
{
    private const int StepsMax = 100_000;

    /// <exception cref="ScenarioException">There is no way.</exception>
    public static ScenarioRoute Find(OpenDriveMap map, List<LanePlace> places, XmlNode at)
    {
        var legs = new List<RouteLeg>();
        for (int i = 0; i + 1 < places.Count; i++)
        {
            List<RouteLeg> part = Between(map, places[i], places[i + 1])
                ?? throw at.Fail($"there is no way from waypoint {i + 1} to waypoint {i + 2}");
            Append(legs, part);
        }

        return new ScenarioRoute(legs);
    }

    /// <summary>The way from one place to another; null when there is none.</summary>
    public static List<RouteLeg>? Between(OpenDriveMap map, LanePlace start, LanePlace goal) =>
        Search(map, start, goal) ?? Search(map, start with { Direction = -start.Direction }, goal);

    private static void Append(List<RouteLeg> legs, List<RouteLeg> part)
    {
        foreach (RouteLeg leg in part)
        {
            if (legs.Count > 0 && legs[^1].Road == leg.Road && Math.Abs(legs[^1].ToS - leg.FromS) < 1e-6)
            {
                legs[^1] = legs[^1] with { ToS = leg.ToS };
                continue;
            }

            double before = legs.Count == 0 ? 0 : legs[^1].PathS + Math.Abs(legs[^1].ToS - legs[^1].FromS);
            legs.Add(leg with { PathS = before });
        }
    }

    private static List<RouteLeg>? Search(OpenDriveMap map, LanePlace start, LanePlace goal)
    {
        if (start.Road == goal.Road && (goal.S - start.S) * start.Direction >= 0)
            return [new RouteLeg(start.Road, start.S, goal.S, 0)];

        var queue = new PriorityQueue<(int Road, int Direction, int Parent), double>();
        var seen = new HashSet<(int, int)>();
        var taken = new List<(int Road, int Direction, int Parent)>();
        queue.Enqueue((start.Road, start.Direction, -1), RoomAhead(map.Road(start.Road), start));
        for (int steps = 0; steps < StepsMax && queue.TryDequeue(out var node, out double way); steps++)
        {
            if (node.Parent >= 0 && !seen.Add((node.Road, node.Direction)))
                continue;

            taken.Add(node);
            if (node.Parent >= 0 && node.Road == goal.Road)
                return Legs(map, taken, start, goal);

            OpenDriveRoad road = map.Road(node.Road);
            foreach (LaneJoint joint in node.Direction > 0 ? road.EndJoints : road.StartJoints)
            {
                if (!IsOurSide(road, joint.FromLane, node.Direction))
                    continue;

                double cost = way + (joint.Road == goal.Road ? 0 : map.Road(joint.Road).LengthM);
                queue.Enqueue((joint.Road, joint.EntersAtStart ? 1 : -1, taken.Count - 1), cost);
            }
        }

        return null;
    }

    // A lane without its own traffic direction, like that of a path for walkers, may be gone either way.
    private static bool IsOurSide(OpenDriveRoad road, int lane, int direction) =>
        road.DirectionOf(lane) == direction || road.Junction.Length > 0;

    private static double RoomAhead(OpenDriveRoad road, LanePlace start) =>
        start.Direction > 0 ? road.LengthM - start.S : start.S;

    private static List<RouteLeg> Legs(
        OpenDriveMap map, List<(int Road, int Direction, int Parent)> taken, LanePlace start, LanePlace goal)
    {
        var way = new List<(int Road, int Direction)>();
        for (int i = taken.Count - 1; i >= 0; i = taken[i].Parent)
            way.Insert(0, (taken[i].Road, taken[i].Direction));

        var legs = new List<RouteLeg>();
        double pathS = 0;
        for (int i = 0; i < way.Count; i++)
        {
            double length = map.Road(way[i].Road).LengthM;
            double first = i == 0 ? start.S : way[i].Direction > 0 ? 0 : length;
            double end = i == way.Count - 1 ? goal.S : way[i].Direction > 0 ? length : 0;
            legs.Add(new RouteLeg(way[i].Road, first, end, pathS));
            pathS += Math.Abs(end - first);
        }

        return legs;
    }
}
