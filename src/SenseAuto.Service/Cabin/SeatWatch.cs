using System;
using System.Collections.Generic;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Gestures;
using SenseAuto.Cabin.Identity;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using Evidence = SenseAuto.Cabin.Occupants.SeatMemory;

namespace SenseAuto.Service.Cabin;

/// <summary>
/// The looks of the slow networks over time: who and what is on the seats, telephones, the driver's expression. One
/// thread; allocates nothing after construction.
/// </summary>
public sealed class SeatWatch
{
    // Ages of one face differ from look to look by years: a running mean of about three looks. Chosen by us.
    private const float AgeGain = 0.35f;
    private readonly SeatMap _map;
    private readonly OccupantLimits _limits;
    private readonly IdentityLimits _identity;
    private readonly IReadOnlyList<Person> _known;
    private readonly Evidence[] _evidence;
    private readonly Evidence[] _named;
    private readonly SeatBackground[] _backgrounds;
    private readonly float[] _ages;
    private readonly BeltState[] _belts;
    private readonly ChildSeatState[] _childSeats;
    private readonly IdentityState[] _persons;
    private readonly SeatFace[] _faces = new SeatFace[BlazefaceDecoder.FacesMax];
    private readonly FixedList<CabinObject> _things = new(CabinObjectDecoder.ObjectsMax);
    private readonly FixedList<HandCandidate> _hands = new(PalmDecoder.HandsMax);
    private float _armAtHead;

    /// <param name="known">Whom the car knows; nobody is a stranger while it knows none.</param>
    public SeatWatch(SeatMap map, OccupantLimits limits, IdentityLimits identity, IReadOnlyList<Person> known)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(known);
        (_map, _limits, _identity, _known) = (map, limits, identity, known);
        int count = map.Seats.Length;
        Invariant.Require(count <= SeatStates.Count, "more seats than there are");
        (_evidence, _named) = (new Evidence[count], new Evidence[count]);
        (_ages, _belts, _childSeats) = (new float[count], new BeltState[count], new ChildSeatState[count]);
        _backgrounds = new SeatBackground[count];
        for (int i = 0; i < count; i++)
            _backgrounds[i] = new SeatBackground(limits);
        _persons = new IdentityState[count];
        Array.Fill(_persons, IdentityState.Start);
    }

    /// <summary>Of the newest look that judged the seats.</summary>
    public FixedList<OccupantState> Seats { get; } = new(SeatStates.Count);

    /// <summary>Bit per seat, 1 &lt;&lt; (int)<see cref="SeatId"/>: how it looks when it is empty is known.</summary>
    public ushort Learned { get; private set; }

    /// <summary>Set-points of a driver who was recognised in the newest look; null nearly always.</summary>
    public SeatSetPoints? Recall { get; private set; }

    public PhoneReading Phone { get; private set; }

    /// <summary>Of <see cref="Phone"/>.</summary>
    public MonoTime PhoneAt { get; private set; }

    public EmotionScores Emotions { get; private set; }

    /// <summary>Zero before the first.</summary>
    public MonoTime EmotionsAt { get; private set; }

    /// <returns>True when the seats were judged anew.</returns>
    public bool Take(CabinLook look)
    {
        ArgumentNullException.ThrowIfNull(look);
        Recall = null;
        TakePerson(look);
        TakeBelt(look);
        if (look.HasHands)
            Copy(look.Hands, _hands);
        if (look.HasThings)
            Copy(look.Things, _things);
        if (look.HasArms || look.HasHands)
            _armAtHead = look.HasArms ? look.ArmAtHead : 0;
        if (look.HasHeld)
            TakePhone(look);
        if (look.HasEmotions)
            (Emotions, EmotionsAt) = (look.Emotions, look.Captured);
        if (look.HasThings)
            JudgeSeats(look);
        return look.HasThings;
    }

    private static void Copy<T>(FixedList<T> from, FixedList<T> to)
    {
        to.Clear();
        foreach (ref readonly T item in from.Items)
            to.TryAdd(in item);
    }

    private void TakePerson(CabinLook look)
    {
        int seat = look.PersonOf >= 0 ? SeatOf(look, look.PersonOf) : -1;
        if (seat < 0)
            return;

        _ages[seat] = _ages[seat] > 0 ? _ages[seat] + (AgeGain * (look.Age - _ages[seat])) : look.Age;
        if (_known.Count == 0)
            return;

        Recognition person = look.Person;
        bool isDriver = _map.Seats[seat].Seat == SeatId.Row1DriverSide;
        bool isAllowed = isDriver ? person.MayDrive : person.PersonId > 0;
        int before = _persons[seat].PersonId;
        _persons[seat] = IdentityOverTime.Step(in _persons[seat], in person, isAllowed, _identity, look.Captured);
        bool isSettled = _persons[seat].Verdict == IdentityVerdict.Authorised && _persons[seat].PersonId != before;
        if (isDriver && isSettled)
            Recall = SetPointsOf(_persons[seat].PersonId);
    }

    private void TakeBelt(CabinLook look)
    {
        int seat = look.BeltOf >= 0 ? SeatOf(look, look.BeltOf) : -1;
        if (seat < 0)
            return;

        BeltReading belt = look.Belt;
        _belts[seat] = BeltLook.Judge(in belt, _limits);
        _childSeats[seat] = BeltLook.JudgeChildSeat(in belt, _ages[seat], _limits);
    }

    private SeatSetPoints? SetPointsOf(int person)
    {
        for (int i = 0; i < _known.Count; i++)
        {
            if (_known[i].Id == person)
                return _known[i].SetPoints;
        }

        return null;
    }

    private void TakePhone(CabinLook look)
    {
        PhoneAt = look.Captured;
        if (look.Driver < 0)
        {
            Phone = default;
            return;
        }

        var seen = new PhoneSeen
        {
            Hands = _hands.Items,
            Things = _things.Items,
            Held = look.Held.Items,
            CloseUp = look.CloseUp,
        };
        Phone = PhoneLook.Judge(new PhoneScene(look.Faces.Items[look.Driver].Box, _armAtHead), in seen, _limits);
    }

    private void JudgeSeats(CabinLook look)
    {
        for (int i = 0; i < look.Faces.Count; i++)
        {
            FaceCandidate face = look.Faces.Items[i];
            int seat = SeatOf(look, i);
            _faces[i] = seat < 0
                ? new SeatFace(face.Box, face.Score, 0, BeltState.Unknown, ChildSeatState.Unknown)
                : new SeatFace(face.Box, face.Score, _ages[seat], _belts[seat], _childSeats[seat]);
        }

        Array.Fill(_belts, BeltState.Unknown);
        Array.Fill(_childSeats, ChildSeatState.Unknown);
        Seats.Clear();
        for (int i = 0; i < _map.Seats.Length; i++)
            JudgeSeat(look, i);
    }

    private void JudgeSeat(CabinLook look, int place)
    {
        SeatId seat = _map.Seats[place].Seat;
        SeatLook seen = SeatLooks.Of(
            _map, seat, look.Things.Items, _faces.AsSpan(0, look.Faces.Count), look.Size, look.Captured);
        if (look.HasLevels)
            seen = WithBackground(look, place, in seen);
        OccupantState state = SeatEvidence.Step(ref _evidence[place], seat, in seen, _limits);
        bool isGone = state.Validity == Validity.Valid && !state.IsPerson;
        if (isGone)
            (_ages[place], _persons[place]) = (0, IdentityState.Start);
        IdentityState person = _persons[place];
        if (state.IsPerson)
            state = state with { Identity = person.Verdict, PersonId = person.PersonId };
        Seats.TryAdd(in state);
    }

    /// <summary>
    /// What the networks name alone says whether the seat is empty: a thing that only the background knows would else
    /// never be learned as the seat's new look.
    /// </summary>
    private SeatLook WithBackground(CabinLook look, int place, in SeatLook seen)
    {
        SeatId seat = _map.Seats[place].Seat;
        OccupantState named = SeatEvidence.Step(ref _named[place], seat, in seen, _limits);
        bool isEmpty = named is { Validity: Validity.Valid, Occupancy: Occupancy.Empty };
        SeatBackground background = _backgrounds[place];
        float changed = background.Step(look.LevelsOf(place), isEmpty, look.Captured);
        int bit = 1 << (int)seat;
        Learned = (ushort)(background.IsLearned ? Learned | bit : Learned & ~bit);
        return SeatLooks.WithBackground(in seen, changed, _limits);
    }

    /// <summary>Place in the map of the seat that a face is on; -1 when it is on none.</summary>
    private int SeatOf(CabinLook look, int face)
    {
        SeatId seat = _map.SeatOf(look.Size.Share(look.Faces.Items[face].Box));
        for (int i = 0; i < _map.Seats.Length; i++)
        {
            if (_map.Seats[i].Seat == seat)
                return i;
        }

        return -1;
    }
}
