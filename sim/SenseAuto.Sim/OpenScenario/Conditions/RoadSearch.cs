using System;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Finds how far along the roads something is.</summary>
internal static class RoadSearch
{
    private const int RoadsMax = 24;

    /// <summary>
    /// Metres along the road from somebody to a place: positive ahead of him, negative behind, infinite when neither
    /// way
    /// leads there.
    /// </summary>
    public static double Along(ScenarioWorld world, Actor from, in RoadPosition to, double toX, double toY, double reachM)
    {
        OpenDriveRoad road = world.Map.Road(from.Road.Road);
        int sense = Math.Cos(road.ReferenceAt(from.Road.S).HeadingRad - from.Heading) < 0 ? -1 : 1;
        if (to.Road == from.Road.Road)
            return sense * (to.S - from.Road.S);

        (double sin, double cos) = Math.SinCos(from.Heading);
        bool isAhead = ((toX - from.X) * cos) + ((toY - from.Y) * sin) >= 0;
        double first = Walk(world, from, in to, isAhead ? 1 : -1, reachM);
        double other = double.IsFinite(first) ? first : Walk(world, from, in to, isAhead ? -1 : 1, reachM);
        return double.IsFinite(first) == isAhead ? other : -other;
    }

    /// <summary>The way over roads in one direction; infinite when it does not lead there.</summary>
    private static double Walk(ScenarioWorld world, Actor from, in RoadPosition to, int sense, double reachM)
    {
        if (world.LaneAround(from.Road, from.Heading) is not { } place)
            return double.PositiveInfinity;

        double gone = 0;
        for (int roads = 0; roads < RoadsMax && gone < reachM; roads++)
        {
            OpenDriveRoad road = world.Map.Road(place.Road);
            bool isAlong = place.Direction * sense > 0;
            if (place.Road == to.Road)
                return gone + Math.Abs(to.S - place.S);

            gone += isAlong ? road.LengthM - place.S : place.S;
            // Onto the next road: over the end, and no farther.
            place = place with { S = isAlong ? road.LengthM : 0 };
            if (!LaneWalk.Advance(world.Map, ref place, sense * 1e-6, from.Route))
                return double.PositiveInfinity;
        }

        return double.PositiveInfinity;
    }
}
