using NUnit.Framework;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Road.Tests.Tracks;

public sealed class AxisFilterTests
{
    [Test]
    public void Steady_motion_is_followed_from_positions_alone()
    {
        var filter = new AxisFilter(0, 1, 0, 10);
        for (int i = 1; i <= 60; i++)
        {
            filter.Predict(0.05, 1);
            filter.MeasurePosition(7 * 0.05 * i, 0.01);
        }

        Assert.That(filter.Position, Is.EqualTo(21).Within(0.02));
        Assert.That(filter.Speed, Is.EqualTo(7).Within(0.1));
    }

    [Test]
    public void Covariance_stays_that_of_the_textbook_form()
    {
        // One prediction and one position by the matrix formulas, worked out by hand: P = [4 0; 0 9], dt = 1, no
        // noise, R = 13.
        var filter = new AxisFilter(0, 2, 0, 3);
        filter.Predict(1, 0);
        filter.MeasurePosition(26, 13);

        Assert.That(filter.Position, Is.EqualTo(13).Within(1e-12));
        Assert.That(filter.Speed, Is.EqualTo(9).Within(1e-12));
        Assert.That(filter.PositionVariance, Is.EqualTo(6.5).Within(1e-12));
        Assert.That(filter.Coupling, Is.EqualTo(4.5).Within(1e-12));
        Assert.That(filter.SpeedVariance, Is.EqualTo(9 - (81.0 / 26)).Within(1e-12));
    }

    [TestCase(double.NaN, 1)]
    [TestCase(double.PositiveInfinity, 1)]
    [TestCase(5, double.NaN)]
    [TestCase(5, double.PositiveInfinity)]
    public void Measurement_that_is_no_number_changes_nothing(double value, double variance)
    {
        var filter = new AxisFilter(1, 1, 2, 1);
        filter.MeasurePosition(value, variance);
        filter.MeasureSpeed(value, variance);

        Assert.That((filter.Position, filter.Speed, filter.PositionVariance), Is.EqualTo((1.0, 2.0, 1.0)));
    }
}
