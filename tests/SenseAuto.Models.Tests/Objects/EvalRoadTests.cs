using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Inference;
using SenseAuto.Models.Objects;
using SenseAuto.Tests;

namespace SenseAuto.Models.Tests;

/// <summary>The evaluations on real pictures, with the real network.</summary>
public sealed class EvalRoadTests
{
    private static ModelStore Store()
    {
        string folder = Path.Combine(SharedRecordings.RepositoryRoot, "artifacts", "models");
        return new ModelStore(ModelCatalogue.Load(), folder);
    }

    private static string LabelFile => Path.Combine(
        SharedRecordings.RepositoryRoot, "tests", "SenseAuto.Models.Tests", "Objects", "range-labels.csv");

    // One car, 64 px wide, and one person, 84 px high: 200 m and 150 m away for 8 megapixels over 30 degrees.
    [TestCase("test3.jpg", ObjectClass.Car)]
    [TestCase("one-by-one-person-detection.mp4", ObjectClass.Pedestrian)]
    public void What_looks_as_small_as_far_away_is_found_and_nothing_else(string file, ObjectClass kind)
    {
        string folder = SharedRecordings.PathOf(".");
        List<RangeLabel> all = RangeLabel.Read(LabelFile)
            .FindAll(label => label.File.EndsWith(file, System.StringComparison.Ordinal));
        RangeLabel chosen = all.Find(label => label.Class == kind)!;
        List<RangeLabel> labels = all.FindAll(label => label.Picture == chosen.Picture);

        RangeFinding found = EvalRange.Measure(labels, folder, Store(), new RangeSizes(64, 84, 14)).Single();

        Assert.That(found.Confirmed, Is.GreaterThanOrEqualTo(0.9 * found.Counted));
        Assert.That(found.ConfirmS, Is.LessThanOrEqualTo(0.6));
        Assert.That(found.False, Is.Empty);
    }

    [Test]
    public void Distance_to_a_car_beside_us_is_steady_over_a_video()
    {
        // The white car's range is not known; its rear is 1.85 m wide, which puts it between 14 and 20 m.
        string video = SharedRecordings.PathOf("drives/vehicle-detection/test_video.mp4");
        var camera = new CameraGeometry(
            1280, 720, 1156.7, 1152, 665.9, 387.7, default, default, new Metres(1.24),
            Radians.FromDegrees(-1.56), Radians.FromDegrees(-1.26), default);
        var truth = new List<RangeTruth>();
        for (int picture = 6; picture < 20; picture++)
            truth.Add(new RangeTruth(picture, 17, new PixelBox(820, 412, 124, 86), null, null));
        using var reel = new PictureReel(video, null);

        List<DistanceSample> samples = EvalDistance.Measure(camera, reel, truth, Store());

        Assert.That(samples, Has.Count.EqualTo(14));
        Assert.That(samples.All(sample => sample.EstimateM is > 13 and < 24), Is.True);
        List<double> ranges = [.. samples.Select(sample => sample.EstimateM!.Value)];
        List<double> steps = [.. ranges.Zip(ranges.Skip(1), (a, b) => System.Math.Abs(b - a))];
        Assert.That(steps.Max(), Is.LessThan(0.5));
    }

    [Test]
    public void Pictures_of_another_size_than_the_calibration_are_refused()
    {
        string video = SharedRecordings.PathOf("drives/vehicle-detection/test_video.mp4");
        var camera = new CameraGeometry(
            640, 360, 500, 500, 320, 180, default, default, new Metres(1.2), default, default, default);
        using var reel = new PictureReel(video, null);

        Assert.That(
            () => EvalDistance.Measure(camera, reel, [], Store()),
            Throws.TypeOf<ModelException>().With.Message.Contains("1280x720"));
    }
}
