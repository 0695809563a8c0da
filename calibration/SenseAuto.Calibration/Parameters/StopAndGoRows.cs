using static SenseAuto.Calibration.Parameters.ParameterUnit;

namespace SenseAuto.Calibration.Parameters;

/// <summary>Rows of the go information of stop-and-go traffic.</summary>
internal static class StopAndGoRows
{
    private const string Ours = "chosen by us";

    public static readonly Parameter[] Rows =
    [
        new("sgw.speed.standing", MetrePerSecond, 0.15, 0.05, 0.5,
            "Up to this own speed we stand", Ours + ": above the noise of wheel speeds at rest"),
        new("sgw.speed.driving", MetrePerSecond, 0.5, 0.2, 2,
            "From this own speed we drive", Ours),
        new("sgw.standing.time", Second, 2, 0.5, 10,
            "Nothing is told before standing this long", Ours),
        new("sgw.lead.gap", Metre, 10, 3, 20,
            "A lead that stands farther away is not waited for", Ours),
        new("sgw.lead.moved", Metre, 3, 1, 10,
            "A lead has moved off when it is this much farther away than it stood", Ours),
        new("sgw.lead.speed", MetrePerSecond, 0.8, 0.3, 3,
            "Slower, a lead creeps", Ours),
        new("sgw.confirm", Second, 0.5, 0.1, 2,
            "How long it must be so", Ours),
        new("sgw.inform.after", Second, 1.5, 0, 5,
            "Not having moved this long after is shown", Ours),
        new("sgw.sound.after", Second, 3.5, 1, 10,
            "Not having moved this long after is sounded", Ours),
        new("sgw.display.max", Second, 8, 3, 30,
            "Who does not want to go is told no longer", Ours),
        new("sgw.guard.length", Metre, 12, 4, 30,
            "People this near ahead of the bumper block the way", Ours),
        new("sgw.guard.halfwidth", Metre, 2.5, 1.2, 5,
            "People this near to the middle of the way block it", Ours + ": half a lane and a step"),
        new("sgw.guard.hold", Second, 1.5, 0, 5,
            "The way counts as blocked this long after", Ours),
        new("sgw.confidence.min", Share, 0.9, 0.5, 1,
            "Least confidence of a light", Ours),
    ];

    public static readonly ParameterOrder[] Orders =
    [
        new("sgw.speed.standing", "sgw.speed.driving", IsStrict: true),
        new("sgw.inform.after", "sgw.sound.after", IsStrict: true),
        new("sgw.sound.after", "sgw.display.max", IsStrict: true),
    ];
}
