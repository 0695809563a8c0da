using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Sim.Cabin;
using SenseAuto.Sim.Pictures;

namespace SenseAuto.Sim;

/// <summary>How our car moves, as its own sensors would measure it without error. SI units, vehicle frame.</summary>
/// <param name="YawRate">In rad/s.</param>
/// <param name="AccelerationMps2">Along x.</param>
/// <param name="SteeringRad">Of the road wheels.</param>
public readonly record struct OwnMotion(
    double SpeedMps, double YawRate, double AccelerationMps2, double SteeringRad, bool IsBraking, WarningSide Blinking)
{
    /// <summary>What happens in the cabin; null: nothing.</summary>
    public CabinScript? Cabin { get; init; }

    /// <summary>Since the start of the drive.</summary>
    public MonoDuration Elapsed { get; init; }
}

/// <summary>Somebody as our car sees him: vehicle frame, x forward and y left of the rear axle.</summary>
/// <param name="Id">Stays with him; his index in the world's list.</param>
/// <param name="ForwardM">Of the middle of his box.</param>
/// <param name="LeftM">Of the middle of his box.</param>
/// <param name="HeadingRad">Against ours.</param>
/// <param name="VxMps">Over ground, along our x.</param>
/// <param name="VyMps">Over ground, along our y.</param>
public readonly record struct ActorView(
    int Id, ActorKind Kind, ObjectClass Class, double ForwardM, double LeftM, double HeadingRad, double VxMps, double VyMps)
{
    public double LengthM { get; init; }

    public double WidthM { get; init; }

    public double HeightM { get; init; }

    public bool IsBraking { get; init; }

    public bool IsVisible { get; init; }

    /// <summary>The point of his box at these shares of its half length and half width.</summary>
    public (double ForwardM, double LeftM) At(double alongShare, double leftShare)
    {
        (double sin, double cos) = Math.SinCos(HeadingRad);
        double along = alongShare * LengthM / 2;
        double left = leftShare * WidthM / 2;
        return (ForwardM + (cos * along) - (sin * left), LeftM + (sin * along) + (cos * left));
    }
}

/// <summary>Something that stands and gives the radar a point, vehicle frame.</summary>
/// <param name="Strength">Share of the cycles in which it does, 0..1.</param>
public readonly record struct PostView(double ForwardM, double LeftM, float Strength);

/// <summary>What the sensors of the simulated car measure: the one world behind all of them. One thread.</summary>
public interface ISimWorld
{
    /// <summary>Of all sensor noise.</summary>
    ulong Seed { get; }

    MonoDuration Elapsed { get; }

    bool IsEnded { get; }

    OwnMotion Own { get; }

    /// <summary>Everybody but us, always in the same order.</summary>
    ReadOnlySpan<ActorView> Around { get; }

    /// <summary>What stands and shines back, nearest or not.</summary>
    ReadOnlySpan<PostView> Posts { get; }

    /// <summary>Moves the world on until at least this long after its start, or to its end.</summary>
    void AdvanceTo(MonoDuration elapsed);
}
