using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Driver;

/// <summary>
/// Whether a gesture may act. While the driver is warned of anything that is heard, and while he sleeps or does not
/// answer, hands mean something else than a wish. Pure.
/// </summary>
public static class GestureGate
{
    /// <param name="warnings">All functions' warnings of now; those that are over are not looked at.</param>
    /// <param name="driver">A driver of whom nothing is known stops nobody else's gestures, but his own.</param>
    public static bool Allows(
        in GestureEvent gesture, ReadOnlySpan<Warning> warnings, in DriverState driver, MonoTime now)
    {
        if (gesture.Kind == GestureKind.None || gesture.Action == GestureAction.None)
            return false;

        foreach (ref readonly Warning warning in warnings)
        {
            if (warning.Level >= WarningLevel.Caution && warning.ValidUntil >= now)
                return false;
        }

        bool isDrivers = gesture.Seat is SeatId.Row1DriverSide or SeatId.None;
        return !isDrivers || (driver.Validity != Validity.Unavailable && driver.Event == DriverEvent.None);
    }
}
