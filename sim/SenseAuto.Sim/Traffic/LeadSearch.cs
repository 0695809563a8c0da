using System;
using SenseAuto.Sim.OpenDrive;
using SenseAuto.Sim.OpenScenario;

namespace SenseAuto.Sim.Traffic;

/// <summary>Finds who is in front in one's own lane, over the joints of the road network.</summary>
internal static class LeadSearch
{
    private const double SightM = 150;
    private const int RoadsMax = 6;

    /// <summary>The gap between bumpers and the speed along our lane of the nearest one ahead; null on a free
    /// road.</summary>
    public static DriverGap? Find(ScenarioWorld world, Actor own)
    {
        LanePlace place = own.Place;
        double gone = 0;
        for (int roads = 0; roads < RoadsMax && gone < SightM; roads++)
        {
            if (Nearest(world, own, in place, gone) is { } gap)
                return gap;

            OpenDriveRoad road = world.Map.Road(place.Road);
            double room = place.Direction > 0 ? road.LengthM - place.S : place.S;
            int before = place.Road;
            if (!LaneWalk.Advance(world.Map, ref place, room + 0.01, own.Route) || place.Road == before)
                return null;
            gone += room;
        }

        return null;
    }

    private static DriverGap? Nearest(ScenarioWorld world, Actor own, in LanePlace from, double gone)
    {
        double best = double.MaxValue;
        double speed = 0;
        foreach (Actor other in world.Actors)
        {
            if (other == own || !other.IsPresent || other.Road.Road != from.Road || other.LaneId != from.Lane)
                continue;

            double ahead = gone + ((other.Road.S - from.S) * from.Direction);
            if (ahead <= (gone > 0 ? -1 : 0) || ahead > SightM)
                continue;

            double gap = ahead + Rear(other) - Front(own);
            if (gap >= best)
                continue;

            best = gap;
            speed = other.Speed * Math.Cos(other.Heading - own.Heading);
        }

        return best < double.MaxValue ? new DriverGap(Math.Max(0, best), speed) : null;
    }

    private static double Front(Actor actor) => actor.Shape.BoxForwardM + (actor.Shape.LengthM / 2);

    private static double Rear(Actor actor) => actor.Shape.BoxForwardM - (actor.Shape.LengthM / 2);
}
