using System;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
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
    public void Half_a_degree_biases_the_range_by_few_percent_once_the_lane_has_told_it(
        [Values(-0.5, 0.5)] double downDeg, [Values(12, 25, 50)] double forwardM)
    {
        var scene = new Scene(Scene.Camera);
        var noise = new TestRandom(7);
        double downRad = Radians.FromDegrees(downDeg).Value;
        for (int i = 0; i < 400; i++)
        {
            scene.Objects.TakePitch(
                new Radians(downRad + noise.Between(-0.005, 0.005)), new Radians(0.003), MonoDuration.FromMilliseconds(50));
            scene.Step(hasRadar: false);
        }

        double before = GroundError(forwardM, downRad, default);
        double after = GroundError(forwardM, downRad, scene.Objects.PitchChange);
        TestContext.Out.WriteLine($"{forwardM} m: {before:P1} before, {after:P1} after");
        Assert.That(before, Is.GreaterThan(0.06), "what is at stake");
        Assert.That(after, Is.LessThan(0.03));
    }

    [Test]
    public void Lane_that_tells_the_pitch_brings_wide_cars_to_their_place()
    {
        // 0.5 degrees nose down and cars that are a twelfth wider than most: their size alone puts them too near.
        double downRad = Radians.FromDegrees(0.5).Value;
        var told = new Scene(Scene.Camera);
        var untold = new Scene(Scene.Camera);
        for (int i = 0; i < 300; i++)
        {
            told.Objects.TakePitch(new Radians(downRad), new Radians(0.003), MonoDuration.FromMilliseconds(50));
            foreach (Scene scene in (Scene[])[told, untold])
            {
                scene.See(ObjectClass.Car, 0.6f, Raised(20, 0, 1000 * downRad, 1.97, 1.66));
                scene.Step(hasRadar: false);
            }
        }

        double better = Math.Abs(told.Only.Forward.Value - 20);
        double worse = Math.Abs(untold.Only.Forward.Value - 20);
        TestContext.Out.WriteLine($"off by {better:F2} m, without the lane by {worse:F2} m");
        Assert.That(better, Is.LessThan(0.8).And.LessThan(worse));
    }

    /// <summary>Share by which the ground puts an ordinary car too near or too far.</summary>
    private static double GroundError(double forwardM, double downRad, Radians known)
    {
        var range = new CameraRange(Scene.Camera, new TrackingLimits()) { PitchChange = known };
        PixelBox box = Raised(forwardM, 0, 1000 * Math.Tan(downRad), 1.82, 1.53);
        DepthCue cue = range.Ground(box, ClassSizes.Of(ObjectClass.Car));
        return Math.Abs(cue.DepthM + Scene.Camera.Forward.Value - forwardM) / forwardM;
    }

    private static PixelBox Raised(double forwardM, double leftM) => Raised(forwardM, leftM, 12, 1.82, 1.53);

    private static PixelBox Raised(double forwardM, double leftM, double byPx, double widthM, double heightM)
    {
        double wheelsM = forwardM + ClassSizes.Of(ObjectClass.Car).OverhangM;
        Scene.Camera.TryProject(forwardM, leftM + (widthM / 2), 0, out double left, out _);
        Scene.Camera.TryProject(forwardM, leftM - (widthM / 2), 0, out double right, out _);
        Scene.Camera.TryProject(wheelsM, leftM, heightM, out _, out double top);
        Scene.Camera.TryProject(wheelsM, leftM, 0, out _, out double bottom);
        return new PixelBox((float)left, (float)(top - byPx), (float)(right - left), (float)(bottom - top));
    }
}
