using SenseAuto.Adas.Signs;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Adas;

/// <summary>A car that passes signs, step by step. Everything is healthy until a test says otherwise.</summary>
internal sealed class SignDrive
{
    public static readonly TrafficSignLimits Limits = new()
    {
        InformFrom = new MetresPerSecond(1.5),
        WarnFrom = new MetresPerSecond(5),
        ToleranceShare = 0.03,
        Tolerance = new MetresPerSecond(0.25),
        VisualAfter = MonoDuration.FromMilliseconds(500),
        CascadeAfter = MonoDuration.FromMilliseconds(5000),
        CascadeFor = MonoDuration.FromMilliseconds(4000),
        CascadeRest = MonoDuration.FromMilliseconds(6000),
        RecogniseTime = MonoDuration.FromMilliseconds(2000),
        SlowBelow = new MetresPerSecond(5.5),
        RecogniseWay = new Metres(10),
        ConfidenceMin = 0.875,
        LeftMax = new Metres(9),
        BesideWay = new Metres(10),
        LimitWay = new Metres(1000),
        BlindWay = new Metres(300),
        NoticeWay = new Metres(60),
        EgoAgeMax = MonoDuration.FromMilliseconds(200),
        ValidFor = MonoDuration.FromMilliseconds(250),
    };

    private TrafficSignState _state;
    private int _signs;

    public MonoTime Now { get; private set; } = MonoTime.FromSeconds(100);

    public bool IsEnabled { get; set; } = true;

    public bool HasModel { get; set; } = true;

    public Validity Signs { get; set; } = Validity.Valid;

    public EgoState Ego { get; set; } =
        new() { Validity = Validity.Valid, Known = ForwardDrive.AllKnown, Speed = new(10) };

    public TrafficSignStep Last { get; private set; }

    public double SpeedMps
    {
        set => Ego = Ego with { Speed = new MetresPerSecond(value) };
    }

    /// <summary>A sign that the car is passing now.</summary>
    public TrafficSign Passed(SignClass kind) => new(
        Now, ++_signs, kind, Validity.Valid, 0.99f, default, new Metres(0), new Metres(-3), HasPassed: true, Now);

    /// <summary>A sign ahead.</summary>
    public TrafficSign Ahead(SignClass kind, double aheadM) =>
        Passed(kind) with { HasPassed = false, Passed = default, Ahead = new Metres(aheadM) };

    /// <summary>One step; our own speed is as fresh as the step.</summary>
    public TrafficSignStep Step(params TrafficSign[] signs) => StepWith(Ego with { Captured = Now }, signs);

    public TrafficSignStep StepWith(EgoState ego, params TrafficSign[] signs)
    {
        var input = new TrafficSignInput(Now, IsEnabled, ego, HasModel, Signs);
        Last = TrafficSignRules.Step(in _state, Limits, in input, signs);
        _state = Last.State;
        return Last;
    }

    public void Wait(long milliseconds) => Now += MonoDuration.FromMilliseconds(milliseconds);

    /// <summary>Steps of 100 ms until the time is over; the last step is at its end.</summary>
    public TrafficSignStep Drive(long milliseconds)
    {
        for (long done = 0; done < milliseconds; done += 100)
        {
            Wait(100);
            Step();
        }

        return Last;
    }
}
