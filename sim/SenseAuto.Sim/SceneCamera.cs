using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Threading;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Sim.Faults;
using SenseAuto.Sim.Scenes;

namespace SenseAuto.Sim;

/// <summary>
/// The road camera in a closed loop: a picture every 50 ms of the drive as it was then. In lock step it is drawn when it is read. In
/// real time a thread draws it beside the frame, so that it comes a frame later, as from a real camera. Made before the loop moves.
/// </summary>
public sealed class SceneCamera : ICameraSource, IDisposable
{
    private const int Waiting = 4;
    private readonly ClosedLoop _loop;
    private readonly RoadPicture _picture;
    private readonly TurnedPicture[] _turned;
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
    /// <param name="faults">Those that turn it; what else goes wrong with its pictures is a <see cref="FaultyCamera"/>.</param>
    public SceneCamera(
        ClosedLoop loop, CameraGeometry geometry, MonoTime start, bool isPaced, IReadOnlyList<FaultOrder>? faults = null)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(geometry);
        (_loop, _geometry, _start) = (loop, geometry, start);
        IScene scene = loop.Scene;
        _picture = new RoadPicture(geometry, scene.DrawnRoad, scene.Conditions, scene.Seed);
        _turned = [.. (faults ?? []).Where(IsTurning).Select(fault => new TurnedPicture(fault, Turned(geometry, fault, scene)))];
        _line = new RoadLine(scene.DrawnRoad);
        (double x, double y) = scene.RoadOrigin.ToOwn(scene.Start.XM, scene.Start.YM);
        _alongM = _line.Nearest(x, y, x);
        int held = FaultyCamera.HeldMax(faults ?? [], Period);
        _pool = new FramePool(Waiting + 16 + held, CameraFrame.BytesFor(geometry.Width, geometry.Height, PixelFormat.Nv12));
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

    /// <summary>Between two pictures.</summary>
    public static MonoDuration Period { get; } = MonoDuration.FromMilliseconds(50);

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
                RoadPicture picture = PictureAt(moment.Sequence);
                moment.Fill(picture.Scene);
                var captured = new MonoTime(_start.Nanoseconds + (moment.Sequence * Period.Nanoseconds));
                frame.Describe(captured, moment.Sequence, _geometry.Width, _geometry.Height, PixelFormat.Nv12);
                picture.Draw(frame.Pixels);
                if (!_drawn.TryWrite(in frame))
                    frame.Release();
            }

            _free.TryWrite(in moment);
        }
    }

    private RoadPicture PictureAt(long sequence)
    {
        double atS = new MonoDuration(sequence * Period.Nanoseconds).Seconds;
        foreach (TurnedPicture turned in _turned)
        {
            if (turned.Order.IsOn(atS))
                return turned.Picture;
        }

        return _picture;
    }

    private static bool IsTurning(FaultOrder fault) => fault.Kind == FaultKind.Misalign && fault.Target == FaultOrder.Camera;

    private static RoadPicture Turned(CameraGeometry geometry, FaultOrder by, IScene scene)
    {
        by.Validate();
        CameraGeometry turned = geometry with
        {
            YawLeft = new Radians(geometry.YawLeft.Value + by.Amount),
            PitchDown = new Radians(geometry.PitchDown.Value + by.Down),
        };
        return new RoadPicture(turned, scene.DrawnRoad, scene.Conditions, scene.Seed);
    }

    private sealed record TurnedPicture(FaultOrder Order, RoadPicture Picture);
}
