using SenseAuto.Core.Messages;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>
/// One participant as it is now. World frame of the road network (x east, y north, z up). The origin of the entity
/// is its
/// rear axle on the ground (middle of the body for people and things); its box is given from there in its own axes
/// (ISO 8855).
/// </summary>
public readonly record struct EntityState
{
    public string Name { get; init; }

    public EntityKind Kind { get; init; }

    public double LengthM { get; init; }

    public double WidthM { get; init; }

    public double HeightM { get; init; }

    /// <summary>Middle of the box ahead of the origin.</summary>
    public double BoxForwardM { get; init; }

    /// <summary>Middle of the box left of the origin.</summary>
    public double BoxLeftM { get; init; }

    /// <summary>Middle of the box above the origin.</summary>
    public double BoxUpM { get; init; }

    public double XM { get; init; }

    public double YM { get; init; }

    public double ZM { get; init; }

    /// <summary>Anticlockwise from the world's x axis, in (-pi, pi].</summary>
    public double HeadingRad { get; init; }

    /// <summary>Along its heading; negative when it reverses.</summary>
    public double SpeedMps { get; init; }

    /// <summary>Across its lane or path, positive to the left.</summary>
    public double LateralSpeedMps { get; init; }

    public double AccelerationMps2 { get; init; }

    public double YawRateRadps { get; init; }

    public bool IsBraking { get; init; }

    public WarningSide Indicator { get; init; }

    /// <summary>False: taken off the road, or hidden from every sensor by the scenario.</summary>
    public bool IsVisible { get; init; }

    /// <summary>Share of a step or of a pedal's turn, 0..1; 0 for what has no legs.</summary>
    public double GaitPhase { get; init; }
}
