using System;
using NUnit.Framework;
using SenseAuto.Sim.OpenDrive;
using SenseAuto.Sim.OpenScenario;

namespace SenseAuto.Tests.Sim.OpenDrive;

/// <summary>Every kind of reference line against its closed form or against an integration in tiny steps.</summary>
public sealed class RoadGeometryTests
{
    [Test]
    public void Line_runs_straight_along_its_heading()
    {
        PlanarPose at = TinyRoads.One(100, "<line/>", hdg: Math.PI / 6).ReferenceAt(80);

        Assert.That(at.XM, Is.EqualTo(80 * Math.Cos(Math.PI / 6)).Within(1e-12));
        Assert.That(at.YM, Is.EqualTo(80 * Math.Sin(Math.PI / 6)).Within(1e-12));
        Assert.That(at.CurvaturePerM, Is.Zero);
    }

    [TestCase(0.02)]
    [TestCase(-0.05)]
    [TestCase(1e-9)]
    public void Arc_lies_on_its_circle(double curvature)
    {
        PlanarPose at = TinyRoads.One(60, $"<arc curvature=\"{curvature:R}\"/>").ReferenceAt(47);

        double turned = 47 * curvature;
        Assert.That(at.XM, Is.EqualTo(Math.Sin(turned) / curvature).Within(1e-6));
        Assert.That(at.YM, Is.EqualTo((1 - Math.Cos(turned)) / curvature).Within(1e-6));
        Assert.That(at.HeadingRad, Is.EqualTo(turned).Within(1e-12));
    }

    [TestCase(0, 0.02, 50)]
    [TestCase(0.01, -0.03, 80)]
    [TestCase(-0.1, 0.15, 120)]
    public void Spiral_agrees_with_integration_in_tiny_steps(double from, double to, double length)
    {
        OpenDriveRoad road = TinyRoads.One(length, $"<spiral curvStart=\"{from}\" curvEnd=\"{to}\"/>");

        foreach (double s in new[] { 0.2 * length, 0.7 * length, length })
        {
            (double x, double y) = Integrated(u => (u * from) + (0.5 * u * u * (to - from) / length), s);
            PlanarPose at = road.ReferenceAt(s);
            Assert.That(at.XM, Is.EqualTo(x).Within(1e-6));
            Assert.That(at.YM, Is.EqualTo(y).Within(1e-6));
            Assert.That(at.CurvaturePerM, Is.EqualTo(from + (s * (to - from) / length)).Within(1e-12));
            Assert.That(road.CurvatureAt(s), Is.EqualTo(at.CurvaturePerM).Within(1e-12));
        }
    }

    [Test]
    public void Poly3_is_found_by_length_along_the_curve()
    {
        const double B = 0.1, C = 0.01, D = -0.0002;
        PlanarPose at = TinyRoads.One(40, $"<poly3 a=\"0\" b=\"{B}\" c=\"{C}\" d=\"{D}\"/>").ReferenceAt(30);

        double u = 0;
        for (int i = 0; i < 300_000; i++)
        {
            double middle = u + 0.00005;
            double slope = B + (2 * C * middle) + (3 * D * middle * middle);
            u += 0.0001 / Math.Sqrt(1 + (slope * slope));
        }

        Assert.That(at.XM, Is.EqualTo(u).Within(1e-5));
        Assert.That(at.YM, Is.EqualTo((B * u) + (C * u * u) + (D * u * u * u)).Within(1e-5));
        Assert.That(Math.Tan(at.HeadingRad), Is.EqualTo(B + (2 * C * u) + (3 * D * u * u)).Within(1e-6));
    }

    [TestCase("arcLength", 10)]
    [TestCase("normalized", 0.25)]
    public void ParamPoly3_takes_its_parameter_as_the_file_says(string range, double p)
    {
        PlanarPose at = TinyRoads.One(40, $"""
            <paramPoly3 aU="0" bU="1" cU="0" dU="0" aV="0" bV="0" cV="0.02" dV="0" pRange="{range}"/>
            """).ReferenceAt(10);

        Assert.That(at.XM, Is.EqualTo(p).Within(1e-12));
        Assert.That(at.YM, Is.EqualTo(0.02 * p * p).Within(1e-12));
        Assert.That(at.HeadingRad, Is.EqualTo(Math.Atan(0.04 * p)).Within(1e-12));
        Assert.That(at.CurvaturePerM, Is.EqualTo(0.04 / Math.Pow(1 + (0.0016 * p * p), 1.5)).Within(1e-12));
    }

    [Test]
    public void Pieces_follow_each_other_at_their_starts()
    {
        OpenDriveRoad road = TinyRoads.Map(TinyRoads.Road("0", 30,
            TinyRoads.Piece(0, 10, "<line/>") + TinyRoads.Piece(10, 20, "<arc curvature=\"0.1\"/>", x: 10))).Roads[0];

        Assert.That(road.ReferenceAt(10 - 1e-9).CurvaturePerM, Is.Zero);
        Assert.That(road.ReferenceAt(10).CurvaturePerM, Is.EqualTo(0.1));
        Assert.That(road.ReferenceAt(10 + (5 * Math.PI)).YM, Is.EqualTo(10).Within(1e-9));
    }

    [Test]
    public void Unknown_shape_is_refused_with_file_and_line()
    {
        string text = TinyRoads.Network(TinyRoads.Road("0", 10, "\n\n" + TinyRoads.Piece(0, 10, "\n<bezier/>")));

        ScenarioException refused = Assert.Throws<ScenarioException>(() => OpenDriveMap.Parse(text, "bad.xodr"))!;

        Assert.That(refused.Message, Does.StartWith("bad.xodr:4:").And.Contain("bezier"));
        Assert.That(refused.Line, Is.EqualTo(4));
    }

    private static (double X, double Y) Integrated(Func<double, double> heading, double length)
    {
        const int Steps = 200_000;
        double x = 0, y = 0;
        double step = length / Steps;
        for (int i = 0; i < Steps; i++)
        {
            double angle = heading((i + 0.5) * step);
            x += step * Math.Cos(angle);
            y += step * Math.Sin(angle);
        }

        return (x, y);
    }
}
