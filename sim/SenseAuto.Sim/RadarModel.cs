namespace SenseAuto.Sim;

/// <summary>How good the simulated radar is. SI units; deviations are one sigma.</summary>
public sealed record RadarModel
{
    /// <summary>A 77 GHz long range radar of the middle class; all numbers here chosen by us from what such data sheets say.</summary>
    public static RadarModel Standard { get; } = new();

    public double HalfViewRad { get; init; } = 0.26;

    public double RangeSigmaM { get; init; } = 0.12;

    public double LateralSigmaM { get; init; } = 0.12;

    /// <summary>Grows with the range on top of <see cref="LateralSigmaM"/>.</summary>
    public double BearingSigmaRad { get; init; } = 0.002;

    public double RateSigmaMps { get; init; } = 0.08;

    public double VehicleRangeM { get; init; } = 160;

    public double TwoWheelerRangeM { get; init; } = 90;

    public double PedestrianRangeM { get; init; } = 60;

    public double PostRangeM { get; init; } = 70;

    /// <summary>Cycles in which a target that is in view gives no point.</summary>
    public double MissShare { get; init; } = 0.02;

    /// <summary>Cycles in which the second bounce between us and a near vehicle makes a ghost at twice its range.</summary>
    public double GhostShare { get; init; } = 0.003;

    /// <summary>Cycles in which a point comes out of nothing.</summary>
    public double ClutterShare { get; init; } = 0.01;
}
