using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Stages;

/// <summary>What the pictures show: lanes on this one, objects as the network finishes them.</summary>
public sealed class InferStage(StageMeter meter, IFrameJudge judge, RoadSight? sight, IRecordSink records) : IStage
{
    private const HealthFlags Ours = HealthFlags.CameraMismatch | HealthFlags.ModelFailed;

    public StageMeter Meter { get; } = meter;

    public StageOutcome Run(in FrameTick tick, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (sight is null)
            return StageOutcome.Ok;

        sight.TakeObjects(frame);
        foreach (ref readonly Detection detection in frame.Detections.Items)
            records.TryWrite(StreamId.Detections, tick.Start, in detection);
        StageOutcome outcome = frame.Picture is null ? StageOutcome.Ok : Look(in tick, frame);
        frame.Ledger.InferFlags = frame.Flags & Ours;
        return outcome;
    }

    private StageOutcome Look(in FrameTick tick, FrameState frame)
    {
        // A frame that began late keeps its last lanes, which carry their age, so that the outputs still go out in time.
        if (!judge.HasTimeFor(in frame.Ledger, Meter.Budget))
            return StageOutcome.Skipped;

        StageOutcome lanes = sight!.FindLanes(in tick, frame);
        foreach (ref readonly LaneLine line in frame.Lanes.Items)
            records.TryWrite(StreamId.Lanes, tick.Start, in line);
        StageOutcome objects = sight.LookForObjects(in tick, frame);
        return lanes == StageOutcome.Ok ? objects : lanes;
    }
}
