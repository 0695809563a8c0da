using System;
using System.Threading;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Stages;

/// <summary>What the object network saw on one picture.</summary>
public readonly record struct ObjectAnswer(MonoTime Captured, PixelBox Area, bool IsFaulted);

/// <summary>
/// Runs the object network beside the frame: the frame hands over a picture when it is free and takes the answer when it is there, so a
/// network that is slower than the frame never makes one late. One picture at a time. In lock step the work is done on the spot and the
/// answer waits for the next frame, so that two runs are equal.
/// </summary>
public sealed class ObjectWorker : IDisposable
{
    private const int Free = 0;
    private const int Busy = 1;
    private const int Answered = 2;
    private readonly ObjectNetwork _network;
    private readonly FixedList<Detection> _seen = new(Streams.Detections.Capacity);
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Thread? _thread;
    private CameraFrame? _picture;
    private ObjectView? _view;
    private ObjectAnswer _answer;
    private int _state;
    private volatile bool _isStopping;

    /// <param name="isThreaded">False: lock step.</param>
    public ObjectWorker(ObjectNetwork network, bool isThreaded)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        if (!isThreaded)
            return;

        _thread = new Thread(Work) { IsBackground = true, Name = "objects" };
        _thread.Start();
    }

    public ObjectNetwork Network => _network;

    /// <summary>False while a picture is being looked at or its answer has not been taken. Frame thread only.</summary>
    public bool IsFree => Volatile.Read(ref _state) == Free;

    /// <summary>Hands over a picture; the worker keeps its own reference. Only when <see cref="IsFree"/>. Frame thread only.</summary>
    public void Submit(CameraFrame picture, ObjectView view)
    {
        ArgumentNullException.ThrowIfNull(picture);
        Invariant.Require(IsFree, "the object worker has one picture at a time");
        picture.Retain();
        _picture = picture;
        _view = view;
        Volatile.Write(ref _state, Busy);
        if (_thread is null)
            LookOnce();
        else
            _wake.Set();
    }

    /// <summary>Replaces the list's items by what was seen, when there is an answer. Frame thread only.</summary>
    public bool TryTake(FixedList<Detection> into, out ObjectAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(into);
        answer = default;
        if (Volatile.Read(ref _state) != Answered)
            return false;

        into.Clear();
        foreach (ref readonly Detection detection in _seen.Items)
            into.TryAdd(in detection);
        answer = _answer;
        Volatile.Write(ref _state, Free);
        return true;
    }

    public void Dispose()
    {
        _isStopping = true;
        _wake.Set();
        _thread?.Join();
        _picture?.Release();
        _wake.Dispose();
        _network.Dispose();
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
        ObjectView view = _view!;
        bool isFaulted = !_network.TryLook(picture, view, _seen);
        _answer = new ObjectAnswer(picture.Captured, view.Box, isFaulted);
        _picture = null;
        picture.Release();
        Volatile.Write(ref _state, Answered);
    }
}
