using System;
using SenseAuto.Can.Output;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Service.Cabin;

namespace SenseAuto.Service.Stages;

/// <summary>Where the last health report is; the warn stage sends the one of the frame before.</summary>
public interface IHealthView
{
    HealthReport Report { get; }
}

/// <summary>
/// Tells the vehicle: warnings and function states every frame, objects and lanes every frame, health when it is new, a sign of life
/// every 100 ms. What could not be sent is counted and shown in the next frame's health.
/// </summary>
public sealed class WarnStage(StageMeter meter, OutputEncoder encoder, ICanBus bus, IRecordSink records) : IStage
{
    private static readonly MonoDuration HeartbeatEvery = MonoDuration.FromMilliseconds(100);
    private MonoTime _heartbeat;
    private bool _hasBeaten;
    private MonoTime _healthSent;
    private ulong _wasWarning;

    public StageMeter Meter { get; } = meter;

    /// <summary>Null: no lamp or buzzer on this board.</summary>
    public IWarningSink? Lamp { get; init; }

    /// <summary>Null: this session has no cabin side.</summary>
    public CabinOutlet? Cabin { get; init; }

    /// <summary>Set once, when the loop is put together.</summary>
    public IHealthView? Health { get; set; }

    /// <summary>Called when the bus did not take a frame; must not wait.</summary>
    public Action? SendFailed { get; init; }

    public StageOutcome Run(in FrameTick tick, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        EncodeWarnings(tick.Start, frame);
        bool isComplete = encoder.Encode(frame.Functions.Items, tick.Start, frame.Outputs);
        isComplete &= encoder.Encode(frame.Tracks.Items, tick.Start, frame.Outputs);
        isComplete &= encoder.Encode(frame.Lanes.Items, tick.Start, frame.Outputs);
        isComplete &= EncodeSights(tick.Start, frame);
        isComplete &= Cabin?.Encode(tick.Start, frame) ?? true;
        EncodeHealth(tick.Start, frame);
        foreach (ref readonly CanFrame output in frame.Outputs.Items)
        {
            if (!bus.TrySend(in output))
                SendFailed?.Invoke();
            records.TryWrite(StreamId.CanTx, tick.Start, in output);
        }

        Lamp?.Step(tick.Start);
        return isComplete ? StageOutcome.Ok : StageOutcome.Degraded;
    }

    /// <summary>A warning that ended is sent once more with level None, so that nobody has to wait for its end of validity.</summary>
    private void EncodeWarnings(MonoTime now, FrameState frame)
    {
        ulong isWarning = 0;
        foreach (ref readonly Warning warning in frame.Warnings.Items)
        {
            encoder.Encode(in warning, now, frame.Outputs);
            Lamp?.TrySend(in warning);
            isWarning |= 1UL << (int)warning.Function;
        }

        ulong ended = _wasWarning & ~isWarning;
        for (int function = 1; ended >> function != 0; function++)
        {
            if (((ended >> function) & 1) == 0)
                continue;

            var end = new Warning { Captured = now, Function = (FunctionId)function, ValidUntil = now };
            encoder.Encode(in end, now, frame.Outputs);
            Lamp?.TrySend(in end);
        }

        _wasWarning = isWarning;
    }

    private bool EncodeSights(MonoTime now, FrameState frame)
    {
        SignInformation signs = frame.SignInformation;
        HighBeamRequest beam = frame.HighBeam;
        return encoder.Encode(in signs, now, frame.Outputs)
            & encoder.Encode(frame.Lights.Items, now, frame.Outputs)
            & encoder.Encode(in beam, now, frame.Outputs);
    }

    private void EncodeHealth(MonoTime now, FrameState frame)
    {
        if (Health is not { } health)
            return;

        HealthReport report = health.Report;
        if (report.Frames > 0 && report.Captured != _healthSent)
        {
            encoder.Encode(in report, now, frame.Outputs);
            _healthSent = report.Captured;
        }

        if (!_hasBeaten || now.Since(_heartbeat) >= HeartbeatEvery)
        {
            encoder.EncodeHeartbeat(in report, now, frame.Outputs);
            _heartbeat = now;
            _hasBeaten = true;
        }
    }
}
