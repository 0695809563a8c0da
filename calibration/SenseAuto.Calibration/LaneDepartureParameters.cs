using System.Collections.Generic;

namespace SenseAuto.Calibration;

/// <summary>Lane departure warning. Distances are from the outer edge of the front tyre to the line; negative is beyond it.</summary>
public static class LaneDepartureParameters
{
    private const string Elks = "EU 2021/646: LDWS active 65 to 130 km/h, warning at the latest 0.3 m beyond at 0.1 to 0.5 m/s";

    public static IReadOnlyList<Parameter> Rows { get; } =
    [
        Kmh("ldw.speed.on", 64, 30, 100, "Active from this speed on; 1 km/h below the law's 65", SourceMark.Primary, Elks),
        Kmh("ldw.speed.off", 60, 25, 95, "Standby below this speed", SourceMark.Ours, "hysteresis"),
        Kmh("ldw.speed.top", 205, 130, 260, "Standby above this speed", SourceMark.Ours, "the law asks for 130 km/h at least"),
        Kmh("ldw.speed.top.band", 5, 1, 20, "Active again this much below the top", SourceMark.Ours, "hysteresis"),
        M("ldw.warn.distance", 0.0, -0.3, 0.3, "Drifting out: warn at this distance", SourceMark.Primary, Elks + "; ours is at the line"),
        S("ldw.warn.time", 0.3, 0, 1.5, "Drifting out: warn this long before the line", SourceMark.Ours, "one reaction before crossing"),
        M("ldw.earliest", 0.3, 0, 1.5, "Never warn farther inside than this", SourceMark.Ours, "ISO 17361 allows up to 0.75 m at slow drift [M]"),
        M("ldw.latest", -0.1, -0.3, 0.3, "Warn here even when hardly drifting", SourceMark.Primary, Elks + "; ours is 0.2 m before it"),
        M("ldw.lost", -1.2, -2, -0.35, "Farther beyond, the line is not ours any more", SourceMark.Ours, "two thirds of a car"),
        M("ldw.rearm", 0.15, 0.01, 1, "Back inside by this much arms the side again", SourceMark.Ours, "above the finder's noise"),
        Mps("ldw.lateral.min", 0.1, 0.02, 0.5, "Slower drifting is no drifting", SourceMark.Primary, Elks),
        Mps("ldw.lateral.intent", 1.2, 0.6, 2, "Faster is a lane change the driver wants", SourceMark.Secondary,
            "drifts in tests reach 0.6 m/s (NHTSA, Euro NCAP); twice that is steering"),
        S("ldw.inattentive.lead", 0.4, 0, 1.5, "How much earlier an inattentive driver is warned", SourceMark.Ours, "glance back first"),
        S("ldw.confirm", 0.1, 0, 0.5, "The departure must last this long", SourceMark.Ours, "two frames"),
        S("ldw.display.min", 1.0, 0.3, 3, "Shown at least this long", SourceMark.Primary, "EU 2021/646: visual 1 s or more"),
        S("ldw.display.max", 3.0, 1, 10, "Shown no longer while staying on the line", SourceMark.Ours, "after that it only annoys"),
        S("ldw.blinker.hold", 2.0, 0, 10, "A blinker counts this long after it went out", SourceMark.Ours, "the end of a lane change"),
        new("ldw.curvature.max", ParameterUnit.PerMetre, 0.004, 0.001, 0.02, "No warning in tighter bends", SourceMark.Secondary,
            "ISO 17361 class II: R 250 m"),
        new("ldw.lateral.acceleration.max", ParameterUnit.MetrePerSecondSquared, 3.0, 1, 8, "A driver who corners harder is steering", SourceMark.Primary,
            "ISO 11270: 3 m/s2"),
        R("ldw.quality.min", 0.3, "Least quality of a line the other line agrees with"),
        R("ldw.quality.alone", 0.6, "Least quality of a line that stands alone"),
        M("ldw.offset.sigma", 0.2, 0.02, 0.5, "Largest deviation of a line's offset", SourceMark.Ours, "below a paint line's distance from the tyre"),
        M("ldw.lane.width.min", 2.4, 2, 3, "Narrower pairs of lines are no lane", SourceMark.Ours, "motorway works go down to 2.5 m"),
        M("ldw.lane.width.max", 4.8, 4, 6, "Wider pairs of lines are no lane", SourceMark.Ours, "ramps"),
        S("ldw.ego.age", 0.25, 0.05, 1, "Oldest own motion", SourceMark.Ours, "five frames"),
        S("ldw.line.age", 0.3, 0.05, 1, "Oldest line", SourceMark.Ours, "six frames"),
        S("ldw.driver.age", 0.5, 0.05, 2, "Oldest driver state", SourceMark.Ours, "older counts as attentive"),
        S("ldw.valid.for", 0.3, 0.1, 1, "How long a published warning holds without a newer one", SourceMark.Ours, "six frames"),
    ];

    public static IReadOnlyList<ParameterOrder> Orders { get; } =
    [
        new("ldw.speed.off", "ldw.speed.on"),
        new("ldw.speed.on", "ldw.speed.top"),
        new("ldw.warn.distance", "ldw.rearm"),
        new("ldw.lost", "ldw.latest"),
        new("ldw.lateral.min", "ldw.lateral.intent"),
        new("ldw.display.min", "ldw.display.max"),
        new("ldw.lane.width.min", "ldw.lane.width.max"),
    ];

    private static Parameter S(string name, double value, double min, double max, string meaning, SourceMark mark, string source) =>
        new(name, ParameterUnit.Second, value, min, max, meaning, mark, source);

    private static Parameter M(string name, double value, double min, double max, string meaning, SourceMark mark, string source) =>
        new(name, ParameterUnit.Metre, value, min, max, meaning, mark, source);

    private static Parameter Kmh(string name, double value, double min, double max, string meaning, SourceMark mark, string source) =>
        new(name, ParameterUnit.KilometrePerHour, value, min, max, meaning, mark, source);

    private static Parameter Mps(string name, double value, double min, double max, string meaning, SourceMark mark, string source) =>
        new(name, ParameterUnit.MetrePerSecond, value, min, max, meaning, mark, source);

    private static Parameter R(string name, double value, string meaning) =>
        new(name, ParameterUnit.Ratio, value, 0, 1, meaning, SourceMark.Ours, "set on the lane recordings");
}
