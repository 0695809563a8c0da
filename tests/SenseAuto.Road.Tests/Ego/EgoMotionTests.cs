using System;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Ego;
using SenseAuto.Road.Tests.Tracks;

namespace SenseAuto.Road.Tests.Ego;

public sealed class EgoMotionTests
{
    private const EgoSignals Both = EgoSignals.Speed | EgoSignals.YawRate;
    private EgoMotion _motion = null!;
    private double _now;

    [SetUp]
    public void Begin()
    {
        _motion = new EgoMotion(new EgoMotionLimits());
        _now = 50;
    }

    private EgoStep Step(double speed, double yawRate, EgoSignals known = Both, double dtS = 0.05)
    {
        _now += dtS;
        MonoTime now = MonoTime.FromSeconds(_now);
        return _motion.Step(now, Scene.Ego(now, speed, yawRate, known));
    }

    [Test]
    public void Full_circle_comes_back_to_where_it_began()
    {
        // 10 m/s and 2π/20 rad/s: a circle of 31.8 m in 20 s.
        double rate = 2 * Math.PI / 20;
        double x = 0;
        double y = 0;
        double heading = 0;
        Step(10, rate);
        for (int i = 0; i < 400; i++)
        {
            EgoStep step = Step(10, rate);
            x += (Math.Cos(heading) * step.Forward.Value) - (Math.Sin(heading) * step.Left.Value);
            y += (Math.Sin(heading) * step.Forward.Value) + (Math.Cos(heading) * step.Left.Value);
            heading += step.Turn.Value;
        }

        Assert.That(heading, Is.EqualTo(2 * Math.PI).Within(1e-6));
        Assert.That(Math.Sqrt((x * x) + (y * y)), Is.LessThan(0.05));
        Assert.That(_motion.Curvature.Value, Is.EqualTo(rate / 10).Within(1e-6));
    }

    [Test]
    public void First_step_has_no_displacement()
    {
        EgoStep step = Step(20, 0);

        Assert.That(step.Validity, Is.EqualTo(Validity.Unavailable));
        Assert.That(step.Forward.Value, Is.Zero);
    }

    [TestCase(0.5, Validity.Valid)]
    [TestCase(0.51, Validity.Unavailable)]
    public void Gap_longer_than_half_a_second_is_not_bridged(double gapS, Validity expected)
    {
        Step(20, 0);

        Assert.That(Step(20, 0, dtS: gapS).Validity, Is.EqualTo(expected));
    }

    [Test]
    public void Missing_yaw_rate_is_straight_and_degraded()
    {
        Step(20, 0.2);
        Step(20, 0.2, EgoSignals.Speed);
        EgoStep step = Step(20, 0.2, EgoSignals.Speed);

        Assert.That(step.Validity, Is.EqualTo(Validity.Degraded));
        Assert.That(step.Turn.Value, Is.Zero);
    }

    [Test]
    public void Missing_yaw_rate_is_taken_from_the_steering_wheel_when_its_ratio_is_known()
    {
        _motion = new EgoMotion(new EgoMotionLimits(SteeringRatio: 15, WheelbaseM: 2.7));
        for (int i = 0; i < 100; i++)
        {
            _now += 0.05;
            MonoTime now = MonoTime.FromSeconds(_now);
            EgoState ego = Scene.Ego(now, 20, 0, EgoSignals.Speed | EgoSignals.SteeringWheelAngle);
            _motion.Step(now, ego with { SteeringWheelAngle = new Radians(0.3) });
        }

        Assert.That(_motion.Curvature.Value, Is.EqualTo(Math.Tan(0.02) / 2.7).Within(1e-6));
    }

    [Test]
    public void Lost_speed_is_held_for_a_second_but_not_called_valid()
    {
        Step(20, 0);
        Step(20, 0);
        EgoStep held = Step(0, 0, EgoSignals.YawRate);
        Assert.That(held.Forward.Value, Is.EqualTo(1).Within(1e-9));
        Assert.That(held.Validity, Is.EqualTo(Validity.Unavailable));

        for (int i = 0; i < 20; i++)
            Step(0, 0, EgoSignals.YawRate);
        Assert.That(_motion.ReferenceJump.Value, Is.EqualTo(-20));
        Assert.That(_motion.Speed.Value, Is.Zero);
    }

    [Test]
    public void Offset_of_the_yaw_rate_is_learnt_at_standstill()
    {
        for (int i = 0; i < 300; i++)
            Step(0, 0.01);
        for (int i = 0; i < 60; i++)
            Step(20, 0.01);

        Assert.That(_motion.YawRate.Value, Is.EqualTo(0).Within(1e-4));
    }

    [TestCase(double.NaN, 0)]
    [TestCase(101, 0)]
    [TestCase(-101, 0)]
    [TestCase(20, double.NaN)]
    [TestCase(20, 2.1)]
    public void Signal_that_cannot_be_is_counted_and_never_spreads(double speed, double yawRate)
    {
        Step(10, 0);
        EgoStep step = Step(speed, yawRate);

        Assert.That(_motion.Rejected, Is.EqualTo(1));
        Assert.That(double.IsFinite(step.Forward.Value + step.Left.Value + step.Turn.Value), Is.True);
        Assert.That(double.IsFinite(_motion.Curvature.Value), Is.True);
    }

    [Test]
    public void Stale_signals_are_not_used()
    {
        MonoTime now = MonoTime.FromSeconds(60);
        _motion.Step(now, Scene.Ego(MonoTime.FromSeconds(59.7), 20, 0, Both));

        Assert.That(_motion.IsSpeedKnown, Is.False);
    }

    [TestCase(-1, 2.7)]
    [TestCase(double.NaN, 2.7)]
    [TestCase(15, 0.5)]
    [TestCase(15, double.NaN)]
    public void Limits_outside_their_range_are_refused(double ratio, double wheelbase) =>
        Assert.That(() => new EgoMotion(new EgoMotionLimits(ratio, wheelbase)), Throws.ArgumentException);
}
