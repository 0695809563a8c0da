using NUnit.Framework;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Service;
using SenseAuto.Service.Cabin;
using SenseAuto.Service.Session;
using SenseAuto.Service.Stages;
using SenseAuto.Sim;

namespace SenseAuto.Tests.Service;

/// <summary>The cabin's word in the road loop: beside the road's warnings, on CAN, and what is said when it stays away.</summary>
public sealed class CabinArbitrationTests
{
    private const uint DriverMessage = 1380;
    private const uint SeatsMessage = 1381;
    private const uint GestureMessage = 1382;
    private readonly ManualTime _time = new();
    private readonly CabinChannel _channel = new();
    private readonly RecordRing _records = new(1 << 20);
    private FrameLoop _loop = null!;
    private FrameClock _clock = null!;

    [SetUp]
    public void Build() => Build(CabinPresence.On);

    [Test]
    public void Cabin_warning_stands_beside_the_roads()
    {
        Report(DriverEvent.LongDistraction, WarningLevel.Caution);
        Step();

        Assert.That(Level(FunctionId.DriverMonitoring), Is.EqualTo(WarningLevel.Caution));
        Assert.That(Played.StatusOf(_loop.Frame, FunctionId.DriverMonitoring).State, Is.EqualTo(FunctionState.Warning));
        Assert.That(Played.StatusOf(_loop.Frame, FunctionId.ForwardCollision).Function, Is.EqualTo(FunctionId.ForwardCollision));
    }

    [Test]
    public void Warning_that_is_no_longer_renewed_ends_and_the_function_is_unavailable()
    {
        Report(DriverEvent.LongDistraction, WarningLevel.Caution);
        Step(10);

        FunctionStatus status = Played.StatusOf(_loop.Frame, FunctionId.DriverMonitoring);
        Assert.That(Level(FunctionId.DriverMonitoring), Is.EqualTo(WarningLevel.None));
        Assert.That((status.State, status.Reason), Is.EqualTo((FunctionState.Unavailable, FunctionReason.FrameLate)));
    }

    [Test]
    public void Cabin_that_never_spoke_has_no_camera()
    {
        Step();

        FunctionStatus status = Played.StatusOf(_loop.Frame, FunctionId.OccupantMonitoring);
        Assert.That((status.State, status.Reason), Is.EqualTo((FunctionState.Unavailable, FunctionReason.NoCamera)));
    }

    [Test]
    public void Lost_cabin_says_that_its_model_is_missing_and_the_road_goes_on()
    {
        Build(CabinPresence.Lost);
        Step(3);

        foreach (FunctionId function in new[] { FunctionId.DriverMonitoring, FunctionId.OccupantMonitoring })
        {
            FunctionStatus status = Played.StatusOf(_loop.Frame, function);
            Assert.That((status.State, status.Reason), Is.EqualTo((FunctionState.Unavailable, FunctionReason.ModelMissing)));
        }

        Assert.That(Played.StatusOf(_loop.Frame, FunctionId.ForwardCollision).Function, Is.EqualTo(FunctionId.ForwardCollision));
    }

    [Test]
    public void Driver_and_seats_go_out_on_can_at_their_cycle_times()
    {
        int drivers = 0, seats = 0;
        for (int i = 0; i < 20; i++)
        {
            Report(DriverEvent.None, WarningLevel.None);
            Step();
            drivers += Sent(DriverMessage);
            seats += Sent(SeatsMessage);
        }

        Assert.That((drivers, seats), Is.EqualTo((10, 2)), "20 frames of 50 ms");
    }

    [TestCase(WarningLevel.None, 1)]
    [TestCase(WarningLevel.Information, 1)]
    [TestCase(WarningLevel.Caution, 0)]
    public void Gesture_goes_out_unless_a_warning_is_heard(WarningLevel warning, int expected)
    {
        CabinReport report = Make(DriverEvent.None, warning);
        report.Verdict.Gesture = new GestureEvent(
            _time.Now, SeatId.Row1PassengerSide, GestureKind.Fist, GestureAction.Reject, 0.9f, _time.Now);
        _channel.TrySend(in report);
        Step();

        Assert.That(Sent(GestureMessage), Is.EqualTo(expected));
    }

    [Test]
    public void Cabin_is_told_what_the_car_does()
    {
        Step(20);

        CabinOutside outside = _channel.Outside;
        Assert.That(outside.Ego.Validity, Is.Not.EqualTo(Validity.Unavailable));
        Assert.That(outside.Ego.Speed.ToKilometresPerHour(), Is.EqualTo(100).Within(1));
        Assert.That(outside.Body.Known, Is.EqualTo(BodySignals.Doors | BodySignals.Lock | BodySignals.Belts | BodySignals.Ignition));
        Assert.That(outside.Body.IsIgnitionOn, Is.True);
        Assert.That(outside.Body.IsLocked, Is.False);
    }

    [Test]
    public void Full_channel_takes_no_more_until_the_road_loop_has_read_it()
    {
        CabinReport report = Make(DriverEvent.None, WarningLevel.None);
        while (_channel.HasRoom)
            _channel.TrySend(in report);
        bool isTaken = _channel.TrySend(in report);
        Step();

        Assert.That(isTaken, Is.False);
        Assert.That(_channel.HasRoom, Is.True);
    }

    private void Build(CabinPresence presence)
    {
        VehicleProfile vehicle = Played.Place.LoadVehicle("simulated-suv");
        _time.AdvanceTo(_time.Now + MonoDuration.FromSeconds(1));
        _clock = new FrameClock(_time);
        var setup = new RoadSetup(vehicle, ParameterSet.Defaults, Camera: null)
        {
            OutputDbc = Played.Place.LoadOutputDbc(),
            Cabin = presence,
        };
        var bus = new SimCanBus(DemoDrives.Motorway, vehicle, _time, _time.Now);
        var inputs = new SenseInputs(bus, new VehicleDecoder(vehicle), new NoPictures(), new OutsideWords())
        {
            Cabin = presence == CabinPresence.On ? _channel : null,
        };
        _loop = RoadPipeline.Live(setup, new LiveParts(_clock, inputs, Sight: null, new RecordFan((_records, Streams.All))));
    }

    private void Report(DriverEvent what, WarningLevel level)
    {
        CabinReport report = Make(what, level);
        Assert.That(_channel.TrySend(in report), Is.True);
    }

    private CabinReport Make(DriverEvent what, WarningLevel level)
    {
        MonoTime now = _time.Now;
        var warning = new Warning
        {
            Captured = now,
            Function = FunctionId.DriverMonitoring,
            Level = level,
            ObjectId = (int)what,
            Since = now,
            ValidUntil = now + MonoDuration.FromMilliseconds(200),
        };
        FunctionState state = level == WarningLevel.None ? FunctionState.Active : FunctionState.Warning;
        var report = new CabinReport
        {
            Verdict = new CabinVerdict
            {
                At = now,
                Driver = new DriverState(now, Validity.Valid, level == WarningLevel.None) { Event = what },
                DriverStatus = new FunctionStatus(now, FunctionId.DriverMonitoring, state, FunctionReason.None),
                DriverWarning = warning,
                CareStatus = new FunctionStatus(now, FunctionId.OccupantMonitoring, FunctionState.Active, FunctionReason.None),
            },
        };
        return report;
    }

    private void Step(int frames = 1)
    {
        for (int i = 0; i < frames; i++)
        {
            while (_records.TryPeek(out _))
                _records.Release();
            FrameTick tick = _clock.Next();
            _loop.RunFrame(in tick, tick.Start);
            _time.Advance(MonoDuration.FromMilliseconds(50));
        }
    }

    private WarningLevel Level(FunctionId function)
    {
        foreach (ref readonly Warning warning in _loop.Frame.Warnings.Items)
        {
            if (warning.Function == function)
                return warning.Level;
        }

        return WarningLevel.None;
    }

    private int Sent(uint id)
    {
        int count = 0;
        foreach (ref readonly CanFrame frame in _loop.Frame.Outputs.Items)
            count += frame.Id == id ? 1 : 0;
        return count;
    }
}
