using SenseAuto.Core;
using SenseAuto.Core.Time;

namespace SenseAuto.Road.CameraHealth;

/// <summary>Cheap figures of one picture, from which the camera's health is judged. Brightness is 0..255, full range.</summary>
/// <param name="Captured">Of the picture.</param>
/// <param name="Checksum">Over all points looked at: two pictures of a living sensor never have the same.</param>
/// <param name="BrightPart">Brightness that all but the brightest fiftieth of the picture stay below.</param>
/// <param name="SaturatedShare">Share of the picture that is as bright as the format can say.</param>
/// <param name="RoadSaturatedShare">The same of the lower half.</param>
/// <param name="PlainShare">Share of the watched cells without any detail. Watched is what lies below the horizon: skies are often plain.</param>
/// <param name="DeadShare">Share of the watched cells that had neither detail nor change for longer than chance explains.</param>
/// <param name="LivingShare">Share of the watched cells that changed since the last picture.</param>
/// <param name="Sharpness">Steepest pixel step over the whole step of the same edges, 0..1; meaningless when no cell has edges.</param>
/// <param name="EdgeCells">Cells with an edge to judge sharpness on.</param>
public readonly record struct PictureMeasures(
    MonoTime Captured,
    ulong Checksum,
    double BrightPart,
    double SaturatedShare,
    double RoadSaturatedShare,
    double PlainShare,
    double DeadShare,
    double LivingShare,
    double Sharpness,
    int EdgeCells)
{
    /// <summary>Where the picture's slanted edges meet; not looked for on every picture.</summary>
    public MeetingPoint Meeting { get; init; }
}

/// <summary>Where the road's edges meet in the picture, against where the calibration says they do.</summary>
/// <param name="IsKnown">False: not looked for on this picture, or too few edges agree.</param>
/// <param name="PitchOff">How much farther down the camera looks than calibrated.</param>
/// <param name="YawOff">How much farther left it looks.</param>
/// <param name="IsUpsideDown">The edges run together from above, not from below.</param>
public readonly record struct MeetingPoint(bool IsKnown, Radians PitchOff, Radians YawOff, bool IsUpsideDown);
