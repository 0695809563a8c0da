using static SenseAuto.Calibration.Parameters.ParameterUnit;

namespace SenseAuto.Calibration.Parameters;

/// <summary>Rows of the forward collision warning.</summary>
internal static class ForwardCollisionRows
{
    private const string Ours = "chosen by us";

    public static readonly Parameter[] Rows =
    [
        new("fcw.speed.on", KilometrePerHour, 9.9, 5, 30,
            "Own speed from which the function is active", "FMVSS 127: at any speed above 6.2 mph (9.98 km/h) [S]"),
        new("fcw.speed.off", KilometrePerHour, 8, 3, 29,
            "Own speed below which it stands by again", Ours),
        new("fcw.information.ttc", Second, 4, 2, 8,
            "Time to collision below which an inattentive driver is informed", "human factors: advisory about 4 s [S]"),
        new("fcw.caution.ttc", Second, 2.7, 1.5, 4,
            "Time to collision below which a caution is given", Ours + ", above the VRU's 1.7 s [M]"),
        new("fcw.imminent.ttc", Second, 2, 0.8, 3,
            "Time to collision below which the warning is imminent", "human factors: imminent about 2 s [S]"),
        new("fcw.ttc.max", Second, 4, 3, 6,
            "No caution and no imminent warning above this time to collision", "ISO 15623: none above 4 s [S]"),
        new("fcw.caution.reaction", Second, 1.2, 0.5, 2.5,
            "Reaction time a caution allows", "Euro NCAP brake robot acts 1.2 s after the warning [S]"),
        new("fcw.caution.braking", MetrePerSecondSquared, 6, 2, 8,
            "Caution when braking after the reaction would have to be harder", Ours),
        new("fcw.braking.ordinary", MetrePerSecondSquared, 2, 0, 4,
            "No caution while the driver brakes as hard as it takes, and it takes no more than this", Ours),
        new("fcw.imminent.reaction", Second, 0.8, 0.3, 2,
            "Reaction time an imminent warning allows", "ISO 15623: 0.8 s in the minimum warning distance [S]"),
        new("fcw.imminent.braking", MetrePerSecondSquared, 6.67, 3, 9,
            "Imminent when braking after the reaction would have to be harder", "ISO 15623: 0.68 g [S]"),
        new("fcw.inattentive.lead", Second, 0.8, 0, 2,
            "How much earlier an inattentive driver is warned",
            Ours + "; Euro NCAP: most sensitive setting when distracted [S]"),
        new("fcw.release.factor", None, 1.2, 1.01, 2,
            "A level ends when the danger is this many times smaller", Ours),
        new("fcw.closing.min", MetrePerSecond, 0.5, 0.1, 3,
            "Slower closing is following", Ours),
        new("fcw.sigma.factor", None, 1, 0, 3,
            "Danger must persist this many standard deviations on the safe side", Ours),
        new("fcw.confirm.fused", Second, 0.1, 0, 0.5,
            "How long danger must be seen by camera and radar together", Ours),
        new("fcw.confirm.radar", Second, 0.2, 0, 1,
            "How long danger must be seen by radar alone (moving objects only)", Ours),
        new("fcw.confirm.camera", Second, 0.3, 0, 1,
            "How long danger must be seen by camera alone", Ours),
        new("fcw.display.min", Second, 1, 0.3, 3,
            "A level is shown at least this long", Ours + ", after EU 2021/646: visual at least 1 s (CDCF) [R]"),
        new("fcw.driver.braking", MetrePerSecondSquared, 4, 2, 8,
            "A driver braking this hard is not warned", "GB/T 39901: emergency braking from 4 m/s² [S]"),
        new("fcw.driver.steering", MetrePerSecondSquared, 3, 1.5, 6,
            "A driver turning with this lateral acceleration is steering away", "ISO 11270: 3.0 m/s² [R]"),
    ];

    public static readonly ParameterOrder[] Orders =
    [
        new("fcw.speed.off", "fcw.speed.on", IsStrict: true),
        new("fcw.imminent.ttc", "fcw.caution.ttc", IsStrict: true),
        new("fcw.caution.ttc", "fcw.information.ttc", IsStrict: true),
        new("fcw.caution.ttc", "fcw.ttc.max", IsStrict: false),
        new("fcw.imminent.reaction", "fcw.caution.reaction", IsStrict: false),
        new("fcw.braking.ordinary", "fcw.caution.braking", IsStrict: false),
        new("fcw.caution.braking", "fcw.imminent.braking", IsStrict: false),
        new("fcw.confirm.fused", "fcw.confirm.radar", IsStrict: false),
        new("fcw.confirm.fused", "fcw.confirm.camera", IsStrict: false),
    ];
}
