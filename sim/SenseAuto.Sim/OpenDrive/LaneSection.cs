using System;
using System.Collections.Generic;

namespace SenseAuto.Sim.OpenDrive;

/// <summary>A stretch of a road on which its lanes stay the same.</summary>
public sealed class LaneSection
{
    private readonly RoadLane?[] _left;
    private readonly RoadLane?[] _right;

    internal LaneSection(double startS, double endS, List<RoadLane> lanes)
    {
        StartS = startS;
        EndS = endS;
        int most = 0;
        int least = 0;
        foreach (RoadLane lane in lanes)
        {
            most = Math.Max(most, lane.Id);
            least = Math.Min(least, lane.Id);
        }

        _left = new RoadLane?[most + 1];
        _right = new RoadLane?[1 - least];
        foreach (RoadLane lane in lanes)
        {
            if (lane.Id >= 0)
                _left[lane.Id] = lane;
            if (lane.Id <= 0)
                _right[-lane.Id] = lane;
        }
    }

    public double StartS { get; }

    public double EndS { get; }

    /// <summary>The highest lane id: how many lanes lie left of the middle.</summary>
    public int LeftCount => _left.Length - 1;

    /// <summary>How many lanes lie right of the middle.</summary>
    public int RightCount => _right.Length - 1;

    /// <summary>The lane with this id, or null.</summary>
    public RoadLane? Lane(int id)
    {
        RoadLane?[] side = id < 0 ? _right : _left;
        int index = Math.Abs(id);
        return index < side.Length ? side[index] : null;
    }

    /// <summary>Outer border of a lane, in metres left of the lane offset; 0 for lane 0.</summary>
    internal double OuterT(int id, double s)
    {
        RoadLane?[] side = id < 0 ? _right : _left;
        int last = Math.Min(Math.Abs(id), side.Length - 1);
        double t = 0;
        for (int i = 1; i <= last; i++)
        {
            if (side[i] is not { } lane)
                continue;

            if (lane.Border is { } border)
                t = Math.Abs(border.At(s));
            else
                t += Math.Max(0, lane.Width.At(s));
        }

        return id < 0 ? -t : t;
    }

    /// <summary>Middle of a lane, in metres left of the lane offset, and how fast it moves left per metre of
    /// road.</summary>
    internal double CentreT(int id, double s, out double slope)
    {
        RoadLane?[] side = id < 0 ? _right : _left;
        int last = Math.Min(Math.Abs(id), side.Length - 1);
        double inner = 0, outer = 0, innerSlope = 0, outerSlope = 0;
        for (int i = 1; i <= last; i++)
        {
            (inner, innerSlope) = (outer, outerSlope);
            if (side[i] is not { } lane)
                continue;

            if (lane.Border is { } border)
            {
                double sign = id < 0 ? -1 : 1;
                (outer, outerSlope) = (Math.Abs(border.At(s)), sign * border.SlopeAt(s));
            }
            else
            {
                outer += Math.Max(0, lane.Width.At(s));
                outerSlope += lane.Width.SlopeAt(s);
            }
        }

        double half = id < 0 ? -0.5 : 0.5;
        slope = half * (innerSlope + outerSlope);
        return half * (inner + outer);
    }
}
