using System;
using System.Collections.Generic;

namespace SenseAuto.Sim.OpenDrive;

/// <summary>
/// Finds the road under a place: all reference lines as points every 4 m, sorted into square cells. Built once; a
/// search
/// allocates nothing. One searcher at a time.
/// </summary>
internal sealed class RoadGrid
{
    private const double StepM = 4;
    private const double CellM = 16;

    // A network of more than this many cells across gets larger ones: 33 km.
    private const int CellsMax = 2048;
    private static readonly double[] ReachesM = [24, 100, 400];
    private readonly OpenDriveRoad[] _roads;
    private readonly double _minX;
    private readonly double _minY;
    private readonly double _cellM;
    private readonly int _columns;
    private readonly int _rows;
    private readonly int[] _firstOf;
    private readonly (int Road, double S, double X, double Y)[] _points;
    private readonly double[] _nearest;
    private readonly double[] _nearestS;

    public RoadGrid(OpenDriveRoad[] roads)
    {
        _roads = roads;
        _nearest = new double[roads.Length];
        _nearestS = new double[roads.Length];
        List<(int Road, double S, double X, double Y)> points = Sampled(roads);
        double maxX = 0;
        double maxY = 0;
        if (points.Count > 0)
            (_minX, _minY, maxX, maxY) = (points[0].X, points[0].Y, points[0].X, points[0].Y);
        foreach ((int _, double _, double x, double y) in points)
        {
            (_minX, maxX) = (Math.Min(_minX, x), Math.Max(maxX, x));
            (_minY, maxY) = (Math.Min(_minY, y), Math.Max(maxY, y));
        }

        _cellM = Math.Max(CellM, Math.Max(maxX - _minX, maxY - _minY) / CellsMax);
        _columns = (int)((maxX - _minX) / _cellM) + 1;
        _rows = (int)((maxY - _minY) / _cellM) + 1;
        points.Sort((a, b) => CellOf(a.X, a.Y).CompareTo(CellOf(b.X, b.Y)) is not 0 and int byCell
            ? byCell : a.Road != b.Road ? a.Road.CompareTo(b.Road) : a.S.CompareTo(b.S));
        _points = [.. points];
        _firstOf = new int[(_columns * _rows) + 1];
        foreach ((int _, double _, double x, double y) in _points)
            _firstOf[CellOf(x, y) + 1]++;
        for (int i = 1; i < _firstOf.Length; i++)
            _firstOf[i] += _firstOf[i - 1];
    }

    /// <summary>
    /// The road whose surface is nearest to a place; among roads that cover it, the one that runs most along the
    /// heading,
    /// then the one whose reference line is nearest.
    /// </summary>
    /// <param name="headingRad">Either way along the road counts the same; NaN when it does not matter.</param>
    public RoadPosition Find(double x, double y, double headingRad)
    {
        foreach (double reach in ReachesM)
        {
            Collect(x, y, reach);
            RoadPosition found = Best(x, y, headingRad, reach);
            if (found.IsOnRoad)
                return found;
        }

        return RoadPosition.None;
    }

    private static List<(int Road, double S, double X, double Y)> Sampled(OpenDriveRoad[] roads)
    {
        var points = new List<(int Road, double S, double X, double Y)>();
        foreach (OpenDriveRoad road in roads)
        {
            int count = (int)Math.Ceiling(road.LengthM / StepM) + 1;
            for (int i = 0; i < count; i++)
            {
                double s = Math.Min(road.LengthM, i * StepM);
                PlanarPose at = road.ReferenceAt(s);
                points.Add((road.Index, s, at.XM, at.YM));
            }
        }

        return points;
    }

    private int CellOf(double x, double y) => (Row(y) * _columns) + Column(x);

    private int Column(double x) => (int)Math.Clamp((x - _minX) / _cellM, 0, _columns - 1);

    private int Row(double y) => (int)Math.Clamp((y - _minY) / _cellM, 0, _rows - 1);

    /// <summary>The nearest point of each road within reach.</summary>
    private void Collect(double x, double y, double reach)
    {
        Array.Fill(_nearest, double.MaxValue);
        for (int row = Row(y - reach); row <= Row(y + reach); row++)
        {
            int last = _firstOf[(row * _columns) + Column(x + reach) + 1];
            for (int i = _firstOf[(row * _columns) + Column(x - reach)]; i < last; i++)
            {
                ref readonly (int Road, double S, double X, double Y) point = ref _points[i];
                double square = ((point.X - x) * (point.X - x)) + ((point.Y - y) * (point.Y - y));
                if (square >= _nearest[point.Road])
                    continue;

                _nearest[point.Road] = square;
                _nearestS[point.Road] = point.S;
            }
        }
    }

    private RoadPosition Best(double x, double y, double headingRad, double reach)
    {
        RoadPosition best = RoadPosition.None;
        double bestCost = double.MaxValue;
        for (int road = 0; road < _roads.Length; road++)
        {
            if (_nearest[road] > reach * reach)
                continue;

            double beyond = _roads[road].Project(x, y, _nearestS[road], out double s, out double t);
            double off = beyond + _roads[road].OffSurface(s, t);
            double askew = double.IsNaN(headingRad)
                ? 0 : Math.Abs(Math.Sin(_roads[road].ReferenceAt(s).HeadingRad - headingRad));
            double cost = (1000 * off) + (10 * askew) + (0.01 * Math.Abs(t));
            if (cost >= bestCost)
                continue;

            best = new RoadPosition(road, s, t);
            bestCost = cost;
        }

        return best;
    }
}
