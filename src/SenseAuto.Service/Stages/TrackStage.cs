using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Service.Stages;

/// <summary>Objects over time, from radar points and detections; our own motion.</summary>
public sealed class TrackStage(StageMeter meter, RoadObjects objects, IRecordSink records) : IStage
{
    public StageMeter Meter { get; } = meter;

    public StageOutcome Run(in FrameTick tick, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var radar = new RadarCycle(frame.Radar.Items, frame.HasNewRadar);
        var picture = new DetectionPicture(frame.Ledger.ObjectsCaptured, frame.Detections.Items, frame.Ledger.HasObjects)
        {
            Looked = frame.Ledger.ObjectsArea,
        };
        if (frame.Ledger.LanePitchSigma.Value > 0)
            objects.TakePitch(frame.Ledger.LanePitch, frame.Ledger.LanePitchSigma, tick.SinceLast);
        foreach (ref readonly TrackedObject track in objects.Step(in tick, frame.Ego, in radar, in picture, frame.Lanes.Items))
        {
            frame.Tracks.TryAdd(in track);
            records.TryWrite(StreamId.Tracks, tick.Start, in track);
        }

        frame.Path = objects.Path;

        return StageOutcome.Ok;
    }
}
