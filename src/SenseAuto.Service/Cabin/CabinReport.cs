using System.Runtime.CompilerServices;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Cabin;

/// <summary>Whether this session has a cabin side.</summary>
public enum CabinPresence : byte
{
    /// <summary>No cabin camera was asked for: its functions are not there.</summary>
    None,
    On,

    /// <summary>It was asked for and cannot be: its functions are unavailable, and say so.</summary>
    Lost,
}

/// <summary>States of the seats, as many as there can be.</summary>
[InlineArray(Count)]
public struct SeatStates
{
    public const int Count = 9;
    private OccupantState _first;
}

/// <summary>What the cabin's functions said in one frame.</summary>
public struct CabinVerdict
{
    /// <summary>The cabin frame's start.</summary>
    public MonoTime At { get; set; }

    public DriverState Driver { get; set; }

    public FunctionStatus DriverStatus { get; set; }

    /// <summary>Level None when nothing is offered.</summary>
    public Warning DriverWarning { get; set; }

    public OccupantAlert Alert { get; set; }

    /// <summary>The recognised driver's seat and mirrors are to be set in this frame.</summary>
    public bool HasRecall { get; set; }

    public SeatSetPoints Recall { get; set; }

    /// <summary>The hand's of this frame, for the control that the driver looked at; kind None when there was none.</summary>
    public GestureEvent Gesture { get; set; }

    /// <summary>The driver's eyes came to rest on a control; kind None when they did not.</summary>
    public GestureEvent Look { get; set; }

    public FunctionStatus CareStatus { get; set; }

    /// <summary>Level None when nothing is offered.</summary>
    public Warning CareWarning { get; set; }
}

/// <summary>One frame of the cabin loop as the road loop gets it: what went in, and what came of it.</summary>
public struct CabinReport
{
    public CabinFrame Frame;

    public FaceState Face;

    /// <summary>Meaningful places of <see cref="Seats"/>; only when the frame has seats.</summary>
    public int SeatCount;

    public SeatStates Seats;

    public FrameLedger Ledger;

    public CabinVerdict Verdict;
}

/// <summary>What the cabin loop is told by the road loop.</summary>
/// <param name="IsWarned">A warning that is heard is on: nobody's gesture is answered.</param>
public readonly record struct CabinOutside(EgoState Ego, BodyState Body, bool IsWarned);
