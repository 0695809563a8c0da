using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Road.Radar;

/// <summary>One reflecting object of a cycle: the nearest point of those that belong together.</summary>
public struct RadarPoint
{
    public int SensorId;
    public bool IsNew;
    public double ForwardM;
    public double LeftM;
    public double RateMps;
}

/// <summary>
/// The usable points of one radar cycle, nearest first; points of one object joined. Full: the farthest gives way.
/// </summary>
public sealed class RadarPoints(RadarLimits limits)
{
    // As long as the radar stream's MaxAge in Streams.cs.
    private const double AgeSMax = 0.2;
    private readonly RadarPoint[] _points = new RadarPoint[Assignment.Capacity];
    private int _count;

    public ReadOnlySpan<RadarPoint> Items => _points.AsSpan(0, _count);

    /// <summary>Targets that were invalid, not numbers or outside the field. Only goes up.</summary>
    public long Rejected { get; private set; }

    /// <summary>Targets beyond the capacity; the nearest are kept. Only goes up.</summary>
    public long Overflowed { get; private set; }

    /// <summary>
    /// Points are moved on from when they were measured to <paramref name="now"/> by their range rate.
    /// </summary>
    public void Take(MonoTime now, ReadOnlySpan<RadarTarget> targets)
    {
        _count = 0;
        foreach (ref readonly RadarTarget target in targets)
        {
            double ageS = now.AgeOf(target.Captured).Seconds;
            if (IsUsable(target) && ageS <= AgeSMax)
                Insert(target, target.Forward.Value + (target.RangeRate.Value * ageS));
            else if (target.Validity != Validity.Unavailable)
                Rejected++;
        }

        Join();
    }

    private bool IsUsable(in RadarTarget target) =>
        target.Validity != Validity.Unavailable
        && target.Forward.Value > 0 && target.Forward.Value <= limits.RangeMMax
        && Math.Abs(target.Left.Value) <= limits.RangeMMax
        && Math.Abs(target.RangeRate.Value) <= 100;

    private void Insert(in RadarTarget target, double forwardM)
    {
        if (_count == _points.Length)
        {
            Overflowed++;
            if (!(forwardM < _points[^1].ForwardM))
                return;

            _count--;
        }

        int at = _count++;
        while (at > 0 && _points[at - 1].ForwardM > forwardM)
        {
            _points[at] = _points[at - 1];
            at--;
        }

        _points[at] = new RadarPoint
        {
            SensorId = target.Id,
            IsNew = target.IsNew,
            ForwardM = forwardM,
            LeftM = target.Left.Value,
            RateMps = target.RangeRate.Value,
        };
    }

    /// <summary>
    /// Some radars report one car under several numbers: two cars cannot be in one place at one speed.
    /// </summary>
    private void Join()
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            if (!BelongsToEarlier(_points[i], kept))
                _points[kept++] = _points[i];
        }

        _count = kept;
    }

    private bool BelongsToEarlier(in RadarPoint point, int kept)
    {
        for (int i = kept - 1; i >= 0 && point.ForwardM - _points[i].ForwardM <= limits.ClusterForwardM; i--)
        {
            if (Math.Abs(point.LeftM - _points[i].LeftM) <= limits.ClusterLeftM
                && Math.Abs(point.RateMps - _points[i].RateMps) <= limits.ClusterRateMps)
            {
                return true;
            }
        }

        return false;
    }
}
