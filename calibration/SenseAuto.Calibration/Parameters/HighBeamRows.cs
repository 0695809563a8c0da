using static SenseAuto.Calibration.Parameters.ParameterUnit;

namespace SenseAuto.Calibration.Parameters;

/// <summary>Rows of the high beam assist.</summary>
internal static class HighBeamRows
{
    private const string Ours = "chosen by us";

    public static readonly Parameter[] Rows =
    [
        new("hba.speed.on", KilometrePerHour, 40, 20, 60,
            "Own speed from which high beam may come on", Ours),
        new("hba.speed.off", KilometrePerHour, 25, 10, 59,
            "Own speed below which it is dipped", Ours),
        new("hba.dim.after", Second, 0.1, 0, 0.5,
            "Somebody dazzled must be seen this long before the beam is dipped", Ours),
        new("hba.restore.after", Second, 1.5, 0.6, 5,
            "Nobody must be seen this long before high beam comes on", Ours),
        new("hba.night.after", Second, 3, 0.5, 10,
            "It must be night this long", Ours),
        new("hba.day.after", Second, 1, 0, 5,
            "It must not be night this long before the beam is dipped for it", Ours),
        new("hba.town.lamps", None, 3, 1, 10,
            "This many lamps above the road are a town", Ours),
        new("hba.town.after", Second, 1, 0, 5,
            "How long they must be there", Ours),
        new("hba.town.left", Second, 4, 0, 20,
            "How long there must be fewer", Ours),
        new("hba.range.oncoming", Metre, 600, 400, 1000,
            "Oncoming traffic farther away does not count", "UN R48: at least 400 m [M]; margin " + Ours),
        new("hba.range.preceding", Metre, 250, 100, 600,
            "Preceding traffic farther away does not count", "UN R48: at least 100 m [M]; margin " + Ours),
        new("hba.curvature.max", PerMetre, 0.01, 0.002, 0.05,
            "Does not come on in tighter bends", Ours + ": R 100 m"),
        new("timeout.night", Second, 0.3, 0.1, 1,
            "A view of the night older than this is blind", Ours),
    ];

    public static readonly ParameterOrder[] Orders =
    [
        new("hba.speed.off", "hba.speed.on", IsStrict: true),
        new("hba.dim.after", "hba.restore.after", IsStrict: true),
    ];
}
