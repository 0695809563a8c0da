using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Stages;

/// <summary>
/// Sights that a simulator tells, in place of pictures and of what looks at them. What it says is recorded and replayed as if it
/// had been seen; the log's facts name it.
/// </summary>
public sealed class ToldSights(ISightSource source) : IPictureIntake
{
    public RoadSights Sights => source.Sights;

    /// <summary>This frame's.</summary>
    public SeenRoad Seen { get; } = new();

    public void Take(in FrameTick tick, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        Seen.Clear();
        source.Look(tick.Start, Seen);
        if (Seen.HasPicture)
            frame.Note(Seen.PictureCaptured);
    }
}

/// <summary>Stands in for inference where sights are told.</summary>
public sealed class ToldInfer(StageMeter meter, IFrameJudge judge, ToldSights told, IRecordSink records) : IStage
{
    public StageMeter Meter { get; } = meter;

    public StageOutcome Run(in FrameTick tick, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        SeenRoad seen = told.Seen;
        frame.Ledger.Sights = told.Sights;
        frame.Flags |= seen.Flags;
        frame.Ledger.InferFlags = seen.Flags;
        TakeLook(seen, frame);
        StageOutcome outcome = TakePicture(seen, frame);
        SeenRecords.Write(records, tick.Start, frame);
        return outcome;
    }

    /// <summary>A frame that began late keeps its last lanes, as one that looks for them would.</summary>
    private StageOutcome TakePicture(SeenRoad seen, FrameState frame)
    {
        if (!judge.HasTimeFor(in frame.Ledger, Meter.Budget))
            return StageOutcome.Skipped;

        TakeLanes(seen, frame);
        frame.Night = seen.Night;
        return StageOutcome.Ok;
    }

    private static void TakeLanes(SeenRoad seen, FrameState frame)
    {
        if (!seen.HasLanes)
            return;

        frame.Lanes.Clear();
        frame.Ledger.HasLanes = true;
        foreach (ref readonly LaneLine line in seen.Lanes.Items)
            frame.Lanes.TryAdd(in line);
    }

    private static void TakeLook(SeenRoad seen, FrameState frame)
    {
        if (!seen.HasObjects)
            return;

        frame.Ledger.HasObjects = true;
        frame.Ledger.ObjectsCaptured = seen.ObjectsCaptured;
        frame.Ledger.ObjectsArea = seen.ObjectsArea;
        foreach (ref readonly Detection detection in seen.Detections.Items)
            frame.Detections.TryAdd(in detection);
        frame.Signs.Clear();
        foreach (ref readonly TrafficSign sign in seen.Signs.Items)
            frame.Signs.TryAdd(in sign);
        frame.Lights.Clear();
        foreach (ref readonly TrafficLight light in seen.Lights.Items)
            frame.Lights.TryAdd(in light);
    }
}
