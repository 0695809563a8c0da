using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Service;
using SenseAuto.Service.Session;
using SenseAuto.Service.Stages;
using SenseAuto.Sim;
using SenseAuto.Sim.Pictures;

namespace SenseAuto.Tests.Service;

/// <summary>The whole road loop on a simulated car, one frame at a time, with taps to turn its inputs off and spoil them.</summary>
internal sealed class LoopBench : IDisposable
{
    private readonly RoadSight _sight;

    /// <param name="script">What the bus tells; null: the motorway.</param>
    /// <param name="down">How much farther down the camera looks than its profile says.</param>
    public LoopBench(DriveScript? script = null, Radians down = default)
    {
        VehicleProfile vehicle = Played.Place.LoadVehicle("simulated-suv");
        VehicleCamera eyes = vehicle.Cameras["road"];
        Time.AdvanceTo(MonoTime.FromSeconds(1));
        Bus = new TappedBus(new SimCanBus(script ?? DemoDrives.Motorway, vehicle, Time, Time.Now));
        CameraGeometry hung = eyes.Geometry with { PitchDown = new Radians(eyes.Geometry.PitchDown.Value + down.Value) };
        Camera = new StillCamera(hung, Time);
        _sight = RoadEyes.Open(eyes, PixelFormat.Nv12, Played.LaneEyes);
        Clock = new FrameClock(Time);
        var setup = new RoadSetup(vehicle, ParameterSet.Defaults, eyes) { OutputDbc = Played.Place.LoadOutputDbc() };
        var inputs = new SenseInputs(Bus, new VehicleDecoder(vehicle), new CameraIntake(Camera, []), Outside);
        Loop = RoadPipeline.Live(setup, new LiveParts(Clock, inputs, _sight, new RecordFan((Records, Streams.All))));
    }

    public ManualTime Time { get; } = new();

    public FrameClock Clock { get; }

    public TappedBus Bus { get; }

    public StillCamera Camera { get; }

    public OutsideWords Outside { get; } = new();

    public RecordRing Records { get; } = new(1 << 20);

    public FrameLoop Loop { get; }

    public FrameState Frame => Loop.Frame;

    public FunctionStatus Forward => Played.StatusOf(Frame, FunctionId.ForwardCollision);

    public FunctionStatus Lane => Played.StatusOf(Frame, FunctionId.LaneDeparture);

    /// <summary>Runs one frame and then moves time to the next; its records are still in the ring.</summary>
    /// <param name="lateBy">How long after its due time the frame begins.</param>
    public void Step(MonoDuration lateBy = default)
    {
        DropRecords();
        MonoTime due = Time.Now;
        Time.Advance(lateBy);
        FrameTick tick = Clock.Next();
        Loop.RunFrame(in tick, due);
        Time.AdvanceTo(due + MonoDuration.FromMilliseconds(50));
    }

    public void Step(int frames)
    {
        for (int i = 0; i < frames; i++)
            Step();
    }

    /// <summary>Streams of the last frame's records, in order.</summary>
    public List<StreamId> TakeStreams()
    {
        var streams = new List<StreamId>();
        while (Records.TryPeek(out RingRecord record))
        {
            streams.Add(record.Stream);
            Records.Release();
        }

        return streams;
    }

    public void DropRecords()
    {
        while (Records.TryPeek(out _))
            Records.Release();
    }

    public void Dispose() => _sight.Dispose();
}

/// <summary>A bus of which single frames can be held back or replaced.</summary>
internal sealed class TappedBus(ICanBus bus) : ICanBus
{
    /// <summary>What becomes of a received frame; null: it never arrives.</summary>
    public Func<CanFrame, CanFrame?> Tap { get; set; } = frame => frame;

    public List<CanFrame> Sent { get; } = [];

    public bool TakesFrames { get; set; } = true;

    public bool IsEnded => bus.IsEnded;

    public bool TryRead(out CanFrame frame)
    {
        while (bus.TryRead(out frame))
        {
            if (Tap(frame) is not { } tapped)
                continue;

            frame = tapped;
            return true;
        }

        return false;
    }

    public bool TrySend(in CanFrame frame)
    {
        Sent.Add(frame);
        return TakesFrames;
    }
}

/// <summary>One picture of the simulated road, given again every 50 ms. Draws nothing while it runs.</summary>
internal sealed class StillCamera : ICameraSource
{
    public const int Pictures = 4;
    private readonly TimeProvider _time;
    private readonly MonoDuration _period = MonoDuration.FromMilliseconds(50);
    private MonoTime _due;
    private long _sequence;

    public StillCamera(CameraGeometry geometry, ManualTime time)
    {
        _time = time;
        _due = time.Now;
        (Width, Height) = (geometry.Width, geometry.Height);
        Pool = new FramePool(Pictures, CameraFrame.BytesFor(geometry.Width, geometry.Height, PixelFormat.Nv12));
        var world = new World(DemoDrives.Motorway with { Cars = [] });
        var painter = new RoadPicture(geometry, DemoDrives.Motorway.Road, new RoadConditions(), seed: 1);
        List<CameraFrame> all = RentAll();
        foreach (CameraFrame picture in all)
            painter.Draw(world, picture.Pixels);
        foreach (CameraFrame picture in all)
            picture.Release();
    }

    public FramePool Pool { get; }

    public int Width { get; set; }

    public int Height { get; set; }

    public bool IsStalled { get; set; }

    /// <summary>Pictures that could not be given because all were held.</summary>
    public long Starved { get; private set; }

    public bool IsEnded => false;

    public bool TryRead([NotNullWhen(true)] out CameraFrame? frame)
    {
        frame = null;
        if (_time.GetTimestamp() < _due.Nanoseconds)
            return false;

        MonoTime captured = _due;
        _due += _period;
        if (IsStalled)
            return false;
        if (!Pool.TryRent(out CameraFrame rented))
        {
            Starved++;
            return false;
        }

        frame = rented;
        Grain(frame.Pixels);
        frame.Describe(captured, _sequence++, Width, Height, PixelFormat.Nv12);
        return true;
    }

    /// <summary>A living sensor never gives the same picture twice: the last bit of some values changes.</summary>
    private void Grain(Span<byte> pixels)
    {
        const int stride = 13;
        for (int i = (int)(_sequence % stride); i < pixels.Length; i += stride)
            pixels[i] ^= 1;
    }

    /// <summary>Every picture that nobody holds.</summary>
    public List<CameraFrame> RentAll()
    {
        var rented = new List<CameraFrame>();
        while (Pool.TryRent(out CameraFrame picture))
            rented.Add(picture);
        return rented;
    }
}

/// <summary>Says what other threads would.</summary>
internal sealed class OutsideWords : IOutsideView
{
    public HealthFlags Flags { get; set; }

    public void Sample(ref FrameLedger ledger) => ledger.ExternalFlags = Flags;
}
