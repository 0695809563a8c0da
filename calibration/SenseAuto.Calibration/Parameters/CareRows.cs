using static SenseAuto.Calibration.Parameters.ParameterUnit;

namespace SenseAuto.Calibration.Parameters;

/// <summary>Rows of occupant monitoring: children and pets left behind, belts, things left, unknown people.</summary>
internal static class CareRows
{
    private const string Ours = "chosen by us";

    public static readonly Parameter[] Rows =
    [
        new("oms.confidence.min", Share, 0.6, 0.3, 0.95,
            "Least confidence of an occupancy or a belt that is used", Ours),
        new("oms.alone.confirm", Second, 2, 0, 5, "A child or pet must be seen alone so long", Ours),
        new("oms.alone.warn", Second, 8, 5, 15,
            "First warning after locking", "Euro NCAP CPD: within 15 s of locking [S]; value " + Ours),
        new("oms.alone.escalate", Second, 60, 20, 90,
            "Everything there is after locking", "Euro NCAP CPD: escalation by 90 s [S]; value " + Ours),
        new("oms.alone.help", Second, 600, 120, 600, "Help is asked for after locking", "Euro NCAP CPD: 10 min [M]"),
        new("oms.item.confirm", Second, 3, 1, 30, "A thing left must be seen so long", Ours),
        new("oms.belt.speed", KilometrePerHour, 25, 10, 25,
            "Above this speed belts are asked for", "Euro NCAP SA 8.0.1 [S]"),
        new("oms.belt.speed_band", KilometrePerHour, 5, 0, 10, "How much slower they are no longer", Ours),
        new("oms.belt.opened", Second, 1, 0.2, 5, "A belt taken off must be off so long", Ours),
        new("oms.belt.off", Second, 5, 5, 30, "A belt never put on must be off so long", Ours),
        new("oms.belt.sound", Second, 95, 90, 180,
            "After this the sound ends, the lamp stays", "Euro NCAP: at least 90 s of sound [M]"),
        new("oms.unknown.confirm", Second, 3, 1, 30, "A stranger must be seen so long", Ours),
        new("oms.clear", Second, 2, 0.5, 10, "Seen otherwise for so long ends an event", Ours),
        new("oms.frame.gap", Second, 2, 0.5, 5, "Steps farther apart leave the time between unknown", Ours),
        new("timeout.seats", Second, 3, 0.5, 10,
            "A seat's state older than this is unknown", Ours + ": seats run in slow slots"),
        new("timeout.body", Second, 2, 0.2, 10, "Doors, lock and buckles older than this are unknown", Ours),
    ];

    public static readonly ParameterOrder[] Orders = [];
}
