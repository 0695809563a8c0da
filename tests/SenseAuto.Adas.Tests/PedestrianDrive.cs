using System;
using SenseAuto.Adas;
using SenseAuto.Adas.Pedestrian;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Adas;

/// <summary>A car among people, step by step. Everything is healthy until a test says otherwise.</summary>
internal sealed class PedestrianDrive
{
    public static readonly PedestrianCollisionLimits Limits = new()
    {
        SpeedOn = new MetresPerSecond(3),
        SpeedOff = new MetresPerSecond(2),
        SpeedTop = new MetresPerSecond(24),
        SpeedTopBand = new MetresPerSecond(1),
        InformationTtcS = 4.5,
        CautionTtcS = 2.7,
        ImminentTtcS = 2,
        FarTtcS = 4,
        CrossingShare = 0.8,
        CautionReactionS = 1.2,
        CautionBrakingMps2 = 6,
        ImminentReactionS = 0.8,
        ImminentBrakingMps2 = 6.67,
        InattentiveLeadS = 0.8,
        ReleaseFactor = 1.2,
        ClosingMin = new MetresPerSecond(1),
        Margin = new Metres(0.3),
        LateralSpeedSigma = new MetresPerSecond(0.4),
        InPathShareMin = 0.5,
        SigmaFactor = 1,
        ConfirmFused = MonoDuration.FromMilliseconds(100),
        ConfirmCamera = MonoDuration.FromMilliseconds(200),
        DisplayMin = MonoDuration.FromMilliseconds(1000),
        HardBrakingMps2 = 4,
        SteeringAwayMps2 = 3,
        ExistenceMin = 0.5,
        EgoAgeMax = MonoDuration.FromMilliseconds(200),
        TrackAgeMax = MonoDuration.FromMilliseconds(150),
        DriverAgeMax = MonoDuration.FromMilliseconds(200),
        ValidFor = MonoDuration.FromMilliseconds(250),
    };

    private const double BumperM = 3.7;
    private readonly TrackedObject[] _sent = new TrackedObject[2];
    private PedestrianCollisionState _state;

    public MonoTime Now { get; private set; } = MonoTime.FromSeconds(100);

    public bool IsEnabled { get; set; } = true;

    public Validity Camera { get; set; } = Validity.Valid;

    public OwnPath Path { get; set; }

    public DriverState Driver { get; set; }

    public EgoState Ego { get; set; } =
        new() { Validity = Validity.Valid, Known = ForwardDrive.AllKnown, Speed = new(10) };

    public TrackedObject Person { get; set; } = Anybody(7);

    /// <summary>A second one, where a test has one.</summary>
    public TrackedObject? Other { get; set; }

    public MonoDuration EgoAge { get; set; }

    public MonoDuration PersonAge { get; set; }

    public MonoDuration DriverAge { get; set; }

    public PedestrianCollisionStep Last { get; private set; }

    public WarningLevel Level => Last.Warning.Level;

    public static TrackedObject Anybody(int id) => new()
    {
        Id = id,
        Class = ObjectClass.Pedestrian,
        Sources = TrackSources.Camera | TrackSources.Radar,
        Validity = Validity.Valid,
        Width = new Metres(0.5),
        Existence = 0.9f,
    };

    /// <summary>Places a person: in front of the bumper, aside of the straight path, moving in our frame.</summary>
    public static TrackedObject Placed(
        TrackedObject person, double gapM, double closingMps, double leftM = 0, double leftMps = 0)
    {
        return person with
        {
            Forward = new Metres(BumperM + gapM),
            ForwardSpeed = new MetresPerSecond(-closingMps),
            Left = new Metres(leftM),
            LeftSpeed = new MetresPerSecond(leftMps),
        };
    }

    public PedestrianDrive At(double gapM, double closingMps = 10, double leftM = 0, double leftMps = 0)
    {
        Person = Placed(Person, gapM, closingMps, leftM, leftMps);
        return this;
    }

    public PedestrianDrive With(double ownSpeedMps)
    {
        Ego = Ego with { Speed = new MetresPerSecond(ownSpeedMps) };
        return this;
    }

    public PedestrianDrive Inattentive()
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
        _sent[0] = Person with { Captured = Before(PersonAge) };
        _sent[1] = (Other ?? default) with { Captured = Now };
        var input = new PedestrianCollisionInput
        {
            Now = Now,
            IsEnabled = IsEnabled,
            Ego = Ego with { Captured = Before(EgoAge) },
            Camera = Camera,
            Objects = _sent.AsSpan(0, Other is null ? 1 : 2),
            Path = Path,
            FrontBumper = new Metres(BumperM),
            HalfWidth = new Metres(0.9),
            Driver = Driver with { Captured = Before(DriverAge) },
        };
        Last = PedestrianCollision.Step(in _state, Limits, in input);
        _state = Last.State;
    }

    private MonoTime Before(MonoDuration age) => new(Now.Nanoseconds - age.Nanoseconds);
}
