using System;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Session;

/// <summary>A drive's own time with a calendar of its own: a recorder that goes by it writes the same bytes on every run.</summary>
/// <param name="epoch">The date at <paramref name="start"/>.</param>
internal sealed class DriveTime(ManualTime time, MonoTime start, DateTimeOffset epoch) : TimeProvider
{
    public override long TimestampFrequency => time.TimestampFrequency;

    public override long GetTimestamp() => time.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => epoch.AddSeconds(time.Now.AgeOf(start).Seconds);
}
