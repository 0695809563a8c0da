using SenseAuto.Can.Dbc;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Can.Output;

/// <summary>The health message and the short sign of life that classic CAN can carry.</summary>
internal sealed class HealthOutput
{
    private readonly OutputMessage _heartbeat;
    private readonly OutputMessage _health;
    private readonly int _beatFlags;
    private readonly int _beatP99;
    /// <summary>Flags that have a bit on CAN; the others say more about one of these.</summary>
    private const uint OnCan = 0xFFFF;
    private readonly int _beatLate;
    private readonly int _flags;
    private readonly int[] _counts;
    private readonly int[] _times;

    public HealthOutput(DbcDatabase database)
    {
        _heartbeat = new OutputMessage(database, "SA_Heartbeat");
        _beatFlags = _heartbeat.Signal("HealthFlags");
        _beatP99 = _heartbeat.Signal("FrameP99");
        _beatLate = _heartbeat.Signal("LateFrames");
        _health = new OutputMessage(database, "SA_Health");
        _flags = _health.Signal("HealthFlags");
        _counts =
        [
            _health.Signal("Frames"), _health.Signal("LateFrames"), _health.Signal("StagesSkipped"), _health.Signal("CanFaults"),
            _health.Signal("PicturesDropped"), _health.Signal("RecordsDropped"),
        ];
        _times =
        [
            _health.Signal("FrameP50"), _health.Signal("FrameP99"), _health.Signal("FrameP999"), _health.Signal("FrameMax"),
        ];
    }

    public bool TryEncode(in HealthReport report, MonoTime now, byte bus, FixedList<CanFrame> into)
    {
        _health.Begin();
        _health.Set(_flags, (uint)report.Flags & OnCan);
        _health.Set(_counts[0], report.Frames);
        _health.Set(_counts[1], report.LateFrames);
        _health.Set(_counts[2], report.StagesSkipped);
        _health.Set(_counts[3], report.CanFaults);
        _health.Set(_counts[4], report.PicturesDropped);
        _health.Set(_counts[5], report.RecordsDropped);
        _health.Set(_times[0], report.FrameP50.Milliseconds);
        _health.Set(_times[1], report.FrameP99.Milliseconds);
        _health.Set(_times[2], report.FrameP999.Milliseconds);
        _health.Set(_times[3], report.FrameMax.Milliseconds);
        return _health.TryFinish(now, bus, into);
    }

    public bool TryEncodeHeartbeat(in HealthReport report, MonoTime now, byte bus, FixedList<CanFrame> into)
    {
        _heartbeat.Begin();
        _heartbeat.Set(_beatFlags, (uint)report.Flags & OnCan);
        _heartbeat.Set(_beatP99, report.FrameP99.Milliseconds);
        _heartbeat.Set(_beatLate, report.LateFrames);
        return _heartbeat.TryFinish(now, bus, into);
    }

    public bool TryEncodeUnavailable(MonoTime now, byte bus, FixedList<CanFrame> into)
    {
        _heartbeat.Begin();
        _health.Begin();
        return _heartbeat.TryFinish(now, bus, into) & _health.TryFinish(now, bus, into);
    }
}
