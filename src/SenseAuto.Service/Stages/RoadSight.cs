using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Imaging.Tensors;
using SenseAuto.Inference;
using SenseAuto.Road.Lanes;
using SenseAuto.Road.Objects;
using EgoMask = SenseAuto.Road.Objects.EgoMask;

namespace SenseAuto.Service.Stages;

/// <summary>One part of the picture as the object network sees it.</summary>
public sealed class ObjectView
{
    private readonly FrameToTensor _toTensor;
    private readonly ViewTransform _transform;

    public ObjectView(CameraGeometry camera, PixelFormat format, PixelRect area, int tensorWidth, int tensorHeight)
    {
        ArgumentNullException.ThrowIfNull(camera);
        Area = area;
        _toTensor = new FrameToTensor(new TensorPlan
        {
            SourceWidth = camera.Width,
            SourceHeight = camera.Height,
            Format = format,
            TargetWidth = tensorWidth,
            TargetHeight = tensorHeight,
            Crop = area,
        });
        _transform = ViewTransform.Stretched(new PixelBox(area.Left, area.Top, area.Width, area.Height), tensorWidth, tensorHeight);
    }

    public PixelRect Area { get; }

    public ref readonly ViewTransform Transform => ref _transform;

    public bool TryPrepare(CameraFrame picture, Span<float> tensor) => _toTensor.TryRun(picture, tensor);
}

/// <summary>
/// Everything that looks at the road camera's picture. The object network sees the whole picture and a crop around the horizon at
/// native resolution in turn, one a frame: far cars are small in the whole picture.
/// </summary>
public sealed class RoadSight : IDisposable
{
    private readonly LaneFinder _lanes;
    private readonly ModelSession _objects;
    private readonly IObjectDecoder _decoder;
    private readonly EgoMask _mask;
    private readonly ObjectView _wide;
    private readonly ObjectView _far;
    private readonly int[] _outputs;
    private readonly DetectionMerger _merger;
    private readonly FixedList<Detection> _wideSeen = new(Streams.Detections.Capacity);
    private readonly FixedList<Detection> _farSeen = new(Streams.Detections.Capacity);
    private readonly LaneLine[] _lines = new LaneLine[FrameState.LaneLinesMax];

    public RoadSight(RoadSightParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        _lanes = parts.Lanes;
        _objects = parts.Objects;
        _decoder = parts.Decoder;
        _mask = parts.Mask;
        _merger = new DetectionMerger(parts.Limits);
        int width = _objects.Entry.Input.Width;
        int height = _objects.Entry.Input.Height;
        var whole = new PixelRect(0, 0, parts.Camera.Width, parts.Camera.Height);
        _wide = new ObjectView(parts.Camera, parts.Format, whole, width, height);
        _far = new ObjectView(parts.Camera, parts.Format, FarArea(parts.Camera, width, height), width, height);
        _outputs = [.. parts.OutputNames is { Count: > 0 } names ? OutputsOf(names) : [0]];
    }

    /// <summary>Pictures of another size or layout than the profile says.</summary>
    public long Mismatched { get; private set; }

    /// <summary>The crop around the horizon: native resolution, the tensor's size, centred on the principal column.</summary>
    public static PixelRect FarArea(CameraGeometry camera, int tensorWidth, int tensorHeight)
    {
        ArgumentNullException.ThrowIfNull(camera);
        int width = Math.Min(tensorWidth, camera.Width) & ~1;
        int height = Math.Min(tensorHeight, camera.Height) & ~1;

        // A third of the crop above the horizon: cars stand on the road, and the road lies below it.
        int left = Math.Clamp((int)camera.CentreX - (width / 2), 0, camera.Width - width) & ~1;
        int top = Math.Clamp((int)camera.HorizonRow - (height / 2), 0, camera.Height - height) & ~1;
        return new PixelRect(left, top, width, height);
    }

    public StageOutcome FindLanes(in FrameTick tick, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        long mismatched = _lanes.Counts.Mismatched;
        _lanes.Run(frame.Picture!, frame.Ego, tick.Start, _lines);
        if (_lanes.Counts.Mismatched != mismatched)
        {
            Mismatched++;
            frame.Flags |= HealthFlags.CameraMismatch;
            return StageOutcome.Faulted;
        }

        frame.Lanes.Clear();
        foreach (ref readonly LaneLine line in _lines.AsSpan())
            frame.Lanes.TryAdd(in line);
        return StageOutcome.Ok;
    }

    public StageOutcome FindObjects(in FrameTick tick, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        CameraFrame picture = frame.Picture!;
        if (!See(_wide, picture, _wideSeen) || !See(_far, picture, _farSeen))
        {
            frame.Flags |= HealthFlags.ModelFailed;
            return StageOutcome.Faulted;
        }

        PixelRect area = _far.Area;
        _merger.Merge(_wideSeen.Items, _farSeen.Items, new PixelBox(area.Left, area.Top, area.Width, area.Height), frame.Detections);
        _mask.Apply(frame.Detections);
        frame.HasNewDetections = true;
        return StageOutcome.Ok;
    }

    public void Dispose() => _objects.Dispose();

    private bool See(ObjectView view, CameraFrame picture, FixedList<Detection> seen)
    {
        seen.Clear();
        return view.TryPrepare(picture, _objects.Input()) && _objects.Run() == RunOutcome.Ok &&
            _decoder.TryDecode(Outputs(), picture.Captured, in view.Transform, seen);
    }

    private RawOutputs Outputs() => _outputs.Length == 1
        ? new RawOutputs(_objects.Output(_outputs[0]))
        : new RawOutputs(
            _objects.Output(_outputs[0]), _objects.Output(_outputs[1]), _objects.Output(_outputs[2]),
            _objects.Output(_outputs[3]), _objects.Output(_outputs[4]), _objects.Output(_outputs[5]));

    private int[] OutputsOf(System.Collections.Generic.IReadOnlyList<string> names)
    {
        int[] indices = new int[names.Count];
        for (int i = 0; i < indices.Length; i++)
            indices[i] = _objects.OutputIndex(names[i]);
        return indices;
    }
}
