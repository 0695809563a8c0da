using SenseAuto.Adas.HighBeam;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Adas;

/// <summary>A car on a dark road, step by step. Everything is healthy until a test says otherwise.</summary>
internal sealed class HighBeamDrive
{
    public static readonly HighBeamLimits Limits = new()
    {
        SpeedOn = new MetresPerSecond(11),
        SpeedOff = new MetresPerSecond(7),
        DimAfter = MonoDuration.FromMilliseconds(100),
        RestoreAfter = MonoDuration.FromMilliseconds(1500),
        NightAfter = MonoDuration.FromMilliseconds(3000),
        DayAfter = MonoDuration.FromMilliseconds(1000),
        TownLamps = 3,
        TownAfter = MonoDuration.FromMilliseconds(1000),
        TownLeftAfter = MonoDuration.FromMilliseconds(4000),
        OncomingRange = new Metres(600),
        PrecedingRange = new Metres(250),
        CurvatureMax = new PerMetre(0.01),
        EgoAgeMax = MonoDuration.FromMilliseconds(200),
        SceneAgeMax = MonoDuration.FromMilliseconds(300),
    };

    private HighBeamState _state;

    public MonoTime Now { get; private set; } = MonoTime.FromSeconds(100);

    public bool IsEnabled { get; set; } = true;

    public EgoState Ego { get; set; } = new()
    {
        Validity = Validity.Valid,
        Known = ForwardDrive.AllKnown,
        Speed = new MetresPerSecond(20),
    };

    public NightScene Scene { get; set; } = new() { Validity = Validity.Valid, Ambient = AmbientLevel.Night };

    public MonoDuration EgoAge { get; set; }

    public MonoDuration SceneAge { get; set; }

    public HighBeamStep Last { get; private set; }

    public bool IsOn => Last.IsHighBeam;

    /// <summary>Five seconds of dark road: high beam is on.</summary>
    public static HighBeamDrive Lit()
    {
        var drive = new HighBeamDrive();
        drive.Run(5000);
        return drive;
    }

    public HighBeamDrive Sees(bool oncoming = false, bool preceding = false, double rangeM = 0)
    {
        Scene = Scene with
        {
            HasOncoming = oncoming,
            HasPreceding = preceding,
            NearestOncoming = new Metres(rangeM),
            NearestPreceding = new Metres(rangeM),
        };
        return this;
    }

    public HighBeamDrive Lamps(int count)
    {
        Scene = Scene with { OverheadCount = count };
        return this;
    }

    public HighBeamDrive Outside(AmbientLevel ambient)
    {
        Scene = Scene with { Ambient = ambient };
        return this;
    }

    public HighBeamDrive With(double ownSpeedMps, double yawRate = 0)
    {
        Ego = Ego with { Speed = new MetresPerSecond(ownSpeedMps), YawRate = new RadiansPerSecond(yawRate) };
        return this;
    }

    /// <summary>Frames at 20 Hz for a time, the first of them now.</summary>
    public bool Run(long ms)
    {
        MonoTime end = Now + MonoDuration.FromMilliseconds(ms);
        for (; Now <= end; Now += MonoDuration.FromMilliseconds(50))
            Step();
        return IsOn;
    }

    public void Step()
    {
        var input = new HighBeamInput(
            Now,
            IsEnabled,
            Ego with { Captured = new MonoTime(Now.Nanoseconds - EgoAge.Nanoseconds) },
            Scene with { Captured = new MonoTime(Now.Nanoseconds - SceneAge.Nanoseconds) });
        Last = HighBeamAssist.Step(in _state, Limits, in input);
        _state = Last.State;
    }
}
