using System;
using System.Collections.Generic;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>
/// A curve to be followed, by its length: straight pieces, arcs and clothoids, with height, times where the file
/// gives them,
/// and headings where the file turns the body against the curve. It may be laid anywhere as a whole.
/// </summary>
internal sealed class TrajectoryPath
{
    // A body does not turn on the spot at a corner of a polyline: it turns over so much of the way to each side.
    private const double CornerM = 2;
    private readonly PathPiece[] _pieces;
    private double _originX;
    private double _originY;
    private double _originHeading;

    public TrajectoryPath(List<PathPiece> pieces, bool isClosed)
    {
        _pieces = [.. pieces];
        IsClosed = isClosed;
        LengthM = _pieces[^1].StartS + _pieces[^1].LengthM;
    }

    public double LengthM { get; }

    public bool IsClosed { get; }

    /// <summary>The file gives a time for every point.</summary>
    public bool IsTimed => !double.IsNaN(_pieces[0].StartTimeS);

    public double StartTimeS => _pieces[0].StartTimeS;

    public double EndTimeS => _pieces[^1].EndTimeS;

    /// <summary>Lays the path, built from (0, 0) along x, at a place.</summary>
    public void LayAt(double x, double y, double heading) => (_originX, _originY, _originHeading) = (x, y, heading);

    /// <summary>The place after so much of the path; held at its ends.</summary>
    public PathPose At(double s)
    {
        s = Math.Clamp(s, 0, LengthM);
        int index = IndexAt(s);
        ref readonly PathPiece piece = ref _pieces[index];
        double ds = s - piece.StartS;
        PlanarPose pose = piece.SlopePerM2 == 0 && piece.Start.CurvaturePerM == 0
            ? Straight(in piece, ds) : Clothoid.At(piece.Start, piece.SlopePerM2, ds);
        double heading = piece.HasHeadings ? Turned(in piece, ds) : pose.HeadingRad + Corner(index, ds);
        double z = piece.StartZ + (ds * piece.ZSlope);
        if (_originHeading == 0 && _originX == 0 && _originY == 0)
            return new PathPose(pose.XM, pose.YM, z, heading, pose.CurvaturePerM);

        (double sin, double cos) = Math.SinCos(_originHeading);
        return new PathPose(
            _originX + (pose.XM * cos) - (pose.YM * sin), _originY + (pose.XM * sin) + (pose.YM * cos), z,
            heading + _originHeading, pose.CurvaturePerM);
    }

    /// <summary>How far along the path somebody is at a time that the file gives.</summary>
    public double LengthAt(double timeS)
    {
        if (timeS >= EndTimeS)
            return LengthM;

        for (int i = 0; i < _pieces.Length; i++)
        {
            ref readonly PathPiece piece = ref _pieces[i];
            if (timeS >= piece.EndTimeS)
                continue;

            double share = (timeS - piece.StartTimeS) / Math.Max(1e-9, piece.EndTimeS - piece.StartTimeS);
            return piece.StartS + (Math.Clamp(share, 0, 1) * piece.LengthM);
        }

        return LengthM;
    }

    /// <summary>The place on the path that is nearest to a point.</summary>
    /// <param name="from">Search only from here on, and</param>
    /// <param name="to">up to here, in metres along the path.</param>
    public double Nearest(double x, double y, double from, double to)
    {
        from = Math.Clamp(from, 0, LengthM);
        to = Math.Clamp(to, from, LengthM);
        double step = Math.Max(0.05, (to - from) / 400);
        double best = from;
        double bestSquare = double.MaxValue;
        for (double s = from; s <= to + (step / 2); s += step)
        {
            double square = Square(Math.Min(s, to), x, y);
            if (square >= bestSquare)
                continue;

            best = Math.Min(s, to);
            bestSquare = square;
        }

        double low = Math.Max(from, best - step);
        double high = Math.Min(to, best + step);
        for (int i = 0; i < 40 && high - low > 1e-6; i++)
        {
            double a = low + ((high - low) / 3);
            double b = high - ((high - low) / 3);
            if (Square(a, x, y) <= Square(b, x, y))
                high = b;
            else
                low = a;
        }

        return (low + high) / 2;
    }

    /// <summary>The file itself says there how the body is turned.</summary>
    public bool HasHeadingsAt(double s) => _pieces[IndexAt(s)].HasHeadings;

    /// <summary>The place on the path beside a point, for somebody who was at <paramref name="s"/> a moment
    /// ago.</summary>
    public double Track(double x, double y, double s)
    {
        for (int i = 0; i < 2; i++)
        {
            ref readonly PathPiece piece = ref _pieces[IndexAt(Math.Clamp(s, 0, LengthM))];
            PlanarPose curve = Clothoid.At(piece.Start, piece.SlopePerM2, s - piece.StartS);
            PathPose at = At(s);
            (double sin, double cos) = Math.SinCos(curve.HeadingRad + _originHeading);
            s = Math.Clamp(s + ((x - at.XM) * cos) + ((y - at.YM) * sin), 0, LengthM);
        }

        return s;
    }

    private static PlanarPose Straight(in PathPiece piece, double ds)
    {
        (double sin, double cos) = Math.SinCos(piece.Start.HeadingRad);
        return new PlanarPose(piece.Start.XM + (ds * cos), piece.Start.YM + (ds * sin), piece.Start.HeadingRad, 0);
    }

    private static double Turned(in PathPiece piece, double ds)
    {
        double share = piece.LengthM > 0 ? ds / piece.LengthM : 0;
        return piece.HeadingFrom + (share * Math.IEEERemainder(piece.HeadingTo - piece.HeadingFrom, 2 * Math.PI));
    }

    private double Square(double s, double x, double y)
    {
        PathPose at = At(s);
        return ((at.XM - x) * (at.XM - x)) + ((at.YM - y) * (at.YM - y));
    }

    private int IndexAt(double s)
    {
        int low = 0;
        int high = _pieces.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_pieces[middle].StartS <= s)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    /// <summary>What a corner before or behind adds to the heading.</summary>
    private double Corner(int index, double ds)
    {
        ref readonly PathPiece piece = ref _pieces[index];
        if (!piece.IsPolyline)
            return 0;

        double added = 0;
        if (index > 0 && _pieces[index - 1].IsPolyline)
        {
            double reach = Math.Min(CornerM, 0.25 * Math.Min(piece.LengthM, _pieces[index - 1].LengthM));
            if (ds < reach)
                added -= 0.5 * (1 - (ds / reach)) * Bend(index - 1);
        }

        if (index + 1 < _pieces.Length && _pieces[index + 1].IsPolyline)
        {
            double reach = Math.Min(CornerM, 0.25 * Math.Min(piece.LengthM, _pieces[index + 1].LengthM));
            double left = piece.LengthM - ds;
            if (left < reach)
                added += 0.5 * (1 - (left / reach)) * Bend(index);
        }

        return added;
    }

    private double Bend(int index) => Math.IEEERemainder(
        _pieces[index + 1].Start.HeadingRad - _pieces[index].Start.HeadingRad, 2 * Math.PI);
}
