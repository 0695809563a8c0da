using System;
using System.Collections.Generic;
using System.Linq;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Sim.Faults;

/// <summary>
/// A told camera that goes wrong as ordered. Where the product's camera watch would find the fault on real pictures, its flag comes
/// after the time the watch takes.
/// </summary>
public sealed class FaultySights : ISightSource
{
    // What the camera watch needs on pictures before it says so; its limits are rows of the calibration.
    private const double FoundAfterS = 1.0;
    private readonly ISightSource _sights;
    private readonly CameraGeometry _camera;
    private readonly FaultOrder[] _orders;
    private readonly MonoTime _start;
    private readonly SeenRoad _frozen = new();
    private bool _hasFrozen;

    /// <param name="start">Session time from which the orders' times count.</param>
    public FaultySights(ISightSource sights, CameraGeometry camera, IReadOnlyList<FaultOrder> orders, MonoTime start)
    {
        ArgumentNullException.ThrowIfNull(sights);
        ArgumentNullException.ThrowIfNull(camera);
        ArgumentNullException.ThrowIfNull(orders);
        (_sights, _camera, _start) = (sights, camera, start);
        _orders = [.. orders.Where(order => order.Target == FaultOrder.Camera)];
        foreach (FaultOrder order in _orders)
            order.Validate();
    }

    public RoadSights Sights => _sights.Sights;

    public void Look(MonoTime now, SeenRoad into)
    {
        ArgumentNullException.ThrowIfNull(into);
        _sights.Look(now, into);
        double nowS = now.Since(_start).Seconds;
        bool isFrozen = false;
        foreach (FaultOrder order in _orders)
        {
            if (!order.IsOn(nowS))
                continue;

            isFrozen |= order.Kind == FaultKind.Freeze;
            Spoil(order, nowS - order.AtS >= FoundAfterS, into);
        }

        if (isFrozen)
            return;

        _hasFrozen = false;
        _frozen.Clear();
    }

    private void Spoil(FaultOrder order, bool isFound, SeenRoad into)
    {
        switch (order.Kind)
        {
            case FaultKind.Drop:
                into.Clear();
                break;
            case FaultKind.Delay:
                Delay(order.Amount, into);
                break;
            case FaultKind.Blind:
                Hide(into);
                Name(HealthFlags.CameraBlocked, isFound, into);
                break;
            case FaultKind.Darken:
                Hide(into);
                Name(HealthFlags.CameraDark, isFound, into);
                break;
            case FaultKind.Dazzle:
                Hide(into);
                Name(HealthFlags.CameraBlinded, isFound, into);
                break;
            case FaultKind.Upend:
                Hide(into);
                Name(HealthFlags.CameraMisaligned, isFound, into);
                break;
            case FaultKind.Freeze:
                Freeze(into);
                Name(HealthFlags.CameraFrozen, isFound, into);
                break;
            case FaultKind.Misalign:
                Turn(order, into);
                Name(HealthFlags.CameraMisaligned, isFound, into);
                break;
            case FaultKind.Corrupt:
                into.Flags |= HealthFlags.CameraMismatch;
                Hide(into);
                break;
            default:
                throw new InvariantException($"a told camera knows no fault {order.Kind}");
        }

        if (into.Flags != HealthFlags.None)
            Distrust(into);
    }

    private static void Name(HealthFlags why, bool isFound, SeenRoad into) =>
        into.Flags |= isFound ? HealthFlags.CameraImpaired | why : HealthFlags.None;

    /// <summary>Pictures come with an old time of capture, as through a pipe that has filled up.</summary>
    private static void Delay(double seconds, SeenRoad into)
    {
        var late = MonoDuration.FromSeconds(-seconds);
        into.PictureCaptured += late;
        into.ObjectsCaptured += late;
        foreach (ref LaneLine line in into.Lanes.Mutable)
            line = line with { Captured = line.Captured + late };
        foreach (ref Detection detection in into.Detections.Mutable)
            detection = detection with { Captured = detection.Captured + late };
    }

    private static void Hide(SeenRoad into)
    {
        into.Detections.Clear();
        into.Signs.Clear();
        into.Lights.Clear();
        into.Night = into.Night with { Validity = Validity.Unavailable };
        foreach (ref LaneLine line in into.Lanes.Mutable)
            line = new LaneLine { Captured = line.Captured, Side = line.Side };
    }

    /// <summary>As the service does with what an impaired camera sees: lines are unknown and nothing counts.</summary>
    private static void Distrust(SeenRoad into)
    {
        Hide(into);
        into.HasObjects = false;
    }

    private void Freeze(SeenRoad into)
    {
        if (into.HasLanes && !_hasFrozen)
        {
            Copy(into.Lanes, _frozen.Lanes);
            _hasFrozen = true;
        }

        if (into.HasObjects && _frozen.Detections.Count == 0)
            Copy(into.Detections, _frozen.Detections);
        Restore(into);
    }

    private void Restore(SeenRoad into)
    {
        if (into.HasLanes)
            Copy(_frozen.Lanes, into.Lanes);
        foreach (ref LaneLine line in into.Lanes.Mutable)
            line = line with { Captured = into.PictureCaptured };
        if (!into.HasObjects)
            return;

        Copy(_frozen.Detections, into.Detections);
        foreach (ref Detection detection in into.Detections.Mutable)
            detection = detection with { Captured = into.ObjectsCaptured };
    }

    /// <summary>A camera that looks down sees everything higher in its picture.</summary>
    private void Turn(FaultOrder order, SeenRoad into)
    {
        float right = (float)(_camera.FocalX * Math.Tan(order.Amount));
        float up = (float)(_camera.FocalY * Math.Tan(order.Down));
        foreach (ref Detection detection in into.Detections.Mutable)
        {
            PixelBox box = detection.Box;
            detection = detection with { Box = box with { Left = box.Left + right, Top = box.Top - up } };
        }

        foreach (ref LaneLine line in into.Lanes.Mutable)
            line = line with { Heading = new Radians(line.Heading.Value - order.Amount) };
    }

    private static void Copy<T>(FixedList<T> from, FixedList<T> to)
    {
        to.Clear();
        foreach (ref readonly T item in from.Items)
            to.TryAdd(in item);
    }
}
