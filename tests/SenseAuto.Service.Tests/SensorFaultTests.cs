using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Service;
using SenseAuto.Service.Functions;
using SenseAuto.Service.Session;

namespace SenseAuto.Tests.Service;

/// <summary>
/// What each fault of a sensor takes away, for all seven road functions at once: those that need the sensor say why, the others stay
/// what they were. That the faults are found in pictures is tested where pictures are.
/// </summary>
public sealed class SensorFaultTests
{
    private const FunctionId Forward = FunctionId.ForwardCollision;
    private const FunctionId StopAndGo = FunctionId.StopAndGo;
    private const FunctionId HighBeam = FunctionId.HighBeam;
    private const RoadSights AllSights =
        RoadSights.Lanes | RoadSights.Objects | RoadSights.Signs | RoadSights.Lights | RoadSights.Night;

    private static readonly FunctionId[] EyesOnly =
    [
        FunctionId.PedestrianCollision, FunctionId.LaneDeparture, FunctionId.TrafficLight, FunctionId.TrafficSign, HighBeam,
    ];

    private readonly FrameState _frame = new();
    private IRoadFunction[] _functions = [];
    private MonoTime _now;

    [SetUp]
    public void SetUp()
    {
        var sensors = new SensorView(HasCamera: true, HasRadar: true);
        var measures = new OwnMeasures(new Metres(3.7), new Metres(2.7), new Metres(0.9));
        _functions = RoadFunctions.All(PolicyLimits.From(ParameterSet.Defaults), measures, sensors);
        _now = MonoTime.FromSeconds(10);
        _frame.Ledger.Sights = AllSights;
        Step(30);
        Assert.That(Unavailable(), Is.Empty, "well before");
    }

    [TestCase(HealthFlags.CameraFrozen, FunctionReason.CameraFrozen)]
    [TestCase(HealthFlags.CameraBlinded, FunctionReason.CameraBlinded)]
    [TestCase(HealthFlags.CameraMisaligned, FunctionReason.CameraMisaligned)]
    public void Camera_that_misleads_takes_all_away_that_needs_eyes(HealthFlags flag, FunctionReason reason)
    {
        Step(1, HealthFlags.CameraImpaired | flag);

        Assert.That(Unavailable(), Is.EquivalentTo(EyesOnly.Select(function => (function, reason))));
    }

    [TestCase(HealthFlags.CameraBlocked, FunctionReason.CameraBlocked)]
    [TestCase(HealthFlags.CameraDark, FunctionReason.CameraDark)]
    [TestCase(HealthFlags.CameraBlurred, FunctionReason.CameraBlurred)]
    public void Camera_that_sees_little_leaves_the_high_beam_to_what_it_sees_of_the_night(HealthFlags flag, FunctionReason reason)
    {
        Step(1, HealthFlags.CameraImpaired | flag);

        Assert.That(
            Unavailable(), Is.EquivalentTo(EyesOnly.Where(function => function != HighBeam).Select(function => (function, reason))));
    }

    [Test]
    public void Camera_of_another_size_takes_all_away_that_needs_eyes()
    {
        Step(1, HealthFlags.CameraMismatch);

        Assert.That(
            Unavailable(), Is.EquivalentTo(EyesOnly.Select(function => (function, FunctionReason.CameraMismatch))));
    }

    [Test]
    public void Camera_that_stops_takes_all_away_that_needs_eyes()
    {
        Step(12, hasCamera: false);

        Assert.That(Unavailable(), Is.EquivalentTo(EyesOnly.Select(function => (function, FunctionReason.NoCamera))));
    }

    [Test]
    public void Radar_that_stops_takes_nothing_away_while_the_camera_sees_objects()
    {
        Step(12, HealthFlags.RadarStalled, hasRadar: false);

        Assert.That(Unavailable(), Is.Empty);
    }

    [Test]
    public void Radar_that_stops_takes_the_warnings_of_objects_away_where_no_network_looks_for_them()
    {
        _frame.Ledger.Sights = AllSights & ~RoadSights.Objects;
        Step(12, HealthFlags.RadarStalled, hasRadar: false);

        Assert.That(Unavailable().Select(lost => lost.Function), Is.SupersetOf(new[] { Forward, StopAndGo }));
    }

    [Test]
    public void Network_that_is_not_there_is_named_by_who_needs_it()
    {
        _frame.Ledger.Sights = AllSights & ~RoadSights.Objects;
        Step(1);

        Assert.That(
            Unavailable(), Is.EqualTo(new[] { (FunctionId.PedestrianCollision, FunctionReason.ModelMissing) }));
    }

    [Test]
    public void Radar_and_camera_that_fail_take_everything_away()
    {
        Step(12, HealthFlags.RadarStalled | HealthFlags.CameraImpaired | HealthFlags.CameraFrozen, hasRadar: false);

        Assert.That(
            Unavailable().Select(lost => lost.Function), Is.EquivalentTo((FunctionId[])[Forward, StopAndGo, .. EyesOnly]));
    }

    [Test]
    public void What_was_lost_comes_back_in_the_next_frame()
    {
        Step(1, HealthFlags.CameraImpaired | HealthFlags.CameraBlocked);
        Step(1);

        Assert.That(Unavailable(), Is.Empty);
    }

    private List<(FunctionId Function, FunctionReason Reason)> Unavailable() =>
    [
        .. _frame.Functions.Items.ToArray()
            .Where(status => status.State == FunctionState.Unavailable)
            .Select(status => (status.Function, status.Reason)),
    ];

    private void Step(int frames, HealthFlags flags = HealthFlags.None, bool hasCamera = true, bool hasRadar = true)
    {
        for (int i = 0; i < frames; i++)
            Step(flags, hasCamera, hasRadar);
    }

    /// <summary>A motorway at 90 km/h by night between two lines, nobody else there.</summary>
    private void Step(HealthFlags flags, bool hasCamera, bool hasRadar)
    {
        _now += MonoDuration.FromMilliseconds(50);
        _frame.Flags = flags;
        _frame.Ego = new EgoState
        {
            Captured = _now,
            Validity = Validity.Valid,
            Known = (EgoSignals)255,
            Speed = MetresPerSecond.FromKilometresPerHour(90),
        };
        if (hasCamera)
            Show();
        if (hasRadar)
            (_frame.HasRadarBeenSeen, _frame.RadarCaptured) = (true, _now);
        _frame.Functions.Clear();
        foreach (IRoadFunction function in _functions)
            function.Step(_now, _frame);
    }

    private void Show()
    {
        _frame.Note(_now);
        _frame.Night = new NightScene { Captured = _now, Validity = Validity.Valid, Ambient = AmbientLevel.Night };
        _frame.Lanes.Clear();
        Show(LaneSide.Left, 1.75);
        Show(LaneSide.Right, -1.75);
    }

    private void Show(LaneSide side, double leftM)
    {
        var line = new LaneLine(
            _now, side, Validity.Valid, LaneLineType.Solid, new Metres(leftM), default, default, 0, new Metres(5), new Metres(50), 0.9f,
            new Metres(0.03));
        _frame.Lanes.TryAdd(in line);
    }
}
