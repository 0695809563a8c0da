using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Objects;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Road.Tests.Objects;

public sealed class LookPlanTests
{
    private static CameraGeometry Camera(int width, int height, double focal) => new(
        width, height, focal, focal, width / 2.0, height / 2.0, new Metres(1.5), default, new Metres(1.3),
        default, default, default);

    private static PathAhead Bend(double curvature) =>
        PathAhead.From(MonoTime.FromSeconds(1), new PerMetre(curvature), []);

    // The widest view is the whole picture, and no view shrinks more than 3.2 times the next.
    [TestCase(1280, 720, 2)]
    [TestCase(1242, 375, 2)]
    [TestCase(1920, 1080, 4)]
    [TestCase(3840, 2160, 4)]
    [TestCase(416, 416, 2)]
    public void Steps_from_the_whole_picture_to_native_are_small(int width, int height, int turns)
    {
        var plan = new LookPlan(Camera(width, height, width), 416, 416);

        Assert.That(plan.Turns, Is.EqualTo(turns));
        Assert.That(plan.Areas[0], Is.EqualTo(new PixelBox(0, 0, width & ~1, height & ~1)));
        for (int look = 0; look + 2 < plan.Turns; look += 2)
        {
            double wider = plan.Areas[plan.Next(look, default)].Width;
            double finer = look + 2 < plan.Turns ? plan.Areas[plan.Next(look + 2, default)].Width : 416;
            Assert.That(wider / finer, Is.InRange(1, LookPlan.StepMax));
        }

        Assert.That(plan.Areas[plan.Next(1, default)].Width, Is.LessThanOrEqualTo(416));
    }

    [Test]
    public void Areas_lie_inside_the_picture_on_even_pixels()
    {
        var plan = new LookPlan(Camera(3840, 2160, 7165), 416, 416);
        foreach (PixelBox area in plan.Areas)
        {
            Assert.That(area.Left, Is.GreaterThanOrEqualTo(0));
            Assert.That(area.Top, Is.GreaterThanOrEqualTo(0));
            Assert.That(area.Right, Is.LessThanOrEqualTo(3840));
            Assert.That(area.Bottom, Is.LessThanOrEqualTo(2160));
            Assert.That(((int)area.Left | (int)area.Top | (int)area.Width | (int)area.Height) & 1, Is.Zero);
        }
    }

    [Test]
    public void The_native_crop_follows_our_path_at_200_metres()
    {
        CameraGeometry camera = Camera(3840, 2160, 7165);
        var plan = new LookPlan(camera, 416, 416);
        foreach (double curvature in (double[])[0, 1 / 1000.0, -1 / 1000.0, 1 / 2500.0])
        {
            camera.TryProject(200, curvature / 2 * 200 * 200, 0, out double column, out double row);
            PixelBox crop = plan.Areas[plan.Next(1, Bend(curvature))];
            Assert.That(column, Is.InRange(crop.Left + 80, crop.Right - 80), $"curvature {curvature}");
            Assert.That(row, Is.InRange(crop.Top + 100, crop.Bottom - 100), $"curvature {curvature}");
        }
    }

    [Test]
    public void Every_second_look_is_native_and_the_others_take_turns()
    {
        var plan = new LookPlan(Camera(3840, 2160, 7165), 416, 416);
        int tile = plan.TileOf(default);
        int[] order = new int[8];
        for (int look = 0; look < order.Length; look++)
            order[look] = plan.Next(look, default);

        Assert.That(order, Is.EqualTo(new[] { 0, tile, 1, tile, 0, tile, 1, tile }));
    }

    [Test]
    public void A_path_that_leaves_the_picture_has_the_outermost_tile()
    {
        var plan = new LookPlan(Camera(3840, 2160, 7165), 416, 416);

        Assert.That(plan.Areas[plan.TileOf(Bend(0.05))].Left, Is.Zero);
        Assert.That(plan.Areas[plan.TileOf(Bend(-0.05))].Right, Is.EqualTo(3840).Within(1));
    }
}
