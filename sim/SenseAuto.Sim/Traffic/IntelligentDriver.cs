using System;

namespace SenseAuto.Sim.Traffic;

/// <summary>
/// The intelligent-driver model (Treiber, Hennecke, Helbing, Phys. Rev. E 62, 2000): accelerates towards a wanted
/// speed and
/// keeps a gap to the one in front. Pure.
/// </summary>
public static class IntelligentDriver
{
    private const double SmallestGapM = 0.1;

    /// <summary>The acceleration in m/s2 now.</summary>
    /// <param name="gap">Between bumpers to the one in front; null: the road is free.</param>
    public static double Acceleration(IntelligentDriverLimits limits, in DriverSight sight, in DriverGap? gap)
    {
        ArgumentNullException.ThrowIfNull(limits);
        double wanted = Math.Max(0.1, sight.WantedSpeedMps);
        double free = 1 - Math.Pow(Math.Max(0, sight.SpeedMps) / wanted, limits.Exponent);
        double pull = 0;
        if (gap is { } ahead)
        {
            double closing = sight.SpeedMps - ahead.SpeedMps;
            double dynamic = (sight.SpeedMps * limits.TimeGapS)
                + (sight.SpeedMps * closing / (2 * Math.Sqrt(limits.AccelerationMps2 * limits.BrakingMps2)));
            double desired = limits.StandingGapM + Math.Max(0, dynamic);
            double share = desired / Math.Max(SmallestGapM, ahead.DistanceM);
            pull = share * share;
        }

        double acceleration = limits.AccelerationMps2 * (free - pull);
        return Math.Clamp(acceleration, -limits.HardestBrakingMps2, limits.AccelerationMps2);
    }
}

/// <summary>A driver's own speed and the one that he wants.</summary>
public readonly record struct DriverSight(double SpeedMps, double WantedSpeedMps);

/// <summary>The one in front: distance between bumpers, and his speed.</summary>
public readonly record struct DriverGap(double DistanceM, double SpeedMps);
