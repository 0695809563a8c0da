using System;
using System.Threading;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Hw.Scheduling;

namespace SenseAuto.Service.Cabin;

/// <summary>
/// Runs the slow networks beside the cabin frame, one picture at a time: the frame hands over a picture when the
/// worker is free and takes what was seen when it is there. In lock step the work is done on the spot and the look
/// waits for the next frame, so that two runs are equal.
/// </summary>
public sealed class CabinLookWorker : IDisposable
{
    private const int Free = 0;
    private const int Busy = 1;
    private const int Looked = 2;
    private readonly CabinNetworks _networks;
    private readonly CabinLook _look = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Thread? _thread;
    private CameraFrame? _picture;
    private long _index;
    private int _state;
    private volatile bool _isStopping;

    /// <param name="networks">Disposed with this.</param>
    /// <param name="isThreaded">False: lock step.</param>
    public CabinLookWorker(CabinNetworks networks, bool isThreaded)
    {
        _networks = networks;
        if (!isThreaded)
            return;

        _thread = new Thread(Work)
        {
            IsBackground = true,
            Name = "cabin looks",
        };
        _thread.Start();
    }

    /// <summary>False while a picture is being looked at or the look was not taken. Frame thread only.</summary>
    public bool IsFree => Volatile.Read(ref _state) == Free;

    /// <summary>Hands over a picture, of which a reference is kept. Only when free. Frame thread only.</summary>
    /// <param name="index">Of the turn.</param>
    public void Submit(CameraFrame picture, long index)
    {
        ArgumentNullException.ThrowIfNull(picture);
        Invariant.Require(IsFree, "the cabin's look worker has one picture at a time");
        picture.Retain();
        (_picture, _index) = (picture, index);
        Volatile.Write(ref _state, Busy);
        if (_thread is null)
            LookOnce();
        else
            _wake.Set();
    }

    /// <summary>The look that has ended, to be given back by <see cref="Return"/>. Frame thread only.</summary>
    public CabinLook? Take() => Volatile.Read(ref _state) == Looked ? _look : null;

    /// <summary>What <see cref="Take"/> gave was read. Frame thread only.</summary>
    public void Return() => Volatile.Write(ref _state, Free);

    public void Dispose()
    {
        _isStopping = true;
        _wake.Set();
        _thread?.Join();
        _picture?.Release();
        _wake.Dispose();
        _networks.Dispose();
    }

    private void Work()
    {
        SideThread.GiveWay();
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
        _networks.Look(picture, _index, _look);
        _picture = null;
        picture.Release();
        Volatile.Write(ref _state, Looked);
    }
}
