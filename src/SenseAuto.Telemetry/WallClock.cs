using System;
using System.Globalization;
using SenseAuto.Core.Time;

namespace SenseAuto.Telemetry;

/// <summary>
/// The one place where the session's clock meets the calendar: one pair of instants, taken at construction.
/// </summary>
public sealed class WallClock
{
    /// <summary>Bytes written by <see cref="Format"/>.</summary>
    public const int FormattedLength = 24;

    private readonly long _offsetNs;

    public WallClock(MonoTime at, DateTimeOffset utc)
    {
        _offsetNs = (utc.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100 - at.Nanoseconds;
    }

    /// <summary>Takes the pair from a clock; <paramref name="now"/> is the session's time at this moment.</summary>
    public static WallClock Take(TimeProvider time, MonoTime now)
    {
        ArgumentNullException.ThrowIfNull(time);
        return new WallClock(now, time.GetUtcNow());
    }

    /// <summary>Nanoseconds since 1970-01-01 UTC; never negative.</summary>
    public long UnixNanoseconds(MonoTime time) => Math.Max(0, time.Nanoseconds + _offsetNs);

    /// <summary>RFC 3339 in UTC with milliseconds.</summary>
    public void Format(MonoTime time, Span<byte> into)
    {
        DateTimeOffset utc = DateTimeOffset.UnixEpoch.AddTicks(UnixNanoseconds(time) / 100);
        bool fits = utc.TryFormat(into, out int written, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        Core.Invariant.Require(fits && written == FormattedLength, "RFC 3339 text has another length");
    }
}
