using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Telemetry;

/// <summary>
/// Puts the records of a ring together again into frames. A ledger closes its frame. What the models and sensors gave
/// is kept over frames in which they did not run, but never longer than its stream's age limit.
/// </summary>
internal sealed class FrameAssembler
{
    private const int StreamCount = 32;
    private readonly long[] _lastFrame = new long[StreamCount];
    private readonly MonoTime[] _lastTime = new MonoTime[StreamCount];
    private long _frame = 1;

    public FrameSnapshot Frame { get; } = new();

    /// <summary>Frames closed since construction.</summary>
    public long Frames => _frame - 1;

    /// <summary>True when a health report came with the frame that was closed last, or after it.</summary>
    public bool HealthIsNew { get; set; }

    /// <summary>A cabin frame came whole; whoever shows it sets this back.</summary>
    public bool CabinIsNew { get; set; }

    /// <summary>True when the record closed a frame: <see cref="Frame"/> is then whole until the next call.</summary>
    public bool Accept(in RingRecord record)
    {
        switch (record.Stream)
        {
            case StreamId.Ego:
                Note(record);
                Frame.Ego = record.As<EgoState>();
                return false;
            case StreamId.Radar:
                return Add(record, Frame.Radar);
            case StreamId.Detections:
                return Add(record, Frame.Detections);
            case StreamId.Lanes:
                return Add(record, Frame.Lanes);
            case StreamId.Tracks:
                return Add(record, Frame.Tracks);
            case StreamId.Signs:
                return Add(record, Frame.Signs);
            case StreamId.Lights:
                return Add(record, Frame.Lights);
            case StreamId.SignInformation:
                Frame.SignInformation = record.As<SignInformation>();
                return false;
            case StreamId.HighBeam:
                Frame.HighBeam = record.As<HighBeamRequest>();
                return false;
            case StreamId.Warnings:
                Frame.Set(record.As<Warning>());
                return false;
            case StreamId.Functions:
                Frame.Set(record.As<FunctionStatus>());
                return false;
            case StreamId.Health:
                Frame.Health = record.As<HealthReport>();
                Frame.HasHealth = HealthIsNew = true;
                return false;
            case StreamId.Ledger:
                Close(record.As<FrameLedger>());
                return true;
            default:
                AcceptCabin(record);
                return false;
        }
    }

    private void AcceptCabin(in RingRecord record)
    {
        switch (record.Stream)
        {
            case StreamId.Driver:
                Note(record);
                Frame.Driver = record.As<DriverState>();
                CabinIsNew = Frame.Cabin.Captured != default;
                break;
            case StreamId.Face:
                Note(record);
                Frame.Face = record.As<FaceState>();
                break;
            case StreamId.CabinLedger:
                Frame.CabinLedger = record.As<FrameLedger>();
                break;
            case StreamId.CabinFrame:
                Frame.Cabin = record.As<CabinFrame>();
                break;
            case StreamId.Seats:
                Add(record, Frame.Seats);
                break;
            case StreamId.CareAlert:
                Note(record);
                Frame.Alert = record.As<OccupantAlert>();
                break;
            case StreamId.Gestures:
                Note(record);
                Frame.Gesture = record.As<GestureEvent>();
                break;
        }
    }

    private bool Add<T>(in RingRecord record, FixedList<T> list)
        where T : unmanaged
    {
        if (Note(record))
            list.Clear();
        list.TryAdd(record.As<T>());
        return false;
    }

    /// <summary>True for the first record of its stream in this frame.</summary>
    private bool Note(in RingRecord record)
    {
        int stream = (int)record.Stream;
        bool first = _lastFrame[stream] != _frame;
        _lastFrame[stream] = _frame;
        _lastTime[stream] = record.Time;
        return first;
    }

    private void Close(in FrameLedger ledger)
    {
        Frame.Ledger = ledger;
        Frame.Time = ledger.Start;
        if (IsOld(Streams.Ego))
            Frame.Ego = default;
        if (IsOld(Streams.Radar))
            Frame.Radar.Clear();
        if (IsOld(Streams.Detections))
            Frame.Detections.Clear();
        if (IsOld(Streams.Lanes))
            Frame.Lanes.Clear();

        if (IsOld(Streams.Driver))
            Frame.Driver = default;
        if (IsOld(Streams.Face))
            Frame.Face = default;
        if (IsOld(Streams.Seats))
            Frame.Seats.Clear();
        if (IsOld(Streams.CareAlert))
            Frame.Alert = default;
        if (IsOld(Streams.Gestures))
            Frame.Gesture = default;

        // These are written in every frame: none written means none there.
        if (IsMissing(StreamId.Tracks))
            Frame.Tracks.Clear();
        if (IsMissing(StreamId.Signs))
            Frame.Signs.Clear();
        if (IsMissing(StreamId.Lights))
            Frame.Lights.Clear();
        Frame.DropOld(ledger.Start, Streams.Functions.MaxAge);
        _frame++;
    }

    private bool IsMissing(StreamId stream) => _lastFrame[(int)stream] != _frame;

    private bool IsOld(StreamSpec stream) => Frame.Time.AgeOf(_lastTime[(int)stream.Id]) > stream.MaxAge;
}
