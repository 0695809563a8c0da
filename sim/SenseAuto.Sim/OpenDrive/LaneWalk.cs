using System;

namespace SenseAuto.Sim.OpenDrive;

/// <summary>Goes along lanes, over lane sections, roads and junctions. Allocates nothing.</summary>
public static class LaneWalk
{
    // A road network of zero-length pieces in a ring must not hold the walker for ever.
    private const int JointsMax = 256;

    /// <summary>Moves a place on along its lane.</summary>
    /// <param name="aheadM">Along the lane in the direction in which he looks; negative goes backwards.</param>
    /// <param name="route">Indices of the roads that he wants to take at junctions; empty: straight on.</param>
    /// <returns>False: the road ended; the place is at its end.</returns>
    public static bool Advance(OpenDriveMap map, ref LanePlace place, double aheadM, ReadOnlySpan<int> route) =>
        Advance(map, ref place, aheadM, route, out _);

    /// <summary>The same, telling how much of the way could not be gone because the road ended.</summary>
    public static bool Advance(
        OpenDriveMap map, ref LanePlace place, double aheadM, ReadOnlySpan<int> route, out double leftOverM)
    {
        ArgumentNullException.ThrowIfNull(map);
        double rest = Math.Abs(aheadM);
        int sense = aheadM < 0 ? -1 : 1;
        leftOverM = 0;
        for (int joints = 0; joints < JointsMax && rest > 0; joints++)
        {
            OpenDriveRoad road = map.Road(place.Road);
            int index = road.SectionIndexAt(place.S);
            LaneSection section = road.Sections[index];
            int travel = place.Direction * sense;
            double room = travel > 0 ? section.EndS - place.S : place.S - section.StartS;
            double perMetre = Stretch(road, in place, rest, travel);
            if (rest * perMetre <= room)
            {
                place = place with { S = place.S + (travel * rest * perMetre) };
                return true;
            }

            rest -= room / perMetre;
            place = place with { S = travel > 0 ? section.EndS : section.StartS };
            if (!Cross(map, road, index, travel, ref place, route))
            {
                leftOverM = rest;
                return false;
            }
        }

        return true;
    }

    /// <summary>The world pose of a place: the heading is that of the lane's middle as he looks.</summary>
    public static RoadPose PoseOf(OpenDriveMap map, in LanePlace place) => PoseOf(map, in place, out _);

    /// <summary>The same, with the place's distance left of the reference line.</summary>
    internal static RoadPose PoseOf(OpenDriveMap map, in LanePlace place, out double t)
    {
        ArgumentNullException.ThrowIfNull(map);
        OpenDriveRoad road = map.Road(place.Road);
        t = road.LaneCentreT(place.S, place.Lane, out double slope) + (place.Direction * place.OffsetM);
        RoadPose pose = road.PoseAt(place.S, t);
        double heading = pose.HeadingRad + (slope == 0 ? 0 : Math.Atan(slope)) + (place.Direction < 0 ? Math.PI : 0);
        return pose with { HeadingRad = heading, CurvaturePerM = place.Direction * pose.CurvaturePerM };
    }

    /// <summary>Metres of reference line per metre of this lane.</summary>
    private static double Stretch(OpenDriveRoad road, in LanePlace place, double rest, int travel)
    {
        double middle = Math.Clamp(place.S + (travel * Math.Min(rest, 2) / 2), 0, road.LengthM);
        double curvature = road.CurvatureAt(middle);
        if (curvature == 0)
            return 1;

        double t = road.LaneCentreT(middle, place.Lane) + (place.Direction * place.OffsetM);
        return 1 / Math.Max(0.05, 1 - (curvature * t));
    }

    private static bool Cross(
        OpenDriveMap map, OpenDriveRoad road, int index, int travel, ref LanePlace place, ReadOnlySpan<int> route)
    {
        int next = index + travel;
        if (next < 0 || next >= road.Sections.Count)
            return CrossRoad(map, road, travel, ref place, route);

        RoadLane? lane = road.Sections[index].Lane(place.Lane);
        int? linked = travel > 0 ? lane?.Successor : lane?.Predecessor;
        int id = linked ?? place.Lane;
        LaneSection section = road.Sections[next];
        if (section.Lane(id) is null)
            return false;

        // The place must lie inside the next section, else the walk would find the old one again.
        place = place with { Lane = id, S = travel > 0 ? section.StartS : Math.BitDecrement(section.EndS) };
        return true;
    }

    private static bool CrossRoad(
        OpenDriveMap map, OpenDriveRoad road, int travel, ref LanePlace place, ReadOnlySpan<int> route)
    {
        LaneJoint[] joints = travel > 0 ? road.EndJoints : road.StartJoints;
        int wanted = NextOf(route, road.Index, joints);
        int best = -1;
        for (int i = 0; i < joints.Length; i++)
        {
            if (joints[i].FromLane != place.Lane || (wanted >= 0 && joints[i].Road != wanted))
                continue;

            if (best < 0 || Math.Abs(joints[i].TurnRad) < Math.Abs(joints[best].TurnRad))
                best = i;
        }

        if (best < 0 && wanted >= 0)
            return CrossRoad(map, road, travel, ref place, []);
        if (best < 0)
            return false;

        LaneJoint joint = joints[best];
        OpenDriveRoad entered = map.Road(joint.Road);
        int sense = place.Direction * travel;
        int nextTravel = joint.EntersAtStart ? 1 : -1;
        place = new LanePlace(
            joint.Road, joint.ToLane, joint.EntersAtStart ? 0 : entered.LengthM, place.OffsetM, nextTravel * sense);
        return true;
    }

    /// <summary>The road after this one on a route, if a joint leads there; else -1.</summary>
    private static int NextOf(ReadOnlySpan<int> route, int road, LaneJoint[] joints)
    {
        for (int i = 0; i + 1 < route.Length; i++)
        {
            if (route[i] != road)
                continue;

            for (int j = 0; j < joints.Length; j++)
            {
                if (joints[j].Road == route[i + 1])
                    return route[i + 1];
            }
        }

        return -1;
    }
}
