using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Road.Tracks;

/// <summary>
/// The middle of the way we are going to drive: between both lane lines as far as they are seen, then on with our own
/// curvature; without lane lines our own curvature alone.
/// </summary>
public readonly struct PathAhead
{
    private const float QualityMin = 0.4f;
    private const double LaneWidthMMin = 2.3;
    private const double LaneWidthMMax = 5;
    private const double CurvatureMax = 0.2;

    // Paint farther than this is not trusted for the middle of the lane. Chosen by us.
    private const double SeenMMax = 60;
    private readonly LaneLine _left;
    private readonly LaneLine _right;
    private readonly double _seenM;
    private readonly double _endLeftM;
    private readonly double _endHeading;

    private PathAhead(in LaneLine left, in LaneLine right, PerMetre curvature)
    {
        _left = left;
        _right = right;
        Curvature = curvature;
        _seenM = Math.Min(SeenMMax, Math.Min(left.ViewTo.Value, right.ViewTo.Value));
        _endLeftM = Middle(_seenM);
        _endHeading = Middle(_seenM) - Middle(_seenM - 1);
    }

    private PathAhead(PerMetre curvature) => Curvature = curvature;

    public PerMetre Curvature { get; }

    public bool IsFromLanes => _seenM > 0;

    public static PathAhead From(MonoTime now, PerMetre curvature, ReadOnlySpan<LaneLine> lanes)
    {
        PerMetre own = Math.Abs(curvature.Value) < CurvatureMax ? curvature : default;
        int left = -1;
        int right = -1;
        for (int i = 0; i < lanes.Length; i++)
        {
            if (!IsUsable(now, lanes[i]))
                continue;

            if (lanes[i].Side == LaneSide.Left)
                left = i;
            else if (lanes[i].Side == LaneSide.Right)
                right = i;
        }

        if (left < 0 || right < 0)
            return new PathAhead(own);

        double width = lanes[left].Offset.Value - lanes[right].Offset.Value;
        return width is >= LaneWidthMMin and <= LaneWidthMMax
            ? new PathAhead(lanes[left], lanes[right], own)
            : new PathAhead(own);
    }

    /// <summary>y of the path's middle at x, in metres.</summary>
    public double LeftAt(double forwardM)
    {
        if (!IsFromLanes)
            return Curvature.Value / 2 * forwardM * forwardM;

        if (forwardM <= _seenM)
            return Middle(forwardM);

        double beyond = forwardM - _seenM;
        return _endLeftM + (beyond * (_endHeading + (Curvature.Value / 2 * beyond)));
    }

    private static bool IsUsable(MonoTime now, in LaneLine line) =>
        line.Validity != Validity.Unavailable
        && line.Quality >= QualityMin
        && line.ViewTo.Value > 5
        && now.AgeOf(line.Captured) <= Streams.Lanes.MaxAge
        && double.IsFinite(line.LeftAtM(SeenMMax));

    private double Middle(double forwardM) => (_left.LeftAtM(forwardM) + _right.LeftAtM(forwardM)) / 2;
}
