namespace SenseAuto.Sim.OpenDrive;

/// <summary>A clothoid from one curvature to another.</summary>
internal sealed class SpiralGeometry(double startS, double lengthM, PlanarPose start, double endCurvaturePerM)
    : RoadGeometry(startS, lengthM, start)
{
    private readonly double _slope = (endCurvaturePerM - start.CurvaturePerM) / lengthM;

    public override PlanarPose At(double lengthM) => Clothoid.At(Start, _slope, lengthM);

    public override double CurvatureAt(double lengthM) => Start.CurvaturePerM + (_slope * lengthM);
}
