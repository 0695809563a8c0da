using System;

namespace SenseAuto.Sim.OpenDrive;

/// <summary>
/// A curve whose curvature changes linearly with its length. The integrals of the cosine and sine of its heading are
/// taken by
/// Gauss-Legendre quadrature of eight points over pieces that turn by at most one radian, exact to the precision of
/// a double.
/// </summary>
public static class Clothoid
{
    private static readonly double[] Nodes =
        [0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363];

    private static readonly double[] Weights =
        [0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763];

    /// <summary>The place after a length along the curve.</summary>
    /// <param name="start">Where it begins, with the curvature there.</param>
    /// <param name="slopePerM2">Change of the curvature per metre.</param>
    /// <param name="lengthM">May be negative.</param>
    public static PlanarPose At(in PlanarPose start, double slopePerM2, double lengthM)
    {
        double curvature = start.CurvaturePerM;
        double turned = Math.Abs(curvature * lengthM) + (0.5 * Math.Abs(slopePerM2) * lengthM * lengthM);
        int pieces = (int)Math.Clamp(Math.Ceiling(turned), 1, 4096);
        double piece = lengthM / pieces;
        double x = start.XM;
        double y = start.YM;
        for (int i = 0; i < pieces; i++)
        {
            double middle = (i + 0.5) * piece;
            for (int node = 0; node < Nodes.Length; node++)
            {
                double half = 0.5 * piece * Nodes[node];
                (double sinA, double cosA) = Math.SinCos(HeadingAt(in start, slopePerM2, middle - half));
                (double sinB, double cosB) = Math.SinCos(HeadingAt(in start, slopePerM2, middle + half));
                double weight = 0.5 * piece * Weights[node];
                x += weight * (cosA + cosB);
                y += weight * (sinA + sinB);
            }
        }

        return new PlanarPose(
            x, y, HeadingAt(in start, slopePerM2, lengthM), curvature + (slopePerM2 * lengthM));
    }

    private static double HeadingAt(in PlanarPose start, double slope, double s) =>
        start.HeadingRad + (s * (start.CurvaturePerM + (0.5 * slope * s)));
}
