using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Ego;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Road.Radar;

/// <summary>
/// Radar points over time: tracks in the vehicle frame with confirmation, coasting and identities of our own that
/// survive the sensor's changes of number. At most <see cref="Assignment.Capacity"/> tracks. One caller; allocates
/// nothing.
/// </summary>
public sealed class RadarTracker
{
    // The same number of the sensor makes a pair cheaper by this share of the gate; a hint, never a proof.
    private const double SameIdBonus = 0.3;

    // A reversal of the range rate's direction near the sensor's side cannot be used: too little of it lies along x.
    private const double ForwardShareMin = 0.5;
    private const double FirstSideSpeedSigma = 1.5;

    // Without a radar cycle for this long the sensor is away, and tracks fade as if missed.
    private const double StaleS = 0.12;
    private readonly RadarLimits _limits;
    private readonly RadarPoints _points;
    private readonly RadarTrack[] _tracks = new RadarTrack[Assignment.Capacity];
    private readonly Assignment _assignment = new();
    private int _count;
    private int _nextId = 1;
    private long _refusedTracks;
    private double _sinceCycleS;

    public RadarTracker(RadarLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        limits.Validate();
        _limits = limits;
        _points = new RadarPoints(limits);
    }

    /// <summary>Confirmed and not yet confirmed ones, oldest first. Valid until the next step.</summary>
    public ReadOnlySpan<RadarTrack> Tracks => _tracks.AsSpan(0, _count);

    /// <summary>Points that could not be used. Only goes up.</summary>
    public long Rejected => _points.Rejected;

    /// <summary>Points or tracks beyond the capacity. Only goes up.</summary>
    public long Overflowed => _points.Overflowed + _refusedTracks;

    /// <summary>Once a frame, also without a new radar cycle.</summary>
    /// <param name="egoSpeed">Makes speeds over ground of range rates.</param>
    public void Step(
        MonoTime now, in EgoStep step, MetresPerSecond egoSpeed, ReadOnlySpan<RadarTarget> targets, bool hasNewRadar)
    {
        double dtS = step.Dt.Seconds;
        _sinceCycleS += dtS;
        for (int i = 0; i < _count; i++)
        {
            _tracks[i].Motion.Predict(step, _limits.AccelerationSigma);
            _tracks[i].UnseenS += dtS;
            _tracks[i].IsSeen = false;
        }

        if (hasNewRadar)
        {
            _points.Take(now, targets);
            Associate(egoSpeed.Value);
        }

        bool isCycle = hasNewRadar || _sinceCycleS > StaleS;
        Settle(dtS, isCycle ? _sinceCycleS : 0);
        if (isCycle)
            _sinceCycleS = 0;
        if (hasNewRadar)
            StartTracks(egoSpeed.Value);
    }

    /// <summary>Forgets all tracks (after a gap in time); identities are still not used again.</summary>
    public void Clear() => _count = 0;

    /// <summary>Our own speed came or went: what was relative becomes over ground, or the other way.</summary>
    public void Rebase(MetresPerSecond change)
    {
        for (int i = 0; i < _count; i++)
            _tracks[i].Motion.Rebase(change.Value);
    }

    private void Associate(double egoMps)
    {
        ReadOnlySpan<RadarPoint> points = _points.Items;
        _assignment.Begin(_count, points.Length);
        for (int row = 0; row < _count; row++)
        {
            for (int column = 0; column < points.Length; column++)
                _assignment.Allow(row, column, PairCost(_tracks[row], points[column], egoMps));
        }

        _assignment.Solve();
        for (int row = 0; row < _count; row++)
        {
            if (_assignment.ColumnOf(row) is >= 0 and int column)
                Update(ref _tracks[row], points[column], egoMps);
        }
    }

    private double PairCost(in RadarTrack track, in RadarPoint point, double egoMps)
    {
        double x = point.ForwardM - track.Motion.Forward.Position;
        double y = point.LeftM - track.Motion.Left.Position;
        double distance = (x * x / (track.Motion.Forward.PositionVariance + RangeVariance))
            + (y * y / (track.Motion.Left.PositionVariance + LeftVariance(point)));
        if (TryForwardSpeed(track, point, egoMps, out double speed, out double variance))
        {
            double v = speed - track.Motion.Forward.Speed;
            distance += v * v / (track.Motion.Forward.SpeedVariance + variance);
        }

        double share = distance / _limits.GateDistance;
        if (!(share < Assignment.Unassigned))
            return Assignment.Unassigned;

        return track.SensorId == point.SensorId && !point.IsNew ? share - SameIdBonus : share;
    }

    private double RangeVariance => _limits.RangeSigmaM * _limits.RangeSigmaM;

    private double LeftVariance(in RadarPoint point)
    {
        double fromBearing = _limits.BearingSigmaRad * point.ForwardM;
        return (_limits.LeftSigmaM * _limits.LeftSigmaM) + (fromBearing * fromBearing);
    }

    /// <summary>Speed over ground along x that explains the range rate, given the track's own speed along y.</summary>
    private bool TryForwardSpeed(
        in RadarTrack track, in RadarPoint point, double egoMps, out double speedMps, out double variance)
    {
        double range = Math.Sqrt((point.ForwardM * point.ForwardM) + (point.LeftM * point.LeftM));
        double along = point.ForwardM / range;
        double side = point.LeftM / range;
        speedMps = egoMps + ((point.RateMps - (side * track.Motion.Left.Speed)) / along);
        double rateVariance = (_limits.RateSigmaMps * _limits.RateSigmaMps)
            + (side * side * track.Motion.Left.SpeedVariance);
        variance = rateVariance / (along * along);
        return along >= ForwardShareMin;
    }

    private void Update(ref RadarTrack track, in RadarPoint point, double egoMps)
    {
        track.Motion.Forward.MeasurePosition(point.ForwardM, RangeVariance);
        track.Motion.Left.MeasurePosition(point.LeftM, LeftVariance(point));
        if (TryForwardSpeed(track, point, egoMps, out double speed, out double variance))
            track.Motion.Forward.MeasureSpeed(speed, variance);

        track.SensorId = point.SensorId;
        track.Existence = _limits.Existence.Seen(track.Existence, track.UnseenS);
        track.IsSeen = true;
        track.UnseenS = 0;
        track.IsConfirmed |= track.Existence >= ExistenceLimits.Confirmed;
    }

    /// <summary>Ages what was missed, drops what is gone and what came to lie on top of an older track.</summary>
    /// <param name="missedS">Time that a track not seen now was not seen for since the last cycle; 0 between
    /// cycles.</param>
    private void Settle(double dtS, double missedS)
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            ref RadarTrack track = ref _tracks[i];
            track.Motion.FollowAcceleration(dtS);
            if (!track.IsSeen)
                track.Existence = _limits.Existence.Missed(track.Existence, missedS);

            bool isGone = track.Existence < ExistenceLimits.Dropped || !(track.Motion.Forward.Position > 0);
            if (!isGone && !IsDouble(track, kept))
                _tracks[kept++] = track;
        }

        _count = kept;
    }

    private bool IsDouble(in RadarTrack track, int kept)
    {
        if (track.IsSeen)
            return false;

        for (int i = 0; i < kept; i++)
        {
            ref readonly Motion other = ref _tracks[i].Motion;
            if (Math.Abs(other.Forward.Position - track.Motion.Forward.Position) <= _limits.ClusterForwardM
                && Math.Abs(other.Left.Position - track.Motion.Left.Position) <= _limits.ClusterLeftM
                && Math.Abs(other.Forward.Speed - track.Motion.Forward.Speed) <= _limits.ClusterRateMps)
            {
                return true;
            }
        }

        return false;
    }

    private void StartTracks(double egoMps)
    {
        ReadOnlySpan<RadarPoint> points = _points.Items;
        for (int column = 0; column < points.Length; column++)
        {
            if (_assignment.RowOf(column) < 0)
                Start(points[column], egoMps);
        }
    }

    private void Start(in RadarPoint point, double egoMps)
    {
        int slot = _count < _tracks.Length ? _count++ : SlotOfFarthestBeyond(point.ForwardM);
        if (slot < 0)
            return;

        double range = Math.Sqrt((point.ForwardM * point.ForwardM) + (point.LeftM * point.LeftM));
        double along = Math.Max(ForwardShareMin, point.ForwardM / range);
        _tracks[slot] = new RadarTrack
        {
            Id = _nextId++,
            SensorId = point.SensorId,
            Existence = ExistenceLimits.First,
            IsSeen = true,
            Motion = new Motion(
                new AxisFilter(
                    point.ForwardM, _limits.RangeSigmaM, egoMps + (point.RateMps / along), 2 * _limits.RateSigmaMps),
                new AxisFilter(point.LeftM, Math.Sqrt(LeftVariance(point)), 0, FirstSideSpeedSigma)),
        };
    }

    /// <summary>Full: the farthest track gives way to a nearer object; -1 when none is farther.</summary>
    private int SlotOfFarthestBeyond(double forwardM)
    {
        _refusedTracks++;
        int farthest = 0;
        for (int i = 1; i < _count; i++)
        {
            if (_tracks[i].Motion.Forward.Position > _tracks[farthest].Motion.Forward.Position)
                farthest = i;
        }

        return _tracks[farthest].Motion.Forward.Position > forwardM ? farthest : -1;
    }
}
