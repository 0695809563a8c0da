using SenseAuto.Core;

namespace SenseAuto.Adas;

/// <summary>
/// The middle of the way we are going to drive, in the vehicle frame: y(x) = Offset + Heading·x + Curvature/2·x².
/// Zero is straight ahead.
/// </summary>
public readonly record struct OwnPath(Metres Offset, Radians Heading, PerMetre Curvature)
{
    /// <summary>y at x metres forward, in metres.</summary>
    public double LeftAtM(double xM) => Offset.Value + (xM * (Heading.Value + (xM * Curvature.Value / 2)));

    /// <summary>dy/dx at x metres forward.</summary>
    public double SlopeAt(double xM) => Heading.Value + (xM * Curvature.Value);
}
