using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Imaging.Tensors;
using SenseAuto.Inference;
using SenseAuto.Road.Lanes;

namespace SenseAuto.Service.Stages;

/// <summary>
/// Everything that looks at the road camera's picture: lanes on every picture; objects on every second one, the whole picture and a crop
/// around the horizon at native resolution in turn, because far cars are small in the whole picture.
/// </summary>
public sealed class RoadSight : IDisposable
{
    /// <summary>Road frames between two pictures for the object network.</summary>
    public const int FramesPerLook = 2;

    private readonly LaneFinder _lanes;
    private readonly ObjectWorker? _objects;
    private readonly ObjectView[] _views;
    private readonly LaneLine[] _lines = new LaneLine[FrameState.LaneLinesMax];
    private long _looks;
    private long _lastLook = -FramesPerLook;

    /// <param name="objects">Null: no object network; lanes only.</param>
    public RoadSight(CameraGeometry camera, PixelFormat format, LaneFinder lanes, ObjectWorker? objects)
    {
        ArgumentNullException.ThrowIfNull(camera);
        _lanes = lanes;
        _objects = objects;
        if (objects is null)
        {
            _views = [];
            return;
        }

        InputSpec input = objects.Network.Input;
        _views =
        [
            new ObjectView(camera, format, new PixelRect(0, 0, camera.Width, camera.Height), input),
            new ObjectView(camera, format, FarArea(camera, input.Width, input.Height), input),
        ];
    }

    /// <summary>The crop around the horizon: native resolution, the network's size, centred on the principal column.</summary>
    public static PixelRect FarArea(CameraGeometry camera, int tensorWidth, int tensorHeight)
    {
        ArgumentNullException.ThrowIfNull(camera);
        int width = Math.Min(tensorWidth, camera.Width) & ~1;
        int height = Math.Min(tensorHeight, camera.Height) & ~1;
        int left = Math.Clamp((int)camera.CentreX - (width / 2), 0, camera.Width - width) & ~1;
        int top = Math.Clamp((int)camera.HorizonRow - (height / 2), 0, camera.Height - height) & ~1;
        return new PixelRect(left, top, width, height);
    }

    public StageOutcome FindLanes(in FrameTick tick, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        long mismatched = _lanes.Counts.Mismatched;
        _lanes.Run(frame.Picture!, frame.Ego, tick.Start, _lines);
        frame.Lanes.Clear();
        foreach (ref readonly LaneLine line in _lines.AsSpan())
            frame.Lanes.TryAdd(in line);
        if (_lanes.Counts.Mismatched == mismatched)
            return StageOutcome.Ok;

        frame.Flags |= HealthFlags.CameraMismatch;
        return StageOutcome.Faulted;
    }

    /// <summary>Takes what the network saw on an earlier picture, if it has finished.</summary>
    public void TakeObjects(FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_objects is null || !_objects.TryTake(frame.Detections, out ObjectAnswer answer))
            return;

        frame.Ledger.HasObjects = !answer.IsFaulted;
        frame.Ledger.ObjectsCaptured = answer.Captured;
        frame.Ledger.ObjectsArea = answer.Area;
        if (answer.IsFaulted)
            frame.Flags |= HealthFlags.ModelFailed;
    }

    /// <summary>Hands this frame's picture to the network when its turn has come. Skipped: it is still busy with an earlier one.</summary>
    public StageOutcome LookForObjects(in FrameTick tick, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_objects is null || tick.Index - _lastLook < FramesPerLook)
            return StageOutcome.Ok;
        if (!_objects.IsFree)
            return StageOutcome.Skipped;

        _lastLook = tick.Index;
        _objects.Submit(frame.Picture!, _views[(int)(_looks++ % _views.Length)]);
        return StageOutcome.Ok;
    }

    public void Dispose() => _objects?.Dispose();
}
