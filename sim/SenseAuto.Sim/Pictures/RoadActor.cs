using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Sim.Pictures;

/// <summary>What moves on the road.</summary>
public enum ActorKind : byte
{
    Sedan,
    Hatchback,
    Suv,
    Van,
    Truck,
    Bus,
    Motorcycle,
    Bicycle,
    Adult,
    Child,
}

/// <summary>Somebody on the road as he is now.</summary>
/// <param name="Along">Of his rear end along the road's reference line; of his middle for people on foot.</param>
/// <param name="Left">Of his middle from the reference line.</param>
/// <param name="Heading">Against the road's direction there.</param>
/// <param name="Colour">Which of the colours of his kind; any number.</param>
public readonly record struct RoadActor(ActorKind Kind, Metres Along, Metres Left, Radians Heading, int Colour)
{
    public bool IsBraking { get; init; }

    public WarningSide Blinking { get; init; }

    /// <summary>Share of a step or of a pedal's turn, 0..1.</summary>
    public float Cycle { get; init; }
}

/// <summary>Panels beside the road.</summary>
public enum RoadSignKind : byte
{
    SpeedLimit,
    Stop,
    GiveWay,
    NoOvertaking,
    Warning,
}

/// <summary>A traffic sign.</summary>
/// <param name="Along">Of its post along the reference line.</param>
/// <param name="Left">Of its post from the reference line.</param>
/// <param name="SpeedKmh">The number on a speed limit.</param>
public readonly record struct RoadSign(RoadSignKind Kind, Metres Along, Metres Left, int SpeedKmh = 0);

/// <summary>What a traffic light shows.</summary>
public enum LampState : byte
{
    Dark,
    Red,
    RedAmber,
    Amber,
    Green,
}

/// <summary>A traffic light on a post.</summary>
public readonly record struct RoadLamp(Metres Along, Metres Left, LampState State);
