using System;
using SenseAuto.Core;
using SenseAuto.Core.Health;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Stages;

/// <summary>Closes the frame: was it late, how are we, and the ledger as its last record.</summary>
public sealed class LogStage(StageMeter meter, IFrameJudge judge, IRecordSink records) : IStage, IHealthView
{
    private static readonly MonoDuration ReportEvery = MonoDuration.FromMilliseconds(1000);
    private readonly LatencyHistogram _frameTimes = new();
    private long _frames;
    private long _lateFrames;
    private long _stagesSkipped;
    private HealthReport _last;

    public StageMeter Meter { get; } = meter;

    /// <summary>The newest report; all zero before the first frame.</summary>
    public HealthReport Report => _last;

    public StageOutcome Run(in FrameTick tick, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        judge.Close(ref frame.Ledger);
        Count(in frame.Ledger);
        if (frame.Ledger.IsLate)
            frame.Flags |= HealthFlags.FrameLate;

        frame.Flags |= frame.Ledger.ExternalFlags;
        if (_frames == 1 || frame.Flags != _last.Flags || tick.Start.Since(_last.Captured) >= ReportEvery)
        {
            _last = ReportAt(tick.Start, frame);
            records.TryWrite(StreamId.Health, tick.Start, in _last);
        }

        records.TryWrite(StreamId.Ledger, tick.Start, in frame.Ledger);
        return StageOutcome.Ok;
    }

    private void Count(in FrameLedger ledger)
    {
        _frames++;
        long sumNs = 0;
        for (int i = 0; i < PerStage<MonoDuration>.Count; i++)
        {
            sumNs += ledger.Took[i].Nanoseconds;
            _stagesSkipped += ledger.Outcomes[i] == StageOutcome.Skipped ? 1 : 0;
        }

        _frameTimes.Record(new MonoDuration(sumNs));
        _lateFrames += ledger.IsLate ? 1 : 0;
    }

    private HealthReport ReportAt(MonoTime now, FrameState frame) => new(
        now, frame.Flags, _frames, _lateFrames, _stagesSkipped, frame.CanFaults, frame.Ledger.PicturesDropped,
        frame.Ledger.RecordsDropped, _frameTimes.Quantile(0.5), _frameTimes.Quantile(0.99), _frameTimes.Quantile(0.999),
        _frameTimes.Max);
}
