using System;

namespace SenseAuto.Sim.Scenes;

/// <summary>How a driver follows another. The intelligent driver model (Treiber, Hennecke, Helbing 2000) with its authors' values.</summary>
public sealed record FollowingLimits
{
    public double HeadwayS { get; init; } = 1.5;

    public double StandingGapM { get; init; } = 2;

    public double AccelerationMps2 { get; init; } = 1.4;

    public double BrakingMps2 { get; init; } = 2;
}

/// <summary>The intelligent driver model.</summary>
public static class CarFollowing
{
    // Braking harder than any road holds says nothing more.
    private const double HardestMps2 = 9;

    /// <param name="gapM">Between the bumpers; infinity for nobody ahead.</param>
    /// <returns>Acceleration in m/s².</returns>
    public static double Mps2(double speedMps, double wantedMps, double gapM, double leadMps, FollowingLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        double share = speedMps / Math.Max(0.1, wantedMps);
        double free = limits.AccelerationMps2 * (1 - (share * share * share * share));
        if (double.IsPositiveInfinity(gapM))
            return Math.Max(-HardestMps2, free);

        double closing = speedMps - leadMps;
        double wish = limits.StandingGapM + Math.Max(0, (speedMps * limits.HeadwayS)
            + (speedMps * closing / (2 * Math.Sqrt(limits.AccelerationMps2 * limits.BrakingMps2))));
        double press = wish / Math.Max(0.1, gapM);
        return Math.Max(-HardestMps2, free - (limits.AccelerationMps2 * press * press));
    }
}
