using static SenseAuto.Calibration.Parameters.ParameterUnit;

namespace SenseAuto.Calibration.Parameters;

/// <summary>Rows of traffic signs: what the driver is told.</summary>
internal static class TrafficSignRows
{
    private const string Ours = "chosen by us";
    private const string Isa = "EU 2021/1958: ";

    public static readonly Parameter[] Rows =
    [
        new("tsr.inform.speed", KilometrePerHour, 5, 0, 5,
            "Own speed from which the limit is shown", Isa + "from at most 5 km/h [R]"),
        new("tsr.warn.speed", KilometrePerHour, 20, 5, 20,
            "Own speed from which exceeding the limit is told", Isa + "from at most 20 km/h [R]"),
        new("tsr.tolerance.share", Share, 0.03, 0, 0.03,
            "Share of the limit that may be exceeded", Isa + "up to 3 % [R]"),
        new("tsr.tolerance.speed", KilometrePerHour, 1, 0, 1,
            "Speed that may be exceeded on top of the share", Isa + "and 1.0 km/h [R]"),
        new("tsr.visual.after", Second, 0.5, 0, 1.5,
            "Exceeding is shown after this", Isa + "within 1.5 s [R]; value " + Ours),
        new("tsr.cascade.after", Second, 5, 1.6, 10,
            "Exceeding is heard after this", Ours + "; the regulation's table of delays was not read"),
        new("tsr.cascade.for", Second, 5, 1, 10,
            "How long exceeding is heard", Ours),
        new("tsr.cascade.rest", Second, 5, 5, 60,
            "How long it is not heard again after it timed out", Isa + "at least 5.0 s [R]"),
        new("tsr.recognise.time", Second, 2, 0.5, 2,
            "A sign passed longer ago does not count", Isa + "recognised within 2.0 s of passing [R]"),
        new("tsr.recognise.slow", KilometrePerHour, 20, 0, 20,
            "Below this own speed the way counts instead", Isa + "below 20 km/h [R]"),
        new("tsr.recognise.way", Metre, 10, 0, 10,
            "The way after passing within which a sign counts", Isa + "within 10 m [R]"),
        new("tsr.confidence.min", Share, 0.9, 0.5, 1,
            "Least probability of the class of a sign that counts", Ours),
        new("tsr.side.max", Metre, 9, 4, 20,
            "Farthest to the side that a sign is still for us", Ours),
        new("tsr.beside.way", Metre, 10, 0, 50,
            "A higher limit so soon after a lower one stands beside it and does not count", Ours),
        new("tsr.limit.way", Metre, 10000, 500, 50000,
            "A limit or ban that no sign confirms on this way becomes unknown", Ours),
        new("tsr.blind.way", Metre, 300, 20, 2000,
            "Limits become unknown after this way without a camera", Ours),
        new("tsr.notice.way", Metre, 60, 10, 150,
            "Stop, give way and no entry are shown from here on", Ours),
    ];

    public static readonly ParameterOrder[] Orders =
    [
        new("tsr.inform.speed", "tsr.warn.speed", IsStrict: false),
        new("tsr.visual.after", "tsr.cascade.after", IsStrict: true),
        new("tsr.beside.way", "tsr.limit.way", IsStrict: true),
    ];
}
