using System;
using System.Collections.Generic;
using SenseAuto.Core;
using SenseAuto.Core.Time;

namespace SenseAuto.Road.Lanes;

/// <summary>What the lane finder takes for a lane and how long it believes without seeing. Chosen by us unless a source is named.</summary>
/// <param name="LaneWidthMin">Narrowest lane; 2.6 m leaves room below the 2.75 m of German motorway works (RSA 21).</param>
/// <param name="LaneWidthMax">Widest lane; ramps reach 4.5 m.</param>
/// <param name="FitTo">How far ahead paint is used, from the camera.</param>
/// <param name="ConfirmTime">A new line must be seen this long before it is Valid.</param>
/// <param name="CoastTime">A line not seen for longer is Unavailable; until then it is Degraded.</param>
/// <param name="PictureAgeMax">A picture older than this tells nothing.</param>
public sealed record LaneLimits(
    Metres LaneWidthMin, Metres LaneWidthMax, Metres FitTo, MonoDuration ConfirmTime, MonoDuration CoastTime,
    MonoDuration PictureAgeMax)
{
    /// <summary>Least step of paint over road, in 8 bit grey levels.</summary>
    public float ContrastMin { get; init; } = 10;

    public static LaneLimits Standard { get; } = new(
        new Metres(2.6), new Metres(4.6), new Metres(45), MonoDuration.FromMilliseconds(100),
        MonoDuration.FromMilliseconds(500), MonoDuration.FromMilliseconds(250));

    /// <summary>Throws one <see cref="ArgumentException"/> that names every limit outside its range.</summary>
    public void Validate()
    {
        var wrong = new List<string>();
        Check(wrong, nameof(LaneWidthMin), LaneWidthMin.Value, 2, 4);
        Check(wrong, nameof(LaneWidthMax), LaneWidthMax.Value, 3, 6);
        Check(wrong, nameof(FitTo), FitTo.Value, 20, 80);
        Check(wrong, nameof(ConfirmTime), ConfirmTime.Seconds, 0, 1);
        Check(wrong, nameof(CoastTime), CoastTime.Seconds, 0.05, 2);
        Check(wrong, nameof(PictureAgeMax), PictureAgeMax.Seconds, 0.02, 1);
        Check(wrong, nameof(ContrastMin), ContrastMin, 2, 60);
        if (!(LaneWidthMax.Value - LaneWidthMin.Value >= 0.5))
            wrong.Add("LaneWidthMax must be at least 0.5 m over LaneWidthMin");
        if (wrong.Count > 0)
            throw new ArgumentException("lane limits: " + string.Join("; ", wrong));
    }

    private static void Check(List<string> wrong, string name, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
            wrong.Add(FormattableString.Invariant($"{name} is {value}, allowed {least}..{most}"));
    }
}
