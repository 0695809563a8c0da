using System;
using SenseAuto.Can.Dbc;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Can.Output;

/// <summary>
/// Writes what SenseAuto says to the vehicle, by the project's own DBC: places and scales are read from that file, so that file
/// and code cannot drift apart. Belongs to the frame thread; no call allocates. Every call returns false when the list had
/// no room for all frames; the list counts what it refused. What is not known is sent as "not available", never as 0.
/// </summary>
public sealed class OutputEncoder
{
    public const string DbcFileName = "senseauto.dbc";

    /// <summary>Frames of one round of everything.</summary>
    public const int FramesMax = 24;

    private static readonly int FunctionCount = Enum.GetValues<FunctionId>().Length;
    private readonly byte _bus;
    private readonly WarningOutput?[] _warnings = new WarningOutput?[FunctionCount];
    private readonly OutputMessage _states;
    private readonly OutputMessage _reasons;
    private readonly OutputMessage _levels;
    private readonly int[] _state = new int[FunctionCount];
    private readonly int[] _reason = new int[FunctionCount];
    private readonly int[] _level = new int[FunctionCount];
    private readonly int _laneSide;
    private readonly int _timeToCollision;
    private readonly ObjectOutput _objects;
    private readonly LaneOutput _lanes;
    private readonly SightOutput _sights;
    private readonly HealthOutput _health;
    private readonly CabinOutput _cabin;

    /// <param name="database">The project's own DBC file, loaded.</param>
    /// <param name="bus">Index of the bus the frames are for.</param>
    /// <exception cref="DbcFormatException">A message or signal is missing; the text names it.</exception>
    public OutputEncoder(DbcDatabase database, byte bus)
    {
        ArgumentNullException.ThrowIfNull(database);
        _bus = bus;
        _states = new OutputMessage(database, "SA_FunctionStates");
        _reasons = new OutputMessage(database, "SA_FunctionReasons");
        _levels = new OutputMessage(database, "SA_WarningLevels");
        for (int i = 1; i < FunctionCount; i++)
        {
            var function = (FunctionId)i;
            _warnings[i] = new WarningOutput(database, function);
            _state[i] = _states.Signal($"State{function}");
            _reason[i] = _reasons.Signal($"Reason{function}");
            _level[i] = _levels.Signal($"Level{function}");
        }

        _laneSide = _levels.Signal("SideLaneDeparture");
        _timeToCollision = _levels.Signal("TimeToCollision");
        _objects = new ObjectOutput(database);
        _lanes = new LaneOutput(database);
        _sights = new SightOutput(database);
        _health = new HealthOutput(database);
        _cabin = new CabinOutput(database);
    }

    /// <summary>One frame, of the function's own message. A warning of no known function writes nothing.</summary>
    public bool Encode(in Warning warning, MonoTime now, FixedList<CanFrame> into) =>
        (int)warning.Function >= FunctionCount || _warnings[(int)warning.Function] is not { } output ||
        output.TryEncode(in warning, now, _bus, into);

    /// <summary>Three frames: states, reasons, and the levels of the warnings last encoded that are still valid.</summary>
    public bool Encode(ReadOnlySpan<FunctionStatus> functions, MonoTime now, FixedList<CanFrame> into)
    {
        _states.Begin();
        _reasons.Begin();
        _levels.Begin();
        foreach (ref readonly FunctionStatus status in functions)
        {
            int i = (int)status.Function;
            if (i >= FunctionCount || _warnings[i] is not { } warning)
                continue;

            _states.SetCode(_state[i], (int)status.State);
            _reasons.SetCode(_reason[i], (int)status.Reason);
            if (status.State is not (FunctionState.Off or FunctionState.Unavailable))
                FillLevel(status.Function, warning, now);
        }

        return _states.TryFinish(now, _bus, into) & _reasons.TryFinish(now, _bus, into) & _levels.TryFinish(now, _bus, into);
    }

    /// <summary>Two frames, with the eight most important objects.</summary>
    public bool Encode(ReadOnlySpan<TrackedObject> objects, MonoTime now, FixedList<CanFrame> into) =>
        _objects.TryEncode(objects, now, _bus, into);

    /// <summary>One frame.</summary>
    public bool Encode(ReadOnlySpan<LaneLine> lines, MonoTime now, FixedList<CanFrame> into) =>
        _lanes.TryEncode(lines, now, _bus, into);

    /// <summary>One frame.</summary>
    public bool Encode(in SignInformation signs, MonoTime now, FixedList<CanFrame> into) =>
        _sights.TryEncode(in signs, now, _bus, into);

    /// <summary>One frame: the light that counts for us.</summary>
    public bool Encode(ReadOnlySpan<TrafficLight> lights, MonoTime now, FixedList<CanFrame> into) =>
        _sights.TryEncode(lights, now, _bus, into);

    /// <summary>One frame.</summary>
    public bool Encode(in HighBeamRequest request, MonoTime now, FixedList<CanFrame> into) =>
        _sights.TryEncode(in request, now, _bus, into);

    /// <summary>One frame.</summary>
    public bool Encode(in HealthReport report, MonoTime now, FixedList<CanFrame> into) =>
        _health.TryEncode(in report, now, _bus, into);

    /// <summary>One frame.</summary>
    public bool Encode(in DriverState driver, MonoTime now, FixedList<CanFrame> into) =>
        _cabin.TryEncode(in driver, now, _bus, into);

    /// <summary>One frame, with every seat; seats that are not given are "not available".</summary>
    public bool Encode(
        in OccupantAlert alert, ReadOnlySpan<OccupantState> seats, MonoTime now, FixedList<CanFrame> into) =>
        _cabin.TryEncode(in alert, seats, now, _bus, into);

    /// <summary>One frame, once for each gesture.</summary>
    public bool Encode(in GestureEvent gesture, MonoTime now, FixedList<CanFrame> into) =>
        _cabin.TryEncode(in gesture, now, _bus, into);

    /// <summary>One frame, once for each recall.</summary>
    public bool Encode(in SeatSetPoints points, MonoTime now, FixedList<CanFrame> into) =>
        _cabin.TryEncode(in points, now, _bus, into);

    /// <summary>One frame: the sign of life, by the DBC every 100 ms.</summary>
    public bool EncodeHeartbeat(in HealthReport report, MonoTime now, FixedList<CanFrame> into) =>
        _health.TryEncodeHeartbeat(in report, now, _bus, into);

    /// <summary>Every message with nothing available in it: the last act before the program ends.</summary>
    public bool EncodeUnavailable(MonoTime now, FixedList<CanFrame> into)
    {
        bool hadRoom = _health.TryEncodeUnavailable(now, _bus, into);
        hadRoom &= Encode(ReadOnlySpan<FunctionStatus>.Empty, now, into);
        hadRoom &= Encode(ReadOnlySpan<LaneLine>.Empty, now, into);
        hadRoom &= _objects.TryEncodeUnavailable(now, _bus, into);
        hadRoom &= _sights.TryEncodeUnavailable(now, _bus, into);
        hadRoom &= _cabin.TryEncodeUnavailable(now, _bus, into);
        for (int i = 1; i < FunctionCount; i++)
            hadRoom &= _warnings[i]!.TryEncodeUnavailable(now, _bus, into);
        return hadRoom;
    }

    private void FillLevel(FunctionId function, WarningOutput warning, MonoTime now)
    {
        WarningLevel level = warning.LevelAt(now);
        _levels.SetCode(_level[(int)function], (int)level);
        if (function == FunctionId.LaneDeparture)
            _levels.SetCode(_laneSide, (int)(level == WarningLevel.None ? WarningSide.None : warning.Side));
        if (function == FunctionId.ForwardCollision)
            _levels.Set(_timeToCollision, warning.TimeToCollisionS(now));
    }
}
