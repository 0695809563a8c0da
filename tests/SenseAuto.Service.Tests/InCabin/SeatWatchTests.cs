using System;
using NUnit.Framework;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Identity;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Service.Cabin;

namespace SenseAuto.Tests.Service;

/// <summary>Looks of the slow networks over time: what lies on a seat that no network names, and who drives.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SeatWatchTests
{
    private const double LookS = 0.6;
    private const int Driver = 0;
    private const int Passenger = 1;
    private static readonly PictureSize Size = new(1000, 500);
    private static readonly OccupantLimits Limits = OccupantLimits.Read(ParameterSet.Defaults.Number);
    private static readonly IdentityLimits Identity = IdentityLimits.Read(ParameterSet.Defaults.Number);
    private static readonly SeatSetPoints Points = new(0.2f, 0.03f, 0.4f, 0.1f, -0.1f);
    private static readonly SeatMap Map = new(
    [
        new SeatRegion(SeatId.Row1DriverSide, new PixelBox(0, 0, 0.5f, 1)),
        new SeatRegion(SeatId.Row1PassengerSide, new PixelBox(0.5f, 0, 0.5f, 1)),
    ]);

    private readonly CabinLook _look = new();
    private SeatWatch _watch = new(Map, Limits, Identity, []);
    private MonoTime _now = MonoTime.FromSeconds(1);

    [Test]
    public void Empty_seat_is_learned_in_its_time_and_a_thing_without_a_name_is_then_told()
    {
        bool wasEarly = false;
        for (double s = 0; s < Limits.EmptyLearn.Seconds + 8; s += LookS)
        {
            Look(Stripes);
            wasEarly |= s < Limits.EmptyLearn.Seconds - 1 && IsLearned(Passenger);
        }

        Assert.That(wasEarly, Is.False, "learned before its time");
        Assert.That(IsLearned(Passenger), Is.True);
        Assert.That(Seat(Passenger).Occupancy, Is.EqualTo(Occupancy.Empty));

        for (int i = 0; i < 20; i++)
            Look(WithBag);

        Assert.That(Seat(Passenger).Occupancy, Is.EqualTo(Occupancy.Item));
        Assert.That(Seat(Passenger).Validity, Is.EqualTo(Validity.Valid));
    }

    [Test]
    public void Picture_without_content_puts_nothing_on_a_learned_seat()
    {
        Learn();
        for (int i = 0; i < 20; i++)
            Look(levels: null);

        Assert.That(Seat(Passenger).Occupancy, Is.EqualTo(Occupancy.Empty));
        Assert.That(IsLearned(Passenger), Is.True);
    }

    [Test]
    public void Seat_with_somebody_on_it_is_never_learned()
    {
        for (double s = 0; s < Limits.EmptyLearn.Seconds + 8; s += LookS)
            Look(Stripes, with: new CabinObject(CabinObjectKind.Person, 0.8f, new PixelBox(600, 50, 300, 400)));

        Assert.That(IsLearned(Passenger), Is.False);
        Assert.That(IsLearned(Driver), Is.True);
        Assert.That(Seat(Passenger).Occupancy, Is.EqualTo(Occupancy.Adult));
    }

    [Test]
    public void Changed_look_of_an_empty_seat_is_its_look_after_a_while()
    {
        Learn();
        for (double s = 0; s < Limits.EmptyRelearn.Seconds + Limits.EmptyLearn.Seconds + 10; s += 0.9)
            Look(WithBag, stepS: 0.9);

        Assert.That(Seat(Passenger).Occupancy, Is.EqualTo(Occupancy.Empty));
    }

    [Test]
    public void Recognised_driver_gets_the_seat_once()
    {
        Know(mayDrive: true);
        int recalls = 0;
        for (double s = 0; s < Identity.Confirm.Seconds + 5; s += LookS)
        {
            Look(Stripes, person: 7, mayDrive: true);
            recalls += _watch.Recall == Points ? 1 : 0;
        }

        Assert.That(recalls, Is.EqualTo(1));
        Assert.That(Seat(Driver).Identity, Is.EqualTo(IdentityVerdict.Authorised));
        Assert.That(Seat(Driver).PersonId, Is.EqualTo(7));
    }

    [TestCase(0, false, TestName = "Stranger_at_the_wheel_is_not_authorised_and_gets_no_seat")]
    [TestCase(7, false, TestName = "Guest_at_the_wheel_is_not_authorised_and_gets_no_seat")]
    public void Nobody_else_gets_a_seat(int person, bool mayDrive)
    {
        Know(mayDrive);
        for (double s = 0; s < Identity.UnknownConfirm.Seconds + 5; s += LookS)
        {
            Look(Stripes, person: person, mayDrive: mayDrive);
            Assert.That(_watch.Recall, Is.Null);
        }

        Assert.That(Seat(Driver).Identity, Is.EqualTo(IdentityVerdict.Unauthorised));
    }

    [Test]
    public void Car_that_knows_nobody_takes_nobody_for_a_stranger()
    {
        for (int i = 0; i < 30; i++)
            Look(Stripes, person: 0, mayDrive: false);

        Assert.That(Seat(Driver).Identity, Is.EqualTo(IdentityVerdict.Unknown));
    }

    [Test]
    public void Belt_below_the_arm_of_the_driver_is_told_on_the_drivers_seat()
    {
        for (int i = 0; i < 15; i++)
            Look(Stripes, person: 0, belt: new BeltReading(0.02f, 0.96f, 0));

        Assert.That(Seat(Driver).Belt, Is.EqualTo(BeltState.Misrouted));
        Assert.That(Seat(Passenger).Belt, Is.EqualTo(BeltState.Unknown));
    }

    [TestCase(4f, 0.95f, ChildSeatState.Fitted)]
    [TestCase(4f, 0.05f, ChildSeatState.Unknown)]
    [TestCase(40f, 0.95f, ChildSeatState.None)]
    public void Child_in_a_harness_sits_in_a_child_seat(float ageYears, float harness, ChildSeatState expected)
    {
        for (int i = 0; i < 15; i++)
            Look(Stripes, person: 0, belt: new BeltReading(0, 0, harness), age: ageYears);

        Assert.That(Seat(Driver).ChildSeat, Is.EqualTo(expected));
        Assert.That(Seat(Passenger).ChildSeat, Is.EqualTo(ChildSeatState.Unknown));
    }

    [Test]
    public void Looks_allocate_nothing()
    {
        Learn();
        Assert.That(Allocation.Of(() => Look(WithBag)), Is.Zero);
    }

    private static float Stripes(int row, int column) => 90 + (40 * ((column / 2) & 1));

    private static float WithBag(int row, int column) =>
        row > 14 && column is > 6 and < 26 ? 60 + (50 * ((row / 2) & 1)) : Stripes(row, column);

    [Test]
    public void Telephone_is_judged_when_it_was_looked_for_and_unknown_without_a_driver()
    {
        var telephone = new CabinObject(CabinObjectKind.Phone, 0.9f, new PixelBox(230, 350, 40, 60));
        Look(Stripes, person: 0);
        Assert.That(_watch.Phone.Use, Is.EqualTo(PhoneUse.Unknown), "nobody looked for one");

        LookForTelephone(telephone, closeUp: 0, hasDriver: true);
        float alone = _watch.Phone.Score;
        LookForTelephone(telephone, closeUp: 0.9f, hasDriver: true);
        Assert.That(_watch.Phone.Use, Is.EqualTo(PhoneUse.InHand));
        Assert.That(_watch.Phone.Score, Is.GreaterThan(alone));
        Assert.That(_watch.PhoneAt, Is.EqualTo(_now));

        LookForTelephone(telephone, closeUp: 0.9f, hasDriver: false);
        Assert.That(_watch.Phone.Use, Is.EqualTo(PhoneUse.Unknown));
    }

    private void LookForTelephone(CabinObject telephone, float closeUp, bool hasDriver)
    {
        _now += MonoDuration.FromSeconds(LookS);
        _look.Begin(_now, Size);
        if (hasDriver)
            AddDriver(person: 0, mayDrive: false, age: 40);
        _look.Held.TryAdd(in telephone);
        (_look.HasHeld, _look.CloseUp) = (true, closeUp);
        _watch.Take(_look);
    }

    private void Learn()
    {
        for (double s = 0; s < Limits.EmptyLearn.Seconds + 8; s += LookS)
            Look(Stripes);
        Assert.That(IsLearned(Passenger), Is.True);
    }

    private void Know(bool mayDrive)
    {
        var person = new Person(7, "Anna", mayDrive, Points, [new float[Embedding.Length]]);
        _watch = new SeatWatch(Map, Limits, Identity, [person]);
    }

    private void Look(
        Func<int, int, float>? levels, CabinObject? with = null, int person = -1, bool mayDrive = false,
        double stepS = LookS, BeltReading? belt = null, float age = 40)
    {
        _now += MonoDuration.FromSeconds(stepS);
        _look.Begin(_now, Size);
        (_look.HasFaces, _look.HasThings, _look.HasLevels) = (true, true, levels is not null);
        if (with is { } thing)
            _look.Things.TryAdd(in thing);
        if (person >= 0)
            AddDriver(person, mayDrive, age);
        if (belt is { } reading)
            (_look.BeltOf, _look.Belt) = (0, reading);
        for (int place = 0; place < Map.Seats.Length && levels is not null; place++)
        {
            Span<float> into = _look.LevelsOf(place);
            Func<int, int, float> drawn = place == Passenger ? levels : Stripes;
            for (int i = 0; i < into.Length; i++)
                into[i] = drawn(i / SeatBackground.Side, i % SeatBackground.Side);
        }

        _watch.Take(_look);
    }

    private void AddDriver(int person, bool mayDrive, float age)
    {
        var face = new FaceCandidate(0.9f, new PixelBox(200, 100, 100, 100), default, default, default, default);
        _look.Faces.TryAdd(in face);
        (_look.Driver, _look.PersonOf, _look.Age) = (0, 0, age);
        _look.Person = new Recognition(person, mayDrive, person > 0 ? 0.8f : 0.1f);
    }

    private bool IsLearned(int place) => (_watch.Learned & (1 << (int)Map.Seats[place].Seat)) != 0;

    private OccupantState Seat(int place) => _watch.Seats.Items[place];
}
