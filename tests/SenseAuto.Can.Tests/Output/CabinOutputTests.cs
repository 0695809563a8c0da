using System;
using System.Collections.Generic;
using System.IO;
using NUnit.Framework;
using SenseAuto.Can.Dbc;
using SenseAuto.Can.Output;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Can.Output;

/// <summary>What the vehicle hears of driver, seats and gestures, read back by the project's own DBC.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CabinOutputTests
{
    private static readonly DbcDatabase Database =
        DbcDatabase.Load(Path.Combine(SharedRecordings.RepositoryRoot, "hw/vehicles", OutputEncoder.DbcFileName));

    private static readonly MonoTime Now = MonoTime.FromSeconds(100);
    private readonly OutputEncoder _encoder = new(Database, bus: 2);
    private readonly FixedList<CanFrame> _frames = new(OutputEncoder.FramesMax);

    [Test]
    public void Driver_arrives_whole()
    {
        var driver = new DriverState(Now, Validity.Degraded, IsAttentive: false)
        {
            Attention = 42.5f,
            Sleepiness = 7.3f,
            Perclos = 0.125f,
            Zone = GazeZone.Lap,
            ZoneConfidence = 0.54f,
            EyesOnRoad = Answer.No,
            HandsOnWheel = Answer.Unknown,
            Event = DriverEvent.LongDistraction,
            EventSince = MonoTime.FromSeconds(97.5),
            Emotion = Emotion.Angry,
            Reason = FunctionReason.EyesHidden,
        };
        Assert.That(_encoder.Encode(in driver, Now, _frames), Is.True);

        Dictionary<string, double> values = Decode("SA_DriverState");
        Assert.That(values["Validity"], Is.EqualTo(1));
        Assert.That(values["IsAttentive"], Is.Zero);
        Assert.That(values["Attention"], Is.EqualTo(42.5));
        Assert.That(values["Sleepiness"], Is.EqualTo(7.3).Within(1e-6));
        Assert.That(values["Perclos"], Is.EqualTo(0.125).Within(1e-6));
        Assert.That(values["Zone"], Is.EqualTo((int)GazeZone.Lap));
        Assert.That(values["ZoneConfidence"], Is.EqualTo(0.54).Within(1e-6));
        Assert.That(values["EyesOnRoad"], Is.Zero);
        Assert.That(values["HandsOnWheel"], Is.NaN);
        Assert.That(values["Event"], Is.EqualTo((int)DriverEvent.LongDistraction));
        Assert.That(values["EventFor"], Is.EqualTo(2.5).Within(1e-6));
        Assert.That(values["Emotion"], Is.EqualTo((int)Emotion.Angry));
        Assert.That(values["Reason"], Is.EqualTo((int)FunctionReason.EyesHidden));
    }

    [Test]
    public void Recalled_seat_arrives_whole_and_what_is_no_number_is_not_available()
    {
        var points = new SeatSetPoints(0.215f, 0.031f, 0.42f, 0.2f, -0.1f);
        Assert.That(_encoder.Encode(in points, Now, _frames), Is.True);

        Dictionary<string, double> values = Decode("SA_SeatRecall");
        Assert.That(values["SeatForward"], Is.EqualTo(0.215).Within(5e-4));
        Assert.That(values["SeatHeight"], Is.EqualTo(0.031).Within(5e-4));
        Assert.That(values["Backrest"], Is.EqualTo(24.06).Within(0.05));
        Assert.That(values["MirrorYaw"], Is.EqualTo(11.46).Within(0.05));
        Assert.That(values["MirrorPitch"], Is.EqualTo(-5.73).Within(0.05));

        _frames.Clear();
        _encoder.Encode(points with { SeatHeightM = float.NaN, SeatForwardM = 3 }, Now, _frames);
        values = Decode("SA_SeatRecall");
        Assert.That(values["SeatHeight"], Is.NaN);
        Assert.That(values["SeatForward"], Is.EqualTo(0.51).Within(1e-6), "the signal's end");
    }

    [Test]
    public void Driver_who_is_not_known_is_not_available_but_the_reason_and_a_warning_are()
    {
        var driver = new DriverState(Now, Validity.Unavailable, IsAttentive: false)
        {
            Attention = 50,
            Zone = GazeZone.Road,
            Event = DriverEvent.Absent,
            EventSince = Now,
            Reason = FunctionReason.NoFace,
        };
        _encoder.Encode(in driver, Now, _frames);

        Dictionary<string, double> values = Decode("SA_DriverState");
        string[] unknown = ["IsAttentive", "Attention", "Sleepiness", "Perclos", "Zone", "EyesOnRoad", "Emotion"];
        foreach (string name in unknown)
            Assert.That(values[name], Is.NaN, name);
        Assert.That(values["Reason"], Is.EqualTo((int)FunctionReason.NoFace));
        Assert.That(values["Event"], Is.EqualTo((int)DriverEvent.Absent));
    }

    [Test]
    public void Sleepiness_that_is_not_known_is_not_available()
    {
        var driver = new DriverState(Now, Validity.Valid, IsAttentive: true) { EyesOnRoad = Answer.Yes };
        _encoder.Encode(in driver, Now, _frames);

        Dictionary<string, double> values = Decode("SA_DriverState");
        Assert.That(values["Sleepiness"], Is.NaN);
        Assert.That(values["Perclos"], Is.NaN);
        Assert.That(values["EventFor"], Is.NaN);
        Assert.That(values["IsAttentive"], Is.EqualTo(1));
        Assert.That(values["EyesOnRoad"], Is.EqualTo(1));
    }

    [Test]
    public void Seats_arrive_in_their_places_and_the_others_are_not_available()
    {
        OccupantState[] seats =
        [
            new(Now, SeatId.Row1DriverSide, Validity.Valid, Occupancy.Adult, 0.9f, BeltState.On, 0.8f,
                ChildSeatState.None, IdentityVerdict.Authorised, 7),
            new(Now, SeatId.Row2PassengerSide, Validity.Valid, Occupancy.Infant, 0.75f, BeltState.Unknown, 0,
                ChildSeatState.Fitted, IdentityVerdict.Unknown, 0),
            new(Now, SeatId.Row2Middle, Validity.Unavailable, Occupancy.Adult, 1, BeltState.On, 1,
                ChildSeatState.None, IdentityVerdict.Unknown, 0),
            new(Now, SeatId.None, Validity.Valid, Occupancy.Adult, 1, BeltState.On, 1,
                ChildSeatState.None, IdentityVerdict.Unknown, 0),
        ];
        var alert = new OccupantAlert(
            Now, Validity.Valid, OccupantEvent.ChildAlone, SeatId.Row2PassengerSide, MonoTime.FromSeconds(90), true);
        Assert.That(_encoder.Encode(in alert, seats, Now, _frames), Is.True);

        Dictionary<string, double> values = Decode("SA_Occupants");
        Assert.That(values["AlertEvent"], Is.EqualTo((int)OccupantEvent.ChildAlone));
        Assert.That(values["AlertSeat"], Is.EqualTo((int)SeatId.Row2PassengerSide));
        Assert.That(values["AlertFor"], Is.EqualTo(10).Within(1e-6));
        Assert.That(values["AsksForHelp"], Is.EqualTo(1));
        Assert.That(values["Row1DriverSideOccupancy"], Is.EqualTo((int)Occupancy.Adult));
        Assert.That(values["Row1DriverSideBelt"], Is.EqualTo((int)BeltState.On));
        Assert.That(values["Row1DriverSideIdentity"], Is.EqualTo((int)IdentityVerdict.Authorised));
        Assert.That(values["Row2PassengerSideConfidence"], Is.EqualTo(0.75).Within(1e-6));
        Assert.That(values["Row2PassengerSideChildSeat"], Is.EqualTo((int)ChildSeatState.Fitted));
        Assert.That(values["Row2MiddleValidity"], Is.Zero);
        Assert.That(values["Row2MiddleOccupancy"], Is.NaN);
        Assert.That(values["Row3MiddleValidity"], Is.NaN);
    }

    [Test]
    public void Gesture_arrives_with_what_it_asks_for()
    {
        var gesture = new GestureEvent(
            Now, SeatId.Row1DriverSide, GestureKind.Clockwise, GestureAction.VolumeUp, 0.97f,
            MonoTime.FromSeconds(99.4))
        {
            Control = CabinControl.CentreScreen,
        };
        Assert.That(_encoder.Encode(in gesture, Now, _frames), Is.True);

        Dictionary<string, double> values = Decode("SA_Gesture");
        Assert.That(values["Kind"], Is.EqualTo((int)GestureKind.Clockwise));
        Assert.That(values["Action"], Is.EqualTo((int)GestureAction.VolumeUp));
        Assert.That(values["Seat"], Is.EqualTo((int)SeatId.Row1DriverSide));
        Assert.That(values["Confidence"], Is.EqualTo(0.97).Within(1e-6));
        Assert.That(values["GestureFor"], Is.EqualTo(0.6).Within(1e-6));
        Assert.That(values["Control"], Is.EqualTo((int)CabinControl.CentreScreen));
    }

    [Test]
    public void Names_on_the_bus_are_those_of_the_program()
    {
        Check<DriverEvent>("SA_DriverState", "Event");
        Check<GazeZone>("SA_DriverState", "Zone");
        Check<Emotion>("SA_DriverState", "Emotion");
        Check<FunctionReason>("SA_DriverState", "Reason");
        Check<FunctionReason>("SA_FunctionReasons", "ReasonDriverMonitoring");
        Check<Quantity>("SA_WarningDriverMonitoring", "Why1Quantity");
        Check<OccupantEvent>("SA_Occupants", "AlertEvent");
        Check<SeatId>("SA_Occupants", "AlertSeat");
        Check<Occupancy>("SA_Occupants", "Row3MiddleOccupancy");
        Check<BeltState>("SA_Occupants", "Row3MiddleBelt");
        Check<GestureKind>("SA_Gesture", "Kind");
        Check<GestureAction>("SA_Gesture", "Action");
        Check<CabinControl>("SA_Gesture", "Control");

        static void Check<T>(string message, string signal)
            where T : struct, Enum
        {
            DbcSignal found = SignalOf(message, signal);
            foreach (T value in Enum.GetValues<T>())
            {
                Assert.That(found.TryChoice(value.ToString(), out long raw), Is.True, $"{signal} {value}");
                Assert.That(raw, Is.EqualTo(Convert.ToInt64(value, null)), $"{signal} {value}");
                Assert.That(raw, Is.LessThanOrEqualTo(found.Maximum), $"{signal} {value}");
            }
        }
    }

    [Test]
    public void Encoding_allocates_nothing()
    {
        var driver = new DriverState(Now, Validity.Valid, IsAttentive: true);
        OccupantState[] seats = [new OccupantState() with { Seat = SeatId.Row1DriverSide, Validity = Validity.Valid }];
        GestureEvent gesture = default;
        OccupantAlert alert = default;
        Round();

        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 100; i++)
                Round();
        });

        Assert.That(bytes, Is.Zero);

        void Round()
        {
            _frames.Clear();
            _encoder.Encode(in driver, Now, _frames);
            _encoder.Encode(in alert, seats, Now, _frames);
            _encoder.Encode(in gesture, Now, _frames);
        }
    }

    private static DbcSignal SignalOf(string message, string signal)
    {
        Assert.That(Database.TryFind(message, out DbcMessage? found), Is.True);
        foreach (DbcSignal one in found!.Signals)
        {
            if (one.Name == signal)
                return one;
        }

        throw new ArgumentException($"{message} has no {signal}");
    }

    /// <summary>Signals by name; NaN stands for "not available".</summary>
    private Dictionary<string, double> Decode(string name)
    {
        Assert.That(_frames.Count, Is.EqualTo(1));
        CanFrame frame = _frames.Items[0];
        Assert.That(Database.TryFind(frame.Id, isExtended: false, out DbcMessage? message), Is.True);
        Assert.That(message!.Name, Is.EqualTo(name));
        var codec = new MessageCodec(message);
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        for (int i = 0; i < codec.SignalCount; i++)
        {
            if (!message.Signals[i].TryChoice("SNA", out long raw))
                continue;

            bool isKnown = codec[i].Raw(frame.Payload) != raw;
            values[message.Signals[i].Name] = isKnown ? codec[i].Physical(frame.Payload) : double.NaN;
        }

        return values;
    }
}
