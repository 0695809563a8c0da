using static SenseAuto.Calibration.Parameters.ParameterUnit;

namespace SenseAuto.Calibration.Parameters;

/// <summary>Rows of the cabin loop: its frame, and what of its networks' answers is used.</summary>
internal static class CabinRows
{
    private const string Ours = "chosen by us";
    private const string Frame = Ours + "; the cabin loop's static schedule";

    public static readonly Parameter[] Rows =
    [
        new("cabin.period", Second, 0.033, 0.01, 0.1,
            "Cabin loop period: the cabin camera's frame time", Frame),
        new("cabin.jitter", Second, 0.01, 0.0005, 0.02,
            "A cabin frame that starts later than this after its due time counts as late", Frame),
        new("cabin.budget.share", Share, 0.8, 0.5, 0.95,
            "Largest share of the cabin frame's period that its stages may plan to use",
            "the design's frame budget, " + Ours),
        new("cabin.budget.sense", Second, 0.0003, 0.0001, 0.01, "Take the newest picture", Frame),
        new("cabin.budget.infer", Second, 0.025, 0.001, 0.08,
            "The driver's face, and a hand that is followed", Frame),
        new("cabin.budget.track", Second, 0.0003, 0.0001, 0.01, "Seats and gestures over time", Frame),
        new("cabin.budget.decide", Second, 0.0003, 0.0001, 0.01, "Driver and occupant monitoring", Frame),
        new("cabin.budget.warn", Second, 0.0002, 0.0001, 0.01, "What the page shows", Frame),
        new("cabin.budget.log", Second, 0.0002, 0.0001, 0.01, "Ledger, and handing over to the road loop", Frame),
        new("cabin.object.min", Share, 0.2, 0.05, 0.9, "Least score of a thing on a seat", Ours),
        new("cabin.palm.min", Share, 0.9, 0.2, 0.99, "Least score of a palm",
            Ours + ": the detector sees palms in ears and cushions with up to 0.94, real ones have 1.00"),
        new("cabin.hand.presence", Share, 0.5, 0.2, 0.95, "Least presence at which a hand is followed", Ours),
        new("cabin.phone.hold", Second, 1, 0.3, 5,
            "What was seen of a telephone holds so long without a newer look", Ours),
        new("cabin.emotion.hold", Second, 1, 0.3, 5,
            "What was seen of the expression holds so long without a newer look", Ours),
    ];

    public static readonly ParameterOrder[] Orders = [];
}
