using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Sim.Cabin;

namespace SenseAuto.Tests.Sim;

/// <summary>What happens in the simulated cabin, and when.</summary>
public sealed class CabinScriptTests
{
    private static readonly CabinScript Script = new(
    [
        Order(CabinAct.LookAway, 10, 4) with { Yaw = Radians.FromDegrees(-30), Pitch = Radians.FromDegrees(20) },
        Order(CabinAct.EyesClosed, 20, 3),
        Order(CabinAct.Yawn, 30, 5),
        Order(CabinAct.DriverGone, 40, 5),
        Order(CabinAct.PhoneAtEar, 50, 2),
        Order(CabinAct.RearPassengerSide, 40, 20),
    ]);

    [TestCase(9.99, 0)]
    [TestCase(10.15, -15)]
    [TestCase(12, -30)]
    [TestCase(14.01, 0)]
    public void Head_turns_away_and_comes_back(double atS, double expectedDegrees) =>
        Assert.That(Look(atS).Yaw.ToDegrees(), Is.EqualTo(expectedDegrees).Within(0.01));

    [TestCase(20, 1)]
    [TestCase(21, 0)]
    [TestCase(22.99, 1)]
    public void Lids_close_and_open(double atS, double expected) =>
        Assert.That(Look(atS).LeftEyeOpening, Is.EqualTo(expected).Within(0.1));

    [Test]
    public void Mouth_opens_in_a_yawn() => Assert.That(Look(32.5).MouthOpening, Is.EqualTo(1));

    [Test]
    public void Attentive_driver_blinks_ten_to_twenty_times_a_minute()
    {
        int blinks = 0;
        bool wasOpen = true;
        for (double s = 100; s < 160; s += 0.01)
        {
            bool isOpen = Look(s).LeftEyeOpening > 0.3;
            blinks += wasOpen && !isOpen ? 1 : 0;
            wasOpen = isOpen;
        }

        Assert.That(blinks, Is.InRange(10, 20));
    }

    [TestCase(39.99, true, false)]
    [TestCase(40, false, true)]
    [TestCase(44.99, false, true)]
    [TestCase(45, true, true)]
    public void People_come_and_go_at_their_times(double atS, bool hasDriver, bool hasRear)
    {
        CabinScene scene = Script.SceneAt(MonoDuration.FromSeconds(atS));

        Assert.That((scene.HasDriver, scene.HasRearRight), Is.EqualTo((hasDriver, hasRear)));
    }

    [TestCase(49.9, PhonePlace.None)]
    [TestCase(51, PhonePlace.LeftEar)]
    public void Telephone_is_where_the_order_says(double atS, PhonePlace expected) =>
        Assert.That(Script.SceneAt(MonoDuration.FromSeconds(atS)).Phone, Is.EqualTo(expected));

    [Test]
    public void Heavy_lids_are_shut_longer_than_a_blink_and_shorter_than_a_microsleep()
    {
        var tired = new CabinScript([Order(CabinAct.HeavyLids, 0, 1000)]);
        int shut = 0;
        for (int i = 0; i < 4100; i++)
            shut += tired.LookAt(MonoDuration.FromMilliseconds(i)).LeftEyeOpening <= 0.2 ? 1 : 0;

        Assert.That(shut, Is.InRange(400, 999), "milliseconds in one round of 4.1 s: PERCLOS of 10 % and more");
    }

    [Test]
    public void Child_without_a_portrait_must_be_told()
    {
        CabinOrder child = Order(CabinAct.RearPassengerSide, 1, 5) with { Who = Occupancy.Child };
        var told = new CabinScript([child]) { Told = CabinTold.Seats };

        Assert.That(() => new CabinScript([child]).Validate(), Throws.ArgumentException.With.Message.Contains("Child has no portrait"));
        Assert.That(told.Validate, Throws.Nothing);
        Assert.That(told.Who(CabinAct.RearPassengerSide, MonoDuration.FromSeconds(2)), Is.EqualTo(Occupancy.Child));
        Assert.That(told.Who(CabinAct.RearPassengerSide, MonoDuration.FromSeconds(7)), Is.EqualTo(Occupancy.Empty));
        Assert.That(told.SceneAt(MonoDuration.FromSeconds(2)).HasRearRight, Is.False, "nobody is drawn with another's face");
    }

    [TestCase(46, 0, 0)]
    [TestCase(0, 36, 0)]
    [TestCase(0, 0, -46)]
    public void Head_that_turns_farther_than_a_head_is_refused(double yaw, double pitch, double roll)
    {
        CabinOrder order = Order(CabinAct.LookAway, 1, 5) with
        {
            Yaw = Radians.FromDegrees(yaw),
            Pitch = Radians.FromDegrees(pitch),
            Roll = Radians.FromDegrees(roll),
        };

        Assert.That(() => new CabinScript([order]).Validate(), Throws.ArgumentException.With.Message.Contains("cabin.orders[0]"));
    }

    private static CabinOrder Order(CabinAct act, double atS, double forS) =>
        new(act, MonoDuration.FromSeconds(atS), MonoDuration.FromSeconds(forS));

    private static DriverLook Look(double atS) => Script.LookAt(MonoDuration.FromSeconds(atS));
}
