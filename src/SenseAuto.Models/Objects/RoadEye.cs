using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Imaging.Tensors;
using SenseAuto.Inference;
using SenseAuto.Road.Lanes;
using SenseAuto.Road.Objects;
using SenseAuto.Road.Tracks;
using SenseAuto.Service.Stages;

namespace SenseAuto.Models.Objects;

/// <summary>
/// The road loop's way from a picture to objects, without the loop: the object network on every view of the look plan,
/// lanes for the path, tracks and ranges. What the loop spreads over several pictures is done on each.
/// </summary>
internal sealed class RoadEye : IDisposable
{
    private readonly ObjectNetwork _network;
    private readonly LookPlan _plan;
    private readonly ObjectView[] _views;
    private readonly LaneFinder? _lanes;
    private readonly LaneLine[] _lines = new LaneLine[4];
    private readonly FixedList<Detection> _seen = new(Streams.Detections.Capacity);
    private readonly GrowthMeter _growth = new();
    private readonly int[] _turns;
    private long _index;

    public RoadEye(CameraGeometry camera, PixelFormat format, ModelStore models, string modelId)
    {
        _network = new ObjectNetwork(models.Open(modelId), new Road.Objects.EgoMask([]), new DetectorLimits());
        _plan = new LookPlan(camera, _network.Input.Width, _network.Input.Height);
        _views = Array.ConvertAll(_plan.Areas.ToArray(), area => ViewOf(camera, format, area, _network.Input));
        _turns = new int[_plan.Turns];
        Objects = new RoadObjects(camera, new TrackingLimits());
        _lanes = LanesOf(camera, format);
    }

    public RoadObjects Objects { get; }

    public static ObjectView ViewOf(CameraGeometry camera, PixelFormat format, in PixelBox area, InputSpec input)
    {
        var rect = new PixelRect((int)area.Left, (int)area.Top, (int)area.Width, (int)area.Height);
        return new ObjectView(camera, format, rect, input);
    }

    /// <summary>Objects as of this picture.</summary>
    public void Look(CameraFrame picture, MonoTime now, MonoDuration period, in EgoState ego)
    {
        _lanes?.Run(picture, ego, now, _lines);
        ReadOnlySpan<LaneLine> lines = _lanes is null ? [] : _lines;
        PathAhead path = PathAhead.From(now, Objects.Ego.Curvature, lines);
        int count = TurnsOf(path);
        for (int i = 0; i < count; i++)
        {
            ObjectView view = _views[_turns[i]];
            bool isSeen = _network.TryLook(picture, view, _seen);
            _growth.Run(picture, _seen.Mutable);
            var tick = new FrameTick(_index++, now, i == 0 ? period : default);
            var detections = new DetectionPicture(now, _seen.Items, isSeen) { Looked = view.Box };
            Objects.Step(tick, ego, default, detections, lines);
        }
    }

    public void Dispose() => _network.Dispose();

    /// <summary>Each view of one round of the plan once.</summary>
    private int TurnsOf(in PathAhead path)
    {
        int count = 0;
        for (int look = 0; look < _plan.Turns; look++)
        {
            int area = _plan.Next(look, path);
            if (!_turns.AsSpan(0, count).Contains(area))
                _turns[count++] = area;
        }

        return count;
    }

    /// <summary>Null where the lane finder cannot work with this camera: the path is then our own curvature.</summary>
    private static LaneFinder? LanesOf(CameraGeometry camera, PixelFormat format)
    {
        try
        {
            return new LaneFinder(camera, format, LaneLimits.Standard);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
