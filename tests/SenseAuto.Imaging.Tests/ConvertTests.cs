using System;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Imaging.Convert;

namespace SenseAuto.Tests.Imaging;

public sealed class ConvertTests
{
    // Black, white, and the three primaries of BT.601 limited range, as commonly tabled.
    [TestCase(0, 0, 0, 16, 128, 128)]
    [TestCase(255, 255, 255, 235, 128, 128)]
    [TestCase(255, 0, 0, 81, 90, 240)]
    [TestCase(0, 255, 0, 145, 54, 34)]
    [TestCase(0, 0, 255, 41, 240, 110)]
    public void Known_colours_convert_both_ways(int red, int green, int blue, int y, int u, int v)
    {
        byte[] bgr = new byte[2 * 2 * 3];
        for (int i = 0; i < 4; i++)
            (bgr[i * 3], bgr[(i * 3) + 1], bgr[(i * 3) + 2]) = ((byte)blue, (byte)green, (byte)red);
        byte[] nv12 = new byte[6];
        byte[] back = new byte[12];

        Nv12Convert.FromBgr(bgr, nv12, 2, 2);
        Nv12Convert.ToBgr(nv12, back, 2, 2);

        byte[] expected = [(byte)y, (byte)y, (byte)y, (byte)y, (byte)u, (byte)v];
        Assert.That(nv12, Is.EqualTo(expected));
        Assert.That(back, Is.EqualTo(bgr).Within(2));
    }

    [TestCase(3, 2, 18, 9)]
    [TestCase(2, 3, 18, 9)]
    [TestCase(0, 2, 0, 0)]
    [TestCase(2, 2, 11, 6)]
    [TestCase(2, 2, 12, 5)]
    public void Sizes_that_do_not_fit_are_refused(int width, int height, int bgr, int nv12)
    {
        Assert.That(() => Nv12Convert.FromBgr(new byte[bgr], new byte[nv12], width, height), Throws.ArgumentException);
        Assert.That(() => Nv12Convert.ToBgr(new byte[nv12], new byte[bgr], width, height), Throws.ArgumentException);
    }

    [Test]
    public void Box_is_the_mean_of_its_cell_and_nearest_its_middle()
    {
        CameraFrame frame = Pictures.Empty(6, 2, PixelFormat.Gray8);
        byte[] levels = [0, 10, 20, 100, 110, 120, 0, 10, 20, 100, 110, 121];
        levels.CopyTo(frame.Pixels, 0);
        byte[] box = new byte[2];
        byte[] nearest = new byte[2];

        LumaDownscale.Box(frame, box, 2, 1);
        LumaDownscale.Nearest(frame, nearest, 2, 1);

        Assert.That(box, Is.EqualTo(new byte[] { 10, 110 }));
        Assert.That(nearest, Is.EqualTo(new byte[] { 10, 110 }));
    }

    [TestCase(PixelFormat.Bgr24, 29)]
    [TestCase(PixelFormat.Rgb24, 76)]
    public void Packed_colour_counts_by_its_luma(PixelFormat format, int expected)
    {
        CameraFrame frame = Pictures.Empty(4, 4, format);
        for (int i = 0; i < 16; i++)
            frame.Pixels[i * 3] = 255;
        byte[] image = new byte[1];

        LumaDownscale.Box(frame, image, 1, 1);

        Assert.That(image[0], Is.EqualTo(expected));
    }

    [TestCase(PixelFormat.Nv12)]
    [TestCase(PixelFormat.Yuyv)]
    public void Yuv_pictures_give_their_luma_alone(PixelFormat format)
    {
        CameraFrame frame = Pictures.Empty(8, 8, format);
        frame.Pixels.AsSpan().Fill(255);
        for (int i = 0; i < 64; i++)
            frame.Pixels[format == PixelFormat.Yuyv ? i * 2 : i] = 77;
        byte[] image = new byte[4];

        LumaDownscale.Box(frame, image, 2, 2);
        Assert.That(image, Is.All.EqualTo(77));
        LumaDownscale.Nearest(frame, image, 2, 2);
        Assert.That(image, Is.All.EqualTo(77));
    }

    [Test]
    public void Box_larger_than_its_picture_and_wrong_lengths_are_refused()
    {
        CameraFrame frame = Pictures.Noise(4, 4, PixelFormat.Gray8);

        Assert.That(() => LumaDownscale.Box(frame, new byte[20], 5, 4), Throws.ArgumentException);
        Assert.That(() => LumaDownscale.Nearest(frame, new byte[3], 2, 2), Throws.ArgumentException);
        Assert.That(() => LumaDownscale.Nearest(frame, [], 0, 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
