using SenseAuto.Adas.Forward;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Adas;

/// <summary>A car behind another, step by step. Everything is healthy until a test says otherwise.</summary>
internal sealed class ForwardDrive
{
    public static readonly ForwardCollisionLimits Limits = new()
    {
        SpeedOn = new MetresPerSecond(3),
        SpeedOff = new MetresPerSecond(2),
        InformationTtcS = 4.5,
        CautionTtcS = 2.7,
        ImminentTtcS = 2,
        TtcSMax = 4,
        CautionReactionS = 1.2,
        CautionBrakingMps2 = 6,
        OrdinaryBrakingMps2 = 2,
        ImminentReactionS = 0.8,
        ImminentBrakingMps2 = 6.67,
        InattentiveLeadS = 0.8,
        ReleaseFactor = 1.2,
        ClosingMin = new MetresPerSecond(0.5),
        SigmaFactor = 1,
        ConfirmFused = MonoDuration.FromMilliseconds(100),
        ConfirmRadar = MonoDuration.FromMilliseconds(200),
        ConfirmCamera = MonoDuration.FromMilliseconds(300),
        DisplayMin = MonoDuration.FromMilliseconds(1000),
        HardBrakingMps2 = 4,
        SteeringAwayMps2 = 3,
        ExistenceMin = 0.5,
        EgoAgeMax = MonoDuration.FromMilliseconds(200),
        TrackAgeMax = MonoDuration.FromMilliseconds(150),
        DriverAgeMax = MonoDuration.FromMilliseconds(200),
        ValidFor = MonoDuration.FromMilliseconds(250),
    };

    public const EgoSignals AllKnown = EgoSignals.Speed | EgoSignals.YawRate | EgoSignals.Acceleration
        | EgoSignals.SteeringWheelAngle | EgoSignals.Brake | EgoSignals.Blinkers;

    private const double BumperM = 3.7;
    private ForwardCollisionState _state;

    public MonoTime Now { get; private set; } = MonoTime.FromSeconds(100);

    public bool IsEnabled { get; set; } = true;

    public bool HasLead { get; set; } = true;

    public Validity Tracks { get; set; } = Validity.Valid;

    public DriverState Driver { get; set; }

    public EgoState Ego { get; set; } = new() { Validity = Validity.Valid, Known = AllKnown, Speed = new(20) };

    public TrackedObject Lead { get; set; } = new()
    {
        Id = 7,
        Class = ObjectClass.Car,
        Sources = TrackSources.Camera | TrackSources.Radar,
        Validity = Validity.Valid,
        Existence = 0.9f,
        IsLead = true,
    };

    public MonoDuration EgoAge { get; set; }

    public MonoDuration LeadAge { get; set; }

    public MonoDuration DriverAge { get; set; }

    public ForwardCollisionStep Last { get; private set; }

    public WarningLevel Level => Last.Warning.Level;

    public ForwardDrive At(double gapM, double closingMps, double leadAccelerationMps2 = 0)
    {
        Lead = Lead with
        {
            Forward = new Metres(BumperM + gapM),
            ForwardSpeed = new MetresPerSecond(-closingMps),
            ForwardAcceleration = new MetresPerSecondSquared(leadAccelerationMps2),
        };
        return this;
    }

    public ForwardDrive With(double ownSpeedMps)
    {
        Ego = Ego with { Speed = new MetresPerSecond(ownSpeedMps) };
        return this;
    }

    public ForwardDrive Braking(double mps2)
    {
        Ego = Ego with { IsBraking = true, Acceleration = new MetresPerSecondSquared(-mps2) };
        return this;
    }

    public ForwardDrive Inattentive()
    {
        Driver = new DriverState(default, Validity.Valid, IsAttentive: false);
        return this;
    }

    /// <summary>Frames at the given rate for a time, the first of them now.</summary>
    public WarningLevel Run(long ms, int rateHz = 20)
    {
        MonoTime end = Now + MonoDuration.FromMilliseconds(ms);
        for (; Now <= end; Now += MonoDuration.FromMilliseconds(1000 / rateHz))
            Step();
        return Level;
    }

    public void Step()
    {
        var input = new ForwardCollisionInput(
            Now,
            IsEnabled,
            Ego with { Captured = Before(EgoAge) },
            Tracks,
            HasLead,
            Lead with { Captured = Before(LeadAge) },
            new Metres(BumperM),
            Driver with { Captured = Before(DriverAge) });
        Last = ForwardCollision.Step(in _state, Limits, in input);
        _state = Last.State;
    }

    private MonoTime Before(MonoDuration age) => new(Now.Nanoseconds - age.Nanoseconds);
}
