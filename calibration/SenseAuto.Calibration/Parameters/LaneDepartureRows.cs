using static SenseAuto.Calibration.Parameters.ParameterUnit;

namespace SenseAuto.Calibration.Parameters;

/// <summary>
/// Rows of the lane departure warning. Distances are from the tyre's outer edge to the line, negative beyond it.
/// </summary>
internal static class LaneDepartureRows
{
    private const string Ours = "chosen by us";

    public static readonly Parameter[] Rows =
    [
        new("ldw.speed.on", KilometrePerHour, 60, 40, 65,
            "Own speed from which the function is active",
            "EU 2021/646: at the latest 65 km/h [R]; UN R130: 60 km/h [M]"),
        new("ldw.speed.off", KilometrePerHour, 57, 35, 64,
            "Own speed below which it stands by again", Ours),
        new("ldw.speed.top", KilometrePerHour, 180, 140, 250,
            "Own speed above which it stands by", "EU 2021/646: active at least up to 130 km/h [R]; value " + Ours),
        new("ldw.speed.top_band", KilometrePerHour, 5, 1, 10,
            "How much slower it becomes active again", Ours),
        new("ldw.distance.warn", Metre, 0, -0.25, 0.5,
            "Drifting out: distance at which to warn", Ours + ", well before the latest point of EU 2021/646 [R]"),
        new("ldw.time.warn", Second, 0.5, 0, 1.5,
            "Drifting out: time before the line at which to warn", Ours),
        new("ldw.distance.earliest", Metre, 0.75, 0.3, 1.5,
            "Never warn farther inside", "ISO 17361: earliest line 0.75 m up to 0.5 m/s [M]"),
        new("ldw.distance.latest", Metre, -0.2, -0.3, 0,
            "Warn here even when hardly drifting",
            "EU 2021/646: at the latest at -0.3 m [R]; 0.1 m kept for the delay, " + Ours),
        new("ldw.distance.lost", Metre, -1, -2, -0.5,
            "Farther beyond, the line is not ours any more", Ours),
        new("ldw.distance.rearm", Metre, 0.15, 0.05, 0.75,
            "Back inside by this much arms the side again", Ours),
        new("ldw.lateral.min", MetrePerSecond, 0.1, 0.02, 0.1,
            "Slowest drift that is warned of", "EU 2021/646: from 0.1 m/s [R]"),
        new("ldw.lateral.intent", MetrePerSecond, 1, 0.8, 3,
            "Faster crossing is a lane change the driver wants", "above the 0.8 m/s of ISO 17361 [S]; value " + Ours),
        new("ldw.inattentive.lead", Second, 0.3, 0, 1,
            "Added to the time before the line for an inattentive driver", Ours),
        new("ldw.confirm", Second, 0.1, 0, 0.3,
            "How long the departure must be seen", Ours),
        new("ldw.display.min", Second, 1, 0.3, 3,
            "A warning is shown at least this long", Ours + ", after EU 2021/646: visual at least 1 s (CDCF) [R]"),
        new("ldw.display.max", Second, 3, 1, 10,
            "Who stays on the line is told no longer", Ours),
        new("ldw.blinker.hold", Second, 2, 0, 5,
            "A blinker counts this long after it went out", Ours),
        new("ldw.curvature.max", PerMetre, 0.004, 0.001, 0.01,
            "Stands by in sharper bends", "ISO 17361: class II, R 250 m [S]"),
        new("ldw.driver.steering", MetrePerSecondSquared, 3, 1.5, 6,
            "A driver turning with more lateral acceleration is steering", "ISO 11270: 3.0 m/s² [R]"),
        new("ldw.quality.min", Share, 0.5, 0.1, 1,
            "Least quality of a line the other side agrees with", Ours),
        new("ldw.quality.alone", Share, 0.75, 0.1, 1,
            "Least quality of a line that stands alone", Ours),
        new("ldw.offset.sigma", Metre, 0.2, 0.05, 0.5,
            "Largest standard deviation of a line's place", Ours),
        new("ldw.lane.width_min", Metre, 2.5, 2, 3,
            "Narrowest pair of lines that is a lane", Ours),
        new("ldw.lane.width_max", Metre, 4.8, 3.6, 6,
            "Widest pair of lines that is a lane", Ours + "; EU 2021/646 tests from 3.5 m [R]"),
    ];

    public static readonly ParameterOrder[] Orders =
    [
        new("ldw.speed.off", "ldw.speed.on", IsStrict: true),
        new("ldw.distance.lost", "ldw.distance.latest", IsStrict: true),
        new("ldw.distance.latest", "ldw.distance.warn", IsStrict: false),
        new("ldw.distance.warn", "ldw.distance.earliest", IsStrict: false),
        new("ldw.distance.warn", "ldw.distance.rearm", IsStrict: true),
        new("ldw.lateral.min", "ldw.lateral.intent", IsStrict: true),
        new("ldw.display.min", "ldw.display.max", IsStrict: true),
        new("ldw.quality.min", "ldw.quality.alone", IsStrict: false),
        new("ldw.lane.width_min", "ldw.lane.width_max", IsStrict: true),
    ];
}
