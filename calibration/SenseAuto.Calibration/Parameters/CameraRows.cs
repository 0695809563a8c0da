using static SenseAuto.Calibration.Parameters.ParameterUnit;

namespace SenseAuto.Calibration.Parameters;

/// <summary>Rows of the road camera's health. No rule names times for them: a fault is told before the next warning could hang on it.</summary>
internal static class CameraRows
{
    private const string Ours = "chosen by us";
    private const string Measured = Ours + ", between good and spoilt pictures of the recorded drives";

    public static readonly Parameter[] Rows =
    [
        new("camera.frozen.time", Second, 0.4, 0.1, 10,
            "The same picture for this long while moving is a frozen camera", Ours + "; eight pictures of a 20 Hz camera"),
        new("camera.dark.level", None, 28, 1, 128,
            "Brightest fiftieth of the picture below this grey level (0..255) is too dark", Measured),
        new("camera.dark.time", Second, 1, 0.1, 10,
            "How long it must be too dark", Ours + "; longer than a bridge's shadow lets the exposure lag"),
        new("camera.blinded.share", Share, 0.25, 0.05, 0.5,
            "Saturated share of the lower half, or half of that of the whole, that blinds", Measured),
        new("camera.blinded.time", Second, 0.3, 0.1, 10,
            "How long it must be blinded", Ours + "; exposure control needs a few pictures"),
        new("camera.blocked.share", Share, 0.1, 0.05, 0.95,
            "Share of the picture without detail and change that is a blockage", Measured),
        new("camera.blocked.time", Second, 0.5, 0.1, 10,
            "How long it must be blocked, after the 1.5 s that make a part of the picture count as dead", Ours),
        new("camera.misaligned.pitch", Degree, 2, 0.5, 12,
            "Largest pitch off the calibrated one: 2 degrees", Measured),
        new("camera.misaligned.yaw", Degree, 3.7, 0.5, 18,
            "Largest yaw off the calibrated one: 3.7 degrees", Measured),
        new("camera.misaligned.time", Second, 3, 1, 60,
            "How long the road must be seen to run elsewhere", Ours + "; a crest or dip passes in less"),
        new("camera.blurred.sharpness", Share, 0.45, 0.05, 0.9,
            "Pixel step over whole step of edges, below which the picture is smeared", Measured),
        new("camera.blurred.time", Second, 2, 0.1, 60,
            "How long it must be smeared", Ours + "; longer than a wiper's stroke"),
        new("camera.clear.time", Second, 1, 0.1, 10,
            "A camera fault ends when it was not seen for this long", Ours),
    ];

    public static readonly ParameterOrder[] Orders = [];
}
