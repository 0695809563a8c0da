using System;
using System.Collections.Generic;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Service;

/// <summary>One step of the frame.</summary>
public interface IStage
{
    StageMeter Meter { get; }

    StageOutcome Run(in FrameTick tick, FrameState frame);
}

/// <summary>The steps of the road frame, in order.</summary>
public sealed record FrameStages(IStage Sense, IStage Infer, IStage Track, IStage Decide, IStage Warn, IStage Log);

/// <summary>What SenseAuto does every frame, in order. One thread; the order of work is the order of the lines.</summary>
public sealed class FrameLoop(FrameStages stages, FrameClock clock, FrameState frame)
{
    public FrameState Frame { get; } = frame;

    /// <summary>The stages' meters, in order.</summary>
    public IReadOnlyList<StageMeter> Meters { get; } =
        [stages.Sense.Meter, stages.Infer.Meter, stages.Track.Meter, stages.Decide.Meter, stages.Warn.Meter, stages.Log.Meter];

    /// <summary>The newest health report.</summary>
    public HealthReport Health => ((Stages.IHealthView)stages.Log).Report;

    /// <param name="tick">This frame's time.</param>
    /// <param name="due">When the schedule wanted the frame to start.</param>
    public void RunFrame(in FrameTick tick, MonoTime due)
    {
        Frame.Begin(in tick, due);
        Run(stages.Sense, StageId.Sense, in tick);   // drain the rings: camera, radar, CAN
        Run(stages.Infer, StageId.Infer, in tick);   // models and lanes: what is on the picture
        Run(stages.Track, StageId.Track, in tick);   // objects over time, ego motion
        Run(stages.Decide, StageId.Decide, in tick); // the warning functions and their arbiter
        Run(stages.Warn, StageId.Warn, in tick);     // CAN, lamp and buzzer
        Run(stages.Log, StageId.Log, in tick);       // ledger and health; closes the frame
        Frame.End();
    }

    private void Run(IStage stage, StageId id, in FrameTick tick)
    {
        MonoTime started = clock.Now;
        StageOutcome outcome = stage.Run(in tick, Frame);
        MonoDuration took = clock.Now.Since(started);
        stage.Meter.Record(outcome, took);
        Frame.Ledger.Outcomes[(int)id] = outcome;
        Frame.Ledger.Took[(int)id] = took;
    }
}

/// <summary>One stage's budget, longest run and overruns. Written by the frame thread; the counters only go up.</summary>
public sealed class StageMeter(StageId stage, MonoDuration budget)
{
    public StageId Stage { get; } = stage;

    public MonoDuration Budget { get; } = budget;

    public MonoDuration Longest { get; private set; }

    public long Overruns { get; private set; }

    public long Skips { get; private set; }

    public void Record(StageOutcome outcome, MonoDuration took)
    {
        if (outcome == StageOutcome.Skipped)
            Skips++;
        if (took > Longest)
            Longest = took;
        if (took > Budget)
            Overruns++;
    }
}

/// <summary>How long each stage may take, and what the sum may be. Times are the road loop's design, chosen by us.</summary>
/// <param name="Period">Of the loop.</param>
/// <param name="Share">Largest part of the period that all budgets together may use (design: 0.8).</param>
public sealed record FrameBudget(MonoDuration Period, double Share)
{
    public required MonoDuration Sense { get; init; }

    public required MonoDuration Infer { get; init; }

    public required MonoDuration Track { get; init; }

    public required MonoDuration Decide { get; init; }

    public required MonoDuration Warn { get; init; }

    public required MonoDuration Log { get; init; }

    public MonoDuration Sum => Sense + Infer + Track + Decide + Warn + Log;

    /// <exception cref="ArgumentException">The stages together want more than their share of the period.</exception>
    public void Validate()
    {
        if (!(Sum.Seconds <= Share * Period.Seconds))
        {
            throw new ArgumentException(
                $"frame budget: the stages sum to {Sum.Milliseconds:F1} ms, allowed are {Share:P0} of {Period.Milliseconds:F1} ms");
        }
    }
}
