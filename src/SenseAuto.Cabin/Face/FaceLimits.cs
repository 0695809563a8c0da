using System;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Face;

/// <summary>Every number of the face path that an engineer may set. Made once from the parameters "face.*".</summary>
public sealed record FaceLimits
{
    /// <summary>Least score (0..1) at which the detector's face is believed.</summary>
    public required float ScoreMin { get; init; }

    /// <summary>Least presence (0..1) at which landmarks are believed.</summary>
    public required float PresenceMin { get; init; }

    /// <summary>Largest residual of the head's fit, as a share of the face's width.</summary>
    public required float ResidualMax { get; init; }

    /// <summary>Between two looks at the whole picture while a face is tracked.</summary>
    public required MonoDuration LookEvery { get; init; }

    /// <summary>A second face within this many face widths of the driver's sits at the wheel too.</summary>
    public required float SecondFaceWidths { get; init; }

    /// <summary>... when it is at least this share of the driver's face in size.</summary>
    public required float SecondFaceSize { get; init; }

    /// <summary>Lid gap of an average open eye, in metres; stands in until the driver's own is learned.</summary>
    public required double OpenLidM { get; init; }

    /// <summary>Opening (share of the open eye) at or below which an eye is closed.</summary>
    public required float ClosedOpening { get; init; }

    /// <summary>The same for a single picture of an unknown person, as a share of an average open eye.</summary>
    public required float ClosedStill { get; init; }

    /// <summary>Eye width in pixels below which the lids cannot be told apart.</summary>
    public required float EyePixelsMin { get; init; }

    /// <summary>Under-eye brightness over the cheek's, below which the eye is behind a dark lens.</summary>
    public required float LensShadeMax { get; init; }

    /// <summary>Contrast (share of the cheek's level) of the mouth's column below which it is covered.</summary>
    public required float MouthContrastMin { get; init; }

    /// <summary>Mouth opening from which it is wide.</summary>
    public required float WideMouth { get; init; }

    /// <summary>A cause must be seen this long before it is told, and gone this long before it is taken back.</summary>
    public required MonoDuration Confirm { get; init; }

    /// <summary>Looking ahead that is needed to learn the driver.</summary>
    public required MonoDuration LearnFor { get; init; }

    /// <summary>Mean level (0..255) below which a picture is dark.</summary>
    public required float DarkLevel { get; init; }

    /// <summary>Standard deviation of levels below which a picture has no content.</summary>
    public required float FlatLevel { get; init; }

    /// <summary>Likeness (-1..1) to the learned view below which the camera has been turned.</summary>
    public required float ViewLikenessMin { get; init; }

    /// <summary>Least drop of the opening, as a share of the open eye, that makes a blink.</summary>
    public required float BlinkDepth { get; init; }

    /// <summary>Longest closure that is a blink; longer ones are told, but as closures.</summary>
    public required MonoDuration BlinkMax { get; init; }

    /// <summary>
    /// Reads the limits. The lookup gives a parameter's value by its name and throws for an unknown one.
    /// </summary>
    public static FaceLimits Read(Func<string, double> number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return new FaceLimits
        {
            ScoreMin = (float)number("face.score.min"),
            PresenceMin = (float)number("face.presence.min"),
            ResidualMax = (float)number("face.residual.max"),
            LookEvery = MonoDuration.FromSeconds(number("face.look.every")),
            SecondFaceWidths = (float)number("face.second.widths"),
            SecondFaceSize = (float)number("face.second.size"),
            OpenLidM = number("face.lid.open"),
            ClosedOpening = (float)number("face.lid.closed"),
            ClosedStill = (float)number("face.lid.still"),
            EyePixelsMin = (float)number("face.eye.pixels"),
            LensShadeMax = (float)number("face.lens.shade"),
            MouthContrastMin = (float)number("face.mouth.contrast"),
            WideMouth = (float)number("face.mouth.wide"),
            Confirm = MonoDuration.FromSeconds(number("face.confirm")),
            LearnFor = MonoDuration.FromSeconds(number("face.learn.time")),
            DarkLevel = (float)number("face.picture.dark"),
            FlatLevel = (float)number("face.picture.flat"),
            ViewLikenessMin = (float)number("face.picture.likeness"),
            BlinkDepth = (float)number("face.blink.depth"),
            BlinkMax = MonoDuration.FromSeconds(number("face.blink.max")),
        };
    }
}
