using System;
using SenseAuto.Road.Ego;
using SenseAuto.Road.Radar;

namespace SenseAuto.Road.Tracks;

/// <summary>Our own motion as fusion needs it.</summary>
public readonly record struct EgoView(EgoStep Step, double SpeedMps, bool IsSpeedKnown);

/// <summary>
/// Joins camera tracks and radar tracks into objects with identities of their own, which survive the loss of either
/// sensor. The radar gives range and speed, the camera class, width and bearing. Full: the farthest object gives way,
/// counted.
/// </summary>
public sealed class Fusion
{
    private const double SpeedGateMps = 4;

    // A young box is slow to show that it rushes towards us: what comes at 45 m/s is some 3 sigma off for a second.
    private const double SpeedGateSigmas = 3.5;
    private const double SplitGateFactor = 1.5;

    private readonly TrackingLimits _limits;
    private readonly CameraRange? _range;
    private readonly FusedUpdate _update;
    private readonly FusedObject[] _objects = new FusedObject[Assignment.Capacity];
    private readonly Assignment _assignment = new();
    private readonly int[] _rows = new int[Assignment.Capacity];
    private readonly int[] _columns = new int[Assignment.Capacity];
    private readonly int[] _echoes = new int[Assignment.Capacity];
    private int _count;
    private int _nextId = 1;
    private double _egoMps;

    /// <param name="range">Null when the camera's geometry is not known: camera tracks cannot be placed and are not
    /// used.</param>
    public Fusion(TrackingLimits limits, CameraRange? range)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _limits = limits;
        _range = range;
        _update = new FusedUpdate(range);
    }

    /// <summary>Oldest first. Valid until the next step.</summary>
    public ReadOnlySpan<FusedObject> Objects => _objects.AsSpan(0, _count);

    /// <summary>The same, for what is judged after fusion (the lead).</summary>
    public Span<FusedObject> Mutable => _objects.AsSpan(0, _count);

    /// <summary>Objects refused or given up because there were more than the capacity. Only goes up.</summary>
    public long Overflowed { get; private set; }

    public void Clear() => _count = 0;

    public void Rebase(double changeMps)
    {
        for (int i = 0; i < _count; i++)
            _objects[i].Motion.Rebase(changeMps);
    }

    /// <param name="pictureAgeS">Time since the picture was taken that the camera tracks were last updated
    /// from.</param>
    public void Step(
        in EgoView ego, ReadOnlySpan<CameraTrack> camera, ReadOnlySpan<RadarTrack> radar, double pictureAgeS)
    {
        _egoMps = ego.SpeedMps;
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            ref FusedObject item = ref _objects[i];
            item.Motion.Predict(ego.Step, _limits.AccelerationSigma);
            item.AgeFrames++;
            DropLostLinks(ref item, camera, radar);
            SplitWhenApart(ref item, ego.Step.Dt.Seconds, camera, radar);
            if (item.CameraId != 0 || item.RadarId != 0)
                _objects[kept++] = item;
        }

        _count = kept;
        StartFromRadar(radar);
        if (_range is not null)
            StartFromCamera(camera, ego);

        MergePairs(camera, radar);
        for (int i = 0; i < _count; i++)
            _update.Apply(ref _objects[i], ego, camera, radar, pictureAgeS);
    }

    private static void DropLostLinks(
        ref FusedObject item, ReadOnlySpan<CameraTrack> camera, ReadOnlySpan<RadarTrack> radar)
    {
        if (item.CameraId != 0 && Links.Find(camera, item.CameraId) < 0)
            item.CameraId = 0;
        if (item.RadarId != 0 && Links.Find(radar, item.RadarId) < 0)
            item.RadarId = 0;
    }

    /// <summary>Camera and radar that disagree for long were never one object: the camera goes its own way.</summary>
    private void SplitWhenApart(
        ref FusedObject item, double dtS, ReadOnlySpan<CameraTrack> camera, ReadOnlySpan<RadarTrack> radar)
    {
        if (item.CameraId == 0 || item.RadarId == 0)
        {
            item.DisagreeS = 0;
            return;
        }

        ref readonly CameraTrack seen = ref camera[Links.Find(camera, item.CameraId)];
        ref readonly RadarTrack echo = ref radar[Links.Find(radar, item.RadarId)];
        bool agree = PairShare(View(item, seen), echo) < SplitGateFactor;
        item.DisagreeS = agree ? 0 : item.DisagreeS + dtS;
        if (item.DisagreeS <= _limits.SplitS)
            return;

        item.CameraId = 0;
        item.DisagreeS = 0;
        item.IsSizeLearnt = false;
        item.Class = default;
        item.Box = default;
    }

    private void StartFromRadar(ReadOnlySpan<RadarTrack> radar)
    {
        foreach (ref readonly RadarTrack track in radar)
        {
            if (!track.IsConfirmed || HasRadar(track.Id))
                continue;

            if (TrySlot(track.Motion.Forward.Position, out int slot))
                _objects[slot] = new FusedObject { Id = _nextId++, RadarId = track.Id, Motion = track.Motion };
        }
    }

    private void StartFromCamera(ReadOnlySpan<CameraTrack> camera, in EgoView ego)
    {
        foreach (ref readonly CameraTrack track in camera)
        {
            ClassSize size = ClassSizes.Of(track.Class);
            if (!track.IsConfirmed || HasCamera(track.Id) || !_range!.TryLocate(track, size, out CameraPlace place))
                continue;

            if (TrySlot(place.ForwardM, out int slot))
                _objects[slot] = FusedUpdate.FromCamera(_nextId++, track, place, ego);
        }
    }

    private bool HasRadar(int id)
    {
        foreach (ref readonly FusedObject item in Objects)
        {
            if (item.RadarId == id)
                return true;
        }

        return false;
    }

    private bool HasCamera(int id)
    {
        foreach (ref readonly FusedObject item in Objects)
        {
            if (item.CameraId == id)
                return true;
        }

        return false;
    }

    private bool TrySlot(double forwardM, out int slot)
    {
        slot = _count;
        if (_count < _objects.Length)
        {
            _count++;
            return true;
        }

        Overflowed++;
        slot = 0;
        for (int i = 1; i < _count; i++)
        {
            if (_objects[i].Motion.Forward.Position > _objects[slot].Motion.Forward.Position)
                slot = i;
        }

        return forwardM < _objects[slot].Motion.Forward.Position;
    }

    /// <summary>
    /// Pairs objects that only the camera sees with objects that only the radar sees; the older identity lives on.
    /// </summary>
    private void MergePairs(ReadOnlySpan<CameraTrack> camera, ReadOnlySpan<RadarTrack> radar)
    {
        int rows = 0;
        int columns = 0;
        for (int i = 0; i < _count; i++)
        {
            if (_objects[i].RadarId == 0)
                _rows[rows++] = i;
            else if (_objects[i].CameraId == 0)
                _columns[columns++] = i;
        }

        if (rows == 0 || columns == 0)
            return;

        for (int column = 0; column < columns; column++)
            _echoes[column] = Links.Find(radar, _objects[_columns[column]].RadarId);

        _assignment.Begin(rows, columns);
        for (int row = 0; row < rows; row++)
        {
            ref readonly FusedObject item = ref _objects[_rows[row]];
            CameraView view = View(item, camera[Links.Find(camera, item.CameraId)]);
            for (int column = 0; column < columns; column++)
                _assignment.Allow(row, column, PairShare(view, radar[_echoes[column]]));
        }

        _assignment.Solve();
        for (int row = 0; row < rows; row++)
        {
            if (_assignment.ColumnOf(row) is >= 0 and int column)
                Merge(_rows[row], _columns[column]);
        }

        RemoveMerged();
    }

    private void Merge(int cameraObject, int radarObject)
    {
        bool isCameraOlder = _objects[cameraObject].Id < _objects[radarObject].Id;
        ref FusedObject stays = ref _objects[isCameraOlder ? cameraObject : radarObject];
        ref FusedObject goes = ref _objects[isCameraOlder ? radarObject : cameraObject];
        FusedObject seen = _objects[cameraObject];
        stays.RadarId = _objects[radarObject].RadarId;
        stays.CameraId = seen.CameraId;
        stays.Motion = _objects[radarObject].Motion;
        stays.HasMoved = seen.HasMoved || _objects[radarObject].HasMoved;
        stays.Class = seen.Class;
        stays.Size = seen.Size;
        stays.IsSizeLearnt = seen.IsSizeLearnt;
        stays.DisagreeS = 0;
        goes.Id = 0;
    }

    private void RemoveMerged()
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            if (_objects[i].Id != 0)
                _objects[kept++] = _objects[i];
        }

        _count = kept;
    }

    /// <summary>What of a camera track is held against the radar's; worked out once for all of them.</summary>
    private CameraView View(in FusedObject item, in CameraTrack seen)
    {
        ClassSize size = item.IsSizeLearnt ? item.Size : ClassSizes.Of(seen.Class);
        if (_range is null || !_range.TryLocate(seen, size, out CameraPlace place))
            return default;

        double half = seen.Width.Position / 2;
        double leftmost = _range.BearingOf(seen.Column.Position - half);
        double rightmost = _range.BearingOf(seen.Column.Position + half);
        double growth = seen.GrowthPerS(out double variance);
        return new CameraView(
            true, place.ForwardM, _limits.FuseRangeLog + (3 * place.ForwardSigmaM / Math.Max(1, place.ForwardM)),
            (leftmost + rightmost) / 2, ((leftmost - rightmost) / 2) + _limits.FuseBearingRad,
            -growth * place.ForwardM, SpeedGateMps + (SpeedGateSigmas * place.ForwardM * Math.Sqrt(variance)));
    }

    /// <summary>
    /// How far a camera track and a radar track are from being one object, as a share of the gates; below 1 they may
    /// be. A box that does not grow is not the rail post that rushes by; a young box does not know yet.
    /// </summary>
    private double PairShare(in CameraView seen, in RadarTrack echo)
    {
        double forward = echo.Motion.Forward.Position;
        double speed = Math.Abs(echo.Motion.Forward.Speed - _egoMps - seen.RelativeMps) / seen.SpeedGateMps;
        if (!seen.IsPlaced || !(speed < SplitGateFactor))
            return SplitGateFactor;

        double across = Math.Abs(_range!.BearingOf(forward, echo.Motion.Left.Position) - seen.Bearing)
            / seen.BearingGate;
        double along = Math.Abs(Math.Log(Math.Max(0.5, seen.ForwardM) / Math.Max(0.5, forward))) / seen.RangeLogGate;
        return Math.Max(speed, Math.Max(across, along));
    }

    private readonly record struct CameraView(
        bool IsPlaced, double ForwardM, double RangeLogGate, double Bearing, double BearingGate, double RelativeMps,
        double SpeedGateMps);
}
