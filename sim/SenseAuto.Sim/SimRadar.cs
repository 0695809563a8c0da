using System;
using System.Collections.Generic;
using System.Linq;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.Faults;

namespace SenseAuto.Sim;

/// <summary>
/// A forward radar: who is in its field of view, the nearer hiding the farther, with noise, misses, what stands beside the road,
/// ghosts and clutter. Each keeps its track number while it is seen; movers come before what stands, and the nearer before the
/// farther, when there are more than the radar has numbers for.
/// </summary>
public sealed class SimRadar
{
    private const int PointsMax = 96;
    private const int Nobody = int.MinValue;
    private const int GhostBase = 1_000_000;
    private const int PostBase = 2_000_000;
    private const int ClutterId = 3_000_000;
    private readonly RadarLayout _layout;
    private readonly RadarModel _model;
    private readonly int[] _trackOfRule;
    private readonly int[] _held;
    private readonly int[] _wasHeld;
    private readonly RadarPoint[] _tracks;
    private readonly RadarPoint[] _points = new RadarPoint[PointsMax];
    private readonly SimNoise _noise;
    private readonly FaultOrder[] _faults;
    private int _count;
    private long _measuredNs = -1;

    /// <param name="faults">Those that make it blind or turn it; the others are ignored.</param>
    public SimRadar(RadarLayout layout, ulong seed, IReadOnlyList<FaultOrder>? faults = null, RadarModel? model = null)
    {
        ArgumentNullException.ThrowIfNull(layout);
        _layout = layout;
        _faults = [.. (faults ?? []).Where(fault => fault.Target == FaultOrder.Radar)];
        _model = model ?? RadarModel.Standard;
        _noise = new SimNoise(seed ^ 0x5261646172UL);
        int largest = 0;
        foreach (int rule in layout.Rules)
            largest = Math.Max(largest, rule);
        _trackOfRule = new int[largest + 1];
        Array.Fill(_trackOfRule, -1);
        for (int track = 0; track < layout.Rules.Count; track++)
            _trackOfRule[layout.Rules[track]] = track;
        _held = new int[layout.Rules.Count];
        _wasHeld = new int[layout.Rules.Count];
        _tracks = new RadarPoint[layout.Rules.Count];
        Array.Fill(_held, Nobody);
    }

    /// <summary>Fills in a target's message; does nothing when the rule is none of the radar's.</summary>
    public void Put(int rule, RxRule rx, ISimWorld world, Span<byte> payload)
    {
        ArgumentNullException.ThrowIfNull(rx);
        ArgumentNullException.ThrowIfNull(world);
        if (rule >= _trackOfRule.Length || _trackOfRule[rule] < 0)
            return;

        if (_measuredNs != world.Elapsed.Nanoseconds)
            Measure(world);
        int track = _trackOfRule[rule];
        RadarSignals signals = _layout.Signals;
        if (_held[track] == Nobody)
        {
            rx.Codec[signals.Distance].TrySet(payload, rx.Codec[signals.Distance].Signal.Maximum);
            rx.Codec[signals.Valid].TrySet(payload, 0);
            return;
        }

        RadarPoint point = _tracks[track];
        rx.Codec[signals.Distance].TrySet(payload, point.ForwardM);
        rx.Codec[signals.Lateral].TrySet(payload, point.LeftM / _layout.LateralScale);
        rx.Codec[signals.RangeRate].TrySet(payload, point.RateMps);
        rx.Codec[signals.Valid].TrySet(payload, 1);
        if (signals.NewTrack >= 0)
            rx.Codec[signals.NewTrack].TrySet(payload, _held[track] == _wasHeld[track] ? 0 : 1);
    }

    private void Measure(ISimWorld world)
    {
        _measuredNs = world.Elapsed.Nanoseconds;
        _count = 0;
        ReadOnlySpan<ActorView> around = world.Around;
        OwnMotion own = world.Own;
        for (int i = 0; i < around.Length; i++)
            Look(around, i, in own);
        LookAtPosts(world.Posts, around, in own);
        if (Chance(_model.ClutterShare))
            Clutter(in own);
        Spoil(world.Elapsed.Seconds);
        Assign();
    }

    private void Spoil(double nowS)
    {
        foreach (FaultOrder fault in _faults)
        {
            if (!fault.IsOn(nowS))
                continue;

            if (fault.Kind == FaultKind.Blind)
                _count = 0;
            if (fault.Kind == FaultKind.Misalign)
                Turn(fault.Amount);
        }
    }

    /// <summary>A radar that looks to the left sees everything farther right.</summary>
    private void Turn(double leftRad)
    {
        (double sin, double cos) = Math.SinCos(leftRad);
        foreach (ref RadarPoint point in _points.AsSpan(0, _count))
        {
            double forward = (cos * point.ForwardM) + (sin * point.LeftM);
            point = point with { LeftM = (cos * point.LeftM) - (sin * point.ForwardM), ForwardM = forward };
        }
    }

    private void Look(ReadOnlySpan<ActorView> around, int index, in OwnMotion own)
    {
        ref readonly ActorView actor = ref around[index];
        if (!actor.IsVisible)
            return;

        (double x, double y) = NearFace(in actor);
        if (!IsInView(x, y, RangeOf(actor.Class)) || IsHidden(around, index, x, y) || Chance(_model.MissShare))
            return;

        double rate = RateOf(x, y, actor.VxMps, actor.VyMps, in own);
        Add(new RadarPoint(actor.Id, x, y, rate, Math.Abs(actor.VxMps) + Math.Abs(actor.VyMps) > 0.5 ? 0 : 1));
        bool isNearVehicle = RangeOf(actor.Class) == _model.VehicleRangeM && x < 40;
        if (isNearVehicle && Chance(_model.GhostShare))
            Add(new RadarPoint(GhostBase + actor.Id, 2 * x, 2 * y, 2 * rate, 2));
    }

    private void LookAtPosts(ReadOnlySpan<PostView> posts, ReadOnlySpan<ActorView> around, in OwnMotion own)
    {
        for (int i = 0; i < posts.Length; i++)
        {
            double x = posts[i].ForwardM - _layout.Forward.Value;
            double y = posts[i].LeftM - _layout.Left.Value;
            if (IsInView(x, y, _model.PostRangeM) && Chance(posts[i].Strength) && !IsHidden(around, -1, x, y))
                Add(new RadarPoint(PostBase + i, x, y, RateOf(x, y, 0, 0, in own), 2));
        }
    }

    private void Clutter(in OwnMotion own)
    {
        double x = 5 + (_model.PostRangeM * Uniform());
        double y = x * _model.HalfViewRad * ((2 * Uniform()) - 1);
        Add(new RadarPoint(ClutterId, x, y, RateOf(x, y, 0, 0, in own), 3));
    }

    private void Add(in RadarPoint point)
    {
        if (_count == PointsMax)
            return;

        double lateral = _model.LateralSigmaM + (_model.BearingSigmaRad * point.ForwardM);
        _points[_count++] = point with
        {
            ForwardM = point.ForwardM + (_model.RangeSigmaM * _noise.Gaussian()),
            LeftM = point.LeftM + (lateral * _noise.Gaussian()),
            RateMps = point.RateMps + (_model.RateSigmaMps * _noise.Gaussian()),
        };
    }

    /// <summary>Who had a number keeps it; the free numbers go to the most important of the others.</summary>
    private void Assign()
    {
        Array.Copy(_held, _wasHeld, _held.Length);
        for (int track = 0; track < _held.Length; track++)
        {
            int at = Find(_held[track]);
            _held[track] = at < 0 ? Nobody : _held[track];
            if (at >= 0)
                (_tracks[track], _points[at]) = (_points[at], _points[at] with { Rank = int.MaxValue });
        }

        for (int track = 0; track < _held.Length; track++)
        {
            if (_held[track] != Nobody || Best() is not (>= 0 and int best))
                continue;

            (_tracks[track], _held[track]) = (_points[best], _points[best].Id);
            _points[best] = _points[best] with { Rank = int.MaxValue };
        }
    }

    private int Find(int id)
    {
        for (int i = 0; i < _count && id != Nobody; i++)
        {
            if (_points[i].Id == id)
                return i;
        }

        return -1;
    }

    private int Best()
    {
        int best = -1;
        for (int i = 0; i < _count; i++)
        {
            if (_points[i].Rank != int.MaxValue && (best < 0 || IsBefore(in _points[i], in _points[best])))
                best = i;
        }

        return best;
    }

    private static bool IsBefore(in RadarPoint a, in RadarPoint b) =>
        a.Rank != b.Rank ? a.Rank < b.Rank : a.ForwardM < b.ForwardM;

    /// <summary>The middle of the side of his box that looks at us most, from the radar.</summary>
    private (double X, double Y) NearFace(in ActorView actor)
    {
        double best = double.PositiveInfinity;
        (double X, double Y) near = default;
        for (int side = 0; side < 4; side++)
        {
            (double alongShare, double leftShare) = side switch { 0 => (-1.0, 0.0), 1 => (1.0, 0.0), 2 => (0.0, 1.0), _ => (0.0, -1.0) };
            (double forward, double left) = actor.At(alongShare, leftShare);
            double x = forward - _layout.Forward.Value;
            double y = left - _layout.Left.Value;
            double range = (x * x) + (y * y);
            if (range < best)
                (best, near) = (range, (x, y));
        }

        return near;
    }

    private bool IsInView(double x, double y, double rangeM) =>
        x > 0.5 && (x * x) + (y * y) < rangeM * rangeM && Math.Abs(Math.Atan2(y, x)) < _model.HalfViewRad;

    private bool IsHidden(ReadOnlySpan<ActorView> around, int index, double x, double y)
    {
        for (int other = 0; other < around.Length; other++)
        {
            ref readonly ActorView near = ref around[other];
            double ahead = near.ForwardM - _layout.Forward.Value;
            if (other == index || !near.IsVisible || !(ahead > 0) || ahead > x - (near.LengthM / 2))
                continue;

            double across = near.LeftM - _layout.Left.Value - (y * ahead / x);
            if (Math.Abs(across) < near.WidthM / 2)
                return true;
        }

        return false;
    }

    /// <summary>Along the line of sight; the radar itself moves sideways where our car turns.</summary>
    private double RateOf(double x, double y, double vx, double vy, in OwnMotion own)
    {
        double side = own.YawRate * _layout.Forward.Value;
        return (((vx - own.SpeedMps) * x) + ((vy - side) * y)) / Math.Sqrt((x * x) + (y * y));
    }

    private double RangeOf(ObjectClass kind) => kind switch
    {
        ObjectClass.Pedestrian or ObjectClass.Animal => _model.PedestrianRangeM,
        ObjectClass.Bicycle or ObjectClass.Motorcycle => _model.TwoWheelerRangeM,
        _ => _model.VehicleRangeM,
    };

    private bool Chance(double share) => Uniform() < share;

    private double Uniform() => _noise.Uniform();

    /// <param name="Rank">Lower comes first; the largest is taken already.</param>
    private readonly record struct RadarPoint(int Id, double ForwardM, double LeftM, double RateMps, int Rank);
}
