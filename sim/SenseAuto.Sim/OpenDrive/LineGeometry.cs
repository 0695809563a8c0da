using System;

namespace SenseAuto.Sim.OpenDrive;

/// <summary>A straight piece.</summary>
internal sealed class LineGeometry : RoadGeometry
{
    private readonly double _cos;
    private readonly double _sin;

    public LineGeometry(double startS, double lengthM, PlanarPose start)
        : base(startS, lengthM, start) => (_sin, _cos) = Math.SinCos(start.HeadingRad);

    public override PlanarPose At(double lengthM) =>
        new(Start.XM + (lengthM * _cos), Start.YM + (lengthM * _sin), Start.HeadingRad, 0);

    public override double CurvatureAt(double lengthM) => 0;
}
