using System;
using SenseAuto.Can.Dbc;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Can.Output;

/// <summary>The messages of the cabin: driver, seats, gestures, seat recall.</summary>
internal sealed class CabinOutput
{
    private readonly OutputMessage _gesture;
    private readonly int _kind;
    private readonly int _action;
    private readonly int _seat;
    private readonly int _confidence;
    private readonly int _gestureFor;
    private readonly int _control;
    private readonly DriverOutput _driver;
    private readonly SeatsOutput _seats;
    private readonly RecallOutput _recall;

    public CabinOutput(DbcDatabase database)
    {
        _driver = new DriverOutput(database);
        _seats = new SeatsOutput(database);
        _recall = new RecallOutput(database);
        _gesture = new OutputMessage(database, "SA_Gesture");
        _kind = _gesture.Signal("Kind");
        _action = _gesture.Signal("Action");
        _seat = _gesture.Signal("Seat");
        _confidence = _gesture.Signal("Confidence");
        _gestureFor = _gesture.Signal("GestureFor");
        _control = _gesture.Signal("Control");
    }

    public bool TryEncode(in DriverState driver, MonoTime now, byte bus, FixedList<CanFrame> into) =>
        _driver.TryEncode(in driver, now, bus, into);

    public bool TryEncode(
        in OccupantAlert alert, ReadOnlySpan<OccupantState> seats, MonoTime now, byte bus, FixedList<CanFrame> into) =>
        _seats.TryEncode(in alert, seats, now, bus, into);

    public bool TryEncode(in GestureEvent gesture, MonoTime now, byte bus, FixedList<CanFrame> into)
    {
        _gesture.Begin();
        _gesture.SetCode(_kind, (int)gesture.Kind);
        _gesture.SetCode(_action, (int)gesture.Action);
        _gesture.SetCode(_seat, (int)gesture.Seat);
        _gesture.Set(_confidence, gesture.Confidence);
        _gesture.Set(_gestureFor, gesture.Captured.AgeOf(gesture.Since).Seconds);
        _gesture.SetCode(_control, (int)gesture.Control);
        return _gesture.TryFinish(now, bus, into);
    }

    public bool TryEncode(in SeatSetPoints points, MonoTime now, byte bus, FixedList<CanFrame> into) =>
        _recall.TryEncode(in points, now, bus, into);

    public bool TryEncodeUnavailable(MonoTime now, byte bus, FixedList<CanFrame> into)
    {
        _gesture.Begin();
        return _gesture.TryFinish(now, bus, into)
            & _driver.TryEncodeUnavailable(now, bus, into)
            & _seats.TryEncodeUnavailable(now, bus, into)
            & _recall.TryEncodeUnavailable(now, bus, into);
    }
}
