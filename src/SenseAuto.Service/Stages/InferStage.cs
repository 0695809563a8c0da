using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Stages;

/// <summary>What the pictures show: lanes and the night on this one, the rest as the networks finish it.</summary>
public sealed class InferStage(StageMeter meter, IFrameJudge judge, RoadSight? sight, IRecordSink records) : IStage
{
    private const HealthFlags Ours = HealthFlags.CameraMismatch | HealthFlags.ModelFailed | CameraEyeWatch.Flags;

    public StageMeter Meter { get; } = meter;

    public StageOutcome Run(in FrameTick tick, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (sight is null)
            return StageOutcome.Ok;

        frame.Ledger.Sights = sight.Sights;
        sight.WatchCamera(frame);
        sight.TakeLook(in tick, frame);
        StageOutcome outcome = frame.Picture is null ? StageOutcome.Ok : Look(in tick, frame);
        frame.Ledger.InferFlags = frame.Flags & Ours;
        SeenRecords.Write(records, tick.Start, frame);
        return outcome;
    }

    private StageOutcome Look(in FrameTick tick, FrameState frame)
    {
        // A frame that began late keeps its last lanes, which carry their age, so that the outputs still go out in time.
        if (!judge.HasTimeFor(in frame.Ledger, Meter.Budget))
            return StageOutcome.Skipped;

        StageOutcome lanes = sight!.FindLanes(in tick, frame);
        frame.Ledger.HasLanes = true;
        sight.LookAtNight(frame);
        StageOutcome networks = sight.SubmitLook(in tick, frame);
        return lanes == StageOutcome.Ok ? networks : lanes;
    }
}

/// <summary>Records what was seen, so that a replay can take it from there. The same for both, so that logs are equal.</summary>
internal static class SeenRecords
{
    public static void Write(IRecordSink records, MonoTime now, FrameState frame)
    {
        foreach (ref readonly Detection detection in frame.Detections.Items)
            records.TryWrite(StreamId.Detections, now, in detection);
        if (frame.Ledger.HasLanes)
        {
            foreach (ref readonly LaneLine line in frame.Lanes.Items)
                records.TryWrite(StreamId.Lanes, now, in line);
        }

        foreach (ref readonly TrafficSign sign in frame.Signs.Items)
            records.TryWrite(StreamId.Signs, now, in sign);
        foreach (ref readonly TrafficLight light in frame.Lights.Items)
            records.TryWrite(StreamId.Lights, now, in light);
        if ((frame.Ledger.Sights & RoadSights.Night) == 0)
            return;

        NightScene night = frame.Night;
        records.TryWrite(StreamId.Night, now, in night);
    }
}
