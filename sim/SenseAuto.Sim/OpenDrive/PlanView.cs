using System;
using System.Collections.Generic;
using SenseAuto.Sim.OpenScenario;

namespace SenseAuto.Sim.OpenDrive;

/// <summary>Reads a road's reference line.</summary>
internal static class PlanView
{
    private const double ShortestM = 1e-9;

    // A circle of one centimetre: no road, and a spiral that winds up to it is no line any more.
    private const double CurvatureMaxPerM = 100;

    /// <exception cref="ScenarioException">No piece, or one of a kind that is not known.</exception>
    public static List<RoadGeometry> Read(XmlNode road)
    {
        var pieces = new List<RoadGeometry>();
        foreach (XmlNode node in road.Needed("planView").Children("geometry"))
        {
            double length = node.Number("length");
            if (length > ShortestM)
                pieces.Add(ReadPiece(node, length));
        }

        if (pieces.Count == 0)
            throw road.Fail($"road {road.Text("id")} has no geometry with a length");
        pieces.Sort(static (a, b) => a.StartS.CompareTo(b.StartS));
        return pieces;
    }

    private static RoadGeometry ReadPiece(XmlNode node, double length)
    {
        double s = node.Number("s");
        var start = new PlanarPose(node.Number("x"), node.Number("y"), node.Number("hdg"), 0);
        foreach (XmlNode kind in node.Children())
        {
            switch (kind.Name)
            {
                case "line":
                    return new LineGeometry(s, length, start);
                case "arc":
                    return new ArcGeometry(s, length, start with { CurvaturePerM = Curvature(kind, "curvature") });
                case "spiral":
                    return new SpiralGeometry(
                        s, length, start with { CurvaturePerM = Curvature(kind, "curvStart") }, Curvature(kind, "curvEnd"));
                case "poly3":
                    return new Poly3Geometry(
                        s, length, start, kind.Number("a"), kind.Number("b"), kind.Number("c"), kind.Number("d"));
                case "paramPoly3":
                    return ReadParamPoly3(kind, s, length, start);
                case "userData":
                    continue;
                default:
                    throw kind.Fail($"<{kind.Name}> is no geometry that is known (line, arc, spiral, poly3, paramPoly3)");
            }
        }

        throw node.Fail("<geometry> says no shape");
    }

    private static double Curvature(XmlNode kind, string attribute)
    {
        double curvature = kind.Number(attribute);
        return Math.Abs(curvature) <= CurvatureMaxPerM
            ? curvature
            : throw kind.Fail($"{attribute}=\"{curvature}\" bends more than {CurvatureMaxPerM} per metre");
    }

    private static ParamPoly3Geometry ReadParamPoly3(XmlNode kind, double s, double length, PlanarPose start)
    {
        bool isNormalized = kind.Text("pRange") switch
        {
            null or "normalized" => true,
            "arcLength" => false,
            string other => throw kind.Fail($"pRange=\"{other}\" is neither arcLength nor normalized"),
        };
        var u = new ParamPoly3Geometry.Cubic(kind.Number("aU"), kind.Number("bU"), kind.Number("cU"), kind.Number("dU"));
        var v = new ParamPoly3Geometry.Cubic(kind.Number("aV"), kind.Number("bV"), kind.Number("cV"), kind.Number("dV"));
        return new ParamPoly3Geometry(s, length, start, u, v, isNormalized);
    }
}
