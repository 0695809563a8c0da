using NUnit.Framework;
using SenseAuto.Cabin.Care;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Service.Session;

namespace SenseAuto.Tests.Cabin.Care;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OccupantMonitoringTests
{
    private readonly CareDrive _drive = new();

    [TestCase(Occupancy.Child, OccupantEvent.ChildAlone)]
    [TestCase(Occupancy.Infant, OccupantEvent.ChildAlone)]
    [TestCase(Occupancy.Pet, OccupantEvent.PetAlone)]
    public void Who_is_left_behind_is_told_within_15_s_of_locking_and_escalated_by_90_s(
        Occupancy who, OccupantEvent expected)
    {
        _drive.Rear = _drive.Rear with { Occupancy = who };
        _drive.Run(10).Park().Run(20);
        Assert.That(_drive.Event, Is.EqualTo(OccupantEvent.None));

        double lockedS = _drive.NowS;
        double toldS = _drive.Lock().TimeOf(expected, 30) - lockedS;
        Assert.That(toldS, Is.EqualTo(8.1).Within(0.11).And.LessThan(15));
        Assert.That(_drive.Last.Warning.Level, Is.EqualTo(WarningLevel.Caution));
        Assert.That(_drive.Last.Warning.ObjectId, Is.EqualTo((int)SeatId.Row2DriverSide));
        Assert.That(_drive.Last.Warning.Why[0].Quantity, Is.EqualTo(Quantity.LockedS));
        Assert.That(_drive.Last.Warning.Why[0].Limit, Is.EqualTo(8));

        _drive.Run(lockedS + 60 - _drive.NowS);
        Assert.That(_drive.Last.Warning.Level, Is.EqualTo(WarningLevel.Caution));
        _drive.Run(0.3);
        Assert.That(_drive.Last.Warning.Level, Is.EqualTo(WarningLevel.Imminent));
        Assert.That(_drive.Last.Alert.AsksForHelp, Is.False);
        _drive.Run(541);
        Assert.That(_drive.Last.Alert.AsksForHelp, Is.True);
    }

    [Test]
    public void Grown_person_beside_the_child_takes_care_of_it()
    {
        _drive.Rear = _drive.Rear with { Occupancy = Occupancy.Child };
        _drive.Passenger = _drive.Passenger with { Occupancy = Occupancy.Adult };

        Assert.That(_drive.Lock().TimeOf(OccupantEvent.ChildAlone, 60), Is.NaN);
    }

    [Test]
    public void Unlocking_ends_the_warning()
    {
        _drive.Rear = _drive.Rear with { Occupancy = Occupancy.Child };
        _drive.Lock().Run(20);
        Assert.That(_drive.Event, Is.EqualTo(OccupantEvent.ChildAlone));
        _drive.Body = _drive.Body with { IsLocked = false };
        _drive.Run(2.5);

        Assert.That(_drive.Event, Is.EqualTo(OccupantEvent.None));
        Assert.That(_drive.Last.Alert.Since, Is.EqualTo(default(MonoTime)));
    }

    [Test]
    public void Child_that_is_no_longer_seen_is_still_warned_of_and_an_empty_seat_ends_it()
    {
        _drive.Rear = _drive.Rear with { Occupancy = Occupancy.Child };
        _drive.Lock().Run(20);
        _drive.Rear = _drive.Rear with { Validity = Validity.Unavailable };
        _drive.Run(60);
        Assert.That(_drive.Event, Is.EqualTo(OccupantEvent.ChildAlone));
        Assert.That(_drive.Last.Alert.Validity, Is.EqualTo(Validity.Degraded));

        _drive.Rear = CareDrive.Seat(SeatId.Row2DriverSide, Occupancy.Empty, BeltState.Unknown);
        _drive.Run(1.8);
        Assert.That(_drive.Event, Is.EqualTo(OccupantEvent.ChildAlone));
        _drive.Run(0.4);
        Assert.That(_drive.Event, Is.EqualTo(OccupantEvent.None));
    }

    [TestCase(0.59f, false)]
    [TestCase(0.6f, true)]
    public void Unsure_sight_is_no_sight(float confidence, bool isTold)
    {
        _drive.Rear = _drive.Rear with { Occupancy = Occupancy.Child, Confidence = confidence };
        _drive.Lock().Run(20);

        Assert.That(_drive.Event == OccupantEvent.ChildAlone, Is.EqualTo(isTold));
    }

    [Test]
    public void Car_that_nobody_knows_to_be_locked_warns_of_nobody()
    {
        _drive.Rear = _drive.Rear with { Occupancy = Occupancy.Child };
        _drive.Lock();
        _drive.Body = _drive.Body with { Known = BodySignals.Ignition };
        _drive.HasSpeed = false;
        _drive.Run(30);

        Assert.That(_drive.Event, Is.EqualTo(OccupantEvent.None));
        Assert.That(_drive.Last.Status.State, Is.EqualTo(FunctionState.Unavailable));
        Assert.That(_drive.Last.Status.Reason, Is.EqualTo(FunctionReason.CanTimeout));
    }

    [Test]
    public void Thing_left_on_a_seat_is_told_when_everybody_has_gone()
    {
        _drive.Passenger = _drive.Passenger with { Occupancy = Occupancy.Item };
        _drive.Run(30);
        Assert.That(_drive.Event, Is.EqualTo(OccupantEvent.None));

        double leftS = _drive.NowS;
        double toldS = _drive.Park().TimeOf(OccupantEvent.ItemLeft, 20) - leftS;
        Assert.That(toldS, Is.EqualTo(3).Within(0.11));
        Assert.That(_drive.Last.Warning.Why[0].Quantity, Is.EqualTo(Quantity.OccupantConfidence));
        Assert.That(_drive.Last.Alert.Seat, Is.EqualTo(SeatId.Row1PassengerSide));

        _drive.Driver = CareDrive.Seat(SeatId.Row1DriverSide, Occupancy.Adult, BeltState.Off);
        _drive.Run(2.2);
        Assert.That(_drive.Event, Is.EqualTo(OccupantEvent.None));
    }

    [Test]
    public void Thing_is_not_left_while_a_seat_may_still_hold_somebody()
    {
        _drive.Passenger = _drive.Passenger with { Occupancy = Occupancy.Item };
        _drive.Rear = _drive.Rear with { Occupancy = Occupancy.Unknown };

        Assert.That(_drive.Park().TimeOf(OccupantEvent.ItemLeft, 20), Is.NaN);
    }

    [TestCase(25.0, false)]
    [TestCase(25.1, true)]
    public void Belt_taken_off_is_told_above_25_kmh(double kmh, bool isTold)
    {
        _drive.SpeedKmh = kmh;
        _drive.Run(5);
        _drive.Driver = _drive.Driver with { Belt = BeltState.Off };
        _drive.Run(1.2);

        Assert.That(_drive.Event == OccupantEvent.BeltOpened, Is.EqualTo(isTold));
        Assert.That(_drive.Last.Warning.Level == WarningLevel.Caution, Is.EqualTo(isTold));
    }

    [Test]
    public void Belt_rule_rests_again_only_when_the_speed_has_fallen_by_the_band()
    {
        _drive.SpeedKmh = 30;
        _drive.Run(5);
        _drive.SpeedKmh = 21;
        _drive.Driver = _drive.Driver with { Belt = BeltState.Off };
        _drive.Run(1.2);
        Assert.That(_drive.Event, Is.EqualTo(OccupantEvent.BeltOpened));

        _drive.SpeedKmh = 19.9;
        _drive.Run(2.3);
        Assert.That(_drive.Event, Is.EqualTo(OccupantEvent.None));
    }

    [Test]
    public void Belt_never_put_on_is_told_later_and_the_sound_ends()
    {
        _drive.Driver = _drive.Driver with { Belt = BeltState.Off };
        _drive.SpeedKmh = 50;
        _drive.Run(4.9);
        Assert.That(_drive.Event, Is.EqualTo(OccupantEvent.None));
        _drive.Run(0.3);
        Assert.That(_drive.Event, Is.EqualTo(OccupantEvent.BeltOff));
        Assert.That(_drive.Last.Warning.Level, Is.EqualTo(WarningLevel.Caution));
        Assert.That(_drive.Last.Warning.Why[0].Quantity, Is.EqualTo(Quantity.UnbeltedS));

        _drive.Run(94);
        Assert.That(_drive.Last.Warning.Level, Is.EqualTo(WarningLevel.Caution));
        _drive.Run(2);
        Assert.That(_drive.Last.Warning.Level, Is.EqualTo(WarningLevel.Information));
    }

    [Test]
    public void Open_buckle_is_believed_before_the_camera()
    {
        _drive.SpeedKmh = 50;
        _drive.Body = _drive.Body with { Known = _drive.Body.Known | BodySignals.Belts };
        _drive.Run(5.3);
        Assert.That(_drive.Event, Is.EqualTo(OccupantEvent.BeltOff), "the camera says on, the buckle is open");

        _drive.Body = _drive.Body with { Buckled = 1 << (int)SeatId.Row1DriverSide };
        _drive.Driver = _drive.Driver with { Belt = BeltState.Unknown };
        _drive.Run(2.2);
        Assert.That(_drive.Event, Is.EqualTo(OccupantEvent.None));
    }

    [Test]
    public void Belt_behind_the_back_is_seen_although_the_buckle_is_latched()
    {
        _drive.SpeedKmh = 50;
        _drive.Body = _drive.Body with
        {
            Known = _drive.Body.Known | BodySignals.Belts,
            Buckled = 1 << (int)SeatId.Row1DriverSide,
        };
        _drive.Driver = _drive.Driver with { Belt = BeltState.Misrouted };
        _drive.Run(5.3);

        Assert.That(_drive.Event, Is.EqualTo(OccupantEvent.BeltMisrouted));
        Assert.That(_drive.Last.Warning.Level, Is.EqualTo(WarningLevel.Information));
    }

    [Test]
    public void Belt_that_nobody_can_see_and_empty_seats_are_never_told()
    {
        _drive.SpeedKmh = 50;
        _drive.Driver = _drive.Driver with { Belt = BeltState.Off, BeltConfidence = 0.3f };
        _drive.Passenger = _drive.Passenger with { Belt = BeltState.Off };
        _drive.Rear = _drive.Rear with { Occupancy = Occupancy.Item, Belt = BeltState.Off };

        _drive.Run(30);
        Assert.That(_drive.Event, Is.EqualTo(OccupantEvent.None));
    }

    [TestCase(SeatId.Row1DriverSide, OccupantEvent.UnknownDriver)]
    [TestCase(SeatId.Row1PassengerSide, OccupantEvent.UnknownPassenger)]
    public void Person_the_car_does_not_know_is_told_quietly(SeatId seat, OccupantEvent expected)
    {
        OccupantState stranger = CareDrive.Seat(seat, Occupancy.Adult, BeltState.On) with
        {
            Identity = IdentityVerdict.Unauthorised,
        };
        if (seat == SeatId.Row1DriverSide)
            _drive.Driver = stranger;
        else
            _drive.Passenger = stranger;

        Assert.That(_drive.TimeOf(expected, 20), Is.EqualTo(3.1).Within(0.11));
        Assert.That(_drive.Last.Warning.Level, Is.EqualTo(WarningLevel.Information));
    }

    [Test]
    public void Person_not_yet_recognised_is_no_stranger()
    {
        _drive.Driver = _drive.Driver with { Identity = IdentityVerdict.Unknown };

        Assert.That(_drive.TimeOf(OccupantEvent.UnknownDriver, 20), Is.NaN);
    }

    [Test]
    public void Child_left_behind_comes_before_everything_else()
    {
        _drive.Passenger = _drive.Passenger with { Occupancy = Occupancy.Item };
        _drive.Rear = _drive.Rear with { Occupancy = Occupancy.Pet, Identity = IdentityVerdict.Unauthorised };
        _drive.Driver = CareDrive.Seat(SeatId.Row1DriverSide, Occupancy.Child, BeltState.Off);
        CareDrive locked = _drive.Lock();
        locked.Driver = CareDrive.Seat(SeatId.Row1DriverSide, Occupancy.Child, BeltState.Off);
        locked.Run(20);

        Assert.That(_drive.Event, Is.EqualTo(OccupantEvent.ChildAlone));
        Assert.That(_drive.Last.Status.State, Is.EqualTo(FunctionState.Warning));
    }

    [Test]
    public void Seats_that_nobody_sees_make_the_function_unavailable()
    {
        _drive.Driver = _drive.Driver with { Validity = Validity.Unavailable };
        _drive.Passenger = _drive.Passenger with { Validity = Validity.Unavailable };
        _drive.Rear = _drive.Rear with { Validity = Validity.Unavailable };
        _drive.Run(5);

        Assert.That(_drive.Last.Status.State, Is.EqualTo(FunctionState.Unavailable));
        Assert.That(_drive.Last.Status.Reason, Is.EqualTo(FunctionReason.NoCamera));
        Assert.That(_drive.Last.Alert.Validity, Is.EqualTo(Validity.Unavailable));
    }

    [Test]
    public void Missing_speed_is_named_and_old_body_signals_are_unknown()
    {
        _drive.HasSpeed = false;
        _drive.Run(5);
        Assert.That(_drive.Last.Status.Reason, Is.EqualTo(FunctionReason.NoSpeed));
        Assert.That(_drive.Last.Status.State, Is.EqualTo(FunctionState.Active));

        _drive.BodyIsOld = true;
        _drive.Run(1);
        Assert.That(_drive.Last.Status.State, Is.EqualTo(FunctionState.Unavailable));
        Assert.That(_drive.Last.Status.Reason, Is.EqualTo(FunctionReason.CanTimeout));
    }

    [Test]
    public void Function_that_is_switched_off_says_so()
    {
        _drive.IsEnabled = false;
        _drive.Run(1);

        Assert.That(_drive.Last.Status.State, Is.EqualTo(FunctionState.Off));
        Assert.That(_drive.Last.Warning.Level, Is.EqualTo(WarningLevel.None));
        Assert.That(_drive.Last.Alert.Validity, Is.EqualTo(Validity.Unavailable));
    }

    [Test]
    public void Seats_that_do_not_exist_are_not_looked_at_and_nothing_is_allocated()
    {
        CareLimits limits = CabinLimits.Care(Parameters.With());
        OccupantState[] seats =
        [
            CareDrive.Seat(SeatId.None, Occupancy.Adult, BeltState.Off),
            CareDrive.Seat((SeatId)200, Occupancy.Adult, BeltState.Off),
        ];
        CareStep step = default;
        bool isQuiet = true;
        long allocated = Allocation.Of(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                var input = new CareInput
                {
                    Now = new MonoTime(i * 100_000_000L),
                    IsEnabled = true,
                    Seats = seats,
                    Ego = new EgoState() with
                    {
                        Validity = Validity.Valid,
                        Known = EgoSignals.Speed,
                        Speed = new MetresPerSecond(30),
                    },
                    Body = default,
                };
                step = OccupantMonitoring.Step(in step.State, limits, in input);
                isQuiet &= step.Alert.Event == OccupantEvent.None;
            }
        });
        Assert.That(isQuiet, Is.True);
        Assert.That(allocated, Is.Zero);
    }
}
