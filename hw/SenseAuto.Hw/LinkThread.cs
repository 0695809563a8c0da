using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using SenseAuto.Core.Time;

namespace SenseAuto.Hw;

/// <summary>
/// A connection to the outside that can be opened, read and closed again and again, from one thread at a time.
/// </summary>
internal interface ILink
{
    string Name { get; }

    /// <summary>Throws IOException or SocketException, naming what is wrong.</summary>
    void Open();

    /// <summary>
    /// Waits at most <see cref="LinkThread.PollMs"/> for input and queues what came. Throws as Open does.
    /// </summary>
    void Pump();

    /// <summary>May be called when nothing is open.</summary>
    void Close();
}

/// <summary>
/// Keeps one link open from a background thread: the one place where a link's exceptions are caught. A link that
/// fails is closed and opened again after a bounded wait on the given clock; state and reason can be read from any
/// thread.
/// </summary>
internal sealed class LinkThread : IDisposable
{
    public const int PollMs = 50;
    private const int ClockPollMs = 5;
    private readonly ILink _link;
    private readonly FrameClock _clock;
    private readonly Backoff _backoff = new(Backoff.DefaultFirst, Backoff.DefaultLongest);
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;
    private volatile SourceStatus _status = SourceStatus.Starting;
    private volatile string? _reportedFault;
    private bool _isOpen;
    private MonoTime _opened;
    private MonoTime _nextAttempt;
    private long _attempts;
    private long _restarts;

    /// <summary>Makes the first attempt at once, so that a link that can be opened is open on return.</summary>
    public LinkThread(ILink link, TimeProvider time)
    {
        _link = link;
        _clock = new FrameClock(time);
        TryOpen();
        _thread = new Thread(Run) { IsBackground = true, Name = link.Name };
        _thread.Start();
    }

    public SourceStatus Status => _status;

    public long Restarts => Interlocked.Read(ref _restarts);

    /// <summary>Attempts to open, the first included.</summary>
    public long Attempts => Interlocked.Read(ref _attempts);

    /// <summary>Any thread: the link is broken for the reason given; it is opened again soon.</summary>
    public void ReportFault(string reason) => _reportedFault ??= reason;

    public void Dispose()
    {
        _stop.Set();
        if (_thread.IsAlive)
            _thread.Join();
        _link.Close();
        _stop.Dispose();
    }

    private void Run()
    {
        while (!_stop.IsSet)
        {
            if (_isOpen)
                TryPump();
            else if (_clock.Now >= _nextAttempt)
                TryOpen();
            else
                _stop.Wait(ClockPollMs);
        }
    }

    private void TryOpen()
    {
        _reportedFault = null;
        try
        {
            _link.Open();
        }
        catch (Exception error) when (IsEnvironment(error))
        {
            // Counted when its outcome is settled: who sees the count also sees the wait that follows.
            Fail(error.Message);
            Interlocked.Increment(ref _attempts);
            return;
        }

        Interlocked.Increment(ref _attempts);
        if (_status.State == SourceState.Down)
            Interlocked.Increment(ref _restarts);
        _isOpen = true;
        _opened = _clock.Now;
        _status = SourceStatus.Running;
    }

    private void TryPump()
    {
        string? reason = _reportedFault;
        try
        {
            if (reason == null)
                _link.Pump();
        }
        catch (Exception error) when (IsEnvironment(error))
        {
            reason = error.Message;
        }

        if (reason != null)
            Fail(reason);
    }

    private void Fail(string reason)
    {
        _link.Close();
        MonoTime now = _clock.Now;

        // A link that held for long starts again with the short wait; one that flaps waits longer each time.
        if (_isOpen && now.Since(_opened) > _backoff.Longest)
            _backoff.Reset();
        _isOpen = false;
        _nextAttempt = now + _backoff.Next();
        _status = new SourceStatus(SourceState.Down, reason);
    }

    private static bool IsEnvironment(Exception error) =>
        error is IOException or SocketException or UnauthorizedAccessException;
}
