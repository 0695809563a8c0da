using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Stages;

/// <summary>What the picture shows: lanes on every picture, objects when there is time for the network.</summary>
public sealed class InferStage(StageMeter meter, IFrameJudge judge, RoadSight? sight, IRecordSink records) : IStage
{
    public StageMeter Meter { get; } = meter;

    public StageOutcome Run(in FrameTick tick, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (sight is null || frame.Picture is null)
            return StageOutcome.Ok;

        bool hasTime = judge.HasTimeFor(in frame.Ledger, Meter.Budget);
        StageOutcome outcome = sight.FindLanes(in tick, frame);
        if (!hasTime)
            outcome = StageOutcome.Skipped;
        else if (outcome == StageOutcome.Ok)
            outcome = sight.FindObjects(in tick, frame);

        frame.Ledger.HasObjects = frame.HasNewDetections;
        frame.Ledger.InferFlags = frame.Flags & (HealthFlags.CameraMismatch | HealthFlags.ModelFailed);
        Record(in tick, frame);
        return outcome;
    }

    private void Record(in FrameTick tick, FrameState frame)
    {
        foreach (ref readonly LaneLine line in frame.Lanes.Items)
            records.TryWrite(StreamId.Lanes, tick.Start, in line);
        foreach (ref readonly Detection detection in frame.Detections.Items)
            records.TryWrite(StreamId.Detections, tick.Start, in detection);
    }
}
