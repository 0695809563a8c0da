using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Service.Stages;

namespace SenseAuto.Service.Replay;

/// <summary>
/// The inputs of one recorded frame, handed out again: it is the CAN bus, the picture intake, the outside view and the judge of a
/// replay. Filled from the log before the frame runs.
/// </summary>
public sealed class ReplayedFrame : ICanBus, IPictureIntake, IOutsideView, IFrameJudge, IMotionSensors
{
    private int _nextCan;
    private int _nextImu;
    private int _nextGnss;

    public FixedList<CanFrame> Can { get; } = new(FrameState.CanFramesMax);

    public FixedList<Detection> Detections { get; } = new(Streams.Detections.Capacity);

    public FixedList<LaneLine> Lanes { get; } = new(FrameState.LaneLinesMax);

    public FixedList<ImuSample> Imu { get; } = new(Streams.Imu.Capacity);

    public FixedList<GnssFix> Gnss { get; } = new(Streams.Gnss.Capacity);

    public LatestCell<DriverState> Driver { get; } = new();

    public FrameLedger Ledger { get; set; }

    public bool IsEnded => _nextCan >= Can.Count;

    public void Clear()
    {
        Can.Clear();
        Detections.Clear();
        Lanes.Clear();
        Imu.Clear();
        Gnss.Clear();
        _nextCan = _nextImu = _nextGnss = 0;
    }

    public bool TryRead(out CanFrame frame)
    {
        bool has = _nextCan < Can.Count;
        frame = has ? Can.Items[_nextCan++] : default;
        return has;
    }

    public bool TryRead(out ImuSample sample)
    {
        bool has = _nextImu < Imu.Count;
        sample = has ? Imu.Items[_nextImu++] : default;
        return has;
    }

    public bool TryRead(out GnssFix fix)
    {
        bool has = _nextGnss < Gnss.Count;
        fix = has ? Gnss.Items[_nextGnss++] : default;
        return has;
    }

    /// <summary>A replay sends nowhere; what would be sent is in the records.</summary>
    public bool TrySend(in CanFrame frame) => true;

    public void Take(in FrameTick tick, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (Ledger.HasNewPicture)
            frame.Note(Ledger.CameraCaptured);
    }

    public void Sample(ref FrameLedger ledger)
    {
        ledger.ExternalFlags = Ledger.ExternalFlags;
        ledger.PicturesDropped = Ledger.PicturesDropped;
        ledger.RecordsDropped = Ledger.RecordsDropped;
    }

    public bool HasTimeFor(in FrameLedger ledger, MonoDuration stageBudget) => true;

    /// <summary>Lateness and times are what was measured then, not what this machine takes now.</summary>
    public void Close(ref FrameLedger ledger)
    {
        ledger.IsLate = Ledger.IsLate;
        ledger.LateStage = Ledger.LateStage;
        ledger.Took = Ledger.Took;
        ledger.Outcomes = Ledger.Outcomes;
    }
}

/// <summary>Stands in for inference: gives the lanes and detections that were recorded, and the outcome that was decided.</summary>
public sealed class ReplayedInfer(StageMeter meter, ReplayedFrame recorded, IRecordSink records) : IStage
{
    public StageMeter Meter { get; } = meter;

    public StageOutcome Run(in FrameTick tick, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        StageOutcome outcome = recorded.Ledger.Outcomes[(int)StageId.Infer];
        foreach (ref readonly Detection detection in recorded.Detections.Items)
        {
            frame.Detections.TryAdd(in detection);
            records.TryWrite(StreamId.Detections, tick.Start, in detection);
        }

        if (recorded.Lanes.Count > 0)
            frame.Lanes.Clear();
        foreach (ref readonly LaneLine line in recorded.Lanes.Items)
        {
            frame.Lanes.TryAdd(in line);
            records.TryWrite(StreamId.Lanes, tick.Start, in line);
        }

        frame.Ledger.HasObjects = recorded.Ledger.HasObjects;
        frame.Ledger.ObjectsCaptured = recorded.Ledger.ObjectsCaptured;
        frame.Ledger.ObjectsArea = recorded.Ledger.ObjectsArea;
        frame.Ledger.InferFlags = recorded.Ledger.InferFlags;
        frame.Flags |= recorded.Ledger.InferFlags;
        return outcome;
    }
}
