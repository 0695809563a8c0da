using System;
using SenseAuto.Can.Dbc;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Can.Output;

/// <summary>The message of all seats. Who sits there is never sent, only whether the car knows the person.</summary>
internal sealed class SeatsOutput
{
    private static readonly int SeatCount = Enum.GetValues<SeatId>().Length;
    private readonly OutputMessage _message;
    private readonly int _validity;
    private readonly int _event;
    private readonly int _alertSeat;
    private readonly int _alertFor;
    private readonly int _asksForHelp;
    private readonly SeatSignals?[] _seats = new SeatSignals?[SeatCount];

    public SeatsOutput(DbcDatabase database)
    {
        _message = new OutputMessage(database, "SA_Occupants");
        _validity = _message.Signal("AlertValidity");
        _event = _message.Signal("AlertEvent");
        _alertSeat = _message.Signal("AlertSeat");
        _alertFor = _message.Signal("AlertFor");
        _asksForHelp = _message.Signal("AsksForHelp");
        for (int i = 1; i < SeatCount; i++)
            _seats[i] = new SeatSignals(_message, ((SeatId)i).ToString());
    }

    public bool TryEncode(
        in OccupantAlert alert, ReadOnlySpan<OccupantState> seats, MonoTime now, byte bus, FixedList<CanFrame> into)
    {
        _message.Begin();
        _message.SetCode(_validity, (int)alert.Validity);
        _message.SetCode(_event, (int)alert.Event);
        if (alert.Event != OccupantEvent.None)
        {
            _message.SetCode(_alertSeat, (int)alert.Seat);
            _message.Set(_alertFor, now.AgeOf(alert.Since).Seconds);
        }

        _message.SetFlag(_asksForHelp, alert.AsksForHelp);
        foreach (ref readonly OccupantState seat in seats)
        {
            if ((int)seat.Seat < SeatCount)
                _seats[(int)seat.Seat]?.Fill(_message, in seat);
        }

        return _message.TryFinish(now, bus, into);
    }

    public bool TryEncodeUnavailable(MonoTime now, byte bus, FixedList<CanFrame> into)
    {
        _message.Begin();
        return _message.TryFinish(now, bus, into);
    }

    private sealed class SeatSignals(OutputMessage message, string name)
    {
        private readonly int _validity = message.Signal(name + "Validity");
        private readonly int _occupancy = message.Signal(name + "Occupancy");
        private readonly int _confidence = message.Signal(name + "Confidence");
        private readonly int _belt = message.Signal(name + "Belt");
        private readonly int _childSeat = message.Signal(name + "ChildSeat");
        private readonly int _identity = message.Signal(name + "Identity");

        public void Fill(OutputMessage into, in OccupantState seat)
        {
            into.SetCode(_validity, (int)seat.Validity);
            if (seat.Validity == Validity.Unavailable)
                return;

            into.SetCode(_occupancy, (int)seat.Occupancy);
            into.Set(_confidence, seat.Confidence);
            into.SetCode(_belt, (int)seat.Belt);
            into.SetCode(_childSeat, (int)seat.ChildSeat);
            into.SetCode(_identity, (int)seat.Identity);
        }
    }
}
