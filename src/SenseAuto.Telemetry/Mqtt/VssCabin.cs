using System;
using System.Collections.Generic;
using System.Text.Json;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using static SenseAuto.Telemetry.Mqtt.VssValues;

namespace SenseAuto.Telemetry.Mqtt;

/// <summary>
/// The rows of the cabin. Who a person is never leaves the vehicle. Gaze zone, events, emotion, who or what is on a
/// seat and gestures have no leaf in VSS: they are in the private branch.
/// </summary>
internal static class VssCabin
{
    private const string Driver = "Vehicle/Driver/";
    private const string Seat = "Vehicle/Cabin/Seat/";
    private const string Own = "Vehicle/SenseAuto/Cabin/";
    private const double SleepinessMin = 1;
    private const double SleepinessMax = 9;

    public static List<VssRow> Rows(VssPace quick, VssPace state, VssPace alert)
    {
        List<VssRow> rows =
        [
            DriverNumber(Driver + "AttentiveProbability", "percent", quick, static d => d.Attention, 0),
            DriverNumber(Driver + "DistractionLevel", "percent", quick, static d => 100 - d.Attention, 0),
            DriverNumber(Driver + "FatigueLevel", "percent", quick, static d => FatiguePercent(d), 0),
            DriverAnswer(Driver + "IsEyesOnRoad", quick, static d => d.EyesOnRoad),
            DriverAnswer(Driver + "IsHandsOnWheel", quick, static d => d.HandsOnWheel),
            DriverText(Own + "Driver/GazeZone", quick, static d => ZoneText(d.Zone)),
            DriverNumber(Own + "Driver/Sleepiness", "", quick, static d => Known(d.Sleepiness, d), 1),
            DriverNumber(Own + "Driver/Perclos", "percent", quick, static d => 100 * Known(d.Perclos, d), 1),
            DriverText(Own + "Driver/Emotion", state, static d => EmotionText(d.Emotion)),
            new(Own + "Driver/Event", "", VssType.Text, alert, static (frame, json) =>
                Text(json, HasDriver(frame) ? Enum.GetName(frame.Driver.Event) : null), AtDriver),
            new(Own + "Driver/Reason", "", VssType.Text, state, static (frame, json) =>
                Text(json, HasDriver(frame) ? Enum.GetName(frame.Driver.Reason) : null), AtDriver),
            new(Own + "Alert/Event", "", VssType.Text, alert, static (frame, json) =>
                Text(json, HasAlert(frame) ? Enum.GetName(frame.Alert.Event) : null), AtAlert),
            new(Own + "Alert/Seat", "", VssType.Text, alert, static (frame, json) =>
                Text(json, HasAlert(frame) ? Enum.GetName(frame.Alert.Seat) : null), AtAlert),
            new(Own + "Alert/AsksForHelp", "", VssType.Boolean, alert, static (frame, json) =>
                Flag(json, HasAlert(frame) ? frame.Alert.AsksForHelp : null), AtAlert),
            new(Own + "Gesture/Kind", "", VssType.Text, alert, static (frame, json) =>
                Text(json, HasGesture(frame) ? Enum.GetName(frame.Gesture.Kind) : null), AtGesture),
            new(Own + "Gesture/Action", "", VssType.Text, alert, static (frame, json) =>
                Text(json, HasGesture(frame) ? Enum.GetName(frame.Gesture.Action) : null), AtGesture),
            new(Own + "Gesture/Control", "", VssType.Text, alert, static (frame, json) =>
                Text(json, HasGesture(frame) ? Enum.GetName(frame.Gesture.Control) : null), AtGesture),
        ];

        // VSS knows two rows of seats.
        for (SeatId seat = SeatId.Row1DriverSide; seat <= SeatId.Row2PassengerSide; seat++)
            rows.AddRange(SeatRows(seat, state));
        return rows;
    }

    private static VssRow[] SeatRows(SeatId seat, VssPace pace)
    {
        string row = (int)seat <= (int)SeatId.Row1PassengerSide ? "Row1" : "Row2";
        string path = $"{row}/{seat.ToString()[row.Length..]}/";
        return
        [
            new(Seat + path + "OccupancyStatus", "", VssType.Text, pace, (frame, json) =>
                Text(json, OccupancyText(frame.SeatOf(seat))), frame => AtSeat(frame, seat)),
            new(Seat + path + "IsBelted", "", VssType.Boolean, pace, (frame, json) =>
                Flag(json, IsBelted(frame.SeatOf(seat))), frame => AtSeat(frame, seat)),
            new(Own + "Seat/" + path + "Occupant", "", VssType.Text, pace, (frame, json) =>
                Text(json, OccupantText(frame.SeatOf(seat))), frame => AtSeat(frame, seat)),
            new(Own + "Seat/" + path + "Belt", "", VssType.Text, pace, (frame, json) =>
                Text(json, BeltText(frame.SeatOf(seat))), frame => AtSeat(frame, seat)),
            new(Own + "Seat/" + path + "ChildSeat", "", VssType.Text, pace, (frame, json) =>
                Text(json, ChildSeatText(frame.SeatOf(seat))), frame => AtSeat(frame, seat)),
        ];
    }

    private static VssRow DriverNumber(
        string path, string unit, VssPace pace, Func<DriverState, double> of, int digits) =>
        new(path, unit, VssType.Float, pace, (frame, json) =>
            Number(json, IsSeen(frame) ? of(frame.Driver) : double.NaN, digits), AtDriver);

    private static VssRow DriverText(string path, VssPace pace, Func<DriverState, string?> of) =>
        new(path, "", VssType.Text, pace, (frame, json) =>
            Text(json, IsSeen(frame) ? of(frame.Driver) : null), AtDriver);

    private static VssRow DriverAnswer(string path, VssPace pace, Func<DriverState, Answer> of) =>
        new(path, "", VssType.Boolean, pace, (frame, json) =>
        {
            Answer answer = IsSeen(frame) ? of(frame.Driver) : Answer.Unknown;
            Flag(json, answer == Answer.Unknown ? null : answer == Answer.Yes);
        }, AtDriver);

    private static double Known(float value, DriverState driver) => driver.Sleepiness > 0 ? value : double.NaN;

    /// <summary>The sleepiness level as a share of its scale.</summary>
    private static double FatiguePercent(DriverState driver) =>
        100 * (Known(driver.Sleepiness, driver) - SleepinessMin) / (SleepinessMax - SleepinessMin);

    private static string? ZoneText(GazeZone zone) => zone == GazeZone.Unknown ? null : Enum.GetName(zone);

    private static string? EmotionText(Emotion emotion) =>
        emotion == Emotion.Unknown ? null : Enum.GetName(emotion);

    private static string? OccupancyText(OccupantState seat)
    {
        if (seat.Validity == Validity.Unavailable)
            return null;

        return seat.Occupancy switch
        {
            Occupancy.Unknown => "UNKNOWN",
            Occupancy.Empty => "EMPTY",
            _ => "OCCUPIED",
        };
    }

    private static bool? IsBelted(OccupantState seat) =>
        seat.Validity == Validity.Unavailable || seat.Belt == BeltState.Unknown ? null : seat.Belt != BeltState.Off;

    private static string? OccupantText(OccupantState seat) =>
        seat.Validity == Validity.Unavailable ? null : Enum.GetName(seat.Occupancy);

    private static string? BeltText(OccupantState seat) =>
        seat.Validity == Validity.Unavailable || seat.Belt == BeltState.Unknown ? null : Enum.GetName(seat.Belt);

    private static string? ChildSeatText(OccupantState seat) =>
        seat.Validity == Validity.Unavailable || seat.ChildSeat == ChildSeatState.Unknown
            ? null
            : Enum.GetName(seat.ChildSeat);

    private static void Flag(Utf8JsonWriter json, bool? value)
    {
        if (value is { } known)
            json.WriteBooleanValue(known);
        else
            json.WriteNullValue();
    }

    /// <summary>Something was heard of the driver, be it only why he is not seen.</summary>
    private static bool HasDriver(FrameSnapshot frame) => frame.Driver.Captured != default;

    private static bool IsSeen(FrameSnapshot frame) => frame.Driver.Validity != Validity.Unavailable;

    private static bool HasAlert(FrameSnapshot frame) => frame.Alert.Validity != Validity.Unavailable;

    private static bool HasGesture(FrameSnapshot frame) => frame.Gesture.Kind != GestureKind.None;

    private static MonoTime AtDriver(FrameSnapshot frame) => HasDriver(frame) ? frame.Driver.Captured : frame.Time;

    private static MonoTime AtAlert(FrameSnapshot frame) => HasAlert(frame) ? frame.Alert.Captured : frame.Time;

    private static MonoTime AtGesture(FrameSnapshot frame) => HasGesture(frame) ? frame.Gesture.Captured : frame.Time;

    private static MonoTime AtSeat(FrameSnapshot frame, SeatId seat) =>
        frame.SeatOf(seat).Validity == Validity.Unavailable ? frame.Time : frame.SeatOf(seat).Captured;
}
