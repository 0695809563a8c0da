using System;
using System.Runtime.CompilerServices;
using SenseAuto.Cabin.Driver;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Care;

/// <summary>What occupant monitoring looks at in one frame.</summary>
public readonly ref struct CareInput
{
    public required MonoTime Now { get; init; }

    public required bool IsEnabled { get; init; }

    /// <summary>Every seat that is watched, in any order.</summary>
    public required ReadOnlySpan<OccupantState> Seats { get; init; }

    public required EgoState Ego { get; init; }

    public required BodyState Body { get; init; }

    /// <summary>Why no seat is seen, when none is. None: nobody knows better than that no camera shows one.</summary>
    public FunctionReason Blind { get; init; }
}

/// <summary>What is remembered of one seat.</summary>
/// <param name="BeltOff">How long a person there has had the belt off.</param>
/// <param name="WasOn">The belt has been on since the person sat down.</param>
public readonly record struct SeatMemory(
    Spell BeltOff, Spell Misrouted, Spell Item, Spell Alone, Spell Stranger, bool WasOn);

/// <summary>By seat number.</summary>
[InlineArray(Capacity)]
public struct SeatMemories
{
    public const int Capacity = 10;
    private SeatMemory _first;
}

/// <summary>Everything occupant monitoring remembers between frames. Zero is a fresh start.</summary>
public struct CareState
{
    public SeatMemories Seats;
    public Onset Locked;
    public bool IsFast;
    public OccupantEvent Event;
    public SeatId Seat;
    public Onset Told;
}

/// <summary>The answer of one step.</summary>
public struct CareStep
{
    public CareState State;

    public FunctionStatus Status { get; set; }

    /// <summary>Level None when nothing is shown.</summary>
    public Warning Warning { get; set; }

    public OccupantAlert Alert { get; set; }
}

/// <summary>What one seat asks for.</summary>
internal readonly record struct SeatFinding(OccupantEvent Event, SeatId Seat, WarningLevel Level, Evidence Why)
{
    public bool IsMoreUrgentThan(in SeatFinding other) =>
        Level != other.Level ? Level > other.Level : Event > other.Event;
}
