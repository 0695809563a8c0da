using static SenseAuto.Calibration.Parameters.ParameterUnit;

namespace SenseAuto.Calibration.Parameters;

/// <summary>Rows of how signs are found in pictures and followed, and how sure the camera has to be.</summary>
internal static class SignSightRows
{
    private const string Ours = "chosen by us";
    private const string Drawn = Ours + ", on drawn signs and recorded roads without signs";
    private const string SizeTwo = "German VwV-StVO, size 2, outside of towns [M]: ";

    public static readonly Parameter[] Rows =
    [
        new("tsr.find.size_min", None, 12, 8, 64,
            "Least width and height of a sign in pixels", Drawn),
        new("tsr.find.size_max", None, 280, 65, 2000,
            "Largest width and height of a sign in pixels", Drawn),
        new("tsr.find.lowest", Share, 0.75, 0.2, 1,
            "Signs stand above this share of the picture's height", Drawn),
        new("tsr.find.aspect", None, 1.75, 1.1, 4,
            "Largest ratio of the longer to the shorter side of what may be a sign", Drawn),
        new("tsr.find.outline", None, 1.35, 1.1, 4,
            "The same of a place whose class counts: others are no sign", Ours + ": turned by 40 degrees a sign is a fifth narrower"),
        new("tsr.find.fill_red", Share, 0.14, 0.05, 0.9,
            "Share of its box that a red region fills at least: a thin ring", Drawn),
        new("tsr.find.fill_blue", Share, 0.4, 0.05, 0.9,
            "Share of its box that a blue region fills at least", Drawn),
        new("tsr.find.fill_yellow", Share, 0.3, 0.05, 0.9,
            "Share of its box that a yellow region fills at least", Drawn),
        new("tsr.find.lean", Share, 0.17, 0.02, 0.5,
            "Farthest that a region's middle of mass lies from its box's middle, in shares of the box", Drawn),
        new("tsr.find.edge", None, 24, 4, 128,
            "Least rise of light over the edge of a light disc, in grey levels (0..255)", Drawn),
        new("tsr.find.rim", Share, 0.6, 0.25, 1,
            "Least share of a light disc's rim that must be an edge", Drawn),
        new("tsr.find.places", None, 8, 2, 16,
            "Places that the network reads on one picture at most; each costs its time", Ours),
        new("tsr.find.discs", None, 2, 0, 8,
            "Of these, light discs", Ours),
        new("tsr.seen.tau", Second, 0.15, 0.03, 1,
            "Looks at a sign that follow each other sooner than this tell less each", Ours),
        new("tsr.seen.evidence", None, 8, 1, 50,
            "Log odds of the best class against the second from which a sign is confirmed", Ours),
        new("tsr.seen.floor", Share, 0.005, 0.0001, 0.1,
            "Least probability a look may give a class, so that no single look decides", Ours),
        new("tsr.seen.lost", Second, 0.6, 0.1, 2,
            "A sign that was never confirmed is forgotten when it was not seen for this long", Ours),
        new("tsr.seen.carried", Second, 6, 1, 20,
            "A confirmed sign is carried on by our own motion for at most this long", Ours),
        new("tsr.seen.near", None, 1, 0.2, 3,
            "A look belongs to a sign when it is within so many of its widths of where the sign should be", Ours),
        new("tsr.seen.ratio", None, 1.8, 1.1, 4,
            "And at most so many times larger or smaller than it was last", Ours),
        new("tsr.seen.gain", Share, 0.4, 0.05, 1,
            "Share of a newly measured distance that is taken over", Ours + ": boxes are exact to about a tenth"),
        new("tsr.height.disc", Metre, 0.6, 0.2, 2,
            "Height of round signs, and of those not named here", SizeTwo + "600 mm"),
        new("tsr.height.triangle", Metre, 0.78, 0.2, 2,
            "Height of signs that warn or give way", SizeTwo + "900 mm a side"),
        new("tsr.height.stop", Metre, 0.9, 0.2, 2,
            "Height of stop signs", SizeTwo + "900 mm"),
        new("tsr.height.priority", Metre, 0.85, 0.2, 2,
            "Height of the sign of a priority road", SizeTwo + "600 mm a side, on its corner"),
        new("tsr.height.zone", Metre, 0.84, 0.2, 2,
            "Height of the sign of a 30 zone", SizeTwo + "840 mm"),
    ];

    public static readonly ParameterOrder[] Orders =
    [
        new("tsr.find.size_min", "tsr.find.size_max", IsStrict: true),
        new("tsr.find.discs", "tsr.find.places", IsStrict: false),
        new("tsr.seen.lost", "tsr.seen.carried", IsStrict: true),
    ];
}
