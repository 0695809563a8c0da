using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Time;

namespace SenseAuto.Sim.Faults;

/// <summary>
/// A camera whose pictures go wrong as ordered, before anybody has seen them. A camera that is turned is the
/// <see cref="SceneCamera"/>'s own to draw. Allocates once: when a picture is first frozen.
/// </summary>
public sealed class FaultyCamera : ICameraSource, IDisposable
{
    private readonly ICameraSource _camera;
    private readonly FaultOrder[] _orders;
    private readonly FrameClock _clock;
    private readonly MonoTime _start;
    private readonly Queue<CameraFrame> _waiting;
    private byte[] _frozen = [];
    private bool _hasFrozen;

    /// <param name="camera">NV12; disposed with this.</param>
    /// <param name="start">Session time from which the orders' times count.</param>
    public FaultyCamera(ICameraSource camera, IReadOnlyList<FaultOrder> orders, TimeProvider time, MonoTime start)
    {
        ArgumentNullException.ThrowIfNull(orders);
        (_camera, _clock, _start) = (camera, new FrameClock(time), start);
        _orders = [.. orders.Where(order => order.Target == FaultOrder.Camera && order.Kind != FaultKind.Misalign)];
        foreach (FaultOrder order in _orders)
            order.Validate();
        _waiting = new Queue<CameraFrame>(HeldMax(orders, SceneCamera.Period) + 16);
    }

    public bool IsEnded => _camera.IsEnded && _waiting.Count == 0;

    /// <summary>Pictures that wait at the same time at most; the camera's memory must hold so many more.</summary>
    public static int HeldMax(IReadOnlyList<FaultOrder> orders, MonoDuration period)
    {
        ArgumentNullException.ThrowIfNull(orders);
        double longestS = orders.Where(order => order is { Kind: FaultKind.Delay, Target: FaultOrder.Camera })
            .Select(order => order.Amount).DefaultIfEmpty(0).Max();
        return longestS > 0 ? (int)Math.Ceiling(longestS / period.Seconds) + 1 : 0;
    }

    public bool TryRead([NotNullWhen(true)] out CameraFrame? frame)
    {
        while (_camera.TryRead(out CameraFrame? taken))
        {
            if (Passes(taken))
                _waiting.Enqueue(taken);
            else
                taken.Release();
        }

        frame = null;
        if (!_waiting.TryPeek(out CameraFrame? oldest) || _clock.Now < DueOf(oldest))
            return false;

        frame = _waiting.Dequeue();
        return true;
    }

    public void Dispose()
    {
        while (_waiting.TryDequeue(out CameraFrame? frame))
            frame.Release();
        (_camera as IDisposable)?.Dispose();
    }

    private bool Passes(CameraFrame picture)
    {
        double atS = picture.Captured.Since(_start).Seconds;
        bool isFrozen = false;
        foreach (FaultOrder order in _orders)
        {
            if (!order.IsOn(atS))
                continue;
            if (order.Kind == FaultKind.Drop)
                return false;

            isFrozen |= order.Kind == FaultKind.Freeze;
            Spoil(order.Kind, picture);
        }

        _hasFrozen &= isFrozen;
        return true;
    }

    private void Spoil(FaultKind kind, CameraFrame picture)
    {
        switch (kind)
        {
            case FaultKind.Delay:
                break;
            case FaultKind.Freeze:
                Freeze(picture);
                break;
            case FaultKind.Blind:
                SpoiltPixels.Cover(picture);
                break;
            case FaultKind.Corrupt:
                SpoiltPixels.BreakOff(picture);
                break;
            case FaultKind.Darken:
                SpoiltPixels.Darken(picture);
                break;
            case FaultKind.Dazzle:
                SpoiltPixels.Dazzle(picture);
                break;
            case FaultKind.Upend:
                SpoiltPixels.Upend(picture);
                break;
            default:
                throw new InvariantException($"a drawn camera knows no fault {kind}");
        }
    }

    /// <summary>While a delay is on, pictures wait for it; when it is over, all that waited come at once.</summary>
    private MonoTime DueOf(CameraFrame picture)
    {
        double nowS = _clock.Now.Since(_start).Seconds;
        foreach (FaultOrder order in _orders)
        {
            if (order.Kind == FaultKind.Delay && order.IsOn(nowS))
                return picture.Captured + MonoDuration.FromSeconds(order.Amount);
        }

        return picture.Captured;
    }

    private void Freeze(CameraFrame picture)
    {
        Span<byte> pixels = picture.Pixels.AsSpan(0, picture.ByteCount);
        if (_frozen.Length != pixels.Length)
            _frozen = new byte[pixels.Length];
        if (_hasFrozen)
            _frozen.CopyTo(pixels);
        else
            pixels.CopyTo(_frozen);
        _hasFrozen = true;
    }
}
