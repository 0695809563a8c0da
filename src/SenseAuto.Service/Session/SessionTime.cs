using System;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Session;

/// <summary>The system's monotonic clock moved so that it starts at a recording's first instant. Lets a recording play live.</summary>
public sealed class SessionTime : TimeProvider
{
    private readonly TimeProvider _system;
    private readonly long _originNs;
    private readonly long _startNs;

    public SessionTime(TimeProvider system, MonoTime start)
    {
        ArgumentNullException.ThrowIfNull(system);
        _system = system;
        _originNs = system.GetTimestamp() * (1_000_000_000 / system.TimestampFrequency);
        _startNs = start.Nanoseconds;
    }

    public override long TimestampFrequency => 1_000_000_000;

    public override long GetTimestamp() => _startNs + (_system.GetTimestamp() * (1_000_000_000 / _system.TimestampFrequency)) - _originNs;

    /// <summary>This clock's reading when the system's monotonic clock reads as given.</summary>
    public MonoTime OfMonotonic(MonoTime monotonic) => new(_startNs + monotonic.Nanoseconds - _originNs);

    /// <summary>The system's monotonic clock when this one reads as given.</summary>
    public MonoTime ToMonotonic(MonoTime session) => new(session.Nanoseconds - _startNs + _originNs);

    public override DateTimeOffset GetUtcNow() => _system.GetUtcNow();
}
