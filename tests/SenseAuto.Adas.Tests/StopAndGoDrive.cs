using SenseAuto.Adas.StopAndGo;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Adas;

/// <summary>A car that stands, step by step. Everything is healthy until a test says otherwise.</summary>
internal sealed class StopAndGoDrive
{
    public static readonly StopAndGoLimits Limits = new()
    {
        StandingMax = new MetresPerSecond(0.2),
        DrivingMin = new MetresPerSecond(0.5),
        StandingTime = MonoDuration.FromMilliseconds(2000),
        LeadGapMax = new Metres(10),
        LeadMoved = new Metres(3),
        LeadSpeedMin = new MetresPerSecond(1),
        Confirm = MonoDuration.FromMilliseconds(500),
        InformAfter = MonoDuration.FromMilliseconds(1000),
        SoundAfter = MonoDuration.FromMilliseconds(3000),
        DisplayMax = MonoDuration.FromMilliseconds(8000),
        GuardLength = new Metres(12),
        GuardHalfWidth = new Metres(2),
        GuardHold = MonoDuration.FromMilliseconds(1000),
        ConfidenceMin = 0.875,
        ExistenceMin = 0.5,
        EgoAgeMax = MonoDuration.FromMilliseconds(200),
        TrackAgeMax = MonoDuration.FromMilliseconds(150),
        LightAgeMax = MonoDuration.FromMilliseconds(400),
        ValidFor = MonoDuration.FromMilliseconds(250),
    };

    public const double BumperM = 4;
    private StopAndGoState _state;

    public StopAndGoLimits Used { get; set; } = Limits;

    public MonoTime Now { get; private set; } = MonoTime.FromSeconds(100);

    public bool IsEnabled { get; set; } = true;

    public Validity Tracks { get; set; } = Validity.Valid;

    public bool IsWayBlocked { get; set; }

    public bool HasLead { get; set; } = true;

    public bool HasLight { get; set; }

    public EgoState Ego { get; set; } = new() { Validity = Validity.Valid, Known = ForwardDrive.AllKnown };

    public TrackedObject Lead { get; set; } = new()
    {
        Id = 7,
        Class = ObjectClass.Car,
        Validity = Validity.Valid,
        Existence = 0.9f,
        IsLead = true,
        Forward = new Metres(BumperM + 5),
    };

    public TrafficLight Light { get; set; } = new()
    {
        Id = 3,
        Validity = Validity.Valid,
        Confidence = 0.95f,
        IsRelevant = true,
    };

    public MonoDuration EgoAge { get; set; }

    public MonoDuration LeadAge { get; set; }

    public MonoDuration LightAge { get; set; }

    public StopAndGoStep Last { get; private set; }

    public WarningLevel Level => Last.Warning.Level;

    /// <summary>Three seconds behind a car 5 m ahead.</summary>
    public static StopAndGoDrive Waiting()
    {
        StopAndGoDrive drive = new StopAndGoDrive().LeadAt(5, 0);
        drive.Run(3000);
        return drive;
    }

    public StopAndGoDrive LeadAt(double gapM, double speedMps)
    {
        Lead = Lead with { Forward = new Metres(BumperM + gapM), ForwardSpeed = new MetresPerSecond(speedMps) };
        return this;
    }

    public StopAndGoDrive Shows(LightState state)
    {
        HasLight = true;
        Light = Light with { State = state };
        return this;
    }

    public StopAndGoDrive With(double ownSpeedMps)
    {
        Ego = Ego with { Speed = new MetresPerSecond(ownSpeedMps) };
        return this;
    }

    /// <summary>Frames at 20 Hz for a time, the first of them now.</summary>
    public WarningLevel Run(long ms)
    {
        MonoTime end = Now + MonoDuration.FromMilliseconds(ms);
        for (; Now <= end; Now += MonoDuration.FromMilliseconds(50))
            Step();
        return Level;
    }

    public void Step()
    {
        var input = new StopAndGoInput(
            Now,
            IsEnabled,
            Ego with { Captured = Before(EgoAge) },
            Tracks,
            IsWayBlocked,
            HasLead,
            Lead with { Captured = Before(LeadAge) },
            HasLight,
            Light with { Captured = Before(LightAge) },
            new Metres(BumperM));
        Last = StopAndGoAssist.Step(in _state, Used, in input);
        _state = Last.State;
    }

    private MonoTime Before(MonoDuration age) => new(Now.Nanoseconds - age.Nanoseconds);
}
