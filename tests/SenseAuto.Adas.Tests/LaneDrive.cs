using SenseAuto.Adas.Lane;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Adas;

/// <summary>A car in a lane 3.5 m wide, step by step. Everything is healthy until a test says otherwise.</summary>
internal sealed class LaneDrive
{
    public static readonly LaneDepartureLimits Limits = new()
    {
        SpeedOn = new MetresPerSecond(17),
        SpeedOff = new MetresPerSecond(16),
        SpeedTop = new MetresPerSecond(50),
        SpeedTopBand = new MetresPerSecond(2),
        WarnDistance = new Metres(0),
        WarnTimeS = 0.5,
        EarliestDistance = new Metres(0.4),
        LatestDistance = new Metres(-0.2),
        LostDistance = new Metres(-1),
        RearmDistance = new Metres(0.15),
        LateralSpeedMin = new MetresPerSecond(0.1),
        LateralSpeedIntent = new MetresPerSecond(1),
        InattentiveLeadS = 0.3,
        Confirm = MonoDuration.FromMilliseconds(100),
        DisplayMin = MonoDuration.FromMilliseconds(1000),
        DisplayMax = MonoDuration.FromMilliseconds(3000),
        BlinkerHold = MonoDuration.FromMilliseconds(2000),
        CurvatureMax = new PerMetre(0.004),
        LateralAccelerationMps2Max = 3,
        QualityMin = 0.5,
        QualityAloneMin = 0.75,
        OffsetSigmaMax = new Metres(0.2),
        LaneWidthMin = new Metres(2.5),
        LaneWidthMax = new Metres(4.8),
        EgoAgeMax = MonoDuration.FromMilliseconds(200),
        LineAgeMax = MonoDuration.FromMilliseconds(250),
        DriverAgeMax = MonoDuration.FromMilliseconds(200),
        ValidFor = MonoDuration.FromMilliseconds(250),
    };

    private const double HalfWidthM = 0.9;
    private const double AxleM = 2.7;
    private LaneDepartureState _state;

    public LaneDrive() => At(0.85, 0);

    public MonoTime Now { get; private set; } = MonoTime.FromSeconds(100);

    public bool IsEnabled { get; set; } = true;

    public EgoState Ego { get; set; } =
        new() { Validity = Validity.Valid, Known = ForwardDrive.AllKnown, Speed = new(25) };

    public LaneLine Left { get; set; } = Healthy(LaneSide.Left);

    public LaneLine Right { get; set; } = Healthy(LaneSide.Right);

    public DriverState Driver { get; set; }

    public MonoDuration EgoAge { get; set; }

    public MonoDuration LineAge { get; set; }

    public MonoDuration DriverAge { get; set; }

    public LaneDepartureStep Last { get; private set; }

    public WarningSide Side => Last.Warning.Side;

    /// <summary>The left tyre this far from the left line and approaching it, in a lane as wide as given.</summary>
    public LaneDrive At(double leftDistanceM, double approachMps, double widthM = 3.5)
    {
        double heading = -approachMps / Ego.Speed.Value;
        double offset = leftDistanceM + HalfWidthM - (heading * AxleM);
        Left = Left with { Offset = new Metres(offset), Heading = new Radians(heading) };
        Right = Right with { Offset = new Metres(offset - widthM), Heading = new Radians(heading) };
        return this;
    }

    /// <summary>The same for the right side.</summary>
    public LaneDrive AtRight(double rightDistanceM, double approachMps) =>
        At(3.5 - (2 * HalfWidthM) - rightDistanceM, -approachMps);

    public LaneDrive Blinking(bool left = false, bool right = false)
    {
        Ego = Ego with { IsBlinkingLeft = left, IsBlinkingRight = right };
        return this;
    }

    public LaneDrive Inattentive()
    {
        Driver = new DriverState(default, Validity.Valid, IsAttentive: false);
        return this;
    }

    /// <summary>Frames at the given rate for a time, the first of them now.</summary>
    public WarningSide Run(long ms, int rateHz = 20)
    {
        MonoTime end = Now + MonoDuration.FromMilliseconds(ms);
        for (; Now <= end; Now += MonoDuration.FromMilliseconds(1000 / rateHz))
            Step();
        return Side;
    }

    public void Step()
    {
        var input = new LaneDepartureInput(
            Now,
            IsEnabled,
            Ego with { Captured = Before(EgoAge) },
            Left with { Captured = Before(LineAge) },
            Right with { Captured = Before(LineAge) },
            new Metres(HalfWidthM),
            new Metres(AxleM),
            Driver with { Captured = Before(DriverAge) });
        Last = LaneDeparture.Step(in _state, Limits, in input);
        _state = Last.State;
    }

    private static LaneLine Healthy(LaneSide side) => new()
    {
        Side = side,
        Validity = Validity.Valid,
        Quality = 0.9f,
        OffsetSigma = new Metres(0.05),
        ViewTo = new Metres(50),
    };

    private MonoTime Before(MonoDuration age) => new(Now.Nanoseconds - age.Nanoseconds);
}
