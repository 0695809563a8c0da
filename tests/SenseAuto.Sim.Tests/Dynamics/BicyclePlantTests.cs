using System;
using NUnit.Framework;
using SenseAuto.Sim.Dynamics;

namespace SenseAuto.Tests.Sim.Dynamics;

/// <summary>The plant against what can be worked out on paper.</summary>
public sealed class BicyclePlantTests
{
    private static readonly CarBody Body = new();

    private static BicyclePlant At(double speedMps, double friction = 1) =>
        new(Body, new CarState(0, 0, 0, speedMps, 0, 0, 0, 0)) { Friction = friction };

    [TestCase(10, 4)]
    [TestCase(22.2, 6)]
    [TestCase(36, 9)]
    public void Braking_distance_is_that_of_a_brake_with_a_lag(double speedMps, double brakingMps2)
    {
        BicyclePlant plant = At(speedMps);
        double time = 0;
        for (; plant.State.SpeedMps > 0; time += 0.001)
            plant.Advance(0.001, new CarControls(-brakingMps2, 0));

        // v(t) = v0 - a (t - T (1 - e^(-t/T))), and its integral; standing when v = 0.
        double lag = Body.BrakeLagS;
        double still = time;
        for (int i = 0; i < 20; i++)
            still -= (speedMps - (brakingMps2 * (still - (lag * (1 - Math.Exp(-still / lag)))))) / (-brakingMps2 * (1 - Math.Exp(-still / lag)));
        double distance = (speedMps * still) - (brakingMps2 * ((still * still / 2) - (lag * still) + (lag * lag * (1 - Math.Exp(-still / lag)))));
        Assert.That(plant.State.XM, Is.EqualTo(distance).Within(2).Percent);
        Assert.That(time, Is.EqualTo(still).Within(2).Percent);
    }

    [Test]
    public void Braking_is_no_harder_than_the_road_holds()
    {
        BicyclePlant plant = At(20, friction: 0.3);
        plant.Advance(1, new CarControls(-9, 0));

        Assert.That(plant.State.AccelerationMps2, Is.EqualTo(-0.3 * 9.81).Within(1).Percent);
    }

    [TestCase(10, 0.02)]
    [TestCase(20, 0.01)]
    [TestCase(30, 0.006)]
    public void Steady_cornering_follows_the_understeer_gradient(double speedMps, double steeringRad)
    {
        BicyclePlant plant = At(speedMps);
        for (int i = 0; i < 500; i++)
            plant.Advance(0.01, new CarControls(0, steeringRad));

        double expected = speedMps * steeringRad / (Body.WheelbaseM + (Body.UndersteerGradient * speedMps * speedMps));
        Assert.That(plant.State.YawRate, Is.EqualTo(expected).Within(2).Percent);
        Assert.That(Body.UndersteerGradient, Is.GreaterThan(0), "the car must understeer");
    }

    [TestCase(0.1)]
    [TestCase(0.2)]
    [TestCase(0.4)]
    public void Step_steer_makes_the_yaw_rate_rise_as_the_linear_model_does(double afterS)
    {
        const double speedMps = 25;
        const double steering = 0.01;
        BicyclePlant plant = At(speedMps);
        plant.Advance(afterS, new CarControls(0, steering));

        Assert.That(plant.State.YawRate, Is.EqualTo(LinearYawRate(speedMps, steering, afterS)).Within(2).Percent);
    }

    /// <summary>
    /// Lateral speed, yaw rate and steering as a linear system, by the sum of the exponential series of its matrix.
    /// </summary>
    private static double LinearYawRate(double v, double steering, double timeS)
    {
        (double m, double i, double a, double b) = (Body.MassKg, Body.YawInertiaKgm2, Body.FrontM, Body.RearM);
        (double f, double r) = (Body.FrontStiffness, Body.RearStiffness);
        double[,] system =
        {
            { -(f + r) / (m * v), (((b * r) - (a * f)) / (m * v)) - v, f / m, 0 },
            { ((b * r) - (a * f)) / (i * v), -((a * a * f) + (b * b * r)) / (i * v), a * f / i, 0 },
            { 0, 0, -1 / Body.SteeringLagS, steering / Body.SteeringLagS },
            { 0, 0, 0, 0 },
        };
        double[] state = [0, 0, 0, 1];
        double[] term = [0, 0, 0, 1];
        for (int order = 1; order < 60; order++)
        {
            double[] next = new double[4];
            for (int row = 0; row < 4; row++)
            {
                for (int column = 0; column < 4; column++)
                    next[row] += system[row, column] * term[column] * timeS / order;
            }

            term = next;
            for (int row = 0; row < 4; row++)
                state[row] += term[row];
        }

        return state[1];
    }

    [Test]
    public void Tyres_that_slide_push_no_harder_than_the_grip()
    {
        BicyclePlant plant = At(25, friction: 0.5);
        double hardest = 0;
        for (int i = 0; i < 1_000; i++)
        {
            CarState before = plant.State;
            plant.Advance(0.001, new CarControls(0, 0.15));
            double sideMps2 = ((plant.State.LateralMps - before.LateralMps) / 0.001) + (before.YawRate * plant.State.SpeedMps);
            hardest = Math.Max(hardest, sideMps2);
        }

        Assert.That(hardest, Is.EqualTo(0.5 * 9.81).Within(2).Percent);
    }

    [Test]
    public void Slow_car_rolls_on_the_circle_of_its_geometry()
    {
        BicyclePlant plant = At(1.5);
        double radius = Body.WheelbaseM / Math.Tan(0.3);
        for (int i = 0; i < 300; i++)
            plant.Advance(0.01, new CarControls(0, 0.3));

        double fromMiddle = Math.Sqrt((plant.State.XM * plant.State.XM) + Math.Pow(plant.State.YM - radius, 2));
        Assert.That(fromMiddle, Is.EqualTo(radius).Within(4).Percent);
    }

    [Test]
    public void Body_that_cannot_be_is_refused_by_name() =>
        Assert.That(
            () => new BicyclePlant(Body with { MassKg = 0 }, default),
            Throws.ArgumentException.With.Message.Contains("MassKg is 0"));

    [Test]
    public void Ten_seconds_of_driving_allocates_nothing()
    {
        BicyclePlant plant = At(20);
        plant.Advance(0.1, default);
        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 1_000; i++)
                plant.Advance(0.01, new CarControls(-0.1, 0.001));
        });

        Assert.That(bytes, Is.Zero);
    }
}
