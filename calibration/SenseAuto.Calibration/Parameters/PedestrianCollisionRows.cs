using static SenseAuto.Calibration.Parameters.ParameterUnit;

namespace SenseAuto.Calibration.Parameters;

/// <summary>Rows of the pedestrian collision warning.</summary>
internal static class PedestrianCollisionRows
{
    private const string Ours = "chosen by us";

    public static readonly Parameter[] Rows =
    [
        new("pcw.speed.on", KilometrePerHour, 9.9, 5, 30,
            "Own speed from which the function is active", "Euro NCAP CPNA, CPFA, CPLA: from 10 km/h [R]"),
        new("pcw.speed.off", KilometrePerHour, 8, 3, 29,
            "Own speed below which it stands by again", Ours),
        new("pcw.speed.top", KilometrePerHour, 85, 60, 140,
            "Own speed above which it stands by", "Euro NCAP CPLA: warning to 80 km/h [R], and a margin " + Ours),
        new("pcw.speed.top_band", KilometrePerHour, 4, 1, 20,
            "It comes back when the speed is this much lower", Ours),
        new("pcw.information.ttc", Second, 4, 2, 8,
            "Time to collision below which an inattentive driver is informed", "human factors: advisory about 4 s [S]"),
        new("pcw.caution.ttc", Second, 2.7, 1.5, 4,
            "Time to collision below which a caution is given",
            Ours + ", so that it is shown above the longitudinal VRU's 1.7 s [M]"),
        new("pcw.imminent.ttc", Second, 2, 0.8, 3,
            "Time to collision below which the warning is imminent", "human factors: imminent about 2 s [S]"),
        new("pcw.ttc.max", Second, 4, 3, 6,
            "No caution and no imminent warning above this time to collision", "ISO 15623: none above 4 s [S]"),
        new("pcw.crossing.share", Share, 0.8, 0.4, 1,
            "Times to collision count as this share for who is not in our way yet and may still stop", Ours),
        new("pcw.caution.reaction", Second, 1.2, 0.5, 2.5,
            "Reaction time a caution allows", "Euro NCAP brake robot acts 1.2 s after the warning [S]"),
        new("pcw.caution.braking", MetrePerSecondSquared, 6, 2, 8,
            "Caution when braking after the reaction would have to be harder", Ours),
        new("pcw.imminent.reaction", Second, 0.8, 0.3, 2,
            "Reaction time an imminent warning allows", "ISO 15623: 0.8 s in the minimum warning distance [S]"),
        new("pcw.imminent.braking", MetrePerSecondSquared, 6.67, 3, 9,
            "Imminent when braking after the reaction would have to be harder", "ISO 15623: 0.68 g [S]"),
        new("pcw.inattentive.lead", Second, 0.8, 0, 2,
            "How much earlier an inattentive driver is warned",
            Ours + "; Euro NCAP: most sensitive setting when distracted [S]"),
        new("pcw.release.factor", None, 1.2, 1.01, 2,
            "A level ends when the danger is this many times smaller", Ours),
        new("pcw.closing.min", MetrePerSecond, 1, 0.1, 3,
            "Slower closing is no danger", Ours),
        new("pcw.margin", Metre, 0.3, 0, 1,
            "Room kept beside our car", Ours),
        new("pcw.lateral.sigma", MetrePerSecond, 0.4, 0.1, 1.5,
            "How differently people walk from how they did", Ours + "; Euro NCAP adults walk at 5 or 8 km/h [R]"),
        new("pcw.path.share", Share, 0.5, 0.1, 0.95,
            "Least probability that a person is in our way when we arrive", Ours),
        new("pcw.sigma.factor", None, 0.5, 0, 3,
            "Danger must persist this many standard deviations on the safe side",
            Ours + ": less than for cars, people are seen by the camera alone"),
        new("pcw.confirm.fused", Second, 0.1, 0, 0.5,
            "How long danger must be seen by camera and radar together", Ours),
        new("pcw.confirm.camera", Second, 0.2, 0, 1,
            "How long danger must be seen by camera alone", Ours),
        new("pcw.display.min", Second, 1, 0.3, 3,
            "A level is shown at least this long", Ours + ", after EU 2021/646: visual at least 1 s (CDCF) [R]"),
        new("pcw.driver.braking", MetrePerSecondSquared, 4, 2, 8,
            "A driver braking this hard is not warned", "GB/T 39901: emergency braking from 4 m/s² [S]"),
        new("pcw.driver.steering", MetrePerSecondSquared, 3, 1.5, 6,
            "A driver turning with this lateral acceleration is steering away", "ISO 11270: 3.0 m/s² [R]"),
    ];

    public static readonly ParameterOrder[] Orders =
    [
        new("pcw.speed.off", "pcw.speed.on", IsStrict: true),
        new("pcw.imminent.ttc", "pcw.caution.ttc", IsStrict: true),
        new("pcw.caution.ttc", "pcw.information.ttc", IsStrict: true),
        new("pcw.caution.ttc", "pcw.ttc.max", IsStrict: false),
        new("pcw.imminent.reaction", "pcw.caution.reaction", IsStrict: false),
        new("pcw.caution.braking", "pcw.imminent.braking", IsStrict: false),
        new("pcw.confirm.fused", "pcw.confirm.camera", IsStrict: false),
    ];
}
