using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Sim.Cabin;

/// <summary>
/// The cabin camera of the simulated car, 30 pictures a second. In lock step a picture is drawn when it is read;
/// otherwise a thread draws ahead, and a picture is handed out when its time has come: reading never waits. A machine
/// that cannot draw as fast leaves pictures out, as an overloaded camera does.
/// </summary>
public sealed class SimCabinCamera : ICameraSource, IDisposable
{
    /// <summary>Between two pictures.</summary>
    public static readonly MonoDuration Period = MonoDuration.FromSeconds(1.0 / 30);

    private const int Ahead = 4;
    private readonly CabinScript _script;
    private readonly CabinPicture _picture;
    private readonly TimeProvider _time;
    private readonly MonoTime _start;
    private readonly MonoDuration _length;
    private readonly FramePool _pool;
    private readonly SpscRing<CameraFrame>? _drawn;
    private readonly Thread? _thread;
    private readonly ManualResetEventSlim _stop = new();
    private CameraFrame? _next;
    private long _sequence;

    /// <param name="head">The driver, and everybody else.</param>
    /// <param name="length">Of the drive.</param>
    /// <param name="isPaced">True: draw ahead on a thread. False: lock step.</param>
    public SimCabinCamera(
        CabinScript script, HeadModel head, MonoDuration length, TimeProvider time, MonoTime start, bool isPaced)
    {
        ArgumentNullException.ThrowIfNull(script);
        ArgumentNullException.ThrowIfNull(time);
        _script = script;
        _picture = new CabinPicture(script.View, head, script.Light, script.Seed);
        (_time, _start, _length) = (time, start, length);
        int bytes = CameraFrame.BytesFor(script.View.Width, script.View.Height, PixelFormat.Nv12);
        _pool = new FramePool(Ahead + 8, bytes);
        if (!isPaced)
            return;

        _drawn = new SpscRing<CameraFrame>(Ahead);
        _thread = new Thread(DrawAhead)
        {
            IsBackground = true,
            Name = "sim cabin camera",
            Priority = ThreadPriority.BelowNormal,
        };
        _thread.Start();
    }

    public bool IsEnded => _sequence * Period.Nanoseconds > _length.Nanoseconds;

    /// <summary>Pictures that were not drawn in time. Only goes up.</summary>
    public long LeftOut { get; private set; }

    public bool TryRead([NotNullWhen(true)] out CameraFrame? frame)
    {
        frame = null;
        if (IsEnded || NowNs() < DueNs(_sequence))
            return false;

        if (_drawn is null)
            _next = Draw(_sequence);
        else if (_next is null && _drawn.TryRead(out CameraFrame? drawn))
            _next = drawn;
        if (_next is null || _next.Captured.Nanoseconds > NowNs())
            return false;

        frame = _next;
        _next = null;
        _sequence = frame.Sequence + 1;
        return true;
    }

    public void Dispose()
    {
        _stop.Set();
        _thread?.Join();
        _stop.Dispose();
        _next?.Release();
        while (_drawn is not null && _drawn.TryRead(out CameraFrame? drawn))
            drawn.Release();
    }

    private long NowNs() => _time.GetTimestamp() * (1_000_000_000 / _time.TimestampFrequency);

    private long DueNs(long sequence) => _start.Nanoseconds + (sequence * Period.Nanoseconds);

    private void DrawAhead()
    {
        long last = _length.Nanoseconds / Period.Nanoseconds;
        for (long sequence = 0; sequence <= last && !_stop.IsSet;)
        {
            long late = (NowNs() - DueNs(sequence)) / Period.Nanoseconds;
            if (late > 0)
            {
                sequence += late;
                LeftOut += late;
            }
            else if (_drawn!.Count < Ahead && Draw(sequence) is { } frame)
            {
                _drawn.TryWrite(in frame);
                sequence++;
            }
            else
            {
                _stop.Wait(5);
            }
        }
    }

    private CameraFrame? Draw(long sequence)
    {
        if (!_pool.TryRent(out CameraFrame frame))
            return null;

        var at = new MonoDuration(sequence * Period.Nanoseconds);
        CabinView view = _script.View;
        frame.Describe(new MonoTime(DueNs(sequence)), sequence, view.Width, view.Height, PixelFormat.Nv12);
        _picture.Draw(_script.LookAt(at), _script.SceneAt(at), PixelFormat.Nv12, frame.Pixels);
        return frame;
    }
}
