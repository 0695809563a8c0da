using System;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Service.Cabin;

namespace SenseAuto.Service.Stages;

/// <summary>Where the frame's picture comes from: a camera, or a log that says there was one.</summary>
public interface IPictureIntake
{
    void Take(in FrameTick tick, FrameState frame);
}

/// <summary>What other threads report, sampled once a frame. In replay the log says what it was.</summary>
public interface IOutsideView
{
    /// <summary>Fills in the ledger's ExternalFlags, PicturesDropped and RecordsDropped.</summary>
    void Sample(ref FrameLedger ledger);
}

/// <summary>Sensors that are only recorded today: inertial samples and satellite fixes.</summary>
public interface IMotionSensors
{
    bool TryRead(out ImuSample sample);

    bool TryRead(out GnssFix fix);
}

/// <summary>Everything that comes in.</summary>
public sealed record SenseInputs(ICanBus Bus, VehicleDecoder Decoder, IPictureIntake Pictures, IOutsideView Outside)
{
    /// <summary>The cabin's newest word about the driver; null when there is no cabin side.</summary>
    public LatestCell<DriverState>? Driver { get; init; }

    public IMotionSensors? Motion { get; init; }

    /// <summary>The cabin loop; null when there is none. It brings the driver, too.</summary>
    public ICabinSide? Cabin { get; init; }
}

/// <summary>Drains what came since the last frame: CAN with a limit, the newest picture, radar and ego motion from the decoder.</summary>
public sealed class SenseStage(StageMeter meter, SenseInputs inputs, IRecordSink records) : IStage
{
    private long _radarCycle;

    public StageMeter Meter { get; } = meter;

    public StageOutcome Run(in FrameTick tick, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        inputs.Outside.Sample(ref frame.Ledger);
        bool isDrained = DrainCan(in tick, frame);
        inputs.Pictures.Take(in tick, frame);
        TakeMotion(in tick);
        frame.Ego = inputs.Decoder.Ego(tick.Start);
        frame.Flags |= inputs.Decoder.Health(tick.Start);
        frame.CanFaults = inputs.Decoder.RxFaults.Total;
        TakeRadar(in tick, frame);
        TakeDriver(in tick, frame);
        TakeCabin(in tick, frame);
        WatchStreams(tick.Start, frame);
        EgoState ego = frame.Ego;
        records.TryWrite(StreamId.Ego, tick.Start, in ego);
        return isDrained ? StageOutcome.Ok : StageOutcome.Degraded;
    }

    /// <summary>False when more was waiting than one frame may take.</summary>
    private bool DrainCan(in FrameTick tick, FrameState frame)
    {
        while (frame.CanFrames.Count < FrameState.CanFramesMax && inputs.Bus.TryRead(out CanFrame received))
        {
            frame.CanFrames.TryAdd(in received);
            inputs.Decoder.Apply(in received);
            records.TryWrite(StreamId.CanRx, tick.Start, in received);
        }

        frame.Ledger.CanFrames = frame.CanFrames.Count;
        return frame.CanFrames.Count < FrameState.CanFramesMax;
    }

    private void TakeMotion(in FrameTick tick)
    {
        if (inputs.Motion is not { } motion)
            return;

        for (int i = 0; i < Streams.Imu.Capacity && motion.TryRead(out ImuSample sample); i++)
            records.TryWrite(StreamId.Imu, tick.Start, in sample);
        for (int i = 0; i < Streams.Gnss.Capacity && motion.TryRead(out GnssFix fix); i++)
            records.TryWrite(StreamId.Gnss, tick.Start, in fix);
    }

    private void TakeRadar(in FrameTick tick, FrameState frame)
    {
        if (inputs.Decoder.RadarCycle == _radarCycle)
            return;

        _radarCycle = inputs.Decoder.RadarCycle;
        frame.HasNewRadar = frame.HasRadarBeenSeen = true;
        frame.RadarCaptured = inputs.Decoder.RadarCaptured;
        foreach (ref readonly RadarTarget target in inputs.Decoder.Radar)
        {
            frame.Radar.TryAdd(in target);
            records.TryWrite(StreamId.Radar, tick.Start, in target);
        }
    }

    private void TakeDriver(in FrameTick tick, FrameState frame)
    {
        if (inputs.Driver is null || !inputs.Driver.TryRead(out DriverState driver) || driver == frame.Driver)
            return;

        frame.Driver = driver;
        records.TryWrite(StreamId.Driver, tick.Start, in driver);
    }

    private void TakeCabin(in FrameTick tick, FrameState frame)
    {
        if (inputs.Cabin is not { } cabin)
            return;

        cabin.Take(in tick, frame, records);
        cabin.Tell(new CabinOutside(frame.Ego, inputs.Decoder.Body(tick.Start), frame.IsWarned));
    }

    private static void WatchStreams(MonoTime now, FrameState frame)
    {
        if (frame.HasPictureBeenSeen && now.AgeOf(frame.PictureCaptured) > Streams.RoadCamera.MaxAge)
            frame.Flags |= HealthFlags.CameraStalled;
        if (frame.HasRadarBeenSeen && now.AgeOf(frame.RadarCaptured) > Streams.Radar.MaxAge)
            frame.Flags |= HealthFlags.RadarStalled;
    }
}
