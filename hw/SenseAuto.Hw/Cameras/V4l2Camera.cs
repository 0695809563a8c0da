using System;
using System.Diagnostics.CodeAnalysis;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Hw.Cameras;

/// <summary>One Linux video capture device.</summary>
/// <param name="Device">For example /dev/video0.</param>
public sealed record V4l2Options(string Device, int Width, int Height, int FramesPerSecond)
{
    /// <summary>Nv12 or Yuyv.</summary>
    public PixelFormat Format { get; init; } = PixelFormat.Nv12;

    public int QueueCapacity { get; init; } = 4;

    /// <summary>Pictures the reader may hold besides the queue's.</summary>
    public int HeldByReader { get; init; } = 4;

    public int DriverBuffers { get; init; } = 4;

    /// <summary>Periods without a picture after which the source counts as stalled.</summary>
    public int StallPeriods { get; init; } = 5;
}

/// <summary>
/// A camera of the Linux kernel (V4L2, mapped buffers), stamped by its driver on the monotonic clock. One that is
/// unplugged is a state with a reason, and is opened again. A reader that falls behind loses the oldest pictures.
/// </summary>
public sealed class V4l2Camera : ICameraSource, ISupervisedSource, IDisposable
{
    private readonly V4l2Options _options;
    private readonly FrameClock _clock;
    private readonly FrameQueue _queue;
    private readonly V4l2Link _link;
    private readonly LinkThread _thread;

    /// <param name="time">A clock of the same zero point as the driver's stamps: TimeProvider.System.</param>
    public V4l2Camera(V4l2Options options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        if (options.Format is not (PixelFormat.Nv12 or PixelFormat.Yuyv))
        {
            throw new ArgumentException(
                $"camera {options.Device}: nv12 or yuyv, not {options.Format}", nameof(options));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(options.FramesPerSecond, 1, nameof(options));
        _options = options;
        _clock = new FrameClock(time);
        _queue = new FrameQueue(options.QueueCapacity);
        int frameBytes = CameraFrame.BytesFor(options.Width, options.Height, options.Format);
        var pool = new FramePool(options.QueueCapacity + options.HeldByReader + 1, frameBytes);
        _link = new V4l2Link(options, pool, _queue, _clock);
        _thread = new LinkThread(_link, time);
    }

    public bool IsEnded => false;

    public long Dropped => _queue.Dropped + _link.Broken;

    public long Restarts => _thread.Restarts;

    public SourceStatus Status
    {
        get
        {
            SourceStatus status = _thread.Status;
            MonoDuration quiet = _clock.Now.AgeOf(_link.LastArrival);
            return status.State == SourceState.Running &&
                quiet.Seconds * _options.FramesPerSecond > _options.StallPeriods
                ? new SourceStatus(SourceState.Stalled, $"{_link.Name}: no picture for {quiet.Milliseconds:F0} ms")
                : status;
        }
    }

    public bool TryRead([NotNullWhen(true)] out CameraFrame? frame) => _queue.TryTake(out frame);

    public void Dispose()
    {
        _thread.Dispose();
        _queue.Clear();
    }
}
