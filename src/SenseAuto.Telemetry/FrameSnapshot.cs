using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Telemetry;

/// <summary>
/// What telemetry knows after a frame. One instance, filled again every frame; its reader is its writer's thread.
/// </summary>
internal sealed class FrameSnapshot
{
    public const int FunctionCapacity = 16;
    private readonly Warning[] _warnings = new Warning[FunctionCapacity];
    private readonly FunctionStatus[] _functions = new FunctionStatus[FunctionCapacity];

    /// <summary>The frame's start; for a stale snapshot the time it was found stale.</summary>
    public MonoTime Time { get; set; }

    public FrameLedger Ledger;

    public EgoState Ego { get; set; }

    public HealthReport Health { get; set; }

    public bool HasHealth { get; set; }

    /// <summary>Unavailable while nothing is heard of the driver.</summary>
    public DriverState Driver { get; set; }

    /// <summary>Unavailable while nothing is heard of it.</summary>
    public FaceState Face { get; set; }

    public CabinFrame Cabin { get; set; }

    public FrameLedger CabinLedger;

    /// <summary>Unavailable while nothing is heard of the seats.</summary>
    public OccupantAlert Alert { get; set; }

    /// <summary>The last gesture; kind None once it is old.</summary>
    public GestureEvent Gesture { get; set; }

    public FixedList<OccupantState> Seats { get; } = new(16);

    public FixedList<RadarTarget> Radar { get; } = new(128);

    public FixedList<Detection> Detections { get; } = new(128);

    public FixedList<LaneLine> Lanes { get; } = new(8);

    public FixedList<TrackedObject> Tracks { get; } = new(128);

    public FixedList<TrafficSign> Signs { get; } = new(32);

    public FixedList<TrafficLight> Lights { get; } = new(32);

    public SignInformation SignInformation { get; set; }

    public HighBeamRequest HighBeam { get; set; }

    /// <summary>By function number; level None where nothing is warned of.</summary>
    public ReadOnlySpan<Warning> Warnings => _warnings;

    /// <summary>By function number; <see cref="FunctionId.None"/> where nothing was heard.</summary>
    public ReadOnlySpan<FunctionStatus> Functions => _functions;

    public ref readonly Warning WarningOf(FunctionId function) => ref _warnings[(int)function];

    public FunctionStatus StatusOf(FunctionId function) => _functions[(int)function];

    /// <summary>The place in <see cref="Lights"/> of the one that counts for us, or -1.</summary>
    public int RelevantLight()
    {
        ReadOnlySpan<TrafficLight> lights = Lights.Items;
        for (int i = 0; i < lights.Length; i++)
        {
            if (lights[i].IsRelevant)
                return i;
        }

        return -1;
    }

    /// <summary>The lead's place in <see cref="Tracks"/>, or -1 when none is usable.</summary>
    public int LeadIndex()
    {
        ReadOnlySpan<TrackedObject> tracks = Tracks.Items;
        for (int i = 0; i < tracks.Length; i++)
        {
            if (tracks[i].IsLead && tracks[i].Validity != Validity.Unavailable)
                return i;
        }

        return -1;
    }

    /// <summary>Unavailable when the seat is not watched.</summary>
    public OccupantState SeatOf(SeatId seat)
    {
        foreach (ref readonly OccupantState one in Seats.Items)
        {
            if (one.Seat == seat)
                return one;
        }

        return default;
    }

    public void Set(in Warning warning)
    {
        if ((int)warning.Function < FunctionCapacity)
            _warnings[(int)warning.Function] = warning;
    }

    public void Set(in FunctionStatus status)
    {
        if ((int)status.Function < FunctionCapacity)
            _functions[(int)status.Function] = status;
    }

    public void DropOld(MonoTime now, MonoDuration functionAge)
    {
        for (int i = 0; i < FunctionCapacity; i++)
        {
            if (_warnings[i].Level != WarningLevel.None && now > _warnings[i].ValidUntil)
                _warnings[i] = default;
            if (now.AgeOf(_functions[i].Captured) > functionAge)
                _functions[i] = default;
        }
    }

    /// <summary>Everything becomes unknown: no frame came for too long.</summary>
    public void Forget(MonoTime now)
    {
        Time = now;
        Ledger = default;
        Ego = default;
        HasHealth = false;
        Radar.Clear();
        Detections.Clear();
        Lanes.Clear();
        Tracks.Clear();
        Signs.Clear();
        Lights.Clear();
        SignInformation = default;
        HighBeam = default;
        Seats.Clear();
        Driver = default;
        Alert = default;
        Gesture = default;
        Face = default;
        Cabin = default;
        CabinLedger = default;
        Array.Clear(_warnings);
        Array.Clear(_functions);
    }
}
