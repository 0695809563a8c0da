using System;
using SenseAuto.Cabin.Driver;
using SenseAuto.Can.Output;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Cabin;

/// <summary>
/// The cabin on the vehicle's bus: the driver every 100 ms, the seats every 500 ms as the DBC promises, a gesture
/// and a recalled seat once. A cabin that is lost or silent is sent as not available.
/// </summary>
public sealed class CabinOutlet(OutputEncoder encoder)
{
    private static readonly MonoDuration DriverEvery = MonoDuration.FromMilliseconds(100);
    private static readonly MonoDuration SeatsEvery = MonoDuration.FromMilliseconds(500);
    private MonoTime _driverSent;
    private MonoTime _seatsSent;
    private bool _hasSent;

    /// <summary>False when there was no room for all of it.</summary>
    public bool Encode(MonoTime now, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        bool isAlive = CabinAge.IsAlive(now, frame);
        bool isComplete = true;
        if (!_hasSent || now.Since(_driverSent) >= DriverEvery)
        {
            DriverState driver = isAlive ? frame.Driver : default;
            isComplete &= encoder.Encode(in driver, now, frame.Outputs);
            _driverSent = now;
        }

        if (!_hasSent || now.Since(_seatsSent) >= SeatsEvery)
        {
            OccupantAlert alert = isAlive ? frame.Cabin.Alert : default;
            isComplete &= encoder.Encode(in alert, isAlive ? frame.Seats.Items : [], now, frame.Outputs);
            _seatsSent = now;
        }

        _hasSent = true;
        foreach (ref readonly GestureEvent gesture in frame.GesturesAllowed.Items)
            isComplete &= encoder.Encode(in gesture, now, frame.Outputs);
        if (frame.Recall is { } points)
            isComplete &= encoder.Encode(in points, now, frame.Outputs);
        return isComplete;
    }
}

/// <summary>How old the cabin's word may be.</summary>
internal static class CabinAge
{
    public static bool IsAlive(MonoTime now, FrameState frame) =>
        frame.HasCabin && now.AgeOf(frame.Cabin.At) <= Streams.Driver.MaxAge;
}

/// <summary>Which of the hands' gestures may act now: judged where all warnings are known.</summary>
internal static class CabinGestures
{
    public static void Decide(MonoTime now, FrameState frame, IRecordSink records)
    {
        foreach (ref readonly GestureEvent gesture in frame.Gestures.Items)
        {
            if (!GestureGate.Allows(in gesture, frame.Warnings.Items, frame.Driver, now))
                continue;

            frame.GesturesAllowed.TryAdd(in gesture);
            records.TryWrite(StreamId.Gestures, now, in gesture);
        }
    }
}
