using System;
using SenseAuto.Adas.Arbiter;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Service.Cabin;
using SenseAuto.Service.Functions;

namespace SenseAuto.Service.Stages;

/// <summary>The warning functions, then the arbiter. Every function's state is published every frame.</summary>
public sealed class DecideStage(
    StageMeter meter, IRoadFunction[] functions, WarningArbiterLimits limits, IRecordSink records) : IStage
{
    private readonly Warning[] _offered = new Warning[functions.Length];
    private WarningArbiterState _arbiter;

    public StageMeter Meter { get; } = meter;

    public StageOutcome Run(in FrameTick tick, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        for (int i = 0; i < functions.Length; i++)
            _offered[i] = functions[i].Step(tick.Start, frame);

        WarningArbiterStep step = WarningArbiter.Step(in _arbiter, limits, tick.Start, _offered);
        _arbiter = step.State;
        frame.IsWarned = false;
        for (int i = 0; i < step.Count; i++)
        {
            Warning shown = step.Shown[i].Warning;
            frame.IsWarned |= shown.Level >= WarningLevel.Caution;
            frame.Warnings.TryAdd(in shown);
            records.TryWrite(StreamId.Warnings, tick.Start, in shown);
        }

        foreach (ref readonly FunctionStatus status in frame.Functions.Items)
            records.TryWrite(StreamId.Functions, tick.Start, in status);
        CabinGestures.Decide(tick.Start, frame, records);
        SignInformation signs = frame.SignInformation;
        records.TryWrite(StreamId.SignInformation, tick.Start, in signs);
        HighBeamRequest beam = frame.HighBeam;
        records.TryWrite(StreamId.HighBeam, tick.Start, in beam);
        return StageOutcome.Ok;
    }
}
