using System;

namespace SenseAuto.Sim.OpenDrive;

/// <summary>v = a + b u + c u^2 + d u^3 in the piece's own axes; u is found from the length along the curve.</summary>
internal sealed class Poly3Geometry : RoadGeometry
{
    private const double StepM = 0.25;
    private readonly double _a;
    private readonly double _b;
    private readonly double _c;
    private readonly double _d;
    private readonly double[] _u;

    public Poly3Geometry(double startS, double lengthM, PlanarPose start, double a, double b, double c, double d)
        : base(startS, lengthM, start)
    {
        (_a, _b, _c, _d) = (a, b, c, d);
        _u = new double[(int)(lengthM / StepM) + 2];
        for (int i = 1; i < _u.Length; i++)
            _u[i] = Advanced(_u[i - 1], StepM);
    }

    public override PlanarPose At(double lengthM)
    {
        int index = Math.Clamp((int)(lengthM / StepM), 0, _u.Length - 1);
        double u = Advanced(_u[index], lengthM - (index * StepM));
        double slope = Slope(u);
        double bend = (2 * _c) + (6 * _d * u);
        double v = _a + (u * (_b + (u * (_c + (u * _d)))));
        return FromLocal(u, v, Math.Atan(slope), bend / Math.Pow(1 + (slope * slope), 1.5));
    }

    private double Slope(double u) => _b + (u * ((2 * _c) + (3 * _d * u)));

    private double Rate(double u) => 1 / Math.Sqrt(1 + (Slope(u) * Slope(u)));

    /// <summary>One Runge-Kutta step of fourth order of du/ds = 1/sqrt(1 + v'^2).</summary>
    private double Advanced(double u, double ds)
    {
        double k1 = Rate(u);
        double k2 = Rate(u + (0.5 * ds * k1));
        double k3 = Rate(u + (0.5 * ds * k2));
        double k4 = Rate(u + (ds * k3));
        return u + (ds / 6 * (k1 + (2 * k2) + (2 * k3) + k4));
    }
}
