using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Sim.Pictures;

/// <summary>Where one thing is in the picture just drawn.</summary>
/// <param name="Index">Its place in the scene's list.</param>
/// <param name="Whole">Of all of it that the picture's borders leave, hidden or not.</param>
/// <param name="Visible">Around the pixels that show it; empty when none does.</param>
/// <param name="VisiblePixels">How many show it.</param>
/// <param name="Occlusion">Share of its own pixels that something nearer hides, 0..1.</param>
/// <param name="Forward">Of its origin, vehicle frame, x.</param>
/// <param name="Left">Of its origin, vehicle frame, y.</param>
public readonly record struct ObjectTruth(
    int Index, ObjectClass Class, PixelBox Whole, PixelBox Visible, int VisiblePixels, float Occlusion, Metres Forward, Metres Left);

/// <summary>A panel or light in the picture just drawn: which of the scene's list, and where.</summary>
/// <param name="Box">Empty when the picture does not show it.</param>
public readonly record struct PostTruth(int Index, PixelBox Box, Metres Forward, Metres Left);

/// <summary>
/// A painted line as it lies on the ground, vehicle frame: y(x) = Offset + Heading·x + Curvature/2·x² + CurvatureRate/6·x³, exact at our
/// place and good to centimetres as far as the road's curvature changes evenly.
/// </summary>
/// <param name="IsThere">False: the road has no such line; the other fields are zero.</param>
/// <param name="CurvatureRate">In 1/m².</param>
public readonly record struct LaneTruth(
    LaneSide Side, bool IsThere, LaneLineType Type, Metres Offset, Radians Heading, PerMetre Curvature, double CurvatureRate)
{
    /// <summary>y of the line at x metres forward of the rear axle, in metres.</summary>
    public double LeftAtM(double xM) =>
        Offset.Value + (xM * (Heading.Value + (xM * ((Curvature.Value / 2) + (xM * CurvatureRate / 6)))));
}
