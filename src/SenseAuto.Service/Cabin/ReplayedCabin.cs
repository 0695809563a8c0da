using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.DriveLog.Recording;

namespace SenseAuto.Service.Cabin;

/// <summary>The cabin side of a replay: what was seen is as it was recorded, every decision on it is made
/// again.</summary>
public sealed class ReplayedCabin(CabinPolicies policies) : ICabinSide
{
    private const int ReportsMax = 256;
    private readonly FixedList<CabinReport> _reports = new(ReportsMax);
    private readonly CabinIntake _intake = new();
    private CabinReport _next;

    /// <summary>Takes a record of the log; other streams are passed over.</summary>
    public void Add(in LogEntry entry)
    {
        switch (entry.Stream)
        {
            case StreamId.Face when entry.TryDecode(out FaceState face):
                _next.Face = face;
                break;
            case StreamId.Seats when _next.SeatCount < SeatStates.Count && entry.TryDecode(out OccupantState seat):
                _next.Seats[_next.SeatCount++] = seat;
                break;
            case StreamId.CabinLedger when entry.TryDecode(out FrameLedger ledger):
                _next.Ledger = ledger;
                break;
            case StreamId.CabinFrame when entry.TryDecode(out CabinFrame frame):
                _next.Frame = frame;
                _reports.TryAdd(in _next);
                _next.SeatCount = 0;
                break;
        }
    }

    public void Take(in FrameTick tick, FrameState frame, IRecordSink records)
    {
        foreach (ref CabinReport report in _reports.Mutable)
        {
            ReadOnlySpan<OccupantState> seats = report.Seats;
            report.Verdict = policies.Step(in report.Frame, in report.Face, seats[..report.SeatCount]);
            _intake.Accept(in report, tick.Start, frame, records);
        }

        _reports.Clear();
    }

    public void Tell(in CabinOutside outside)
    {
        // What the cabin knew of the car is in its own records.
    }
}
