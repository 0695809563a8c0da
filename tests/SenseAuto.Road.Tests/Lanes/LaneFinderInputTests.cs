using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Lanes;
using SenseAuto.Tests;

namespace SenseAuto.Road.Tests.Lanes;

/// <summary>What the finder accepts, refuses and counts; and what it costs in memory.</summary>
public sealed class LaneFinderInputTests
{
    private static readonly RoadScene Scene = new(new PaintedLine(1.8), new PaintedLine(-1.7, 3, 9));
    private readonly LaneLine[] _lines = new LaneLine[4];
    private CameraFrame _frame = null!;
    private LaneFinder _finder = null!;

    [SetUp]
    public void SetUp()
    {
        _frame = new SyntheticRoad().Draw(Scene, MonoTime.FromSeconds(1));
        _finder = new LaneFinder(SyntheticRoad.Camera(), PixelFormat.Bgr24, LaneLimits.Standard);
    }

    private void Run(double capturedS, double nowS)
    {
        _frame.Describe(MonoTime.FromSeconds(capturedS), 0, SyntheticRoad.Width, SyntheticRoad.Height, PixelFormat.Bgr24);
        _finder.Run(_frame, default, MonoTime.FromSeconds(nowS), _lines);
    }

    private void Warm()
    {
        for (int i = 0; i < 20; i++)
            Run(1 + (i * 0.05), 1 + (i * 0.05));
        Assert.That(_lines[0].Validity, Is.EqualTo(Validity.Valid));
    }

    [Test]
    public void Thousand_pictures_allocate_nothing()
    {
        Warm();
        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 1_000; i++)
            {
                // Pauses every hundred pictures make it search again, too.
                double timeS = 3 + (i * 0.05) + (i / 100 * 2);
                Run(timeS, timeS);
            }
        });

        Assert.That(bytes, Is.Zero);
    }

    [TestCase(0.25, Validity.Valid)]
    [TestCase(0.26, Validity.Unavailable)]
    public void Picture_older_than_the_limit_tells_nothing(double ageS, Validity expected)
    {
        Warm();

        Run(2.0, 2.0 + ageS);

        Assert.That(_lines[0].Validity, Is.EqualTo(expected));
        Assert.That(_finder.Counts.Stale, Is.EqualTo(expected == Validity.Valid ? 0 : 1));
    }

    [Test]
    public void Same_picture_twice_is_counted_as_stale()
    {
        Warm();

        Run(1.95, 2.0);

        Assert.That(_lines[0].Validity, Is.EqualTo(Validity.Unavailable));
        Assert.That(_finder.Counts.Stale, Is.EqualTo(1));
    }

    [TestCase(320, 360, PixelFormat.Bgr24)]
    [TestCase(640, 180, PixelFormat.Bgr24)]
    [TestCase(640, 360, PixelFormat.Rgb24)]
    [TestCase(640, 360, PixelFormat.Nv12)]
    public void Other_size_or_format_is_refused_and_counted(int width, int height, PixelFormat format)
    {
        Warm();
        _frame.Describe(MonoTime.FromSeconds(3), 0, width, height, format);

        _finder.Run(_frame, default, MonoTime.FromSeconds(3), _lines);

        Assert.That(_lines[0].Validity, Is.EqualTo(Validity.Unavailable));
        Assert.That(_finder.Counts.Mismatched, Is.EqualTo(1));
    }

    [Test]
    public void After_a_pause_the_lines_are_found_afresh()
    {
        Warm();

        Run(4, 4);

        Assert.That(_lines[0].Validity, Is.EqualTo(Validity.Unavailable));
        Assert.That(_finder.Counts.Restarts, Is.EqualTo(1));
    }

    [Test]
    public void Masked_pixels_are_not_looked_at()
    {
        var all = EgoMask.Below(SyntheticRoad.Width, 0);
        _finder = new LaneFinder(SyntheticRoad.Camera(), PixelFormat.Bgr24, LaneLimits.Standard, default, all);

        for (int i = 0; i < 20; i++)
            Run(1 + (i * 0.05), 1 + (i * 0.05));

        Assert.That(_lines[0].Validity, Is.EqualTo(Validity.Unavailable));
    }

    [Test]
    public void Mask_of_another_width_is_refused() =>
        Assert.That(
            () => new LaneFinder(
                SyntheticRoad.Camera(), PixelFormat.Bgr24, LaneLimits.Standard, default, EgoMask.Below(100, 300)),
            Throws.ArgumentException.With.Message.Contains("100 columns").And.Message.Contains("640"));

    [Test]
    public void Camera_that_looks_at_the_sky_is_refused() =>
        Assert.That(
            () => new LaneFinder(SyntheticRoad.Camera(pitchRad: -0.6), PixelFormat.Bgr24, LaneLimits.Standard),
            Throws.ArgumentException.With.Message.Contains("ten rows"));

    [TestCase(1.9, 4.6, "LaneWidthMin")]
    [TestCase(double.NaN, 4.6, "LaneWidthMin")]
    [TestCase(2.6, 6.1, "LaneWidthMax")]
    [TestCase(3.0, 3.4, "0.5 m over")]
    public void Limits_outside_their_range_are_named(double widthMinM, double widthMaxM, string named)
    {
        LaneLimits limits = LaneLimits.Standard with
        {
            LaneWidthMin = new Metres(widthMinM),
            LaneWidthMax = new Metres(widthMaxM),
        };

        Assert.That(limits.Validate, Throws.ArgumentException.With.Message.Contains(named));
    }

    [Test]
    public void All_wrong_limits_are_reported_together()
    {
        LaneLimits limits = LaneLimits.Standard with { CoastTime = MonoDuration.FromSeconds(9), ContrastMin = float.NaN };

        Assert.That(
            limits.Validate,
            Throws.ArgumentException.With.Message.Contains("CoastTime").And.Message.Contains("ContrastMin"));
    }

    [TestCase(0, 0)]
    [TestCase(0.5, 0.2)]
    [TestCase(-0.55, 0.3)]
    public void Lens_is_straightened_back(double x, double y)
    {
        LensDistortion lens = RoadCameras.WideLens;

        (double distortedX, double distortedY) = lens.Distort(x, y);
        (double backX, double backY) = lens.Straighten(distortedX, distortedY);

        Assert.That(backX, Is.EqualTo(x).Within(1e-6));
        Assert.That(backY, Is.EqualTo(y).Within(1e-6));
    }
}
