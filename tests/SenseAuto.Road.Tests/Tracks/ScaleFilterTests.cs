using System;
using NUnit.Framework;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Road.Tests.Tracks;

public sealed class ScaleFilterTests
{
    private const double PeriodS = 0.05;

    [Test]
    public void Constant_closing_needs_no_measurement_once_it_is_known()
    {
        // 40 m away, closing at 10 m/s: growth is 1 / 4 s now and 1 / 2 s two seconds later.
        var filter = new ScaleFilter(Math.Log(1000 / 40.0), 0.01, 0.3);
        for (int i = 1; i <= 40; i++)
        {
            filter.Predict(PeriodS, 0.01);
            filter.Measure(Math.Log(1000 / (40 - (10 * PeriodS * i))), 1e-6);
        }

        Assert.That(filter.GrowthPerS, Is.EqualTo(0.5).Within(0.01));
        for (int i = 1; i <= 10; i++)
            filter.Predict(PeriodS, 0.01);
        Assert.That(filter.GrowthPerS, Is.EqualTo(10 / 15.0).Within(0.02));
        Assert.That(Math.Exp(filter.LogSize), Is.EqualTo(1000 / 15.0).Within(1));
    }

    [Test]
    public void One_wild_measurement_hardly_moves_the_growth()
    {
        var filter = new ScaleFilter(4, 0.02, 0.2);
        for (int i = 0; i < 40; i++)
        {
            filter.Predict(PeriodS, 0.05);
            filter.Measure(4, 0.0004);
        }

        filter.Predict(PeriodS, 0.05);
        filter.Measure(4.7, 0.0004);
        Assert.That(Math.Abs(filter.GrowthPerS), Is.LessThan(0.12));
    }

    [TestCase(double.NaN, 0.01)]
    [TestCase(double.PositiveInfinity, 0.01)]
    [TestCase(4, double.NaN)]
    [TestCase(4, double.PositiveInfinity)]
    public void What_is_no_number_changes_nothing(double logSize, double variance)
    {
        var filter = new ScaleFilter(4, 0.1, 0.2);
        filter.Predict(PeriodS, 0.05);
        ScaleFilter before = filter;
        filter.Measure(logSize, variance);

        Assert.That(filter, Is.EqualTo(before));
    }

    [TestCase(50.0)]
    [TestCase(-50.0)]
    public void Growth_beyond_reason_stays_a_number(double growth)
    {
        var filter = new ScaleFilter(4, 0.001, 1e3);
        filter.Predict(PeriodS, 0.1);
        filter.Measure(4 + (growth * PeriodS), 1e-9);
        for (int i = 0; i < 100; i++)
            filter.Predict(0.5, 0.1);

        Assert.That(double.IsNaN(filter.GrowthPerS), Is.False);
    }
}
