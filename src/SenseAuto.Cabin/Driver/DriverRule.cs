using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Driver;

/// <summary>Whose rule it is. Each can be switched on and off by calibration.</summary>
public enum RuleProfile : byte
{
    /// <summary>Chosen by us, always on.</summary>
    House,
    EuroNcap2023,
    EuroNcap2026,

    /// <summary>Advanced driver distraction warning, EU 2023/2590.</summary>
    EuAddw,

    /// <summary>Driver drowsiness and attention warning, EU 2021/1341.</summary>
    EuDdaw,

    /// <summary>Driver control assistance systems, UN R171; only while such a system steers.</summary>
    UnR171,
    Gbt41797,
}

/// <summary>What a rule measures: a question that every frame answers with yes, no or unknown.</summary>
public enum DriverMeasure : byte
{
    /// <summary>The eyes look into one of the rule's zones, without a break.</summary>
    GazeAway,

    /// <summary>The same, summed over a window.</summary>
    GazeAwaySum,

    /// <summary>The eyes look into one of the rule's zones or are closed.</summary>
    Disengaged,

    /// <summary>Warned, and the eyes have not come back since.</summary>
    Ignored,
    EyesClosed,

    /// <summary>The sleepiness level has reached the rule's threshold.</summary>
    Sleepiness,
    PhoneInHand,
    PhoneAtEar,
    Yawning,

    /// <summary>The head is turned sideways beyond the rule's threshold, in rad.</summary>
    HeadTurned,

    /// <summary>The head is bent down or back beyond the rule's threshold, in rad.</summary>
    HeadBent,

    /// <summary>The head hangs, leans or lies back as no driver holds it.</summary>
    Posture,
    Absent,
    CameraCovered,
}

/// <summary>A set of zones.</summary>
public readonly record struct ZoneSet(uint Bits)
{
    /// <summary>Everything that is not the road ahead.</summary>
    public static ZoneSet OffRoad { get; } = Of(
        GazeZone.InnerMirror, GazeZone.LeftMirror, GazeZone.RightMirror, GazeZone.LeftWindow, GazeZone.RightWindow,
        GazeZone.InstrumentCluster, GazeZone.CentreStack, GazeZone.Lap, GazeZone.Passenger, GazeZone.GloveBox,
        GazeZone.Roof, GazeZone.Elsewhere);

    /// <summary>
    /// The lower part of the car: what EU 2023/2590 calls area 3 [S]; which parts of this map that is, chosen by us.
    /// </summary>
    public static ZoneSet Low { get; } = Of(GazeZone.CentreStack, GazeZone.Lap, GazeZone.GloveBox);

    public static ZoneSet Of(params ReadOnlySpan<GazeZone> zones)
    {
        uint bits = 0;
        foreach (GazeZone zone in zones)
            bits |= 1u << (int)zone;
        return new ZoneSet(bits);
    }

    public bool Has(GazeZone zone) => (Bits & (1u << (int)zone)) != 0;
}

/// <summary>One rule of one profile: when what is recognised, and how the driver is told.</summary>
public sealed record DriverRule
{
    public required RuleProfile Profile { get; init; }

    public required DriverEvent Event { get; init; }

    public required DriverMeasure Measure { get; init; }

    public ZoneSet Zones { get; init; }

    /// <summary>Own speed from which the rule holds; it rests again some km/h lower.</summary>
    public required MetresPerSecond SpeedOn { get; init; }

    /// <summary>How long the measure must be yes.</summary>
    public required MonoDuration Time { get; init; }

    /// <summary>Added to <see cref="Time"/> while only the head shows where the driver looks.</summary>
    public MonoDuration TimeByHead { get; init; }

    /// <summary>For <see cref="DriverMeasure.GazeAwaySum"/>: the window the time is summed over.</summary>
    public MonoDuration Window { get; init; }

    /// <summary>A no of this length ends what was counted, and the warning.</summary>
    public required MonoDuration Reset { get; init; }

    /// <summary>Of the measure, in its own unit.</summary>
    public double Threshold { get; init; }

    /// <summary>Told with this at once …</summary>
    public required WarningLevel FirstLevel { get; init; }

    /// <summary>… and from here with sound …</summary>
    public required MonoDuration CautionAfter { get; init; }

    /// <summary>… and from here with everything there is.</summary>
    public required MonoDuration ImminentAfter { get; init; }

    /// <summary>After this the warning is only seen: said often enough, it must not hide others from the ear.</summary>
    public MonoDuration QuietAfter { get; init; } = new(long.MaxValue);

    internal void Check(LimitProblems problems)
    {
        string name = $"{Profile} {Event}";
        problems.Require(Event != DriverEvent.None, $"{name}: a rule needs an event");
        problems.NotNegative(SpeedOn.Value, $"{name} SpeedOn");
        problems.NotNegative(Time, $"{name} Time");
        problems.NotNegative(TimeByHead, $"{name} TimeByHead");
        problems.NotNegative(Reset, $"{name} Reset");
        problems.Require(double.IsFinite(Threshold), $"{name} Threshold must be a number");
        problems.Require(FirstLevel != WarningLevel.None, $"{name}: a rule needs a level");
        problems.NotNegative(CautionAfter, $"{name} CautionAfter");
        problems.Require(CautionAfter <= ImminentAfter, $"{name}: need CautionAfter <= ImminentAfter");
        problems.Positive(QuietAfter, $"{name} QuietAfter");
        if (Measure != DriverMeasure.GazeAwaySum)
            return;

        problems.Require(Time < Window, $"{name}: need Time < Window");
        problems.Require(Reset > DriverRules.WindowBucket, $"{name}: Reset is shorter than what a window resolves");
        problems.Require(
            Window.Nanoseconds <= DriverRules.WindowBucket.Nanoseconds * (SlidingSums.BucketCount - 1),
            $"{name}: Window is longer than what is remembered");
    }
}
