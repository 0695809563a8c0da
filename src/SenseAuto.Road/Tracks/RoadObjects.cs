using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Ego;
using SenseAuto.Road.Objects;
using SenseAuto.Road.Radar;

namespace SenseAuto.Road.Tracks;

/// <summary>
/// All objects on the road over time, from radar points and camera detections, with the lead marked. One step a
/// frame; works with either sensor alone. One caller; allocates nothing after construction; equal input gives equal
/// output.
/// </summary>
public sealed class RoadObjects
{
    // After a longer gap the world is another: identities start afresh.
    private const double GapS = 0.5;
    private readonly CameraRange? _range;
    private readonly HorizonFilter _horizon;
    private readonly EgoMotion _ego;
    private readonly RadarTracker _radar;
    private readonly CameraTracker _camera;
    private readonly Fusion _fusion;
    private readonly LeadSelector _lead;
    private readonly TrackedObject[] _messages = new TrackedObject[Assignment.Capacity];
    private int _count;
    private double _pictureAgeS;

    /// <param name="camera">Null: no camera, or its place is not known; detections are then not used.</param>
    public RoadObjects(CameraGeometry? camera, TrackingLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        limits.Validate();
        _range = camera is null ? null : new CameraRange(camera, limits);
        _ego = new EgoMotion(limits.Ego);
        _radar = new RadarTracker(limits.Radar);
        _horizon = new HorizonFilter(limits);
        _camera = new CameraTracker(limits, camera);
        _fusion = new Fusion(limits, _range);
        _lead = new LeadSelector(limits.Lead);
    }

    /// <summary>
    /// Confirmed objects as of the last step, oldest first, at most <see cref="Assignment.Capacity"/>. Valid until the
    /// next step.
    /// </summary>
    public ReadOnlySpan<TrackedObject> Tracks => _messages.AsSpan(0, _count);

    /// <summary>Our own motion as of the last step.</summary>
    public EgoMotion Ego => _ego;

    /// <summary>Where we are going, as of the last step.</summary>
    public PathAhead Path { get; private set; }

    /// <summary>Id of the lead; 0 for none.</summary>
    public int LeadId => _lead.LeadId;

    /// <summary>Points, detections and ego signals that were not usable. Only goes up.</summary>
    public long Rejected => _radar.Rejected + _camera.Rejected + _ego.Rejected;

    /// <summary>Points, detections or tracks beyond the capacity; the nearest were kept. Only goes up.</summary>
    public long Overflowed => _radar.Overflowed + _camera.Overflowed + _fusion.Overflowed;

    /// <summary>How much more the camera looks down than its calibration says, as the vehicles ahead and the lane tell.</summary>
    public Radians PitchChange => _horizon.Change;

    /// <summary>
    /// The pitch as something else found it, such as where the lane lines meet; one opinion among the vehicles'.
    /// </summary>
    /// <param name="sigma">One standard deviation; must be above 0.</param>
    /// <param name="sinceLast">Since it was last found: what follows each other soon shares its error.</param>
    public void TakePitch(Radians change, Radians sigma, MonoDuration sinceLast) =>
        _horizon.Measure(change, sigma.Value, sinceLast.Seconds);

    public ReadOnlySpan<TrackedObject> Step(
        in FrameTick tick, in EgoState ego, in RadarCycle radar, in DetectionPicture picture,
        ReadOnlySpan<LaneLine> lanes)
    {
        EgoStep step = _ego.Step(tick.Start, ego);
        if (step.Dt.Seconds > GapS)
            Clear();

        Rebase(_ego.ReferenceJump);
        UpdatePictureAge(tick.Start, step, picture);
        _radar.Step(tick.Start, step, _ego.Speed, radar.Targets, radar.IsNew);
        _camera.Step(step, picture.Detections, picture.IsNew && _range is not null, picture.Looked);

        UpdateHorizon(step.Dt.Seconds);
        var view = new EgoView(step, _ego.Speed.Value, _ego.IsSpeedKnown);
        _fusion.Step(view, _camera.Tracks, _radar.Tracks, _pictureAgeS);
        Path = PathAhead.From(tick.Start, _ego.Curvature, lanes);
        _lead.Step(step.Dt.Seconds, Path, _ego, _fusion.Mutable);
        Publish(tick.Start);
        return Tracks;
    }

    private void Clear()
    {
        _radar.Clear();
        _camera.Clear();
        _fusion.Clear();
    }

    private void Rebase(MetresPerSecond change)
    {
        if (change.Value == 0)
            return;

        _radar.Rebase(change);
        _fusion.Rebase(change.Value);
    }

    private void UpdatePictureAge(MonoTime now, in EgoStep step, in DetectionPicture picture)
    {
        _pictureAgeS += step.Dt.Seconds;
        if (picture.IsNew)
            _pictureAgeS = now.AgeOf(picture.Captured).Seconds;
        _pictureAgeS = Math.Min(_pictureAgeS, Streams.RoadCamera.MaxAge.Seconds);
    }

    /// <summary>Vehicles that were just seen tell the pitch, those far away best.</summary>
    private void UpdateHorizon(double dtS)
    {
        if (_range is null)
            return;

        _horizon.Predict(dtS);
        foreach (ref readonly CameraTrack track in _camera.Tracks)
        {
            bool isVehicle = RoadClasses.GroupOf(track.Class) == ClassGroup.Vehicle;
            if (isVehicle && track.IsSeen && track.IsConfirmed
                && _range.TryPitch(track.Box, ClassSizes.Of(track.Class), out Radians change, out double sigmaRad))
            {
                _horizon.Measure(change, sigmaRad, dtS);
            }
        }

        _range.PitchChange = _horizon.Change;
        _range.PitchSigmaRad = _horizon.SigmaRad;
    }

    private void Publish(MonoTime now)
    {
        ReadOnlySpan<FusedObject> objects = _fusion.Objects;
        _count = objects.Length;
        for (int i = 0; i < objects.Length; i++)
            _messages[i] = objects[i].ToMessage(now, _ego.Speed, _ego.YawRate, objects[i].Id == _lead.LeadId);
    }
}

/// <summary>The newest radar cycle. Not new: its targets are not looked at.</summary>
public readonly ref struct RadarCycle(ReadOnlySpan<RadarTarget> targets, bool isNew)
{
    public ReadOnlySpan<RadarTarget> Targets { get; } = targets;

    public bool IsNew { get; } = isNew;
}

/// <summary>What was detected on the newest picture. Not new: its detections are not looked at.</summary>
public readonly ref struct DetectionPicture(MonoTime captured, ReadOnlySpan<Detection> detections, bool isNew)
{
    /// <summary>Of the picture, also when nothing was detected on it.</summary>
    public MonoTime Captured { get; } = captured;

    public ReadOnlySpan<Detection> Detections { get; } = detections;

    public bool IsNew { get; } = isNew;

    /// <summary>Part of the picture that was looked at; empty means all of it.</summary>
    public PixelBox Looked { get; init; }
}
