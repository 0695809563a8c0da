using NUnit.Framework;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Cabin.Face;

public sealed class PictureWatchTests
{
    private static byte Scene(int x, int y) => (byte)(60 + (x / 10 % 100) + (y / 20));

    [Test]
    public void A_covered_lens_has_no_spread_and_a_dark_cabin_no_level()
    {
        var watch = new PictureWatch();

        Assert.That(watch.Look(FaceScene.Picture((_, _) => 128)).Spread, Is.LessThan(FaceScene.Limits.FlatLevel));
        Assert.That(watch.Look(FaceScene.Picture((_, _) => 4)).Level, Is.LessThan(FaceScene.Limits.DarkLevel));
        Assert.That(watch.Look(FaceScene.Picture(Scene)).Spread, Is.GreaterThan(FaceScene.Limits.FlatLevel));
    }

    [Test]
    public void The_learned_view_is_like_itself_also_brighter_and_unlike_another()
    {
        var watch = new PictureWatch();
        watch.Look(FaceScene.Picture(Scene));
        watch.Learn(MonoTime.FromSeconds(1));

        float same = watch.Look(FaceScene.Picture(Scene)).Likeness;
        float brighter = watch.Look(FaceScene.Picture((x, y) => (byte)(Scene(x, y) + 40))).Likeness;
        float turned = watch.Look(FaceScene.Picture((x, y) => Scene(1279 - x, 719 - y))).Likeness;

        Assert.That(same, Is.EqualTo(1).Within(1e-3));
        Assert.That(brighter, Is.EqualTo(1).Within(1e-2));
        Assert.That(turned, Is.LessThan(FaceScene.Limits.ViewLikenessMin));
    }

    [TestCase(PixelFormat.Gray8, 0)]
    [TestCase(PixelFormat.Nv12, 80)]
    [TestCase(PixelFormat.Yuyv, 80)]
    [TestCase(PixelFormat.Bgr24, 90)]
    [TestCase(PixelFormat.Rgb24, 90)]
    public void Level_and_colour_are_read_in_every_layout(PixelFormat format, float colour)
    {
        CameraFrame frame = FaceScene.Picture((_, _) => 0, format);
        int pixels = frame.Width * frame.Height;
        for (int i = 0; i < frame.ByteCount; i++)
        {
            frame.Pixels[i] = format switch
            {
                PixelFormat.Gray8 => 100,
                PixelFormat.Nv12 => (byte)(i < pixels ? 100 : 168),
                PixelFormat.Yuyv => (byte)(i % 2 == 0 ? 100 : 168),
                _ => (byte)(i % 3 == 1 ? 130 : 40),
            };
        }

        PictureLook look = new PictureWatch().Look(frame);

        Assert.That(look.Colour, Is.EqualTo(colour).Within(0.01));
        Assert.That(look.Level, Is.EqualTo(format is PixelFormat.Bgr24 or PixelFormat.Rgb24 ? 85 : 100).Within(0.01));
    }

    [Test]
    public void Looking_takes_no_memory()
    {
        CameraFrame frame = FaceScene.Picture(Scene);
        var watch = new PictureWatch();
        watch.Look(frame);

        PictureLook look = default;
        long taken = Allocation.Of(() =>
        {
            look = watch.Look(frame);
            watch.Learn(MonoTime.FromSeconds(2));
        });

        Assert.That(taken, Is.Zero);
        Assert.That(look.Level, Is.GreaterThan(60));
    }
}
