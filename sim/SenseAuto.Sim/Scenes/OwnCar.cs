using SenseAuto.Sim.Dynamics;

namespace SenseAuto.Sim.Scenes;

/// <summary>Our car in a scene: what it measures outside, how it moves, who drives it. Metres from the rear axle.</summary>
public sealed record OwnCar(double FrontBumperM, double WidthM)
{
    /// <summary>From the rear axle to the rear bumper. Chosen by us for a mid-size car.</summary>
    public double RearBumperM { get; init; } = 0.95;

    public CarBody Body { get; init; } = new();

    public DriverLimits Driver { get; init; } = new();
}
