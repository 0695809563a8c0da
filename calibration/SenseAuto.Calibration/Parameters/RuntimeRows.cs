using static SenseAuto.Calibration.Parameters.ParameterUnit;

namespace SenseAuto.Calibration.Parameters;

/// <summary>Rows of what the functions share: the arbiter, tracks, time-outs and the frame.</summary>
internal static class RuntimeRows
{
    private const string Ours = "chosen by us";
    private const string Frame = Ours + "; the road loop's static schedule";
    private const string Stream = Ours + "; the stream's largest age";

    public static readonly Parameter[] Rows =
    [
        new("arbiter.repeat.min", Second, 3, 0, 10,
            "A function does not sound again sooner; imminent always sounds", Ours),
        new("warning.valid", Second, 0.2, 0.1, 1,
            "How long a published warning holds without a newer one", Stream),
        new("track.existence.min", Share, 0.5, 0.1, 1,
            "Least existence of a track that may warn", Ours),
        new("timeout.ego", Second, 0.2, 0.05, 1,
            "Own motion older than this is unavailable", Stream),
        new("timeout.tracks", Second, 0.15, 0.05, 1,
            "A track older than this is not used", Stream),
        new("timeout.lanes", Second, 0.25, 0.05, 1,
            "A lane line older than this is not used", Stream),
        new("timeout.driver", Second, 0.2, 0.05, 1,
            "A driver state older than this is unknown", Stream),
        new("frame.budget.share", Share, 0.8, 0.5, 0.95,
            "Largest share of the frame's period that its stages may plan to use",
            "the design's frame budget, " + Ours),
        new("frame.period", Second, 0.05, 0.02, 0.1,
            "Road loop period: the camera's frame time", Frame),
        new("frame.jitter", Second, 0.01, 0.0005, 0.02,
            "A frame that starts later than this after its due time counts as late", Frame),
        new("frame.budget.sense", Second, 0.001, 0.0001, 0.01,
            "Drain CAN, camera and radar", Frame),
        new("frame.budget.infer", Second, 0.006, 0.0005, 0.08,
            "Lanes, and handing pictures to the network beside the frame", Frame),
        new("frame.budget.track", Second, 0.0015, 0.0001, 0.01,
            "Tracks and own motion", Frame),
        new("frame.budget.decide", Second, 0.0005, 0.0001, 0.01,
            "Warning functions and arbiter", Frame),
        new("frame.budget.warn", Second, 0.0005, 0.0001, 0.01,
            "Encode and queue outputs", Frame),
        new("frame.budget.log", Second, 0.0005, 0.0001, 0.01,
            "Ledger and health", Frame),
    ];

    public static readonly ParameterOrder[] Orders = [];
}
