using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Road.Tests.Tracks;

public sealed class HorizonFilterTests
{
    [Test]
    public void Many_sightings_find_the_pitch_and_know_how_well()
    {
        var filter = new HorizonFilter(new TrackingLimits());
        double first = filter.SigmaRad;
        for (int i = 0; i < 400; i++)
        {
            filter.Predict(0.05);
            filter.Measure(new Radians(0.012), 0.005, 0.05);
        }

        Assert.That(filter.Change.Value, Is.EqualTo(0.012).Within(0.002));
        Assert.That(filter.SigmaRad, Is.InRange(0.0005, first / 2));
    }

    [Test]
    public void Sightings_of_one_moment_count_as_one()
    {
        var filter = new HorizonFilter(new TrackingLimits());
        filter.Measure(new Radians(0.02), 0.005, 0.05);

        Assert.That(filter.Change.Value, Is.InRange(0.0005, 0.004));
    }

    [TestCase(double.NaN, 0.005)]
    [TestCase(0.2, 0.005)]
    [TestCase(0.01, double.NaN)]
    [TestCase(0.01, 0)]
    public void What_cannot_be_changes_nothing(double change, double sigma)
    {
        var filter = new HorizonFilter(new TrackingLimits());
        filter.Measure(new Radians(change), sigma, 0.05);

        Assert.That(filter.Change.Value, Is.Zero);
    }

    [Test]
    public void A_camera_that_hangs_lower_than_calibrated_is_found_out_by_the_cars_ahead()
    {
        // 0.012 rad nose down: everything stands 12 px higher in the picture than the calibration expects.
        var scene = new Scene(Scene.Camera);
        for (int i = 0; i < 300; i++)
        {
            foreach ((double forward, double left) in ((double, double)[])[(25, 0), (40, 3.5), (55, -3.5)])
                scene.See(ObjectClass.Car, 0.6f, Raised(forward, left));
            scene.Step(hasRadar: false);
        }

        Assert.That(scene.Objects.PitchChange.Value, Is.EqualTo(0.012).Within(0.003));
        Assert.That(scene.Objects.Tracks[0].Forward.Value, Is.EqualTo(25).Within(1.5));
    }

    [Test]
    public void Another_opinion_on_the_pitch_is_taken()
    {
        var scene = new Scene(Scene.Camera);
        for (int i = 0; i < 50; i++)
            scene.Objects.TakePitch(new Radians(-0.01), new Radians(0.002));

        Assert.That(scene.Objects.PitchChange.Value, Is.EqualTo(-0.01).Within(0.003));
    }

    private static PixelBox Raised(double forwardM, double leftM)
    {
        double wheelsM = forwardM + ClassSizes.Of(ObjectClass.Car).OverhangM;
        Scene.Camera.TryProject(forwardM, leftM + 0.91, 0, out double left, out _);
        Scene.Camera.TryProject(forwardM, leftM - 0.91, 0, out double right, out _);
        Scene.Camera.TryProject(wheelsM, leftM, 1.53, out _, out double top);
        Scene.Camera.TryProject(wheelsM, leftM, 0, out _, out double bottom);
        return new PixelBox((float)left, (float)top - 12, (float)(right - left), (float)(bottom - top));
    }
}
