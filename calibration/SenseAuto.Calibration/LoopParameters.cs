using System.Collections.Generic;

namespace SenseAuto.Calibration;

/// <summary>The road loop's period and what each stage of a frame may take.</summary>
public static class LoopParameters
{
    public static IReadOnlyList<Parameter> Rows { get; } =
    [
        Ms("loop.road.period", 50, 20, 100, "Road loop period; the camera's frame time"),
        new("loop.budget.share", ParameterUnit.Ratio, 0.8, 0.1, 0.95, "Largest part of the period that all stages may plan to use",
            SourceMark.Ours, "the rest absorbs the operating system's jitter"),
        Ms("loop.start.jitter", 10, 0.5, 20, "A frame that starts later than this after its due time counts as late"),
        Ms("loop.budget.sense", 1, 0.1, 10, "Drain CAN, camera and radar"),
        Ms("loop.budget.infer", 34, 1, 80, "Lane finder and networks"),
        Ms("loop.budget.track", 1.5, 0.1, 10, "Tracks and ego motion"),
        Ms("loop.budget.decide", 0.5, 0.1, 10, "Warning functions and arbiter"),
        Ms("loop.budget.warn", 0.5, 0.1, 10, "Encode and queue outputs"),
        Ms("loop.budget.log", 0.5, 0.1, 10, "Ledger and health"),
    ];

    private static Parameter Ms(string name, double value, double minimum, double maximum, string meaning) =>
        new(name, ParameterUnit.Millisecond, value, minimum, maximum, meaning, SourceMark.Ours, "the static schedule of the road loop");
}
