namespace SenseAuto.Sim.OpenScenario;

/// <summary>Light, weather and grip as the scenario has them now.</summary>
public readonly record struct ScenarioEnvironment
{
    /// <summary>Noon of a dry clear day.</summary>
    public static readonly ScenarioEnvironment Default = new()
    {
        TimeOfDayS = 12 * 3600,
        FogVisibilityM = 100_000,
        SunElevationRad = 1.0,
        SunIntensityLux = 100_000,
        FrictionScale = 1,
    };

    /// <summary>Seconds since midnight.</summary>
    public double TimeOfDayS { get; init; }

    /// <summary>Share of the sky, 0..1.</summary>
    public double CloudShare { get; init; }

    /// <summary>Rain in mm/h.</summary>
    public double RainMmph { get; init; }

    /// <summary>Snow in mm/h of water.</summary>
    public double SnowMmph { get; init; }

    public double FogVisibilityM { get; init; }

    public double SunElevationRad { get; init; }

    /// <summary>Clockwise from north.</summary>
    public double SunAzimuthRad { get; init; }

    public double SunIntensityLux { get; init; }

    /// <summary>Share of the dry road's grip.</summary>
    public double FrictionScale { get; init; }
}
