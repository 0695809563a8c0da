using SenseAuto.Cabin.Care;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Service.Session;

namespace SenseAuto.Tests.Cabin.Care;

/// <summary>A cabin of three seats, stepped ten times a second. Seconds count from the first frame.</summary>
internal sealed class CareDrive
{
    private const double StartS = 500;
    private const double Hz = 10;
    private readonly CareLimits _limits = CabinLimits.Care(Parameters.With());
    private CareState _state;
    private long _frame;

    public CareStep Last { get; private set; }

    public double NowS => _frame / Hz;

    public MonoTime Now => MonoTime.FromSeconds(StartS + NowS);

    public OccupantEvent Event => Last.Alert.Event;

    // What is in the car.
    public OccupantState Driver { get; set; } = Seat(SeatId.Row1DriverSide, Occupancy.Adult, BeltState.On);

    public OccupantState Passenger { get; set; } = Seat(SeatId.Row1PassengerSide, Occupancy.Empty, BeltState.Unknown);

    public OccupantState Rear { get; set; } = Seat(SeatId.Row2DriverSide, Occupancy.Empty, BeltState.Unknown);

    public double SpeedKmh { get; set; }

    public bool HasSpeed { get; set; } = true;

    public bool IsEnabled { get; set; } = true;

    public BodyState Body { get; set; } = new()
    {
        Known = BodySignals.Lock | BodySignals.Ignition | BodySignals.Doors,
        IsIgnitionOn = true,
    };

    public bool BodyIsOld { get; set; }

    public static OccupantState Seat(SeatId seat, Occupancy who, BeltState belt) => new(
        default, seat, Validity.Valid, who, 0.9f, belt, 0.9f, ChildSeatState.Unknown, IdentityVerdict.Authorised, 0);

    public CareDrive Park()
    {
        SpeedKmh = 0;
        Body = Body with { IsIgnitionOn = false };
        Driver = Driver with { Occupancy = Occupancy.Empty };
        return this;
    }

    public CareDrive Lock()
    {
        Park();
        Body = Body with { IsLocked = true };
        return this;
    }

    public CareDrive Run(double seconds)
    {
        double endS = NowS + seconds - 1e-9;
        while (NowS < endS)
            Frame();
        return this;
    }

    /// <summary>When the event begins; NaN when it does not before the end.</summary>
    public double TimeOf(OccupantEvent wanted, double withinS)
    {
        double endS = NowS + withinS;
        while (NowS < endS)
        {
            Frame();
            if (Event == wanted)
                return NowS;
        }

        return double.NaN;
    }

    private void Frame()
    {
        _frame++;
        MonoTime now = Now;
        MonoTime body = BodyIsOld ? MonoTime.FromSeconds(StartS) : now;
        var input = new CareInput
        {
            Now = now,
            IsEnabled = IsEnabled,
            Seats = new[]
            {
                Driver with { Captured = now }, Passenger with { Captured = now }, Rear with { Captured = now },
            },
            Ego = new EgoState() with
            {
                Captured = now,
                Validity = HasSpeed ? Validity.Valid : Validity.Unavailable,
                Known = EgoSignals.Speed,
                Speed = MetresPerSecond.FromKilometresPerHour(SpeedKmh),
            },
            Body = Body with { Captured = body },
        };
        Last = OccupantMonitoring.Step(in _state, _limits, in input);
        _state = Last.State;
    }
}
