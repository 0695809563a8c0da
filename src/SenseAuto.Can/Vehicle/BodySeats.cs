using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Can.Vehicle;

/// <summary>Which seat a door or a buckle of the vehicle belongs to.</summary>
internal static class BodySeats
{
    private static readonly (VehicleMeaning Meaning, SeatId Seat)[] DoorRows =
    [
        (VehicleMeaning.DoorRow1DriverSide, SeatId.Row1DriverSide),
        (VehicleMeaning.DoorRow1PassengerSide, SeatId.Row1PassengerSide),
        (VehicleMeaning.DoorRow2DriverSide, SeatId.Row2DriverSide),
        (VehicleMeaning.DoorRow2PassengerSide, SeatId.Row2PassengerSide),
    ];

    private static readonly (VehicleMeaning Meaning, SeatId Seat)[] BuckleRows =
    [
        (VehicleMeaning.BuckleRow1DriverSide, SeatId.Row1DriverSide),
        (VehicleMeaning.BuckleRow1PassengerSide, SeatId.Row1PassengerSide),
        (VehicleMeaning.BuckleRow2DriverSide, SeatId.Row2DriverSide),
        (VehicleMeaning.BuckleRow2Middle, SeatId.Row2Middle),
        (VehicleMeaning.BuckleRow2PassengerSide, SeatId.Row2PassengerSide),
    ];

    public static ReadOnlySpan<(VehicleMeaning Meaning, SeatId Seat)> Doors => DoorRows;

    public static ReadOnlySpan<(VehicleMeaning Meaning, SeatId Seat)> Buckles => BuckleRows;
}
