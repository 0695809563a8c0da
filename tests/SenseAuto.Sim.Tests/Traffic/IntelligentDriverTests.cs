using NUnit.Framework;
using SenseAuto.Sim.OpenScenario;
using SenseAuto.Sim.Traffic;

namespace SenseAuto.Tests.Sim.Traffic;

/// <summary>The driver who keeps his distance, at the points where the model's formula is known, and the
/// legs.</summary>
public sealed class IntelligentDriverTests
{
    private static readonly IntelligentDriverLimits Limits = IntelligentDriverLimits.Default;

    [TestCase(0, 1.4)]
    [TestCase(30, 0)]
    [TestCase(15, 1.4 * 15 / 16)]
    public void Free_road_accelerates_by_the_share_of_the_wanted_speed(double speedMps, double expected) =>
        Assert.That(
            IntelligentDriver.Acceleration(Limits, new DriverSight(speedMps, 30), null), Is.EqualTo(expected).Within(1e-9));

    [Test]
    public void At_the_desired_gap_and_the_wanted_speed_he_brakes_by_his_acceleration()
    {
        double gap = Limits.StandingGapM + (20 * Limits.TimeGapS);

        double acceleration = IntelligentDriver.Acceleration(Limits, new DriverSight(20, 20), new DriverGap(gap, 20));

        Assert.That(acceleration, Is.EqualTo(-Limits.AccelerationMps2).Within(1e-9));
    }

    [Test]
    public void He_never_brakes_harder_than_the_tyres_allow() =>
        Assert.That(
            IntelligentDriver.Acceleration(Limits, new DriverSight(30, 30), new DriverGap(0, 0)),
            Is.EqualTo(-Limits.HardestBrakingMps2));

    [Test]
    public void Behind_a_standing_car_he_stops_at_the_standing_gap()
    {
        double at = 0, speed = 15;
        for (int i = 0; i < 6000; i++)
        {
            double acceleration = IntelligentDriver.Acceleration(
                Limits, new DriverSight(speed, 20), new DriverGap(150 - at, 0));
            speed = System.Math.Max(0, speed + (0.01 * acceleration));
            at += 0.01 * speed;
        }

        Assert.That(speed, Is.LessThan(0.05));
        Assert.That(150 - at, Is.EqualTo(Limits.StandingGapM).Within(0.3));
    }

    [TestCase(EntityKind.Pedestrian, 0.747, 0.5)]
    [TestCase(EntityKind.Pedestrian, 1.494, 0)]
    [TestCase(EntityKind.Bicycle, 2.5, 0.5)]
    [TestCase(EntityKind.Car, 2.5, 0)]
    public void Legs_and_pedals_turn_with_the_way(EntityKind kind, double movedM, double expected)
    {
        double phase = Gait.Advanced(0, kind, 1.8, movedM);

        Assert.That(System.Math.Abs(System.Math.IEEERemainder(phase - expected, 1)), Is.LessThan(1e-9));
        Assert.That(phase, Is.InRange(0, 1));
    }
}
