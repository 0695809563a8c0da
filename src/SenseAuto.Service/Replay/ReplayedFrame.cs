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

    public FixedList<TrafficSign> Signs { get; } = new(Streams.Signs.Capacity);

    public FixedList<TrafficLight> Lights { get; } = new(Streams.Lights.Capacity);

    public NightScene Night { get; set; }

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
        Signs.Clear();
        Lights.Clear();
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

/// <summary>Stands in for inference: gives what was seen as it was recorded, and the outcome that was decided.</summary>
public sealed class ReplayedInfer(StageMeter meter, ReplayedFrame recorded, IRecordSink records) : IStage
{
    public StageMeter Meter { get; } = meter;

    public StageOutcome Run(in FrameTick tick, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        StageOutcome outcome = recorded.Ledger.Outcomes[(int)StageId.Infer];
        foreach (ref readonly Detection detection in recorded.Detections.Items)
            frame.Detections.TryAdd(in detection);
        if (recorded.Ledger.HasLanes)
        {
            frame.Lanes.Clear();
            foreach (ref readonly LaneLine line in recorded.Lanes.Items)
                frame.Lanes.TryAdd(in line);
        }

        frame.Signs.Clear();
        foreach (ref readonly TrafficSign sign in recorded.Signs.Items)
            frame.Signs.TryAdd(in sign);
        frame.Lights.Clear();
        foreach (ref readonly TrafficLight light in recorded.Lights.Items)
            frame.Lights.TryAdd(in light);
        frame.Night = recorded.Night;
        frame.Ledger.HasObjects = recorded.Ledger.HasObjects;
        frame.Ledger.ObjectsCaptured = recorded.Ledger.ObjectsCaptured;
        frame.Ledger.ObjectsArea = recorded.Ledger.ObjectsArea;
        frame.Ledger.InferFlags = recorded.Ledger.InferFlags;
        frame.Ledger.Sights = recorded.Ledger.Sights;
        frame.Ledger.HasLanes = recorded.Ledger.HasLanes;
        frame.Ledger.LanePitch = recorded.Ledger.LanePitch;
        frame.Ledger.LanePitchSigma = recorded.Ledger.LanePitchSigma;
        frame.Flags |= recorded.Ledger.InferFlags;
        SeenRecords.Write(records, tick.Start, frame);
        return outcome;
    }
}
