using System;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Along what a distance is taken.</summary>
internal enum DistanceKind : byte
{
    Straight,
    Longitudinal,
    Lateral,
}

/// <summary>In whose axes a distance is taken.</summary>
internal enum DistanceFrame : byte
{
    Entity,
    Lane,
    Road,
    Trajectory,
}

/// <summary>How a file wants a distance to be taken.</summary>
/// <param name="IsFreespace">Between the boxes, else between the origins.</param>
internal readonly record struct DistanceMeasure(DistanceKind Kind, DistanceFrame Frame, bool IsFreespace)
{
    private const double SearchM = 1000;

    public static DistanceMeasure Of(XmlNode node, DistanceKind fallback)
    {
        DistanceKind kind = node.Text("relativeDistanceType") switch
        {
            "longitudinal" => DistanceKind.Longitudinal,
            "lateral" => DistanceKind.Lateral,
            "cartesianDistance" or "euclidianDistance" or "euclideanDistance" => DistanceKind.Straight,
            null or "" => fallback,
            string other => throw node.Fail($"relativeDistanceType=\"{other}\" is not known"),
        };
        DistanceFrame frame = node.Text("coordinateSystem") switch
        {
            "entity" => DistanceFrame.Entity,
            "lane" => DistanceFrame.Lane,
            "road" => DistanceFrame.Road,
            "trajectory" => DistanceFrame.Trajectory,
            "world" => DistanceFrame.Entity,
            null or "" => node.Flag("alongRoute", false) ? DistanceFrame.Road : DistanceFrame.Entity,
            string other => throw node.Fail($"coordinateSystem=\"{other}\" is not known"),
        };
        return new DistanceMeasure(kind, frame, node.Flag("freespace", false));
    }

    /// <summary>From one to another, never below 0; infinite when no road leads there.</summary>
    public double Between(ScenarioWorld world, Actor from, Actor to)
    {
        if (Kind == DistanceKind.Straight)
        {
            return IsFreespace
                ? Bodies.Gap(from, to) : Math.Sqrt(Square(to.X - from.X) + Square(to.Y - from.Y));
        }

        if (Frame is DistanceFrame.Entity or DistanceFrame.Trajectory)
            return AlongAxis(from, to);

        double signed = RoadDistance(world, from, to.Road, to.X, to.Y);
        if (!IsFreespace || Kind == DistanceKind.Lateral)
            return FreeAcross(Math.Abs(signed), from, to);
        return Math.Max(0, Math.Abs(signed) - Between(from, to, signed));
    }

    /// <summary>From somebody to a place.</summary>
    public double Between(ScenarioWorld world, Actor from, in Placement to)
    {
        if (Kind == DistanceKind.Straight)
        {
            return IsFreespace
                ? Bodies.Gap(from, to.XM, to.YM) : Math.Sqrt(Square(to.XM - from.X) + Square(to.YM - from.Y));
        }

        if (Frame is DistanceFrame.Entity or DistanceFrame.Trajectory)
        {
            double axis = from.Heading + (Kind == DistanceKind.Lateral ? Math.PI / 2 : 0);
            (double sin, double cos) = Math.SinCos(axis);
            double along = ((to.XM - from.X) * cos) + ((to.YM - from.Y) * sin);
            if (!IsFreespace)
                return Math.Abs(along);

            (double low, double high) = Bodies.Reach(from, from.X, from.Y, axis);
            return Math.Max(0, Math.Max(along - high, low - along));
        }

        RoadPosition there = to.Lane is { } lane
            ? new RoadPosition(lane.Road, lane.S, LateralOf(world, lane)) : world.Map.WorldToRoad(to.XM, to.YM);
        double road = Math.Abs(RoadDistance(world, from, there, to.XM, to.YM));
        return IsFreespace && Kind == DistanceKind.Longitudinal
            ? Math.Max(0, road - Math.Max(0, from.Shape.BoxForwardM + (from.Shape.LengthM / 2))) : road;
    }

    private static double LateralOf(ScenarioWorld world, in LanePlace lane) =>
        world.Map.Road(lane.Road).LaneCentreT(lane.S, lane.Lane) + (lane.Direction * lane.OffsetM);

    private static double Square(double value) => value * value;

    /// <summary>How much of a distance between origins two bodies fill: the front of the one behind, the rear of the
    /// other.</summary>
    private static double Between(Actor from, Actor to, double signed)
    {
        Actor behind = signed >= 0 ? from : to;
        Actor ahead = signed >= 0 ? to : from;
        double front = behind.Shape.BoxForwardM + (behind.Shape.LengthM / 2);
        bool isFacing = Math.Cos(ahead.Heading - behind.Heading) < 0;
        double rear = isFacing
            ? ahead.Shape.BoxForwardM + (ahead.Shape.LengthM / 2)
            : (ahead.Shape.LengthM / 2) - ahead.Shape.BoxForwardM;
        return front + rear;
    }

    private double FreeAcross(double distance, Actor from, Actor to) => IsFreespace
        ? Math.Max(0, distance - (0.5 * (from.Shape.WidthM + to.Shape.WidthM))) : distance;

    private double AlongAxis(Actor from, Actor to)
    {
        double axis = from.Heading + (Kind == DistanceKind.Lateral ? Math.PI / 2 : 0);
        if (!IsFreespace)
        {
            (double sin, double cos) = Math.SinCos(axis);
            return Math.Abs(((to.X - from.X) * cos) + ((to.Y - from.Y) * sin));
        }

        (double low, double high) = Bodies.Reach(from, from.X, from.Y, axis);
        (double otherLow, double otherHigh) = Bodies.Reach(to, from.X, from.Y, axis);
        return Math.Max(0, Math.Max(otherLow - high, low - otherHigh));
    }

    /// <summary>Along the road positive ahead; across it positive to the left.</summary>
    private double RoadDistance(ScenarioWorld world, Actor from, in RoadPosition to, double toX, double toY)
    {
        if (!from.Road.IsOnRoad || !to.IsOnRoad)
            return double.PositiveInfinity;
        if (Kind == DistanceKind.Lateral)
            return to.T - from.Road.T;

        return RoadSearch.Along(world, from, in to, toX, toY, SearchM);
    }
}
