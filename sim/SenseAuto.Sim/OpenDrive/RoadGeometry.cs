using System;

namespace SenseAuto.Sim.OpenDrive;

/// <summary>One piece of a road's reference line in the plane.</summary>
public abstract class RoadGeometry
{
    private protected RoadGeometry(double startS, double lengthM, PlanarPose start)
    {
        StartS = startS;
        LengthM = lengthM;
        Start = start;
    }

    /// <summary>Where on the road it begins.</summary>
    public double StartS { get; }

    public double LengthM { get; }

    protected PlanarPose Start { get; }

    /// <summary>The place after <paramref name="lengthM"/> along this piece.</summary>
    public abstract PlanarPose At(double lengthM);

    /// <summary>The curvature there alone, which costs less.</summary>
    public virtual double CurvatureAt(double lengthM) => At(lengthM).CurvaturePerM;

    /// <summary>From the piece's own axes (u along its start, v to the left) into the world.</summary>
    private protected PlanarPose FromLocal(double u, double v, double turnedRad, double curvature)
    {
        (double sin, double cos) = Math.SinCos(Start.HeadingRad);
        return new PlanarPose(
            Start.XM + (u * cos) - (v * sin), Start.YM + (u * sin) + (v * cos), Start.HeadingRad + turnedRad, curvature);
    }
}
