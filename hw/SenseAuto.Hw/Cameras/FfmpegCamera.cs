using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Threading;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Hw.Cameras;

/// <summary>
/// Plays a video file or an image folder as a camera. ffmpeg decodes in a process of its own; a background thread
/// reads whole pictures from it into pooled memory. Picture n was captured at start + n / rate, whatever time stamps
/// the file has.
/// </summary>
public sealed class FfmpegCamera : ICameraSource, ISupervisedSource, IDisposable
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const int WaitMs = 2;

    // Chosen by us: a loaded machine must not change what lock-step gives, and only a hung decoder takes this long
    // for a picture.
    private const int DecoderWaitSMax = 60;
    private readonly FfmpegOptions _options;
    private readonly FrameClock _clock;
    private readonly FfmpegProcess _process;
    private readonly FramePool _pool;
    private readonly FrameQueue _queue;
    private readonly ManualResetEventSlim _stop = new();
    private readonly AutoResetEvent _arrived = new(initialState: false);
    private readonly Thread _thread;
    private readonly MonoTime _start;
    private long _delivered;
    private volatile SourceStatus? _end;

    /// <exception cref="CameraException">The file cannot be played; the message names it and says why.</exception>
    public FfmpegCamera(FfmpegOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _options = options;
        FfmpegPlan plan = FfmpegPlan.Make(options);
        Shape = plan.Shape;
        _clock = new FrameClock(time);
        _start = options.Start ?? _clock.Now;
        int frameBytes = CameraFrame.BytesFor(Shape.Width, Shape.Height, options.Format);
        _pool = new FramePool(options.QueueCapacity + options.HeldByReader + 1, frameBytes);
        _queue = new FrameQueue(options.QueueCapacity);
        _process = new FfmpegProcess(plan.Arguments, plan.StandardInput);
        ProcessId = _process.Id;
        _thread = new Thread(Run) { IsBackground = true, Name = $"video {Path.GetFileName(options.Path)}" };
        _thread.Start();
    }

    public VideoShape Shape { get; }

    public int ProcessId { get; }

    /// <summary>Pictures handed to the reader.</summary>
    public long Delivered => Interlocked.Read(ref _delivered);

    public long Dropped => _queue.Dropped;

    public long Restarts => 0;

    public bool IsEnded => _end != null && _queue.Count == 0;

    /// <summary>Ended also names what ffmpeg complained of on the way, if it did.</summary>
    public SourceStatus Status
    {
        get
        {
            if (_end is { } end && _queue.Count == 0)
                return end;

            long overdueNs = _clock.Now.Nanoseconds - TimeOf(Delivered + Dropped).Nanoseconds;
            return overdueNs > PeriodNs * _options.StallPeriods && _queue.Count == 0
                ? new SourceStatus(SourceState.Stalled, $"{_options.Path}: no picture for {overdueNs / 1_000_000} ms")
                : SourceStatus.Running;
        }
    }

    private long PeriodNs => NanosecondsPerSecond * Shape.RateDenominator / Shape.RateNumerator;

    public bool TryRead([NotNullWhen(true)] out CameraFrame? frame)
    {
        frame = null;
        MonoTime now = _clock.Now;
        if (_options.Pace == VideoPace.LockStep && now >= TimeOf(Delivered))
            WaitForDecoder();
        if (!_queue.TryPeek(out CameraFrame? next) || next.Captured > now || !_queue.TryTake(out frame))
            return false;

        Interlocked.Increment(ref _delivered);
        return true;
    }

    public void Dispose()
    {
        _stop.Set();
        _process.Kill();
        if (_thread.IsAlive)
            _thread.Join();
        _process.Dispose();
        _queue.Clear();
        _stop.Dispose();
        _arrived.Dispose();
    }

    /// <summary>
    /// Real time, not the session's: a decoder is as slow as it is. Bounded, so that a hung one shows as a stall.
    /// </summary>
    private void WaitForDecoder()
    {
        long started = TimeProvider.System.GetTimestamp();
        while (_queue.Count == 0 && _end == null &&
            TimeProvider.System.GetElapsedTime(started).TotalSeconds < DecoderWaitSMax)
        {
            _arrived.WaitOne(WaitMs);
        }
    }

    private MonoTime TimeOf(long sequence) => new(
        _start.Nanoseconds +
            (long)((Int128)sequence * NanosecondsPerSecond * Shape.RateDenominator / Shape.RateNumerator));

    private void Run()
    {
        long sequence = 0;
        try
        {
            while (TryRent(out CameraFrame frame))
            {
                if (!TryFill(frame, sequence) || !TryPublish(frame))
                {
                    frame.Release();
                    break;
                }

                sequence++;
            }

            _end = Ending(sequence);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            _end = new SourceStatus(SourceState.Down, $"{_options.Path}: {error.Message}");
        }

        _arrived.Set();
    }

    /// <summary>Waits until the reader gave a picture back; false when stopping.</summary>
    private bool TryRent(out CameraFrame frame)
    {
        while (!_pool.TryRent(out frame))
        {
            if (_stop.Wait(WaitMs))
                return false;
            if (_options.Pace == VideoPace.Paced && IsOldestDue)
                _queue.DropOldest();
        }

        return true;
    }

    private bool TryFill(CameraFrame frame, long sequence)
    {
        Span<byte> pixels = frame.Pixels.AsSpan(0, _pool.FrameBytes);
        if (_process.Pictures.ReadAtLeast(pixels, pixels.Length, throwOnEndOfStream: false) < pixels.Length)
            return false;

        frame.Describe(TimeOf(sequence), sequence, Shape.Width, Shape.Height, _options.Format);
        return true;
    }

    /// <summary>Waits while the queue is full of pictures whose time has not come, or, in lock-step, of any.</summary>
    private bool TryPublish(CameraFrame frame)
    {
        while (!_queue.TryAdd(frame))
        {
            if (_options.Pace == VideoPace.Paced && frame.Captured <= _clock.Now)
                _queue.DropOldest();
            else if (_stop.Wait(WaitMs))
                return false;
        }

        _arrived.Set();
        return true;
    }

    private bool IsOldestDue => _queue.TryPeek(out CameraFrame? oldest) && oldest.Captured <= _clock.Now;

    private SourceStatus Ending(long frames)
    {
        if (_stop.IsSet)
            return new SourceStatus(SourceState.Ended, "closed");

        int exitCode = _process.WaitForExit();
        string complaint = _process.LastError.Length == 0 ? "no reason given" : _process.LastError;
        if (exitCode != 0 || frames == 0)
        {
            return new SourceStatus(
                SourceState.Down, $"{_options.Path}: ffmpeg gave up after {frames} pictures: {complaint}");
        }

        // A container may promise a picture more than its stream decodes to; a cut file misses many.
        bool isShort = Shape.FrameCount > 0 && frames < Shape.FrameCount * 98 / 100;
        return isShort
            ? new SourceStatus(
                SourceState.Down, $"{_options.Path}: ended after {frames} of {Shape.FrameCount} pictures: {complaint}")
            : new SourceStatus(SourceState.Ended, _process.LastError);
    }
}
