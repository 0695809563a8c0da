using static SenseAuto.Calibration.Parameters.ParameterUnit;

namespace SenseAuto.Calibration.Parameters;

/// <summary>Rows of what the functions share: the arbiter, tracks, time-outs and the frame.</summary>
internal static class RuntimeRows
{
    private const string Ours = "chosen by us";
    private const string Stream = Ours + "; the stream's largest age";

    public static readonly Parameter[] Rows =
    [
        new("arbiter.repeat.min", Second, 3, 0, 10,
            "A function does not sound again sooner; imminent always sounds", Ours),
        new("warning.valid", Second, 0.2, 0.1, 1,
            "How long a published warning holds without a newer one", Stream),
        new("track.existence.min", Share, 0.5, 0.1, 1,
            "Least existence of a track that may warn", Ours),
        new("track.confirm.camera", Second, 0.15, 0.05, 1,
            "How long a camera-only object is seen before it is a track", Ours),
        new("track.confirm.radar", Second, 0.2, 0.05, 1,
            "How long a radar-only object is seen before it is a track", Ours),
        new("track.coast", Second, 0.4, 0.1, 2,
            "How long a confirmed track lives unseen", Ours),
        new("track.gate.sigma", None, 3, 1, 6,
            "Largest distance, in standard deviations, of a measurement that may be the track's", Ours),
        new("timeout.ego", Second, 0.2, 0.05, 1,
            "Own motion older than this is unavailable", Stream),
        new("timeout.tracks", Second, 0.15, 0.05, 1,
            "A track older than this is not used", Stream),
        new("timeout.lanes", Second, 0.25, 0.05, 1,
            "A lane line older than this is not used", Stream),
        new("timeout.driver", Second, 0.2, 0.05, 1,
            "A driver state older than this is unknown", Stream),
        new("timeout.camera", Second, 0.15, 0.05, 1,
            "A camera silent for longer is stalled", Stream),
        new("timeout.can", Second, 0.2, 0.05, 1,
            "A vehicle signal older than this is unavailable", Stream),
        new("timeout.radar", Second, 0.2, 0.05, 1,
            "A radar silent for longer is stalled", Stream),
        new("frame.budget.share", Share, 0.8, 0.5, 0.95,
            "Largest share of the frame's period that its stages may plan to use",
            "the design's frame budget, " + Ours),
    ];

    public static readonly ParameterOrder[] Orders =
    [
        new("track.confirm.camera", "track.coast", IsStrict: false),
        new("track.confirm.radar", "track.coast", IsStrict: false),
    ];
}
