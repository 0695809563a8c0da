using System;

namespace SenseAuto.Sim.OpenDrive;

/// <summary>A piece of a circle.</summary>
internal sealed class ArcGeometry(double startS, double lengthM, PlanarPose start)
    : RoadGeometry(startS, lengthM, start)
{
    public override double CurvatureAt(double lengthM) => Start.CurvaturePerM;

    public override PlanarPose At(double lengthM)
    {
        double curvature = Start.CurvaturePerM;
        double turned = curvature * lengthM;
        // The chord's form: right for small angles too.
        double half = turned / 2;
        double chord = Math.Abs(half) < 1e-6 ? lengthM : lengthM * Math.Sin(half) / half;
        (double sin, double cos) = Math.SinCos(Start.HeadingRad + half);
        return new PlanarPose(
            Start.XM + (chord * cos), Start.YM + (chord * sin), Start.HeadingRad + turned, curvature);
    }
}
