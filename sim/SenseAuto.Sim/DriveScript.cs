using System.Collections.Generic;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Sim.Cabin;
using SenseAuto.Sim.Pictures;

namespace SenseAuto.Sim;

/// <summary>From this time on, accelerate like this (negative brakes). Nobody drives backwards: speed stops at 0.</summary>
public readonly record struct SpeedOrder(MonoDuration At, MonoDuration For, MetresPerSecondSquared Acceleration);

/// <summary>Move sideways over the lane at this speed for this long; positive is left.</summary>
public readonly record struct LateralOrder(MonoDuration At, MonoDuration For, MetresPerSecond Speed);

/// <summary>Blink in a window of time.</summary>
public readonly record struct BlinkOrder(MonoDuration At, MonoDuration For, WarningSide Side);

/// <summary>Another car on the road.</summary>
/// <param name="Ahead">Gap from our front bumper to its rear at the start.</param>
/// <param name="Left">Offset from the middle of our lane.</param>
public sealed record OtherCar(Metres Ahead, Metres Left, MetresPerSecond Speed, IReadOnlyList<SpeedOrder> Orders)
{
    public ActorKind Kind { get; init; } = ActorKind.Sedan;

    /// <summary>Which of the colours of its kind.</summary>
    public int Colour { get; init; }
}

/// <summary>What a drive must show: a warning of this function that begins in this window. Windows not named must stay silent.</summary>
public readonly record struct ExpectedWarning(FunctionId Function, WarningSide Side, MonoDuration From, MonoDuration To);

/// <summary>A drive told in advance: same script, same drive, to the last bit.</summary>
/// <param name="Seed">Of all sensor noise.</param>
public sealed record DriveScript(
    string Name,
    MonoDuration Length,
    ulong Seed,
    Road Road,
    MetresPerSecond Speed,
    IReadOnlyList<SpeedOrder> Ego,
    IReadOnlyList<LateralOrder> Lateral)
{
    public IReadOnlyList<BlinkOrder> Blinks { get; init; } = [];

    public IReadOnlyList<OtherCar> Cars { get; init; } = [];

    public IReadOnlyList<ExpectedWarning> Expected { get; init; } = [];

    /// <summary>What happens inside the car; null: nobody looks.</summary>
    public CabinScript? Cabin { get; init; }

    /// <summary>Light, weather and surroundings of the whole drive.</summary>
    public RoadConditions Conditions { get; init; } = new();
}
