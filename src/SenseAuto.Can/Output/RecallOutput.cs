using SenseAuto.Can.Dbc;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Can.Output;

/// <summary>The message of a recognised driver's seat and mirror. Who it is is never sent.</summary>
internal sealed class RecallOutput
{
    private readonly OutputMessage _message;
    private readonly int _forward;
    private readonly int _height;
    private readonly int _backrest;
    private readonly int _yaw;
    private readonly int _pitch;

    public RecallOutput(DbcDatabase database)
    {
        _message = new OutputMessage(database, "SA_SeatRecall");
        _forward = _message.Signal("SeatForward");
        _height = _message.Signal("SeatHeight");
        _backrest = _message.Signal("Backrest");
        _yaw = _message.Signal("MirrorYaw");
        _pitch = _message.Signal("MirrorPitch");
    }

    public bool TryEncode(in SeatSetPoints points, MonoTime now, byte bus, FixedList<CanFrame> into)
    {
        _message.Begin();
        _message.Set(_forward, points.SeatForwardM);
        _message.Set(_height, points.SeatHeightM);
        _message.Set(_backrest, double.RadiansToDegrees(points.BackrestRad));
        _message.Set(_yaw, double.RadiansToDegrees(points.MirrorYawRad));
        _message.Set(_pitch, double.RadiansToDegrees(points.MirrorPitchRad));
        return _message.TryFinish(now, bus, into);
    }

    public bool TryEncodeUnavailable(MonoTime now, byte bus, FixedList<CanFrame> into)
    {
        _message.Begin();
        return _message.TryFinish(now, bus, into);
    }
}
