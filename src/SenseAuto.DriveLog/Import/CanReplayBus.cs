using System;
using System.Collections.Generic;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Time;

namespace SenseAuto.DriveLog.Import;

/// <summary>
/// Recorded frames as a bus: each comes once the clock has reached its time. What is sent is kept for whoever asks.
/// The clock's timestamps are the recording's times (<see cref="ManualTime"/>), or those plus <c>shift</c>.
/// </summary>
public sealed class CanReplayBus : ICanBus
{
    private readonly IReadOnlyList<CanFrame> _frames;
    private readonly TimeProvider _time;
    private readonly long _nanosecondsPerTick;
    private readonly MonoDuration _shift;
    private readonly CanFrame[] _sent;
    private int _next;

    /// <param name="frames">In order of time.</param>
    /// <param name="shift">Added to every frame's time.</param>
    /// <param name="sentCapacity">Sending more is refused.</param>
    public CanReplayBus(
        IReadOnlyList<CanFrame> frames, TimeProvider time, MonoDuration shift = default, int sentCapacity = 65536)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentNullException.ThrowIfNull(time);
        _frames = frames;
        _time = time;
        _nanosecondsPerTick = 1_000_000_000 / time.TimestampFrequency;
        _shift = shift;
        _sent = new CanFrame[sentCapacity];
    }

    public bool IsEnded => _next >= _frames.Count;

    public int SentCount { get; private set; }

    /// <summary>Frames that did not fit. Only goes up.</summary>
    public long SendRefused { get; private set; }

    /// <summary>In the order they were sent.</summary>
    public ReadOnlySpan<CanFrame> Sent => _sent.AsSpan(0, SentCount);

    public bool TryRead(out CanFrame frame)
    {
        frame = default;
        if (IsEnded)
            return false;

        MonoTime due = _frames[_next].Captured + _shift;
        if (due.Nanoseconds > _time.GetTimestamp() * _nanosecondsPerTick)
            return false;

        frame = _frames[_next++];
        frame.Captured = due;
        return true;
    }

    public bool TrySend(in CanFrame frame)
    {
        if (SentCount == _sent.Length)
        {
            SendRefused++;
            return false;
        }

        _sent[SentCount++] = frame;
        return true;
    }
}
