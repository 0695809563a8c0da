using static SenseAuto.Calibration.Parameters.ParameterUnit;

namespace SenseAuto.Calibration.Parameters;

/// <summary>Rows of the red light warning.</summary>
internal static class RedLightRows
{
    private const string Ours = "chosen by us";

    public static readonly Parameter[] Rows =
    [
        new("tlr.speed.on", KilometrePerHour, 20, 10, 50,
            "Own speed from which the function is active", Ours),
        new("tlr.speed.off", KilometrePerHour, 15, 5, 49,
            "Own speed below which it stands by again", Ours),
        new("tlr.caution.reaction", Second, 1.2, 0.5, 2.5,
            "Reaction time a caution allows", "Euro NCAP brake robot acts 1.2 s after the warning [S]"),
        new("tlr.caution.braking", MetrePerSecondSquared, 3.4, 2, 6,
            "Caution when braking after the reaction would have to be harder",
            "AASHTO stopping sight distance: 3.4 m/s², which most drivers are comfortable with [M]"),
        new("tlr.imminent.reaction", Second, 0.8, 0.3, 2,
            "Reaction time an imminent warning allows", "ISO 15623: 0.8 s in the minimum warning distance [S]"),
        new("tlr.imminent.braking", MetrePerSecondSquared, 5, 3, 9,
            "Imminent when braking after the reaction would have to be harder",
            "UN R152: emergency braking from 5.0 m/s² [M]"),
        new("tlr.inattentive.lead", Second, 0.8, 0, 2,
            "How much earlier an inattentive driver is warned", Ours + ", as for forward collisions"),
        new("tlr.release.factor", None, 1.2, 1.01, 2,
            "A level ends when the required braking is this many times smaller", Ours),
        new("tlr.stopline.before", Metre, 4, 0, 30,
            "How far before the light its stop line is taken to be",
            Ours + ": lights stand 2.5 to 5 m behind the line in Europe; United States MUTCD: from 12 m [M]"),
        new("tlr.sigma.factor", None, 0.5, 0, 3,
            "Danger must persist this many standard deviations of the range farther away", Ours),
        new("tlr.range.max", Metre, 120, 40, 200,
            "No warning of a light farther away", Ours),
        new("tlr.confidence.min", Share, 0.9, 0.5, 1,
            "Least confidence of a state that is warned of", Ours),
        new("tlr.relevance.min", Share, 0.5, 0.1, 1,
            "Least relevance of a light that is warned of", Ours),
        new("tlr.yellow.time", Second, 3, 2, 6,
            "How long a yellow phase is taken to last", "Germany, VwV-StVO: 3 s at 50 km/h, 5 s at 70 km/h [M]"),
        new("tlr.yellow.braking", MetrePerSecondSquared, 3.4, 2, 5,
            "Who can stop for yellow with this after the reaction has to", "AASHTO: 3.4 m/s² [M]; use " + Ours),
        new("tlr.driver.enough", Share, 0.8, 0.3, 1,
            "A driver braking with this share of what is required is left alone", Ours),
        new("tlr.blinker.hold", Second, 2, 0, 5,
            "A blinker counts this long after it went out", Ours),
        new("tlr.curvature.max", PerMetre, 0.02, 0.005, 0.1,
            "Who drives a tighter bend is turning", Ours + ": R 50 m"),
        new("tlr.confirm", Second, 0.2, 0, 1,
            "How long danger must be seen", Ours),
        new("tlr.display.min", Second, 1, 0.3, 3,
            "A level is shown at least this long", Ours + ", after EU 2021/646: visual at least 1 s (CDCF) [R]"),
        new("timeout.lights", Second, 0.4, 0.1, 1,
            "A traffic light older than this is not used", Ours + ": two looks of the object network"),
    ];

    public static readonly ParameterOrder[] Orders =
    [
        new("tlr.speed.off", "tlr.speed.on", IsStrict: true),
        new("tlr.imminent.reaction", "tlr.caution.reaction", IsStrict: false),
        new("tlr.caution.braking", "tlr.imminent.braking", IsStrict: false),
    ];
}
