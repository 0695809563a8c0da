namespace SenseAuto.Sim.Sights;

/// <summary>
/// How well the told camera sees, in place of networks and lane finder. Deviations are one sigma. All chosen by us; they
/// have not been fitted to what the product's own finders do.
/// </summary>
public sealed record SightModel
{
    public static SightModel Standard { get; } = new();

    /// <summary>Lower than this in the picture, nothing on wheels is found, in pixels.</summary>
    public double VehiclePixelsMin { get; init; } = 18;

    /// <summary>Lower than this in the picture, nobody on foot or two wheels is found, in pixels.</summary>
    public double PersonPixelsMin { get; init; } = 26;

    /// <summary>Jitter of a box side beside <see cref="BoxSigmaShare"/>, in pixels.</summary>
    public double BoxSigmaPixels { get; init; } = 1.0;

    /// <summary>Jitter of a box side as a share of the box.</summary>
    public double BoxSigmaShare { get; init; } = 0.01;

    /// <summary>Looks in which an object that could be found is not.</summary>
    public double MissShare { get; init; } = 0.03;

    /// <summary>Covered more than this by nearer ones, an object is not found, 0..1.</summary>
    public double CoveredMax { get; init; } = 0.6;

    /// <summary>How far dipped beams light who has none of his own, in metres.</summary>
    public double NightRangeM { get; init; } = 55;

    /// <summary>Of a line's place beside us, in metres; it wanders with <see cref="LaneWanderS"/>.</summary>
    public double LaneOffsetSigmaM { get; init; } = 0.02;

    public double LaneHeadingSigmaRad { get; init; } = 0.0015;

    public double LaneCurvatureSigma { get; init; } = 0.00005;

    public double LaneWanderS { get; init; } = 0.7;

    /// <summary>A line is known this far ahead, in metres.</summary>
    public double LaneViewM { get; init; } = 55;

    public double SignRangeM { get; init; } = 45;

    public double LampRangeM { get; init; } = 70;

    /// <summary>A sign or a light is told this long after it came into sight.</summary>
    public double ConfirmS { get; init; } = 0.4;

    public double OncomingRangeM { get; init; } = 500;

    public double PrecedingRangeM { get; init; } = 200;
}
