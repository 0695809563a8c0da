using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>One piece of a path: a line, an arc or a clothoid.</summary>
internal readonly record struct PathPiece(double StartS, double LengthM, PlanarPose Start, double SlopePerM2)
{
    public double StartZ { get; init; }

    public double ZSlope { get; init; }

    /// <summary>NaN where the file gives no times.</summary>
    public double StartTimeS { get; init; } = double.NaN;

    public double EndTimeS { get; init; } = double.NaN;

    /// <summary>A side of a polyline, whose corners are rounded for the heading.</summary>
    public bool IsPolyline { get; init; }

    /// <summary>The file turns the body itself, from one heading to the other.</summary>
    public bool HasHeadings { get; init; }

    public double HeadingFrom { get; init; }

    public double HeadingTo { get; init; }
}
