using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Telemetry.Mqtt;

namespace SenseAuto.Telemetry.Tests.Mqtt;

/// <summary>What a fleet hears of driver, seats and gestures: from records to values, without a broker.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class VssCabinTests
{
    private static readonly MonoTime Start = MonoTime.FromSeconds(100);
    private readonly FrameAssembler _assembler = new();
    private readonly RecordRing _ring = new(1 << 16);

    private void Frame<T>(StreamId stream, T record, double atS = 0)
        where T : unmanaged
    {
        MonoTime now = Start + MonoDuration.FromSeconds(atS);
        _ring.TryWrite(stream, now, in record);
        Close(now);
    }

    private void Close(MonoTime now)
    {
        _ring.TryWrite(StreamId.Ledger, now, new FrameLedger { Start = now });
        while (_ring.TryPeek(out RingRecord record))
        {
            _assembler.Accept(in record);
            _ring.Release();
        }
    }

    private string Value(string path)
    {
        VssRow row = VssMap.Rows.Single(one => one.Path == path);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
            row.Value(_assembler.Frame, json);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static DriverState Driver() => new(Start, Validity.Valid, IsAttentive: true)
    {
        Attention = 80,
        Sleepiness = 7,
        Perclos = 0.125f,
        Zone = GazeZone.CentreStack,
        EyesOnRoad = Answer.No,
        HandsOnWheel = Answer.Unknown,
        Event = DriverEvent.Drowsy,
        Emotion = Emotion.Happy,
        Reason = FunctionReason.None,
    };

    [TestCase("Vehicle/Driver/AttentiveProbability", "80")]
    [TestCase("Vehicle/Driver/DistractionLevel", "20")]
    [TestCase("Vehicle/Driver/FatigueLevel", "75")]
    [TestCase("Vehicle/Driver/IsEyesOnRoad", "false")]
    [TestCase("Vehicle/Driver/IsHandsOnWheel", "null")]
    [TestCase("Vehicle/SenseAuto/Cabin/Driver/GazeZone", "\"CentreStack\"")]
    [TestCase("Vehicle/SenseAuto/Cabin/Driver/Sleepiness", "7")]
    [TestCase("Vehicle/SenseAuto/Cabin/Driver/Perclos", "12.5")]
    [TestCase("Vehicle/SenseAuto/Cabin/Driver/Emotion", "\"Happy\"")]
    [TestCase("Vehicle/SenseAuto/Cabin/Driver/Event", "\"Drowsy\"")]
    [TestCase("Vehicle/SenseAuto/Cabin/Driver/Reason", "\"None\"")]
    public void Driver_is_published(string path, string expected)
    {
        Frame(StreamId.Driver, Driver());

        Assert.That(Value(path), Is.EqualTo(expected));
    }

    [Test]
    public void Driver_who_is_not_seen_is_unknown_but_the_reason_is_told()
    {
        Frame(StreamId.Driver, Driver() with { Validity = Validity.Unavailable, Reason = FunctionReason.NoFace });

        Assert.That(Value("Vehicle/Driver/AttentiveProbability"), Is.EqualTo("null"));
        Assert.That(Value("Vehicle/Driver/IsEyesOnRoad"), Is.EqualTo("null"));
        Assert.That(Value("Vehicle/SenseAuto/Cabin/Driver/GazeZone"), Is.EqualTo("null"));
        Assert.That(Value("Vehicle/SenseAuto/Cabin/Driver/Reason"), Is.EqualTo("\"NoFace\""));
    }

    [Test]
    public void Sleepiness_that_is_not_known_is_unknown()
    {
        Frame(StreamId.Driver, Driver() with { Sleepiness = 0, Emotion = Emotion.Unknown, Zone = GazeZone.Unknown });

        Assert.That(Value("Vehicle/Driver/FatigueLevel"), Is.EqualTo("null"));
        Assert.That(Value("Vehicle/SenseAuto/Cabin/Driver/Perclos"), Is.EqualTo("null"));
        Assert.That(Value("Vehicle/SenseAuto/Cabin/Driver/Emotion"), Is.EqualTo("null"));
        Assert.That(Value("Vehicle/SenseAuto/Cabin/Driver/GazeZone"), Is.EqualTo("null"));
    }

    [TestCase(0.2, "80")]
    [TestCase(0.21, "null")]
    public void Old_driver_is_unknown(double afterS, string expected)
    {
        Frame(StreamId.Driver, Driver());
        Close(Start + MonoDuration.FromSeconds(afterS));

        Assert.That(Value("Vehicle/Driver/AttentiveProbability"), Is.EqualTo(expected));
    }

    [TestCase(Occupancy.Adult, BeltState.On, "\"OCCUPIED\"", "true", "\"Adult\"")]
    [TestCase(Occupancy.Child, BeltState.Off, "\"OCCUPIED\"", "false", "\"Child\"")]
    [TestCase(Occupancy.Empty, BeltState.Unknown, "\"EMPTY\"", "null", "\"Empty\"")]
    [TestCase(Occupancy.Unknown, BeltState.Misrouted, "\"UNKNOWN\"", "true", "\"Unknown\"")]
    public void Seat_is_published_in_the_words_of_vss(
        Occupancy who, BeltState belt, string status, string isBelted, string occupant)
    {
        Frame(StreamId.Seats, new OccupantState(
            Start, SeatId.Row2Middle, Validity.Valid, who, 1, belt, 1, default, IdentityVerdict.Authorised, 5));

        Assert.That(Value("Vehicle/Cabin/Seat/Row2/Middle/OccupancyStatus"), Is.EqualTo(status));
        Assert.That(Value("Vehicle/Cabin/Seat/Row2/Middle/IsBelted"), Is.EqualTo(isBelted));
        Assert.That(Value("Vehicle/SenseAuto/Cabin/Seat/Row2/Middle/Occupant"), Is.EqualTo(occupant));
        Assert.That(Value("Vehicle/Cabin/Seat/Row1/DriverSide/OccupancyStatus"), Is.EqualTo("null"));
    }

    [TestCase(Validity.Valid, BeltState.Misrouted, ChildSeatState.Fitted, "\"Misrouted\"", "\"Fitted\"")]
    [TestCase(Validity.Degraded, BeltState.On, ChildSeatState.None, "\"On\"", "\"None\"")]
    [TestCase(Validity.Valid, BeltState.Unknown, ChildSeatState.Unknown, "null", "null")]
    [TestCase(Validity.Unavailable, BeltState.On, ChildSeatState.Fitted, "null", "null")]
    public void Belt_and_child_seat_are_published_unless_unknown(
        Validity validity, BeltState belt, ChildSeatState childSeat, string expectedBelt, string expectedSeat)
    {
        Frame(StreamId.Seats, new OccupantState(
            Start, SeatId.Row2Middle, validity, Occupancy.Child, 1, belt, 1, childSeat, default, 0));

        Assert.That(Value("Vehicle/SenseAuto/Cabin/Seat/Row2/Middle/Belt"), Is.EqualTo(expectedBelt));
        Assert.That(Value("Vehicle/SenseAuto/Cabin/Seat/Row2/Middle/ChildSeat"), Is.EqualTo(expectedSeat));
    }

    [Test]
    public void Alert_is_published_with_its_seat()
    {
        Frame(StreamId.CareAlert, new OccupantAlert(
            Start, Validity.Valid, OccupantEvent.ChildAlone, SeatId.Row2DriverSide, Start, AsksForHelp: true));

        Assert.That(Value("Vehicle/SenseAuto/Cabin/Alert/Event"), Is.EqualTo("\"ChildAlone\""));
        Assert.That(Value("Vehicle/SenseAuto/Cabin/Alert/Seat"), Is.EqualTo("\"Row2DriverSide\""));
        Assert.That(Value("Vehicle/SenseAuto/Cabin/Alert/AsksForHelp"), Is.EqualTo("true"));
        Close(Start + MonoDuration.FromSeconds(2.1));
        Assert.That(Value("Vehicle/SenseAuto/Cabin/Alert/Event"), Is.EqualTo("null"));
    }

    [Test]
    public void Gesture_is_published_and_forgotten()
    {
        Frame(StreamId.Gestures, new GestureEvent(
            Start, SeatId.Row1DriverSide, GestureKind.Clockwise, GestureAction.VolumeUp, 0.9f, Start)
        {
            Control = CabinControl.CentreScreen,
        });

        Assert.That(Value("Vehicle/SenseAuto/Cabin/Gesture/Kind"), Is.EqualTo("\"Clockwise\""));
        Assert.That(Value("Vehicle/SenseAuto/Cabin/Gesture/Action"), Is.EqualTo("\"VolumeUp\""));
        Assert.That(Value("Vehicle/SenseAuto/Cabin/Gesture/Control"), Is.EqualTo("\"CentreScreen\""));
        Close(Start + MonoDuration.FromSeconds(2.1));
        Assert.That(Value("Vehicle/SenseAuto/Cabin/Gesture/Kind"), Is.EqualTo("null"));
    }

    [Test]
    public void Nobody_is_named_and_the_monitoring_function_has_its_branch()
    {
        string[] paths = [.. VssMap.Rows.Select(row => row.Path)];

        Assert.That(paths, Has.Member("Vehicle/ADAS/DMS/IsEnabled"));
        Assert.That(paths, Has.Member("Vehicle/ADAS/DMS/IsWarning"));
        Assert.That(paths, Has.Member("Vehicle/ADAS/DMS/IsError"));
        Assert.That(paths.Where(path => path.Contains("Identifier") || path.Contains("Person")), Is.Empty);
    }

    [Test]
    public void Silence_makes_the_cabin_unknown()
    {
        Frame(StreamId.Driver, Driver());
        _assembler.Frame.Forget(Start + MonoDuration.FromSeconds(5));

        Assert.That(Value("Vehicle/Driver/AttentiveProbability"), Is.EqualTo("null"));
        Assert.That(Value("Vehicle/SenseAuto/Cabin/Driver/Event"), Is.EqualTo("null"));
    }
}
