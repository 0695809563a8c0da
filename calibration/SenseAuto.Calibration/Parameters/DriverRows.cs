using static SenseAuto.Calibration.Parameters.ParameterUnit;

namespace SenseAuto.Calibration.Parameters;

/// <summary>
/// Rows of what the driver's rules stand on: eyelids, gaze, sleepiness, attention, emotion, bad pictures.
/// </summary>
internal static class DriverRows
{
    private const string Ours = "chosen by us";
    private const string Perclos = "PERCLOS P80: eyes at least 80 % closed [R]";
    private const string Practice = "a public survey of PERCLOS practice [S]";

    public static readonly Parameter[] Rows =
    [
        new("dms.eyes.closed", Share, 0.2, 0.1, 0.3, "Opening at which the eyes are closed", Perclos),
        new("dms.eyes.open", Share, 0.3, 0.15, 0.5, "Opening at which closed eyes are open again", Ours),
        new("dms.eyes.closure", Second, 0.25, 0.1, 0.5, "Shorter closures are blinks and count as open", Practice),
        new("dms.eyes.blink_min", Second, 0.04, 0, 0.09, "Shorter closures are noise", Ours),
        new("dms.eyes.blink_max", Second, 1, 0.5, 1,
            "Longer closures are no blinks", Ours + ": a microsleep begins here"),
        new("dms.eyes.learn", Second, 60, 0, 600,
            "Open-eye time after which the driver's own open eye is frozen", Ours + "; learning within 10 min [S]"),
        new("dms.eyes.span", Share, 0.2, 0, 0.4, "Largest correction of the open eye by learning", Ours),

        new("dms.gaze.head_share", Share, 0.7, 0.4, 1, "How much of a glance is made by turning the head", Ours),
        new("dms.gaze.head_confidence", Share, 0.6, 0.1, 0.9, "Confidence of a zone taken from the head alone", Ours),
        new("dms.gaze.mirror", Second, 2, 0.5, 3, "A glance into a mirror is driving for so long", Ours),
        new("dms.gaze.blinker", Second, 4, 3, 6, "The same on the side of the blinker, with the window", Ours),
        new("dms.gaze.blink_hold", Second, 0.5, 0.1, 0.8, "The gaze stays where it was through a blink", Ours),

        new("dms.sleepy.window.short_time", Second, 60, 30, 120,
            "Window of the quick PERCLOS", Practice + ": 60 s and 180 s"),
        new("dms.sleepy.window.long_time", Second, 180, 120, 230,
            "Window of the steady PERCLOS", Practice + ": 60 s and 180 s"),
        new("dms.sleepy.known", Share, 0.5, 0.2, 1, "Least share of the quick window with known eyes", Ours),
        new("dms.sleepy.perclos.advisory", Share, 0.08, 0.04, 0.1,
            "PERCLOS at which the level is 7", Practice + ": 8 %"),
        new("dms.sleepy.perclos.warning", Share, 0.12, 0.11, 0.2,
            "PERCLOS at which the level is 8", Practice + ": 12 %"),
        new("dms.sleepy.perclos.steady", Share, 0.075, 0.02, 0.15,
            "Least steady PERCLOS for more than level 7", "band of Wierwille: below 0.075 awake [S]"),
        new("dms.sleepy.blink.alert", Second, 0.25, 0.1, 0.3, "Mean blink of an alert driver", Ours),
        new("dms.sleepy.blink.drowsy", Second, 0.5, 0.35, 0.9, "Mean blink that is worth one level", Ours),
        new("dms.sleepy.yawn.opening", Share, 0.6, 0.3, 1, "Mouth as wide as this over its width is a yawn", Ours),
        new("dms.sleepy.yawn.time", Second, 1.5, 0.5, 4, "For so long", Ours),
        new("dms.sleepy.nod.pitch", Degree, 15, 8, 30, "A head hanging so low with half-closed eyes nods", Ours),
        new("dms.sleepy.nod.opening", Share, 0.5, 0.2, 0.8, "Half-closed eyes", Ours),
        new("dms.sleepy.nod.from", Second, 0.3, 0.1, 1, "For at least so long", Ours),
        new("dms.sleepy.nod.to", Second, 3, 1.5, 6, "And at most so long", Ours),
        new("dms.sleepy.signs.time", Second, 300, 60, 450, "How long yawns, nods and lapses are remembered", Ours),
        new("dms.sleepy.task.from", Second, 7200, 1800, 10000, "Driving without a rest begins to tire", Ours),
        new("dms.sleepy.task.to", Second, 16200, 10800, 21600,
            "And is worth one level here", "EC 561/2006: a break after 4.5 h [M]"),
        new("dms.sleepy.rest", Second, 900, 300, 2700,
            "Standing for so long is a rest", "EC 561/2006: at least 15 min [M]"),
        new("dms.sleepy.speed", KilometrePerHour, 10, 5, 20,
            "From here the car drives", "Euro NCAP: measuring from 10 km/h [S]"),

        new("dms.attention.glance_none", Second, 3, 2.5, 6, "One glance away that leaves no attention", Ours),
        new("dms.attention.glance", Second, 2, 0.5, 2,
            "A longer glance away is inattentive", "NHTSA guidelines: 2 s [M]"),
        new("dms.attention.sum_none", Second, 10, 5, 15, "Time away within 30 s that leaves no attention", Ours),
        new("dms.attention.sum_window", Second, 30, 20, 50,
            "That window", Ours + ", as short distraction of Euro NCAP [S]"),
        new("dms.attention.closed_none", Second, 1, 0.5, 2, "Closed eyes that leave no attention", Ours),
        new("dms.attention.sleepy_from", None, 6, 4, 7, "Sleepiness that begins to take attention", Ours),
        new("dms.attention.sleepy_none", None, 9, 8, 9, "And takes all of it", Ours),
        new("dms.attention.phone", Share, 0.6, 0, 1, "What a telephone in use takes", Ours),
        new("dms.attention.recovery", Second, 2, 0.2, 10, "Time constant with which attention comes back", Ours),

        new("dms.emotion.smoothing", Second, 2, 0.2, 10, "Time constant of the probabilities", Ours),
        new("dms.emotion.dwell", Second, 3, 0, 20, "An emotion stays at least so long", Ours),
        new("dms.emotion.margin", Share, 0.1, 0, 0.5, "So much more probable must another one be", Ours),
        new("dms.emotion.probability", Share, 0.4, 0.2, 0.9, "Least probability that is told", Ours),
        new("dms.emotion.unknown", Second, 5, 1, 30, "Unseen for so long nothing is known", Ours),

        new("dms.quality.min", Share, 0.4, 0.1, 0.9, "Least quality of an angle or opening that is used", Ours),
        new("dms.frame.gap", Second, 0.25, 0.15, 1, "Pictures farther apart leave the time between unknown", Ours),
        new("dms.speed.band", KilometrePerHour, 3, 0, 5, "How much slower a rule rests again", Ours),
        new("dms.unknown.hold", Second, 10, 2, 30, "A warning holds so long out of sight", Ours),
        new("dms.display.min", Second, 1, 0.3, 3, "A warning is shown at least this long", Ours),
        new("dms.sign.reset", Second, 0.5, 0, 2, "A break of this length ends a yawn or a trouble", Ours),
        new("dms.trouble.after", Second, 2, 0.5, 5,
            "Bad pictures are named after this", "Euro NCAP: inform within 10 s [S]; value " + Ours),
        new("dms.grey.trusted", None, 0, 0, 1, "1: the camera is an infrared one, grey is no trouble", Ours),
    ];

    public static readonly ParameterOrder[] Orders =
    [
        new("dms.eyes.closed", "dms.eyes.open", IsStrict: true),
        new("dms.eyes.blink_min", "dms.eyes.closure", IsStrict: true),
        new("dms.gaze.mirror", "dms.gaze.blinker", IsStrict: false),
        new("dms.sleepy.blink.alert", "dms.sleepy.blink.drowsy", IsStrict: true),
        new("dms.sleepy.nod.from", "dms.sleepy.nod.to", IsStrict: true),
    ];
}
