using System.Collections.Generic;
using SenseAuto.Core;
using SenseAuto.Core.Health;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Time;
using SenseAuto.Service.Stages;

namespace SenseAuto.Service.Cabin;

/// <summary>What the cabin loop is made of.</summary>
/// <param name="Camera">Its newest picture is looked at, older ones are let go and counted.</param>
public sealed record CabinParts(
    ICameraSource Camera, ICabinSight Sight, CabinPolicies Policies, CabinChannel Channel, IFrameJudge Judge)
{
    public required FrameBudget Budget { get; init; }

    /// <summary>Somebody who is shown the pictures; nobody unless that was switched on.</summary>
    public IPictureTap? Tap { get; init; }
}

/// <summary>What the cabin does every frame, in order. One thread; the order of work is the order of the
/// lines.</summary>
public sealed class CabinLoop(CabinParts parts, FrameClock clock)
{
    private const int PicturesPerFrameMax = 8;
    private readonly StageMeter[] _meters =
    [
        new(StageId.Sense, parts.Budget.Sense), new(StageId.Infer, parts.Budget.Infer),
        new(StageId.Track, parts.Budget.Track), new(StageId.Decide, parts.Budget.Decide),
        new(StageId.Warn, parts.Budget.Warn), new(StageId.Log, parts.Budget.Log),
    ];

    private CabinReport _report;

    public CabinState Frame { get; } = new();

    /// <summary>The stages' meters, in order.</summary>
    public IReadOnlyList<StageMeter> Meters => _meters;

    /// <summary>Time that the frames took.</summary>
    public LatencyHistogram Took { get; } = new();

    public long Frames { get; private set; }

    public long LateFrames { get; private set; }

    /// <summary>Pictures that a newer one overtook before a frame could look at them.</summary>
    public long Overtaken { get; private set; }

    /// <summary>Frames that the road loop had no room for: nothing was decided in them.</summary>
    public long Undecided { get; private set; }

    /// <param name="tick">This frame's time.</param>
    /// <param name="due">When the schedule wanted the frame to start.</param>
    public void RunFrame(in FrameTick tick, MonoTime due)
    {
        Frame.Begin(in tick, due);
        Run(StageId.Sense);  // the newest picture, what the car does
        Run(StageId.Infer);  // face and hand on this picture
        Run(StageId.Track);  // seats, telephone and expression over time
        Run(StageId.Decide); // driver and occupant monitoring
        Run(StageId.Warn);   // what the page shows
        Run(StageId.Log);    // closes the frame and hands it to the road loop
        Count();
        Frame.End();
    }

    private void Run(StageId stage)
    {
        MonoTime started = clock.Now;
        StageOutcome outcome = stage switch
        {
            StageId.Sense => Sense(),
            StageId.Infer => parts.Sight.Look(Frame, parts.Judge),
            StageId.Track => Track(),
            StageId.Decide => Decide(),
            StageId.Warn => Show(),
            _ => HandOver(),
        };
        MonoDuration took = clock.Now.Since(started);
        _meters[(int)stage].Record(outcome, took);
        Frame.Ledger.Outcomes[(int)stage] = outcome;
        Frame.Ledger.Took[(int)stage] = took;
    }

    private StageOutcome Sense()
    {
        Frame.Outside = parts.Channel.Outside;
        Frame.Facts.Ego = Frame.Outside.Ego;
        Frame.Facts.Body = Frame.Outside.Body;
        CameraFrame? newest = null;
        for (int i = 0; i < PicturesPerFrameMax && parts.Camera.TryRead(out CameraFrame? picture); i++)
        {
            if (newest is not null)
            {
                newest.Release();
                Overtaken++;
            }

            newest = picture;
        }

        if (newest is not null)
            Frame.Hold(newest);
        Frame.Ledger.PicturesDropped = Overtaken;
        return StageOutcome.Ok;
    }

    private StageOutcome Track()
    {
        parts.Sight.TakeLook(Frame);
        return StageOutcome.Ok;
    }

    private StageOutcome Decide()
    {
        if (!parts.Channel.HasRoom)
            return StageOutcome.Skipped;

        Frame.Verdict = parts.Policies.Step(in Frame.Facts, Frame.Face, Frame.Seats.Items);
        return StageOutcome.Ok;
    }

    private StageOutcome Show()
    {
        parts.Sight.Show(Frame);
        if (parts.Tap is { } tap && Frame.Picture is { } picture)
            tap.Offer(picture);
        return StageOutcome.Ok;
    }

    private StageOutcome HandOver()
    {
        parts.Judge.Close(ref Frame.Ledger);
        if (Frame.Ledger.Outcomes[(int)StageId.Decide] == StageOutcome.Skipped)
        {
            Undecided++;
            return StageOutcome.Skipped;
        }

        _report.Frame = Frame.Facts;
        _report.Face = Frame.Face;
        _report.Ledger = Frame.Ledger;
        _report.Verdict = Frame.Verdict;
        _report.SeatCount = Frame.Seats.Count;
        for (int i = 0; i < Frame.Seats.Count; i++)
            _report.Seats[i] = Frame.Seats.Items[i];
        bool isSent = parts.Channel.TrySend(in _report);
        Invariant.Require(isSent, "only the cabin fills its channel");
        return StageOutcome.Ok;
    }

    private void Count()
    {
        long sumNs = 0;
        for (int i = 0; i < PerStage<MonoDuration>.Count; i++)
            sumNs += Frame.Ledger.Took[i].Nanoseconds;
        Took.Record(new MonoDuration(sumNs));
        Frames++;
        LateFrames += Frame.Ledger.IsLate ? 1 : 0;
    }
}
