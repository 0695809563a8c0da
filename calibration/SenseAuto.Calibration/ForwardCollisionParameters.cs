using System.Collections.Generic;

namespace SenseAuto.Calibration;

/// <summary>Forward collision warning.</summary>
public static class ForwardCollisionParameters
{
    public static IReadOnlyList<Parameter> Rows { get; } =
    [
        new("fcw.speed.on", ParameterUnit.KilometrePerHour, 10, 5, 60, "Active from this speed on", SourceMark.Secondary,
            "FMVSS 127: FCW at any speed above 6.2 mph (10 km/h)"),
        new("fcw.speed.off", ParameterUnit.KilometrePerHour, 8, 3, 55, "Standby below this speed", SourceMark.Ours, "2 km/h of hysteresis"),
        S("fcw.information.ttc", 4.0, 2, 6, "Inform an inattentive driver below this time to collision", SourceMark.Secondary,
            "human factors: advisory about 4 s"),
        S("fcw.caution.ttc", 2.7, 1.7, 4, "Caution below this time to collision", SourceMark.Memory,
            "NHTSA NCAP FCW criteria 2.1 to 2.4 s; Euro NCAP VRU 1.7 s; above both"),
        S("fcw.imminent.ttc", 1.7, 0.8, 3, "Imminent below this time to collision", SourceMark.Memory,
            "Euro NCAP: longitudinal VRU FCW at 1.7 s or more"),
        S("fcw.ttc.max", 4.0, 2, 6, "No caution or imminent warning above this time to collision", SourceMark.Secondary, "ISO 15623: none above 4 s"),
        S("fcw.caution.reaction", 1.2, 0.4, 2.5, "Reaction time that a caution allows", SourceMark.Secondary,
            "Euro NCAP: the brake robot acts 1.2 s after the warning"),
        A("fcw.caution.braking", 4.0, 2, 8, "Caution when braking after the reaction must be harder", SourceMark.Secondary,
            "GB/T 39901: emergency braking begins at 4 m/s2"),
        S("fcw.imminent.reaction", 0.8, 0.2, 2, "Reaction time that an imminent warning allows", SourceMark.Secondary,
            "UN R152: warning 0.8 s before emergency braking; ISO 15623: 0.8 s"),
        A("fcw.imminent.braking", 6.67, 3, 9.5, "Imminent when braking after the reaction must be harder", SourceMark.Secondary,
            "ISO 15623: 0.68 g"),
        S("fcw.inattentive.lead", 0.7, 0, 2, "How much earlier an inattentive driver is warned", SourceMark.Ours,
            "about the extra reaction time of a driver who looks back first"),
        new("fcw.release", ParameterUnit.Ratio, 1.3, 1.05, 3, "A level ends when the danger is this many times smaller", SourceMark.Ours, "no flicker"),
        new("fcw.closing.min", ParameterUnit.MetrePerSecond, 1.0, 0.2, 5, "Slower closing is following", SourceMark.Ours, "above the radar's noise"),
        new("fcw.sigma.factor", ParameterUnit.Ratio, 1.0, 0, 3, "Benefit of the doubt in standard deviations", SourceMark.Ours,
            "a camera-only track's range must not warn by its error"),
        S("fcw.confirm.fused", 0.1, 0, 1, "Danger must last this long on a track of camera and radar", SourceMark.Ours, "two frames"),
        S("fcw.confirm.radar", 0.2, 0, 1, "The same for radar alone", SourceMark.Ours, "four radar cycles"),
        S("fcw.confirm.camera", 0.3, 0, 1, "The same for camera alone", SourceMark.Ours, "six pictures"),
        S("fcw.display.min", 0.6, 0.2, 3, "A level is shown at least this long", SourceMark.Ours, "long enough to be read"),
        A("fcw.driver.braking", 3.0, 1, 8, "A driver who brakes this hard needs no warning", SourceMark.Ours, "well above comfort braking"),
        A("fcw.driver.steering", 4.0, 2, 8, "Lateral acceleration of steering away", SourceMark.Ours, "above ISO 11270's 3 m/s2 for comfort"),
        new("fcw.existence.min", ParameterUnit.Ratio, 0.5, 0, 1, "Least existence of a track that may warn", SourceMark.Ours, "more likely there than not"),
        S("fcw.ego.age", 0.25, 0.05, 1, "Oldest own motion", SourceMark.Ours, "five frames"),
        S("fcw.track.age", 0.2, 0.05, 1, "Oldest track", SourceMark.Ours, "four frames"),
        S("fcw.driver.age", 0.5, 0.05, 2, "Oldest driver state", SourceMark.Ours, "older counts as attentive"),
        S("fcw.valid.for", 0.3, 0.1, 1, "How long a published warning holds without a newer one", SourceMark.Ours, "six frames"),
        S("arbiter.repeat.min", 2.0, 0, 10, "A function does not sound the same level again sooner", SourceMark.Ours, "no stutter"),
    ];

    public static IReadOnlyList<ParameterOrder> Orders { get; } =
    [
        new("fcw.speed.off", "fcw.speed.on"),
        new("fcw.imminent.ttc", "fcw.caution.ttc"),
        new("fcw.caution.ttc", "fcw.information.ttc"),
    ];

    private static Parameter S(string name, double value, double min, double max, string meaning, SourceMark mark, string source) =>
        new(name, ParameterUnit.Second, value, min, max, meaning, mark, source);

    private static Parameter A(string name, double value, double min, double max, string meaning, SourceMark mark, string source) =>
        new(name, ParameterUnit.MetrePerSecondSquared, value, min, max, meaning, mark, source);
}
