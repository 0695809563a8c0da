using System;

namespace SenseAuto.Sim.OpenDrive;

/// <summary>u and v as cubics of p, where p is the length along the piece or its share of the whole.</summary>
internal sealed class ParamPoly3Geometry(
    double startS, double lengthM, PlanarPose start, ParamPoly3Geometry.Cubic u, ParamPoly3Geometry.Cubic v, bool isNormalized)
    : RoadGeometry(startS, lengthM, start)
{
    public override PlanarPose At(double lengthM)
    {
        double p = isNormalized ? lengthM / LengthM : lengthM;
        double du = u.Slope(p);
        double dv = v.Slope(p);
        double speed = Math.Sqrt((du * du) + (dv * dv));
        double curvature = speed > 1e-12 ? ((du * v.Bend(p)) - (dv * u.Bend(p))) / (speed * speed * speed) : 0;
        return FromLocal(u.At(p), v.At(p), Math.Atan2(dv, du), curvature);
    }

    internal readonly record struct Cubic(double A, double B, double C, double D)
    {
        public double At(double p) => A + (p * (B + (p * (C + (p * D)))));

        public double Slope(double p) => B + (p * ((2 * C) + (3 * D * p)));

        public double Bend(double p) => (2 * C) + (6 * D * p);
    }
}
