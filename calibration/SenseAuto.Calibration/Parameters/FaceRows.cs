using static SenseAuto.Calibration.Parameters.ParameterUnit;

namespace SenseAuto.Calibration.Parameters;

/// <summary>Rows of the driver's face: finding it, measuring eyes and mouth, learning the driver.</summary>
internal static class FaceRows
{
    private const string Ours = "chosen by us";

    public static readonly Parameter[] Rows =
    [
        new("face.score.min", Share, 0.5, 0.2, 0.9,
            "Least score of the detector at which a face is believed", Ours),
        new("face.presence.min", Share, 0.5, 0.1, 0.95,
            "Least presence at which landmarks are believed", Ours),
        new("face.residual.max", Share, 0.05, 0.02, 0.2,
            "Largest misfit of the head pose, of the face's width", Ours + ": real faces fit within 0.03"),
        new("face.look.every", Second, 0.5, 0.1, 2,
            "Between two looks at the whole picture for other faces", Ours),
        new("face.second.widths", None, 1.6, 0.8, 4,
            "A second face within this many face widths sits at the wheel too", Ours),
        new("face.second.size", Share, 0.7, 0.4, 1,
            "... from this share of the driver's face in size", Ours),
        new("face.lid.open", Metre, 0.009, 0.005, 0.014,
            "Lid gap of an average open eye, until the driver's own is learned",
            "Euro NCAP: apertures of 6 to 12 mm [S]; the middle"),
        new("face.lid.closed", Share, 0.35, 0.1, 0.6,
            "Opening at or below which an eye is closed", Ours),
        new("face.lid.still", Share, 0.5, 0.1, 0.8,
            "On a single picture: opening, of an average eye, at or below which it is closed",
            Ours + " on labelled recorded frames"),
        new("face.eye.pixels", None, 12, 4, 60,
            "Eye width in pixels below which lids cannot be told apart", Ours),
        new("face.lens.shade", Share, 0.5, 0.2, 0.8,
            "Under-eye over cheek brightness below which a dark lens hides the eye", Ours),
        new("face.mouth.contrast", Share, 0.04, 0.005, 0.2,
            "Contrast between nose and chin below which the mouth is covered", Ours),
        new("face.mouth.wide", Share, 0.55, 0.3, 1.2,
            "Mouth opening, of the mouth's width, from which it is wide", Ours),
        new("face.confirm", Second, 1, 0.2, 5,
            "How long a cause must last before it is told; also before it is taken back",
            "Euro NCAP: inform within 10 s [S]; value " + Ours),
        new("face.learn.time", Second, 20, 5, 600,
            "Usable pictures needed to learn the driver's resting head, gaze and lids", Ours),
        new("face.picture.dark", None, 12, 2, 60,
            "Mean level (0..255) below which a picture is dark", Ours),
        new("face.picture.flat", None, 6, 1, 30,
            "Standard deviation of levels below which a picture has no content", Ours),
        new("face.picture.likeness", Share, 0.4, 0, 0.9,
            "Likeness to the learned view below which the camera has been turned", Ours),
        new("face.blink.depth", Share, 0.3, 0.15, 0.8,
            "Least fall of the opening that makes a blink", Ours),
        new("face.blink.max", Second, 0.8, 0.3, 2,
            "Longest closure that is called a blink",
            "a blink lasts 0.1 to 0.4 s, drowsy ones longer [M]; value " + Ours),
    ];

    public static readonly ParameterOrder[] Orders = [];
}
