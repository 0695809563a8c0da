using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Cabin;

/// <summary>The cabin as the road loop meets it: a loop on another thread, or a log. Road thread only; never
/// waits.</summary>
public interface ICabinSide
{
    /// <summary>Takes over and records every cabin frame that has ended since the last road frame.</summary>
    void Take(in FrameTick tick, FrameState frame, IRecordSink records);

    /// <summary>What the cabin's next frames are to know of the car.</summary>
    void Tell(in CabinOutside outside);
}

/// <summary>
/// Between the two loops: reports one way, what the car does the other way. A full queue means that the road loop
/// stands still; the cabin then decides nothing, so that every decision there is was recorded.
/// </summary>
public sealed class CabinChannel : ICabinSide
{
    // Two seconds of cabin frames; chosen by us: far longer than the road loop may ever take.
    private const int ReportsMax = 64;
    private readonly SpscRing<CabinReport> _reports = new(ReportsMax);
    private readonly LatestCell<CabinOutside> _outside = new();
    private readonly CabinIntake _intake = new();

    /// <summary>Cabin thread only.</summary>
    public bool HasRoom => _reports.Count < _reports.Capacity;

    /// <summary>Cabin thread only. False when there was no room.</summary>
    public bool TrySend(in CabinReport report) => _reports.TryWrite(in report);

    /// <summary>Cabin thread only. All unknown until the road loop has spoken.</summary>
    public CabinOutside Outside => _outside.TryRead(out CabinOutside outside) ? outside : default;

    /// <summary>Road thread only.</summary>
    public bool TryReceive(out CabinReport report) => _reports.TryRead(out report);

    public void Take(in FrameTick tick, FrameState frame, IRecordSink records)
    {
        while (TryReceive(out CabinReport report))
            _intake.Accept(in report, tick.Start, frame, records);
    }

    public void Tell(in CabinOutside outside) => _outside.Write(in outside);
}

/// <summary>Puts a report into the road frame and the log. The same for both, so that logs are equal.</summary>
internal sealed class CabinIntake
{
    private OccupantEvent _told;

    public void Accept(in CabinReport report, MonoTime now, FrameState frame, IRecordSink records)
    {
        Record(in report, now, records);
        frame.Cabin = report.Verdict;
        frame.HasCabin = true;
        frame.Driver = report.Verdict.Driver;
        if (report.Verdict.HasRecall)
            frame.Recall = report.Verdict.Recall;
        if (report.Frame.HasSeats)
        {
            frame.Seats.Clear();
            for (int i = 0; i < report.SeatCount; i++)
                frame.Seats.TryAdd(report.Seats[i]);
        }

        GestureEvent look = report.Verdict.Look;
        if (look.Kind != GestureKind.None)
            frame.Gestures.TryAdd(in look);
        GestureEvent gesture = report.Verdict.Gesture;
        if (gesture.Kind != GestureKind.None)
            frame.Gestures.TryAdd(in gesture);
    }

    /// <summary>What went in first, the frame last of it: a reader then has everything to decide again.</summary>
    private void Record(in CabinReport report, MonoTime now, IRecordSink records)
    {
        records.TryWrite(StreamId.Face, now, in report.Face);
        for (int i = 0; report.Frame.HasSeats && i < report.SeatCount; i++)
        {
            OccupantState seat = report.Seats[i];
            records.TryWrite(StreamId.Seats, now, in seat);
        }

        records.TryWrite(StreamId.CabinLedger, now, in report.Ledger);
        records.TryWrite(StreamId.CabinFrame, now, in report.Frame);
        DriverState driver = report.Verdict.Driver;
        records.TryWrite(StreamId.Driver, now, in driver);
        OccupantAlert alert = report.Verdict.Alert;
        if (report.Frame.HasSeats || alert.Event != _told)
            records.TryWrite(StreamId.CareAlert, now, in alert);
        _told = alert.Event;
    }
}
