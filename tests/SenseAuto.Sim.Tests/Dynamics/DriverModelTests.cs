using NUnit.Framework;
using SenseAuto.Sim.Dynamics;

namespace SenseAuto.Tests.Sim.Dynamics;

/// <summary>The driver's reactions, to the moment.</summary>
public sealed class DriverModelTests
{
    private static readonly CarBody Body = new();
    private static readonly DriverLimits Robot = new();
    private static readonly CarState Car = new(0, 0, 0, 20, 0, 0, 0, 0);

    private static DriverInput Input(bool isWarned, double leftM = 0) =>
        new(20, double.NaN, 14, leftM, double.PositiveInfinity, isWarned, IsLaneWarned: false);

    [Test]
    public void Foot_is_on_the_brake_after_the_protocols_delay_and_not_before()
    {
        DriverMemory memory = DriverMemory.Fresh;
        double brakedS = 0;
        for (int i = 0; brakedS == 0; i++)
        {
            double now = i * 0.01;
            (memory, CarControls controls) = DriverModel.Step(Input(isWarned: now >= 1), in memory, in Car, Body, Robot, now, 0.01);
            brakedS = controls.AccelerationMps2 < 0 ? now : 0;
        }

        Assert.That(brakedS, Is.EqualTo(1 + Robot.BrakeAfterS).Within(0.011));
    }

    [Test]
    public void Brake_is_full_within_two_tenths_of_a_second()
    {
        DriverMemory memory = DriverMemory.Fresh with { WarnedS = 0, LastWarnedS = 0 };
        CarControls controls = default;
        for (int i = 0; i <= 20; i++)
            (memory, controls) = DriverModel.Step(Input(isWarned: true), in memory, in Car, Body, Robot, 1.2 + (i * 0.01), 0.01);

        Assert.That(controls.AccelerationMps2, Is.EqualTo(-Robot.BrakeMps2).Within(1e-9));
    }

    [Test]
    public void Driver_who_does_not_react_goes_on()
    {
        DriverMemory memory = DriverMemory.Fresh;
        CarControls controls = default;
        for (int i = 0; i < 500; i++)
        {
            (memory, controls) = DriverModel.Step(
                Input(isWarned: true), in memory, in Car, Body, Robot with { Brake = BrakeReaction.None }, i * 0.01, 0.01);
        }

        Assert.That(controls.AccelerationMps2, Is.Zero);
        Assert.That(memory.IsBraking, Is.False);
    }

    [TestCase(1.0, 1)]
    [TestCase(-1.0, -1)]
    [TestCase(0.0, 0)]
    public void Wheel_turns_to_where_the_path_goes(double leftM, int sign)
    {
        (_, CarControls controls) = DriverModel.Step(
            Input(isWarned: false, leftM), DriverMemory.Fresh, in Car, Body, Robot, 0, 0.01);

        Assert.That(System.Math.Sign(controls.SteeringRad), Is.EqualTo(sign));
    }

    [Test]
    public void Drift_ends_when_a_lane_warning_calls_him_back()
    {
        DriverLimits limits = Robot with { DoesSteerBack = true };
        DriverMemory memory = DriverMemory.Fresh;
        var drifting = new DriverInput(20, double.NaN, 14, 0, double.PositiveInfinity, false, IsLaneWarned: true) { DriftM = -0.8 };
        for (int i = 0; i < 60; i++)
            (memory, _) = DriverModel.Step(in drifting, in memory, in Car, Body, limits, i * 0.01, 0.01);
        Assert.That(memory.Awake, Is.Zero, "he has not had time to react");

        CarControls controls = default;
        for (int i = 60; i < 200; i++)
            (memory, controls) = DriverModel.Step(in drifting, in memory, in Car, Body, limits, i * 0.01, 0.01);
        Assert.That(memory.Awake, Is.EqualTo(1));
        Assert.That(controls.SteeringRad, Is.Zero.Within(1e-12), "he steers for his path again");
    }
}
