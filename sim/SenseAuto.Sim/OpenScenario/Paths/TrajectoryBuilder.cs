using System;
using System.Collections.Generic;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Puts a path together, piece by piece.</summary>
internal sealed class TrajectoryBuilder
{
    private const double ShortestM = 1e-6;
    private readonly List<PathPiece> _pieces = [];
    private double _s;

    public bool IsEmpty => _pieces.Count == 0;

    /// <summary>Where the last piece ends.</summary>
    public PlanarPose End
    {
        get
        {
            PathPiece last = _pieces[^1];
            return Clothoid.At(last.Start, last.SlopePerM2, last.LengthM);
        }
    }

    public TrajectoryPath Path(bool isClosed) => new(_pieces, isClosed);

    /// <summary>A straight side between two corners; corners at the same place are left out, their time is
    /// kept.</summary>
    public void Side(in PathVertex from, in PathVertex to, bool isPolyline)
    {
        double dx = to.XM - from.XM;
        double dy = to.YM - from.YM;
        double length = Math.Sqrt((dx * dx) + (dy * dy));
        bool isTimed = !double.IsNaN(from.TimeS) && !double.IsNaN(to.TimeS);
        if (length < ShortestM && !isTimed)
            return;

        bool hasHeadings = !double.IsNaN(from.HeadingRad) && !double.IsNaN(to.HeadingRad);
        double heading = length < ShortestM ? HeadingOf(from) : Math.Atan2(dy, dx);
        _pieces.Add(new PathPiece(_s, length, new PlanarPose(from.XM, from.YM, heading, 0), 0)
        {
            StartZ = from.ZM,
            ZSlope = length < ShortestM ? 0 : (to.ZM - from.ZM) / length,
            StartTimeS = isTimed ? from.TimeS : double.NaN,
            EndTimeS = isTimed ? to.TimeS : double.NaN,
            IsPolyline = isPolyline && !hasHeadings,
            HasHeadings = hasHeadings,
            HeadingFrom = from.HeadingRad,
            HeadingTo = to.HeadingRad,
        });
        _s += length;
    }

    public void Curve(in PlanarPose start, double slopePerM2, double lengthM, double z, double startTimeS, double endTimeS)
    {
        if (lengthM < ShortestM)
            return;

        _pieces.Add(new PathPiece(_s, lengthM, start, slopePerM2)
        {
            StartZ = z,
            StartTimeS = startTimeS,
            EndTimeS = endTimeS,
        });
        _s += lengthM;
    }

    private double HeadingOf(in PathVertex from)
    {
        if (!double.IsNaN(from.HeadingRad))
            return from.HeadingRad;
        return _pieces.Count > 0 ? _pieces[^1].Start.HeadingRad : 0;
    }
}

/// <summary>A corner of a path.</summary>
/// <param name="HeadingRad">NaN: as the path runs.</param>
/// <param name="TimeS">NaN: no time is given.</param>
internal readonly record struct PathVertex(double XM, double YM, double ZM, double HeadingRad, double TimeS);
