using System;
using System.Threading;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Service.Stages;

/// <summary>
/// Runs the networks beside the frame: the frame hands over a picture when the worker is free and takes what was seen
/// when it is there, so networks slower than the frame never make one late. One picture at a time. In lock step the work
/// is done on the spot and the look waits for the next frame, so that two runs are equal.
/// </summary>
public sealed class LookWorker : IDisposable
{
    private const int Free = 0;
    private const int Busy = 1;
    private const int Looked = 2;
    private readonly RoadLook _look = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Thread? _thread;
    private CameraFrame? _picture;
    private ObjectView? _view;
    private LookOrder _order;
    private int _state;
    private volatile bool _isStopping;

    /// <param name="networks">Disposed with this.</param>
    /// <param name="isThreaded">False: lock step.</param>
    public LookWorker(RoadNetworks networks, bool isThreaded)
    {
        ArgumentNullException.ThrowIfNull(networks);
        Networks = networks;
        if (!isThreaded)
            return;

        _thread = new Thread(Work) { IsBackground = true, Name = "looks" };
        _thread.Start();
    }

    public RoadNetworks Networks { get; }

    /// <summary>False while a picture is being looked at or the look was not taken. Frame thread only.</summary>
    public bool IsFree => Volatile.Read(ref _state) == Free;

    /// <summary>
    /// Hands over a picture; the worker keeps its own reference. Only when <see cref="IsFree"/>. Frame thread only.
    /// </summary>
    public void Submit(CameraFrame picture, ObjectView view, in LookOrder order)
    {
        ArgumentNullException.ThrowIfNull(picture);
        Invariant.Require(IsFree, "the look worker has one picture at a time");
        picture.Retain();
        _picture = picture;
        _view = view;
        _order = order;
        Volatile.Write(ref _state, Busy);
        if (_thread is null)
            LookOnce();
        else
            _wake.Set();
    }

    /// <summary>The look that has ended, to be given back by <see cref="Return"/>. Frame thread only.</summary>
    public RoadLook? Take() => Volatile.Read(ref _state) == Looked ? _look : null;

    /// <summary>What <see cref="Take"/> gave was read. Frame thread only.</summary>
    public void Return() => Volatile.Write(ref _state, Free);

    public void Dispose()
    {
        _isStopping = true;
        _wake.Set();
        _thread?.Join();
        _picture?.Release();
        _wake.Dispose();
        Networks.Dispose();
    }

    private void Work()
    {
        while (true)
        {
            _wake.WaitOne();
            if (_isStopping)
                return;

            if (Volatile.Read(ref _state) == Busy)
                LookOnce();
        }
    }

    private void LookOnce()
    {
        CameraFrame picture = _picture!;
        Networks.Look(picture, _view!, in _order, _look);
        _picture = null;
        picture.Release();
        Volatile.Write(ref _state, Looked);
    }
}
