using System;
using SenseAuto.Core.Time;

namespace SenseAuto.Core.Messages;

/// <summary>A seat by row and side, in the words of VSS. Numbers are used on CAN: never reorder.</summary>
public enum SeatId : byte
{
    None = 0,
    Row1DriverSide = 1,
    Row1Middle = 2,
    Row1PassengerSide = 3,
    Row2DriverSide = 4,
    Row2Middle = 5,
    Row2PassengerSide = 6,
    Row3DriverSide = 7,
    Row3Middle = 8,
    Row3PassengerSide = 9,
}

/// <summary>Who or what is on a seat. Numbers are used on CAN: never reorder.</summary>
public enum Occupancy : byte
{
    Unknown = 0,
    Empty = 1,
    Adult = 2,
    Child = 3,
    Infant = 4,
    Pet = 5,

    /// <summary>A thing: a bag, a telephone, a coat.</summary>
    Item = 6,
}

/// <summary>How a seat belt is worn. Numbers are used on CAN: never reorder.</summary>
public enum BeltState : byte
{
    Unknown = 0,
    Off = 1,
    On = 2,

    /// <summary>Buckled, but not over the shoulder and the hips as it must be.</summary>
    Misrouted = 3,
}

/// <summary>Whether a child seat is fitted. Numbers are used on CAN: never reorder.</summary>
public enum ChildSeatState : byte
{
    Unknown = 0,
    None = 1,
    Fitted = 2,
}

/// <summary>Whether a person is one the car knows. Numbers are used on CAN: never reorder.</summary>
public enum IdentityVerdict : byte
{
    Unknown = 0,
    Authorised = 1,
    Unauthorised = 2,
}

/// <summary>One seat of the cabin.</summary>
/// <param name="Captured">Of the newest picture it was made from.</param>
/// <param name="Validity">Unavailable: the camera does not see the seat now; the other fields must not be used.</param>
/// <param name="Confidence">0..1, of <paramref name="Occupancy"/>.</param>
/// <param name="BeltConfidence">0..1, of <paramref name="Belt"/>.</param>
/// <param name="PersonId">Of the one recognised; 0 when nobody is.</param>
public readonly record struct OccupantState(
    MonoTime Captured,
    SeatId Seat,
    Validity Validity,
    Occupancy Occupancy,
    float Confidence,
    BeltState Belt,
    float BeltConfidence,
    ChildSeatState ChildSeat,
    IdentityVerdict Identity,
    int PersonId)
{
    public bool IsPerson => Occupancy is Occupancy.Adult or Occupancy.Child or Occupancy.Infant;

    /// <summary>One who must not be left in a locked car.</summary>
    public bool IsHelpless => Occupancy is Occupancy.Child or Occupancy.Infant or Occupancy.Pet;
}

/// <summary>What of the car's body the cabin needs and is known. A field that is not known must not be used.</summary>
[Flags]
public enum BodySignals : byte
{
    None = 0,
    Doors = 1,
    Lock = 2,
    Belts = 4,
    Gear = 8,
    Ignition = 16,
}

/// <summary>Direction of travel that is selected.</summary>
public enum GearState : byte
{
    Unknown = 0,
    Park = 1,
    Reverse = 2,
    Neutral = 3,
    Drive = 4,
}

/// <summary>Doors, lock, buckles and gear of our own car.</summary>
/// <param name="Captured">Time of the newest signal it was made from.</param>
/// <param name="OpenDoors">
/// Bit per seat, 1 &lt;&lt; (int)<see cref="SeatId"/>, set when the door beside it is open.
/// </param>
/// <param name="Buckled">Bit per seat, set when the buckle is latched.</param>
public readonly record struct BodyState(
    MonoTime Captured,
    BodySignals Known,
    ushort OpenDoors,
    ushort Buckled,
    bool IsLocked,
    bool IsIgnitionOn,
    GearState Gear);

/// <summary>What occupant monitoring recognises, in rising urgency. Numbers are used on CAN: never reorder.</summary>
public enum OccupantEvent : byte
{
    None = 0,
    UnknownPassenger = 1,
    UnknownDriver = 2,
    ItemLeft = 3,
    BeltMisrouted = 4,
    BeltOff = 5,

    /// <summary>A belt was taken off while the car drives.</summary>
    BeltOpened = 6,
    PetAlone = 7,
    ChildAlone = 8,
}

/// <summary>The most urgent thing about the people and things in the car.</summary>
/// <param name="Validity">Unavailable: no seat can be judged.</param>
/// <param name="Seat">Where; None without an event.</param>
/// <param name="AsksForHelp">
/// The driver has not answered: help is to be called, the cabin to be cooled or opened.
/// </param>
public readonly record struct OccupantAlert(
    MonoTime Captured, Validity Validity, OccupantEvent Event, SeatId Seat, MonoTime Since, bool AsksForHelp);
