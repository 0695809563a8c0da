using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Sim;

/// <summary>
/// The road camera of the simulated car. In lock step a picture is drawn when it is read; otherwise a thread draws ahead and a picture
/// is handed out when its time has come, so that reading never waits.
/// </summary>
public sealed class SimCamera : ICameraSource, IDisposable
{
    private const int Ahead = 4;
    private readonly World _world;
    private readonly RoadPicture _picture;
    private readonly CameraGeometry _geometry;
    private readonly TimeProvider _time;
    private readonly MonoTime _start;
    private readonly MonoDuration _period;
    private readonly FramePool _pool;
    private readonly SpscRing<CameraFrame>? _drawn;
    private readonly Thread? _thread;
    private readonly ManualResetEventSlim _stop = new();
    private CameraFrame? _next;
    private long _sequence;

    /// <param name="isPaced">True: draw ahead on a thread. False: lock step.</param>
    public SimCamera(DriveScript script, CameraGeometry geometry, TimeProvider time, MonoTime start, bool isPaced)
    {
        ArgumentNullException.ThrowIfNull(script);
        ArgumentNullException.ThrowIfNull(geometry);
        _world = new World(script);
        _picture = new RoadPicture(geometry, script.Road, script.Conditions, script.Seed);
        _geometry = geometry;
        _time = time;
        _start = start;
        _period = MonoDuration.FromMilliseconds(50);
        _pool = new FramePool(Ahead + 8, CameraFrame.BytesFor(geometry.Width, geometry.Height, PixelFormat.Nv12));
        if (!isPaced)
            return;

        _drawn = new SpscRing<CameraFrame>(Ahead);
        _thread = new Thread(DrawAhead) { IsBackground = true, Name = "sim camera", Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    public bool IsEnded => _sequence * _period.Nanoseconds > _world.Script.Length.Nanoseconds;

    public bool TryRead([NotNullWhen(true)] out CameraFrame? frame)
    {
        frame = null;
        long nowNs = _time.GetTimestamp() * (1_000_000_000 / _time.TimestampFrequency);
        if (IsEnded || nowNs < DueNs(_sequence))
            return false;

        if (_drawn is null)
            _next = Draw(_sequence);
        else if (_next is null && _drawn.TryRead(out CameraFrame? drawn))
            _next = drawn;
        if (_next is null)
            return false;

        frame = _next;
        _next = null;
        _sequence++;
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

    private long DueNs(long sequence) => _start.Nanoseconds + (sequence * _period.Nanoseconds);

    private void DrawAhead()
    {
        long last = _world.Script.Length.Nanoseconds / _period.Nanoseconds;
        for (long sequence = 0; sequence <= last && !_stop.IsSet;)
        {
            if (_drawn!.Count < Ahead && Draw(sequence) is { } frame)
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

        _world.AdvanceTo(new MonoDuration(sequence * _period.Nanoseconds));
        frame.Describe(new MonoTime(DueNs(sequence)), sequence, _geometry.Width, _geometry.Height, PixelFormat.Nv12);
        _picture.Draw(_world, frame.Pixels);
        return frame;
    }
}
