using System;
using NUnit.Framework;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Cabin.Occupants;

public sealed class SeatEvidenceTests
{
    private static readonly OccupantLimits Limits = new()
    {
        Forget = MonoDuration.FromSeconds(4),
        SureMin = 0.6f,
        ChildAgeYears = 12,
        InfantAgeYears = 1.5f,
        LostAfter = MonoDuration.FromSeconds(20),
        EmptyLearn = MonoDuration.FromSeconds(10),
        EmptyRelearn = MonoDuration.FromSeconds(600),
        EmptyChangeMin = 0.12f,
        BeltOnMin = 0.25f,
        BeltOffMax = 0.2f,
        BeltMisroutedMin = 0.6f,
        HarnessMin = 0.5f,
        BeltForget = MonoDuration.FromSeconds(3),
        PhoneScoreMin = 0.4f,
    };

    private SeatMemory _memory;
    private OccupantState _state;

    [SetUp]
    public void Forget() => (_memory, _state) = (default, default);

    private static SeatLook Seen(
        float person = 0, float age = 0, float pet = 0, float item = 0, BeltState belt = BeltState.Unknown,
        ChildSeatState childSeat = ChildSeatState.Unknown) =>
        new(default, true, person, age, pet, item, belt, childSeat);

    private void Look(SeatLook look, double fromS, double toS, int rateHz = 2)
    {
        for (int i = 0; i <= (int)Math.Round((toS - fromS) * rateHz); i++)
        {
            SeatLook now = look with { Captured = MonoTime.FromSeconds(50 + fromS + ((double)i / rateHz)) };
            _state = SeatEvidence.Step(ref _memory, SeatId.Row2Middle, in now, Limits);
        }
    }

    [TestCase(0.6f, 35f, 0f, 0f, Occupancy.Adult)]
    [TestCase(0.6f, 0f, 0f, 0f, Occupancy.Adult)]
    [TestCase(0.6f, 12f, 0f, 0f, Occupancy.Adult)]
    [TestCase(0.6f, 11.9f, 0f, 0f, Occupancy.Child)]
    [TestCase(0.6f, 1.4f, 0f, 0f, Occupancy.Infant)]
    [TestCase(0f, 0f, 0.6f, 0f, Occupancy.Pet)]
    [TestCase(0f, 0f, 0f, 0.6f, Occupancy.Item)]
    [TestCase(0.1f, 0f, 0.1f, 0.1f, Occupancy.Empty)]
    public void Seat_is_named_by_what_was_seen(float person, float age, float pet, float item, Occupancy expected)
    {
        Look(Seen(person, age, pet, item), 0, 3);

        Assert.That(_state.Occupancy, Is.EqualTo(expected));
        Assert.That(_state.Validity, Is.EqualTo(Validity.Valid));
    }

    [Test]
    public void Child_that_turns_its_face_away_stays_a_child()
    {
        Look(Seen(person: 0.6f, age: 8), 0, 3);
        Look(Seen(person: 0.6f), 3.5, 20);
        Assert.That(_state.Occupancy, Is.EqualTo(Occupancy.Child));

        Look(Seen(person: 0.6f, age: 35), 20.5, 32);
        Assert.That(_state.Occupancy, Is.EqualTo(Occupancy.Adult));
    }

    [Test]
    public void Single_false_look_changes_nothing()
    {
        Look(Seen(person: 0.6f, age: 40), 0, 6);
        Look(Seen(pet: 0.9f), 6.5, 6.5);

        Assert.That(_state.Occupancy, Is.EqualTo(Occupancy.Adult));
    }

    [Test]
    public void Seat_that_empties_is_empty_after_a_while_and_unknown_between()
    {
        Look(Seen(person: 0.6f, age: 40), 0, 8);
        Look(Seen(), 8.5, 12);
        Assert.That(_state.Occupancy, Is.EqualTo(Occupancy.Unknown).Or.EqualTo(Occupancy.Empty));
        Assert.That(_state.Occupancy, Is.Not.EqualTo(Occupancy.Adult));

        Look(Seen(), 12.5, 20);
        Assert.That(_state.Occupancy, Is.EqualTo(Occupancy.Empty));
    }

    [TestCase(3.9, Validity.Valid)]
    [TestCase(4.1, Validity.Unavailable)]
    public void Seat_that_cannot_be_seen_becomes_unavailable(double darkS, Validity expected)
    {
        Look(Seen(person: 0.6f), 0, 3);
        Look(new SeatLook { IsSeen = false }, 3 + darkS, 3 + darkS);

        Assert.That(_state.Validity, Is.EqualTo(expected));
        if (expected == Validity.Unavailable)
            Assert.That(_state.Occupancy, Is.EqualTo(Occupancy.Unknown));
    }

    [Test]
    public void Never_seen_is_unavailable_not_empty()
    {
        Look(new SeatLook { IsSeen = false }, 0, 1);

        Assert.That(_state.Validity, Is.EqualTo(Validity.Unavailable));
        Assert.That(_state.Occupancy, Is.EqualTo(Occupancy.Unknown));
    }

    [TestCase(1)]
    [TestCase(4)]
    [TestCase(15)]
    public void Evidence_grows_with_time_not_with_looks(int rateHz)
    {
        Look(Seen(person: 0.6f, age: 40), 0, 10, rateHz);
        Look(Seen(), 10 + (1.0 / rateHz), 12, rateHz);

        Assert.That(_state.Confidence, Is.EqualTo(0.59).Within(0.03));
    }

    [Test]
    public void Belt_is_told_of_persons_only_and_after_some_time()
    {
        Look(Seen(person: 0.6f, belt: BeltState.On), 0, 0.5);
        Assert.That(_state.Belt, Is.EqualTo(BeltState.Unknown));

        Look(Seen(person: 0.6f, belt: BeltState.On), 1, 4);
        Assert.That(_state.Belt, Is.EqualTo(BeltState.On));

        Look(Seen(person: 0.6f, belt: BeltState.Off), 4.5, 10);
        Assert.That(_state.Belt, Is.EqualTo(BeltState.Off));

        Look(Seen(belt: BeltState.Off), 10.5, 30);
        Assert.That(_state.Belt, Is.EqualTo(BeltState.Unknown));
    }

    [Test]
    public void Belt_worn_wrongly_is_told_when_most_looks_say_so()
    {
        Look(Seen(person: 0.6f, belt: BeltState.On), 0, 4);
        Look(Seen(person: 0.6f, belt: BeltState.Misrouted), 4.5, 5);
        Assert.That(_state.Belt, Is.EqualTo(BeltState.On), "two false looks among many");

        Look(Seen(person: 0.6f, belt: BeltState.Misrouted), 5.5, 6);
        Assert.That(_state.Belt, Is.EqualTo(BeltState.Unknown), "on its way");

        Look(Seen(person: 0.6f, belt: BeltState.Misrouted), 6.5, 10);
        Assert.That(_state.Belt, Is.EqualTo(BeltState.Misrouted));
        Assert.That(_state.BeltConfidence, Is.GreaterThan(0.5));

        Look(Seen(person: 0.6f, belt: BeltState.On), 10.5, 16);
        Assert.That(_state.Belt, Is.EqualTo(BeltState.On));
    }

    [Test]
    public void Belt_of_which_nobody_knows_the_way_stays_as_it_was()
    {
        Look(Seen(person: 0.6f, belt: BeltState.Misrouted), 0, 6);
        Look(Seen(person: 0.6f), 6.5, 20);
        Assert.That(_state.Belt, Is.EqualTo(BeltState.Misrouted));

        Look(Seen(person: 0.6f, belt: BeltState.Off), 20.5, 30);
        Assert.That(_state.Belt, Is.EqualTo(BeltState.Off));
    }

    [Test]
    public void Child_seat_stays_known_while_the_child_sits_in_it_and_fades_without_it()
    {
        Look(Seen(person: 0.6f, age: 3, childSeat: ChildSeatState.Fitted), 0, 4);
        Assert.That(_state.ChildSeat, Is.EqualTo(ChildSeatState.Fitted));

        Look(Seen(person: 0.6f), 4.5, 30);
        Assert.That(_state.ChildSeat, Is.EqualTo(ChildSeatState.Fitted), "the harness is hidden");

        Look(Seen(), 30.5, 40);
        Assert.That(_state.ChildSeat, Is.EqualTo(ChildSeatState.Unknown), "the child was taken out");
    }

    [Test]
    public void Seat_of_a_grown_person_has_no_child_seat_until_the_person_leaves()
    {
        Look(Seen(person: 0.6f, age: 40, childSeat: ChildSeatState.None), 0, 4);
        Assert.That(_state.ChildSeat, Is.EqualTo(ChildSeatState.None));

        Look(Seen(), 4.5, 14);
        Assert.That(_state.ChildSeat, Is.EqualTo(ChildSeatState.Unknown));
    }

    [Test]
    public void Score_that_is_no_number_is_no_person()
    {
        Look(Seen(person: float.NaN, age: float.NaN, pet: float.NaN), 0, 5);

        Assert.That(_state.Occupancy, Is.EqualTo(Occupancy.Empty));
    }

    [TestCase(19.5, false)]
    [TestCase(20.0, true)]
    public void Thing_is_lost_when_it_lies_long_enough_after_everybody_left(double afterS, bool expected)
    {
        LostItemState state = default;
        var seat = new OccupantState { Validity = Validity.Valid, Occupancy = Occupancy.Item };
        LostItem.Step(ref state, in seat, isAnybodyIn: true, Limits, MonoTime.FromSeconds(5));
        LostItem.Step(ref state, in seat, isAnybodyIn: false, Limits, MonoTime.FromSeconds(100));

        Assert.That(
            LostItem.Step(ref state, in seat, isAnybodyIn: false, Limits, MonoTime.FromSeconds(100 + afterS)),
            Is.EqualTo(expected));
        Assert.That(
            LostItem.Step(ref state, in seat, isAnybodyIn: false, Limits, MonoTime.FromSeconds(119.9)), Is.False);
    }

    [Test]
    public void Unseen_thing_is_not_a_taken_one()
    {
        LostItemState state = default;
        var item = new OccupantState { Validity = Validity.Valid, Occupancy = Occupancy.Item };
        LostItem.Step(ref state, in item, isAnybodyIn: false, Limits, MonoTime.FromSeconds(100));
        LostItem.Step(ref state, default, isAnybodyIn: false, Limits, MonoTime.FromSeconds(110));

        Assert.That(LostItem.Step(ref state, in item, isAnybodyIn: false, Limits, MonoTime.FromSeconds(120)), Is.True);
    }
}
