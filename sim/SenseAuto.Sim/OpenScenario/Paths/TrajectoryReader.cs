using System.Collections.Generic;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Reads trajectories: polylines, clothoids, clothoid splines and NURBS.</summary>
internal sealed class TrajectoryReader(CatalogStore catalogs, PositionReader positions)
{
    private const int SamplesPerSpan = 64;

    /// <summary>Reads what stands in an action or a position.</summary>
    /// <param name="holder">Has a TrajectoryRef, a Trajectory or a CatalogReference.</param>
    public TrajectoryPlan Read(XmlNode holder)
    {
        XmlNode at = holder.Child("TrajectoryRef") ?? holder;
        TrajectoryPlan plan = ReadShape(catalogs.Resolve(at, "Trajectory"));
        positions.Keep(plan);
        return plan;
    }

    private TrajectoryPlan ReadShape(XmlNode trajectory)
    {
        bool isClosed = trajectory.Flag("closed", false);
        XmlNode shape = trajectory.Needed("Shape").FirstChild();
        return shape.Name switch
        {
            "Polyline" => Polyline(shape, isClosed),
            "Clothoid" => SingleClothoid(shape, isClosed),
            "ClothoidSpline" => ClothoidSpline(shape, isClosed),
            "Nurbs" => Nurbs(shape, isClosed),
            _ => throw shape.Fail($"<{shape.Name}> is no shape of a trajectory (Polyline, Clothoid, ClothoidSpline, Nurbs)"),
        };
    }

    private TrajectoryPlan Polyline(XmlNode shape, bool isClosed)
    {
        var corners = new List<(ScenarioPosition Position, double TimeS)>();
        foreach (XmlNode vertex in shape.Children("Vertex"))
            corners.Add((positions.Read(vertex.Needed("Position")), vertex.Number("time", double.NaN)));
        if (corners.Count < 2)
            throw shape.Fail("a polyline needs two vertices");

        return new TrajectoryPlan(shape, Relative(corners), world =>
        {
            var builder = new TrajectoryBuilder();
            PathVertex last = Vertex(world, corners[0]);
            PathVertex first = last;
            for (int i = 1; i < corners.Count; i++)
            {
                PathVertex next = Vertex(world, corners[i]);
                builder.Side(in last, in next, isPolyline: true);
                last = next;
            }

            if (isClosed)
                builder.Side(in last, in first, isPolyline: true);
            return Finished(builder, shape, isClosed);
        });
    }

    private TrajectoryPlan SingleClothoid(XmlNode shape, bool isClosed)
    {
        ScenarioPosition start = positions.Read(shape.Needed("Position"));
        double curvature = shape.Number("curvature");
        double slope = shape.Has("curvaturePrime") ? shape.Number("curvaturePrime") : shape.Number("curvatureDot", 0);
        double length = shape.Number("length");
        double startTime = shape.Number("startTime", double.NaN);
        double stopTime = shape.Number("stopTime", double.NaN);
        return new TrajectoryPlan(shape, start.IsRelative, world =>
        {
            Placement at = start.Resolve(world);
            var builder = new TrajectoryBuilder();
            var from = new PlanarPose(at.XM, at.YM, at.HeadingRad, curvature);
            builder.Curve(in from, slope, length, at.ZM, startTime, stopTime);
            return Finished(builder, shape, isClosed);
        });
    }

    private TrajectoryPlan ClothoidSpline(XmlNode shape, bool isClosed)
    {
        var segments = new List<(double From, double To, double LengthM, double H, double TimeS, ScenarioPosition? Start)>();
        foreach (XmlNode node in shape.Children())
        {
            if (node.Name is not ("ClothoidSplineSegment" or "Segment"))
                continue;

            ScenarioPosition? start = node.Child("PositionStart") is { } place ? positions.Read(place) : null;
            segments.Add((
                node.Number("curvatureStart"), node.Number("curvatureEnd"), node.Number("length"),
                node.Number("hOffset", 0), node.Number("timeStart", double.NaN), start));
        }

        if (segments.Count == 0)
            throw shape.Fail("a clothoid spline needs a segment");

        double timeEnd = shape.Number("timeEnd", double.NaN);
        bool isFloating = segments[0].Start is null;
        return new TrajectoryPlan(shape, segments.Exists(static s => s.Start is { IsRelative: true }), world =>
        {
            var builder = new TrajectoryBuilder();
            for (int i = 0; i < segments.Count; i++)
            {
                var segment = segments[i];
                PlanarPose start = builder.IsEmpty ? default : builder.End;
                double z = 0;
                if (segment.Start is { } place)
                {
                    Placement at = place.Resolve(world);
                    start = new PlanarPose(at.XM, at.YM, at.HeadingRad, 0);
                    z = at.ZM;
                }

                start = start with { CurvaturePerM = segment.From, HeadingRad = start.HeadingRad + segment.H };
                double slope = segment.LengthM > 0 ? (segment.To - segment.From) / segment.LengthM : 0;
                double until = i + 1 < segments.Count ? segments[i + 1].TimeS : timeEnd;
                builder.Curve(in start, slope, segment.LengthM, z, segment.TimeS, until);
            }

            return Finished(builder, shape, isClosed);
        })
        {
            IsFloating = isFloating,
        };
    }

    private TrajectoryPlan Nurbs(XmlNode shape, bool isClosed)
    {
        int order = shape.Integer("order");
        var points = new List<(ScenarioPosition Position, double TimeS)>();
        var weights = new List<double>();
        foreach (XmlNode node in shape.Children("ControlPoint"))
        {
            points.Add((positions.Read(node.Needed("Position")), node.Number("time", double.NaN)));
            weights.Add(node.Number("weight", 1));
        }

        var knots = new List<double>();
        foreach (XmlNode node in shape.Children("Knot"))
            knots.Add(node.Number("value"));
        if (order < 2 || points.Count < order || knots.Count != points.Count + order)
        {
            throw shape.Fail(
                $"a NURBS of order {order} with {points.Count} control points needs {points.Count + order} knots, not {knots.Count}");
        }

        return new TrajectoryPlan(shape, Relative(points), world =>
        {
            var curve = new NurbsCurve(order, points.ConvertAll(point => Vertex(world, point)), weights, [.. knots]);
            var builder = new TrajectoryBuilder();
            (double first, double last) = curve.Range;
            int count = SamplesPerSpan * (points.Count - order + 1);
            PathVertex before = curve.At(first);
            for (int i = 1; i <= count; i++)
            {
                PathVertex next = curve.At(first + ((last - first) * i / count));
                builder.Side(in before, in next, isPolyline: true);
                before = next;
            }

            return Finished(builder, shape, isClosed);
        });
    }

    private static TrajectoryPath Finished(TrajectoryBuilder builder, XmlNode shape, bool isClosed) =>
        builder.IsEmpty ? throw shape.Fail("the trajectory has no length") : builder.Path(isClosed);

    private static bool Relative(List<(ScenarioPosition Position, double TimeS)> corners) =>
        corners.Exists(static corner => corner.Position.IsRelative);

    private static PathVertex Vertex(ScenarioWorld world, (ScenarioPosition Position, double TimeS) corner)
    {
        Placement at = corner.Position.Resolve(world);
        double heading = corner.Position.IsTurned ? at.HeadingRad : double.NaN;
        return new PathVertex(at.XM, at.YM, at.ZM, heading, corner.TimeS);
    }
}
