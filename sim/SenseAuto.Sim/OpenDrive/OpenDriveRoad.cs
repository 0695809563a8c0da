using System;
using System.Collections.Generic;

namespace SenseAuto.Sim.OpenDrive;

/// <summary>One road: reference line, height, lanes, signs and what follows it.</summary>
public sealed class OpenDriveRoad
{
    private readonly RoadGeometry[] _geometry;
    private readonly LaneSection[] _sections;

    internal OpenDriveRoad(string id, int index, double lengthM, List<RoadGeometry> geometry, List<LaneSection> sections)
    {
        Id = id;
        Index = index;
        LengthM = lengthM;
        _geometry = [.. geometry];
        _sections = [.. sections];
    }

    public string Id { get; }

    /// <summary>Place among the map's roads.</summary>
    public int Index { get; }

    public double LengthM { get; }

    public string Name { get; internal init; } = "";

    /// <summary>Traffic keeps left: lanes with ids above 0 go along s.</summary>
    public bool IsLeftHand { get; internal init; }

    /// <summary>Id of the junction that it is a part of; empty for others.</summary>
    public string Junction { get; internal init; } = "";

    /// <summary>Limit in m/s where the whole road has one; 0 where nothing is said.</summary>
    public double SpeedLimitMps { get; internal init; }

    public IReadOnlyList<LaneSection> Sections => _sections;

    public IReadOnlyList<OpenDriveSignal> Signals { get; internal set; } = [];

    public IReadOnlyList<OpenDriveObject> Objects { get; internal set; } = [];

    internal PiecewiseCubic Elevation { get; init; } = new([]);

    internal PiecewiseCubic Superelevation { get; init; } = new([]);

    internal PiecewiseCubic LaneOffset { get; init; } = new([]);

    internal LaneJoint[] StartJoints { get; set; } = [];

    internal LaneJoint[] EndJoints { get; set; } = [];

    /// <summary>The reference line in the plane; s is held within the road.</summary>
    public PlanarPose ReferenceAt(double s)
    {
        s = Math.Clamp(s, 0, LengthM);
        RoadGeometry piece = GeometryAt(s);
        return piece.At(s - piece.StartS);
    }

    /// <summary>Curvature of the reference line; s is held within the road.</summary>
    public double CurvatureAt(double s)
    {
        s = Math.Clamp(s, 0, LengthM);
        RoadGeometry piece = GeometryAt(s);
        return piece.CurvatureAt(s - piece.StartS);
    }

    private RoadGeometry GeometryAt(double s)
    {
        int low = 0;
        int high = _geometry.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_geometry[middle].StartS <= s)
                low = middle;
            else
                high = middle - 1;
        }

        return _geometry[low];
    }

    /// <summary>A place beside the reference line, with the height of the banked surface.</summary>
    public RoadPose PoseAt(double s, double t)
    {
        s = Math.Clamp(s, 0, LengthM);
        PlanarPose line = ReferenceAt(s);
        double bank = Superelevation.At(s);
        double across = bank == 0 ? t : t * Math.Cos(bank);
        (double sin, double cos) = Math.SinCos(line.HeadingRad);
        double scale = 1 - (line.CurvaturePerM * t);
        return new RoadPose(
            line.XM - (across * sin), line.YM + (across * cos), Elevation.At(s) + (bank == 0 ? 0 : t * Math.Sin(bank)),
            line.HeadingRad, Math.Abs(scale) > 1e-6 ? line.CurvaturePerM / scale : 0);
    }

    public int SectionIndexAt(double s)
    {
        int index = _sections.Length - 1;
        while (index > 0 && _sections[index].StartS > s)
            index--;
        return index;
    }

    public LaneSection SectionAt(double s) => _sections[SectionIndexAt(s)];

    /// <summary>Left of the reference line: the border of a lane away from the middle (lane 0: the middle).</summary>
    public double OuterBorderT(double s, int lane) => LaneOffset.At(s) + SectionAt(s).OuterT(lane, s);

    /// <summary>Left of the reference line: the border of a lane towards the middle.</summary>
    public double InnerBorderT(double s, int lane) => OuterBorderT(s, lane - Math.Sign(lane));

    /// <summary>Left of the reference line: the middle of a lane.</summary>
    public double LaneCentreT(double s, int lane) => LaneOffset.At(s) + SectionAt(s).CentreT(lane, s, out _);

    /// <summary>The same, with how fast the middle moves left per metre of road.</summary>
    internal double LaneCentreT(double s, int lane, out double slope)
    {
        double t = LaneOffset.At(s) + SectionAt(s).CentreT(lane, s, out slope);
        slope += LaneOffset.SlopeAt(s);
        return t;
    }

    /// <summary>How fast the lane's middle moves left of the reference line per metre of road.</summary>
    public double LaneCentreSlope(double s, int lane)
    {
        LaneCentreT(s, lane, out double slope);
        return slope;
    }

    public double LaneWidth(double s, int lane) => Math.Abs(OuterBorderT(s, lane) - InnerBorderT(s, lane));

    /// <summary>+1: traffic of this lane goes along s; -1: against it.</summary>
    public int DirectionOf(int lane) => (lane <= 0) != IsLeftHand ? 1 : -1;

    /// <summary>The lane that covers a place; the nearest one beside the lanes; 0 where there is no lane at
    /// all.</summary>
    /// <param name="forTraffic">Only lanes on which somebody moves, unless there are none.</param>
    public int LaneAt(double s, double t, bool forTraffic = false)
    {
        LaneSection section = SectionAt(s);
        double offset = LaneOffset.At(s);
        int best = 0;
        double bestOff = double.MaxValue;
        for (int lane = -section.RightCount; lane <= section.LeftCount; lane++)
        {
            if (lane == 0 || section.Lane(lane) is not { } candidate || (forTraffic && !candidate.IsForTraffic))
                continue;

            double outer = offset + section.OuterT(lane, s);
            double inner = offset + section.OuterT(lane - Math.Sign(lane), s);
            double off = Math.Max(Math.Min(outer, inner) - t, t - Math.Max(outer, inner));
            if (off < bestOff)
            {
                best = lane;
                bestOff = off;
            }
        }

        return best == 0 && forTraffic ? LaneAt(s, t) : best;
    }

    /// <summary>How far a place lies beside all lanes; 0 on them.</summary>
    public double OffSurface(double s, double t)
    {
        LaneSection section = SectionAt(s);
        double offset = LaneOffset.At(s);
        double left = offset + section.OuterT(section.LeftCount, s);
        double right = offset + section.OuterT(-section.RightCount, s);
        return Math.Max(0, Math.Max(t - left, right - t));
    }

    /// <summary>How the border between two lanes is painted: of the outer border of a lane, of the middle for lane
    /// 0.</summary>
    public RoadMarkKind MarkAt(double s, int lane) => SectionAt(s).Lane(lane)?.MarkAt(s) ?? RoadMarkKind.None;

    /// <summary>Speed limit of a lane in m/s, else that of the road; 0 where nothing is said.</summary>
    public double SpeedLimitAt(double s, int lane)
    {
        double own = SectionAt(s).Lane(lane)?.SpeedLimitMps ?? 0;
        return own > 0 ? own : SpeedLimitMps;
    }

    /// <summary>Drops a place onto the reference line by Newton's method from a first guess.</summary>
    /// <returns>How far the place lies before or behind the road's ends, 0 beside it.</returns>
    internal double Project(double x, double y, double guess, out double s, out double t)
    {
        s = Math.Clamp(guess, 0, LengthM);
        PlanarPose line = ReferenceAt(s);
        for (int i = 0; i < 12; i++)
        {
            (double sin, double cos) = Math.SinCos(line.HeadingRad);
            double along = ((x - line.XM) * cos) + ((y - line.YM) * sin);
            double left = ((y - line.YM) * cos) - ((x - line.XM) * sin);
            double scale = Math.Max(0.2, 1 - (line.CurvaturePerM * left));
            double next = Math.Clamp(s + (along / scale), 0, LengthM);
            double moved = Math.Abs(next - s);
            s = next;
            line = ReferenceAt(s);
            if (moved < 1e-9)
                break;
        }

        (double lastSin, double lastCos) = Math.SinCos(line.HeadingRad);
        double rest = ((x - line.XM) * lastCos) + ((y - line.YM) * lastSin);
        t = ((y - line.YM) * lastCos) - ((x - line.XM) * lastSin);
        double bank = Superelevation.At(s);
        if (bank != 0)
            t /= Math.Cos(bank);
        return Math.Abs(rest) < 1e-6 ? 0 : Math.Abs(rest);
    }
}
