using System;
using SenseAuto.Core;
using SenseAuto.Core.Time;

namespace SenseAuto.Sim.Pictures;

/// <summary>How much light there is.</summary>
public enum RoadLight : byte
{
    Day,
    Dusk,
    Night,
}

/// <summary>What stands beside the road.</summary>
public enum Surroundings : byte
{
    /// <summary>Nothing but grass.</summary>
    Open,

    /// <summary>Guard rail, trees behind it.</summary>
    Motorway,

    /// <summary>Trees and reflector posts.</summary>
    Country,

    /// <summary>Houses, lamp posts, pavements.</summary>
    Town,
}

/// <summary>Light, weather and what is wrong with the lens, for a whole drive.</summary>
public sealed record RoadConditions
{
    public RoadLight Light { get; init; }

    public Surroundings Surroundings { get; init; } = Surroundings.Motorway;

    public bool HasStreetLights { get; init; }

    /// <summary>Distance at which 5 % of the contrast is left (meteorological range). 0: clear air.</summary>
    public Metres FogVisibility { get; init; }

    /// <summary>0 none .. 1 heavy: streaks, drops on the glass, a wet road.</summary>
    public double Rain { get; init; }

    /// <summary>0 none .. 1: a low sun or oncoming light veils the picture.</summary>
    public double Glare { get; init; }

    /// <summary>Share of the lens covered by dirt, 0..1.</summary>
    public double Dirt { get; init; }

    /// <summary>One standard deviation of a pixel's noise by day, in luma steps; more at night.</summary>
    public double NoiseSigma { get; init; } = 1.2;

    /// <summary>From the first row's exposure to the last's.</summary>
    public MonoDuration RollingShutter { get; init; } = MonoDuration.FromMilliseconds(20);

    /// <exception cref="ArgumentException">A number lies outside its range; says which.</exception>
    public void Validate()
    {
        if (!(FogVisibility.Value is 0 or (>= 10 and <= 100_000)))
            throw new ArgumentException($"RoadConditions.FogVisibility is {FogVisibility.Value} m, allowed 0 or 10..100000");
        Share(nameof(Rain), Rain);
        Share(nameof(Glare), Glare);
        Share(nameof(Dirt), Dirt);
        if (!(NoiseSigma is >= 0 and <= 20))
            throw new ArgumentException($"RoadConditions.NoiseSigma is {NoiseSigma}, allowed 0..20");
        if (RollingShutter.Seconds is < 0 or > 0.1)
            throw new ArgumentException($"RoadConditions.RollingShutter is {RollingShutter.Seconds} s, allowed 0..0.1");
    }

    private static void Share(string name, double value)
    {
        if (!(value is >= 0 and <= 1))
            throw new ArgumentException($"RoadConditions.{name} is {value}, allowed 0..1");
    }
}
