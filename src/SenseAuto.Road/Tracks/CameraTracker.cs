using System;
using SenseAuto.Core.Messages;
using SenseAuto.Road.Ego;
using SenseAuto.Road.Objects;

namespace SenseAuto.Road.Tracks;

/// <summary>
/// Detections over time, in the picture: boxes that move and grow steadily, matched optimally by overlap, nearness
/// and class. Traffic lights and signs are not obstacles and are left out. At most <see cref="Assignment.Capacity"/>
/// tracks.
/// </summary>
public sealed class CameraTracker
{
    // The object network gives a picture every 0.1 s; three in a row missing means that the camera is away.
    private const double AwayS = 0.3;

    // A box must lie this much inside the part looked at before not seeing it means anything.
    private const double InsideShare = 0.8;

    // Of the network's own pixels, whatever part of the picture it looked at.
    private const double BoxSigmaPixels = 1;

    // The whole picture shakes by this much between two of them, in radians. Chosen by us: telephotos need it.
    private const double ShakeRad = 0.001;

    // Smaller than this many of the network's pixels, an object is not missed where it was not seen: NanoDet finds
    // few cars below it.
    private const double SeeablePixels = 14;

    // Speeds of box sides, relative to the box and second: how fast they may be at first, and how much they change.
    private const double FirstSpeedShare = 0.6;
    private const double AccelerationShare = 1.2;

    // Size changes steadier: at 2 s before a collision its relative second derivative is 2 / (2 s)² = 0.5.
    private const double GrowthChangeShare = 0.3;

    // Relative speeds are mostly below this: what growth may be at first, times the distance. Chosen by us.
    private const double FirstSpeedSigmaMps = 12;
    private const double DepthMMin = 3;

    // A box may lie this far from its prediction (in box sizes) and still be taken without overlap: small boxes jump.
    private const double DistanceMax = 0.6;

    // Cost shares: overlap, distance, other class of the same group.
    private const double OverlapWeight = 0.6;
    private const double DistanceWeight = 0.3;
    private const double OtherClassCost = 0.08;
    private readonly TrackingLimits _limits;
    private readonly CameraGeometry? _camera;
    private readonly CameraTrack[] _tracks = new CameraTrack[Assignment.Capacity];
    private readonly Detection[] _detections = new Detection[Assignment.Capacity];
    private readonly Assignment _assignment = new();
    private int _count;
    private int _taken;
    private int _nextId = 1;
    private double _sincePictureS;
    private PixelBox _looked;
    private float _viewScale = 1;

    /// <param name="camera">Null when it is not known: our own turning is not taken out then.</param>
    public CameraTracker(TrackingLimits limits, CameraGeometry? camera)
    {
        ArgumentNullException.ThrowIfNull(limits);
        limits.Validate();
        _limits = limits;
        _camera = camera;
    }

    /// <summary>Confirmed and not yet confirmed ones, oldest first. Valid until the next step.</summary>
    public ReadOnlySpan<CameraTrack> Tracks => _tracks.AsSpan(0, _count);

    /// <summary>Detections that were not boxes or had no score. Only goes up.</summary>
    public long Rejected { get; private set; }

    /// <summary>
    /// Detections or tracks beyond the capacity; the lowest in the picture (the nearest) are kept. Only goes up.
    /// </summary>
    public long Overflowed { get; private set; }

    public void Clear() => _count = 0;

    /// <summary>Once a frame, also without a new picture.</summary>
    /// <param name="looked">Part of the picture that was looked at; empty means all of it.</param>
    public void Step(in EgoStep step, ReadOnlySpan<Detection> detections, bool hasNewPicture, in PixelBox looked = default)
    {
        double dtS = step.Dt.Seconds;
        _sincePictureS += dtS;
        double turnPixels = step.Turn.Value * (_camera?.FocalX ?? 0);
        for (int i = 0; i < _count; i++)
            Predict(ref _tracks[i], dtS, turnPixels);

        if (hasNewPicture)
        {
            _looked = looked;
            _viewScale = Math.Max(1, Math.Max(looked.Width, looked.Height) / NanodetDecoder.InputSize);
            Take(detections);
            Associate();
        }

        // Without pictures for a while the camera is away, and tracks fade as if missed.
        bool isAway = _sincePictureS > AwayS;
        bool isCycle = hasNewPicture || isAway;
        Settle(isCycle ? _sincePictureS : 0, isAway ? default : looked);
        if (isCycle)
            _sincePictureS = 0;
        if (hasNewPicture)
            StartTracks();
    }

    private void Predict(ref CameraTrack track, double dtS, double turnPixels)
    {
        double size = Math.Max(8, track.Height.Position);
        double acceleration = AccelerationShare * size;
        track.Column.Predict(dtS, acceleration * 2);
        track.Bottom.Predict(dtS, acceleration);
        track.Width.Predict(dtS, GrowthChangeShare * Math.Max(8, track.Width.Position));
        track.Height.Predict(dtS, GrowthChangeShare * size);
        double depth = DepthOf(track.Class, track.Height.Position);
        track.Scale.Predict(dtS, depth > 0 ? _limits.AccelerationSigma / depth : GrowthChangeShare);

        // We turn left: everything moves right.
        track.Column.Place(track.Column.Position + turnPixels, track.Column.Speed);
        track.UnseenS += dtS;
        track.IsSeen = false;
    }

    /// <summary>
    /// About how far away a thing of its kind is that looks this high, in metres; 0 when nobody knows.
    /// </summary>
    private double DepthOf(ObjectClass kind, double heightPixels) => _camera is null
        ? 0 : Math.Max(DepthMMin, _camera.FocalY * ClassSizes.Of(kind).HeightM / Math.Max(1, heightPixels));

    /// <summary>Keeps the usable detections; when there are too many, those lowest in the picture.</summary>
    private void Take(ReadOnlySpan<Detection> detections)
    {
        _taken = 0;
        foreach (ref readonly Detection detection in detections)
        {
            ClassGroup group = RoadClasses.GroupOf(detection.Class);
            if (group is ClassGroup.Any or ClassGroup.TrafficLight or ClassGroup.StopSign)
                continue;

            if (!IsUsable(detection))
            {
                Rejected++;
                continue;
            }

            if (_taken < _detections.Length)
                _detections[_taken++] = detection;
            else
                ReplaceHighest(detection);
        }
    }

    private static bool IsUsable(in Detection detection)
    {
        PixelBox box = detection.Box;
        return detection.Score is > 0 and <= 1 && box.Width >= 1 && box.Height >= 1
            && float.IsFinite(box.Right) && float.IsFinite(box.Bottom);
    }

    private void ReplaceHighest(in Detection detection)
    {
        Overflowed++;
        int highest = 0;
        for (int i = 1; i < _taken; i++)
        {
            if (_detections[i].Box.Bottom < _detections[highest].Box.Bottom)
                highest = i;
        }

        if (detection.Box.Bottom > _detections[highest].Box.Bottom)
            _detections[highest] = detection;
    }

    private void Associate()
    {
        _assignment.Begin(_count, _taken);
        for (int row = 0; row < _count; row++)
        {
            PixelBox predicted = BoxCut.Visible(_tracks[row].Box, _looked);
            for (int column = 0; column < _taken; column++)
                _assignment.Allow(row, column, PairCost(_tracks[row], predicted, _detections[column]));
        }

        _assignment.Solve();
        for (int row = 0; row < _count; row++)
        {
            if (_assignment.ColumnOf(row) is >= 0 and int column)
                Update(ref _tracks[row], _detections[column]);
        }
    }

    private double PairCost(in CameraTrack track, in PixelBox predicted, in Detection detection)
    {
        if (RoadClasses.GroupOf(track.Class) != RoadClasses.GroupOf(detection.Class))
            return Assignment.Unassigned;

        PixelBox box = detection.Box;
        double size = Math.Max(8, (predicted.Width + predicted.Height + box.Width + box.Height) / 4);
        double x = predicted.CentreX - box.CentreX;
        double y = predicted.Bottom - box.Bottom;
        double distance = Math.Sqrt((x * x) + (y * y)) / size;
        double overlap = Boxes.Overlap(predicted, box);
        if (overlap <= 0 && distance >= DistanceMax)
            return Assignment.Unassigned;

        double ratio = Math.Abs(Math.Log(box.Height / Math.Max(1, predicted.Height)));
        bool isNear = distance < DistanceMax && ratio < 0.5;
        if (!(overlap >= _limits.OverlapMin) && !isNear)
            return Assignment.Unassigned;

        double kind = track.Class == detection.Class ? 0 : OtherClassCost;
        return (OverlapWeight * (1 - overlap)) + (DistanceWeight * Math.Min(1, distance)) + kind;
    }

    private void Update(ref CameraTrack track, in Detection detection)
    {
        PixelBox box = detection.Box;
        BoxCut cut = BoxCut.Of(box, _looked, _viewScale);
        double across = SideVariance(box.Width);
        double along = SideVariance(box.Height);
        track.MeasureSides(box, cut, across, along, Square(ShakeRad * (_camera?.FocalY ?? 0)));
        track.MeasureScale(box, cut, across, along);
        if (detection.GrowthSigmaPerS > 0)
            track.Scale.MeasureGrowth(detection.GrowthPerS, Square(detection.GrowthSigmaPerS));
        track.Vote(detection.Class, detection.Score);
        track.LastBox = IsCutInside(cut) ? track.Box : box;
        track.Existence = _limits.Camera.Seen(track.Existence, track.UnseenS * Trust(detection.Score));
        track.IsSeen = true;
        track.UnseenS = 0;
        track.IsConfirmed |= track.Existence >= ExistenceLimits.Confirmed;
    }

    private bool IsCutInside(in BoxCut cut) =>
        _camera is not null && cut.IsInside(_looked, _camera.Width, _camera.Height);

    /// <summary>Weak sightings confirm slower: phantoms score up to 0.4, distant leads 0.45 to 0.75.</summary>
    private static double Trust(float score) => Math.Clamp((score - 0.25) / 0.3, 0.3, 1);

    private double SideVariance(double side)
    {
        double sigma = (BoxSigmaPixels * _viewScale) + (_limits.BoxSigmaShare * side);
        return sigma * sigma;
    }

    /// <summary>A track outside of what was looked at is not missed yet; its time is charged when somebody looks there.</summary>
    private void Settle(double missedS, in PixelBox looked)
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            ref CameraTrack track = ref _tracks[i];
            track.UnchargedS = track.IsSeen ? 0 : track.UnchargedS + missedS;
            if (track.UnchargedS > 0 && IsIn(looked, track.Box) && CouldSee(looked, track))
            {
                track.Existence = _limits.Camera.Missed(track.Existence, track.UnchargedS);
                track.UnchargedS = 0;
            }

            if (track.Existence >= ExistenceLimits.Dropped && track.Width.Position >= 2 && track.Height.Position >= 2)
                _tracks[kept++] = track;
        }

        _count = kept;
    }

    private static double Square(double value) => value * value;

    private bool CouldSee(in PixelBox looked, in CameraTrack track) =>
        looked.Area <= 0 || Math.Max(track.Width.Position, track.Height.Position) >= SeeablePixels * _viewScale;

    private static bool IsIn(in PixelBox looked, in PixelBox box)
    {
        if (looked.Area <= 0)
            return true;

        float width = Math.Min(looked.Right, box.Right) - Math.Max(looked.Left, box.Left);
        float height = Math.Min(looked.Bottom, box.Bottom) - Math.Max(looked.Top, box.Top);
        return width > 0 && height > 0 && width * height >= InsideShare * box.Area;
    }

    private void StartTracks()
    {
        for (int column = 0; column < _taken; column++)
        {
            // What the edge of a crop cuts off is seen whole in the next wider view.
            bool isNew = _assignment.RowOf(column) < 0;
            if (isNew && !IsCutInside(BoxCut.Of(_detections[column].Box, _looked, _viewScale)))
                Start(_detections[column]);
        }
    }

    private void Start(in Detection detection)
    {
        int slot = _count < _tracks.Length ? _count++ : SlotOfHighestAbove(detection.Box.Bottom);
        if (slot < 0)
            return;

        PixelBox box = detection.Box;
        double across = Math.Sqrt(SideVariance(box.Width));
        double along = Math.Sqrt(SideVariance(box.Height));
        double speed = FirstSpeedShare * Math.Max(8, box.Height);
        var track = new CameraTrack
        {
            Id = _nextId++,
            Class = detection.Class,
            Column = new AxisFilter(box.CentreX, across, 0, speed * 2),
            Bottom = new AxisFilter(box.Bottom, along, 0, speed),
            Width = new AxisFilter(box.Width, across, 0, speed),
            Height = new AxisFilter(box.Height, along, 0, speed),
            LastBox = box,
            Existence = ExistenceLimits.First,
            IsSeen = true,
        };
        track.Vote(detection.Class, detection.Score);
        double depth = DepthOf(detection.Class, box.Height);
        track.StartScale(
            box, SideVariance(Math.Min(box.Width, box.Height)),
            depth > 0 ? FirstSpeedSigmaMps / depth : FirstSpeedShare);
        _tracks[slot] = track;
    }

    private int SlotOfHighestAbove(float bottom)
    {
        Overflowed++;
        int highest = 0;
        for (int i = 1; i < _count; i++)
        {
            if (_tracks[i].Bottom.Position < _tracks[highest].Bottom.Position)
                highest = i;
        }

        return _tracks[highest].Bottom.Position < bottom ? highest : -1;
    }
}
