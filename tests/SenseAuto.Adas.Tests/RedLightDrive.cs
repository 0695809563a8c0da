using SenseAuto.Adas.Lights;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Adas;

/// <summary>
/// A car on its way to a traffic light, step by step. Everything is healthy until a test says otherwise.
/// </summary>
internal sealed class RedLightDrive
{
    public static readonly RedLightLimits Limits = new()
    {
        SpeedOn = new MetresPerSecond(5),
        SpeedOff = new MetresPerSecond(4),
        CautionReactionS = 1,
        CautionBrakingMps2 = 4,
        ImminentReactionS = 0.5,
        ImminentBrakingMps2 = 5,
        InattentiveLeadS = 0.5,
        ReleaseFactor = 1.2,
        StopLineBefore = new Metres(4),
        SigmaFactor = 1,
        RangeMax = new Metres(120),
        ConfidenceMin = 0.875,
        RelevanceMin = 0.5,
        YellowS = 3,
        YellowBrakingMps2 = 3,
        EnoughShare = 0.8,
        BlinkerHold = MonoDuration.FromMilliseconds(2000),
        CurvatureMax = new PerMetre(0.02),
        Confirm = MonoDuration.FromMilliseconds(200),
        DisplayMin = MonoDuration.FromMilliseconds(1000),
        EgoAgeMax = MonoDuration.FromMilliseconds(200),
        LightAgeMax = MonoDuration.FromMilliseconds(400),
        DriverAgeMax = MonoDuration.FromMilliseconds(200),
        ValidFor = MonoDuration.FromMilliseconds(250),
    };

    private const double BumperM = 3.7;
    private RedLightState _state;

    public MonoTime Now { get; private set; } = MonoTime.FromSeconds(100);

    public bool IsEnabled { get; set; } = true;

    public bool HasLight { get; set; } = true;

    public Validity Lights { get; set; } = Validity.Valid;

    public DriverState Driver { get; set; }

    public EgoState Ego { get; set; } = new()
    {
        Validity = Validity.Valid,
        Known = ForwardDrive.AllKnown,
        Speed = new(20),
    };

    public TrafficLight Light { get; set; } = new()
    {
        Id = 3,
        Validity = Validity.Valid,
        State = LightState.Red,
        Confidence = 0.95f,
        IsRelevant = true,
        Relevance = 0.9f,
        StateSince = MonoTime.FromSeconds(90),
    };

    public MonoDuration EgoAge { get; set; }

    public MonoDuration LightAge { get; set; }

    public MonoDuration DriverAge { get; set; }

    public RedLightStep Last { get; private set; }

    public WarningLevel Level => Last.Warning.Level;

    /// <param name="wayM">Bumper to stop line.</param>
    public RedLightDrive At(double wayM, double speedMps = 20)
    {
        Ego = Ego with { Speed = new MetresPerSecond(speedMps) };
        Light = Light with { Forward = new Metres(wayM + Limits.StopLineBefore.Value + BumperM) };
        return this;
    }

    public RedLightDrive Shows(LightState state, double forS)
    {
        Light = Light with { State = state, StateSince = Before(MonoDuration.FromSeconds(forS)) };
        return this;
    }

    public RedLightDrive Brakes(double decelerationMps2, bool isPedal = true)
    {
        Ego = Ego with { IsBraking = isPedal, Acceleration = new MetresPerSecondSquared(-decelerationMps2) };
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
        var input = new RedLightInput(
            Now,
            IsEnabled,
            Ego with { Captured = Before(EgoAge) },
            Lights,
            HasLight,
            Light with { Captured = Before(LightAge) },
            new Metres(BumperM),
            Driver with { Captured = Before(DriverAge) });
        Last = RedLight.Step(in _state, Limits, in input);
        _state = Last.State;
    }

    private MonoTime Before(MonoDuration age) => new(Now.Nanoseconds - age.Nanoseconds);
}
