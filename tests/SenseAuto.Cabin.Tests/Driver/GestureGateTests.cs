using NUnit.Framework;
using SenseAuto.Cabin.Driver;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Cabin.Driver;

public sealed class GestureGateTests
{
    private static readonly MonoTime Now = MonoTime.FromSeconds(10);
    private static readonly DriverState Alert = new(Now, Validity.Valid, IsAttentive: true);

    private static bool Allows(
        WarningLevel level = WarningLevel.None, double validS = 1, SeatId seat = SeatId.Row1DriverSide,
        GestureAction action = GestureAction.Next, DriverState? driver = null)
    {
        var gesture = new GestureEvent(Now, seat, GestureKind.Swipe, action, 0.9f, Now);
        var warning = new Warning { Level = level, ValidUntil = MonoTime.FromSeconds(10 + validS) };
        return GestureGate.Allows(in gesture, [warning], driver ?? Alert, Now);
    }

    [TestCase(WarningLevel.None, 1, true)]
    [TestCase(WarningLevel.Information, 1, true)]
    [TestCase(WarningLevel.Caution, 1, false)]
    [TestCase(WarningLevel.Imminent, 0, false)]
    [TestCase(WarningLevel.Imminent, -0.001, true)]
    public void Gesture_is_ignored_while_a_warning_is_heard(WarningLevel level, double validS, bool expected) =>
        Assert.That(Allows(level, validS), Is.EqualTo(expected));

    [Test]
    public void Hand_that_asks_for_nothing_does_nothing()
    {
        Assert.That(Allows(action: GestureAction.None), Is.False);
        Assert.That(GestureGate.Allows(default, [], Alert, Now), Is.False);
    }

    [TestCase(SeatId.Row1DriverSide, false)]
    [TestCase(SeatId.None, false)]
    [TestCase(SeatId.Row1PassengerSide, true)]
    public void Unknown_or_drowsy_driver_commands_nothing_and_the_passenger_may(SeatId seat, bool expected)
    {
        Assert.That(Allows(seat: seat, driver: default(DriverState)), Is.EqualTo(expected));
        Assert.That(Allows(seat: seat, driver: Alert with { Event = DriverEvent.Yawning }), Is.EqualTo(expected));
    }
}
