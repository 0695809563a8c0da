using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Sim.Scenes;

namespace SenseAuto.Sim;

/// <summary>
/// The road camera in a closed loop: a picture every 50 ms of the drive as it was then. In lock step it is drawn when it is read. In
/// real time a thread draws it beside the frame, so that it comes a frame later, as from a real camera. Made before the loop moves.
/// </summary>
public sealed class SceneCamera : ICameraSource, IDisposable
{
    private const int Waiting = 4;
    private static readonly MonoDuration Period = MonoDuration.FromMilliseconds(50);
    private readonly ClosedLoop _loop;
    private readonly RoadPicture _picture;
    private readonly RoadLine _line;
    private readonly CameraGeometry _geometry;
    private readonly MonoTime _start;
    private readonly FramePool _pool;
    private readonly SpscRing<PictureMoment> _free = new(2 * Waiting);
    private readonly SpscRing<PictureMoment> _todo = new(2 * Waiting);
    private readonly SpscRing<CameraFrame> _drawn = new(2 * Waiting);
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Thread? _thread;
    private volatile bool _isStopping;
    private double _alongM;
    private long _sequence;

    /// <param name="start">Session time at which the drive begins.</param>
    /// <param name="isPaced">True: real time. False: lock step.</param>
    public SceneCamera(ClosedLoop loop, CameraGeometry geometry, MonoTime start, bool isPaced)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(geometry);
        (_loop, _geometry, _start) = (loop, geometry, start);
        IScene scene = loop.Scene;
        _picture = new RoadPicture(geometry, scene.DrawnRoad, scene.Conditions, scene.Seed);
        _line = new RoadLine(scene.DrawnRoad);
        (double x, double y) = scene.RoadOrigin.ToOwn(scene.Start.XM, scene.Start.YM);
        _alongM = _line.Nearest(x, y, x);
        _pool = new FramePool(Waiting + 16, CameraFrame.BytesFor(geometry.Width, geometry.Height, PixelFormat.Nv12));
        for (int i = 0; i < Waiting; i++)
        {
            var moment = new PictureMoment();
            _free.TryWrite(in moment);
        }

        loop.Stepped = Snap;
        Snap();
        if (!isPaced)
            return;

        _thread = new Thread(Work) { IsBackground = true, Name = "scene camera", Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    public bool IsEnded => _loop.IsEnded;

    /// <summary>Pictures that could not be drawn because the drawing was behind.</summary>
    public long Missed { get; private set; }

    public bool TryRead([NotNullWhen(true)] out CameraFrame? frame)
    {
        if (_thread is null)
            DrawWaiting();
        return _drawn.TryRead(out frame);
    }

    public void Dispose()
    {
        _isStopping = true;
        _wake.Set();
        _thread?.Join();
        _wake.Dispose();
        while (_drawn.TryRead(out CameraFrame? drawn))
            drawn.Release();
    }

    /// <summary>The loop has moved: keeps the moment when a picture is due.</summary>
    private void Snap()
    {
        if (_loop.Elapsed.Nanoseconds < _sequence * Period.Nanoseconds)
            return;

        long sequence = _sequence++;
        if (!_free.TryRead(out PictureMoment? moment))
        {
            Missed++;
            return;
        }

        _alongM = moment.Take(_loop.Scene, _line, in _loop.State, _alongM);
        moment.Sequence = sequence;
        _todo.TryWrite(in moment);
        if (_thread is not null)
            _wake.Set();
    }

    private void Work()
    {
        while (!_isStopping)
        {
            _wake.WaitOne();
            DrawWaiting();
        }
    }

    private void DrawWaiting()
    {
        while (!_isStopping && _todo.TryRead(out PictureMoment? moment))
        {
            if (_pool.TryRent(out CameraFrame frame))
            {
                moment.Fill(_picture.Scene);
                var captured = new MonoTime(_start.Nanoseconds + (moment.Sequence * Period.Nanoseconds));
                frame.Describe(captured, moment.Sequence, _geometry.Width, _geometry.Height, PixelFormat.Nv12);
                _picture.Draw(frame.Pixels);
                if (!_drawn.TryWrite(in frame))
                    frame.Release();
            }

            _free.TryWrite(in moment);
        }
    }
}
