using System.Collections.Generic;
using NUnit.Framework;
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

namespace SenseAuto.Tests.Service;

/// <summary>A running road loop asks for no memory.</summary>
public sealed class AllocationTests
{
    private const int Frames = 10_000;

    // A whole round of the drive: everything that happens later has happened once.
    private const int WarmUp = 1_300;

    // Lanes take most of a frame's time: they are looked for in every tenth one.
    private const int FramesPerPicture = 10;

    [Test]
    public void Ten_thousand_frames_allocate_nothing()
    {
        VehicleProfile vehicle = Played.Place.LoadVehicle("simulated-suv");
        VehicleCamera eyes = vehicle.Cameras["road"];
        var time = new ManualTime();
        time.AdvanceTo(MonoTime.FromSeconds(1));
        var bus = new RoundBus(Preload(vehicle, time.Now), DemoDrives.Motorway.Length, time);
        var camera = new StillCamera(eyes.Geometry, time);
        var records = new RecordRing(1 << 20);
        var clock = new FrameClock(time);
        using RoadSight sight = RoadEyes.Open(eyes, PixelFormat.Nv12, Played.LaneEyes);
        var setup = new RoadSetup(vehicle, ParameterSet.Defaults, eyes) { OutputDbc = Played.Place.LoadOutputDbc() };
        var inputs = new SenseInputs(bus, new VehicleDecoder(vehicle), new CameraIntake(camera, []), new OutsideWords());
        FrameLoop loop = RoadPipeline.Live(setup, new LiveParts(clock, inputs, sight, new RecordFan((records, Streams.All))));
        var run = new Run(loop, clock, time, camera, records);

        run.Step(WarmUp);
        long warningsBefore = run.Warnings;
        long allocated = Allocation.Of(() => run.Step(Frames));

        Assert.That(allocated, Is.Zero, "bytes");
        Assert.That(run.Warnings, Is.GreaterThan(warningsBefore), "warnings were to be among what is measured");
        Assert.That(run.Lanes, Is.Positive, "lanes were to be among what is measured");
        Assert.That(records.Refused, Is.Zero);
    }

    private static List<CanFrame> Preload(VehicleProfile vehicle, MonoTime start)
    {
        var time = new ManualTime();
        time.AdvanceTo(start);
        var bus = new SimCanBus(DemoDrives.Motorway, vehicle, time, start);
        var frames = new List<CanFrame>();
        while (!bus.IsEnded)
        {
            while (bus.TryRead(out CanFrame frame))
                frames.Add(frame);
            time.Advance(MonoDuration.FromMilliseconds(50));
        }

        return frames;
    }

    private sealed class Run(FrameLoop loop, FrameClock clock, ManualTime time, StillCamera camera, RecordRing records)
    {
        public long Warnings { get; private set; }

        public long Lanes { get; private set; }

        public void Step(int frames)
        {
            for (int i = 0; i < frames; i++)
            {
                camera.IsStalled = i % FramesPerPicture != 0;
                FrameTick tick = clock.Next();
                loop.RunFrame(in tick, tick.Start);
                Warnings += loop.Frame.Warnings.Count;
                Lanes += loop.Frame.Lanes.Count;
                while (records.TryPeek(out _))
                    records.Release();
                time.Advance(MonoDuration.FromMilliseconds(50));
            }
        }
    }

    /// <summary>The same recorded drive round and round.</summary>
    private sealed class RoundBus(List<CanFrame> frames, MonoDuration length, ManualTime time) : ICanBus
    {
        private int _next;
        private long _round;

        public bool IsEnded => false;

        public bool TryRead(out CanFrame frame)
        {
            frame = frames[_next];
            frame.Captured = new MonoTime(frame.Captured.Nanoseconds + (_round * length.Nanoseconds));
            if (frame.Captured > time.Now)
                return false;

            _next = (_next + 1) % frames.Count;
            _round += _next == 0 ? 1 : 0;
            return true;
        }

        public bool TrySend(in CanFrame frame) => true;
    }
}
