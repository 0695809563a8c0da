using System;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>The lines of a lane as a car in it sees them.</summary>
internal static class LaneLines
{
    /// <summary>Fills samples from a place on; see <see cref="ScenarioPlayer.RoadAhead"/>.</summary>
    public static int Fill(
        ScenarioWorld world, in PathPose from, double stepM, Span<RoadAheadSample> samples, ReadOnlySpan<int> route,
        RoadPosition near)
    {
        RoadPosition at = world.Map.WorldToRoad(from.XM, from.YM, from.HeadingRad, in near);
        if (!at.IsOnRoad || world.Map.Road(at.Road).OffSurface(at.S, at.T) > 0)
            return 0;
        if (world.LaneAround(in at, from.HeadingRad) is not { } lane)
            return 0;

        LanePlace place = lane with { OffsetM = 0 };
        (double sin, double cos) = Math.SinCos(from.HeadingRad);
        for (int i = 0; i < samples.Length; i++)
        {
            if (i > 0 && !LaneWalk.Advance(world.Map, ref place, stepM, route))
                return i;

            samples[i] = SampleAt(world.Map, in place, in from, sin, cos) with { AheadM = i * stepM };
        }

        return samples.Length;
    }

    private static RoadAheadSample SampleAt(
        OpenDriveMap map, in LanePlace place, in PathPose from, double sin, double cos)
    {
        OpenDriveRoad road = map.Road(place.Road);
        double outer = road.OuterBorderT(place.S, place.Lane);
        double inner = road.InnerBorderT(place.S, place.Lane);
        RoadMarkKind outerMark = road.MarkAt(place.S, place.Lane);
        RoadMarkKind innerMark = road.MarkAt(place.S, place.Lane - Math.Sign(place.Lane));
        bool isOuterLeft = outer > inner == place.Direction > 0;
        RoadPose left = road.PoseAt(place.S, isOuterLeft ? outer : inner);
        RoadPose right = road.PoseAt(place.S, isOuterLeft ? inner : outer);
        double curvature = road.PoseAt(place.S, 0.5 * (outer + inner)).CurvaturePerM * place.Direction;
        return new RoadAheadSample(
            0,
            Along(left, in from, sin, cos), Across(left, in from, sin, cos),
            Along(right, in from, sin, cos), Across(right, in from, sin, cos),
            curvature, isOuterLeft ? outerMark : innerMark, isOuterLeft ? innerMark : outerMark);
    }

    private static double Along(in RoadPose point, in PathPose from, double sin, double cos) =>
        ((point.XM - from.XM) * cos) + ((point.YM - from.YM) * sin);

    private static double Across(in RoadPose point, in PathPose from, double sin, double cos) =>
        ((point.YM - from.YM) * cos) - ((point.XM - from.XM) * sin);
}
