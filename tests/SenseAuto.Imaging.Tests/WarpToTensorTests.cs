using System;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Imaging.Tensors;
using SenseAuto.Imaging.Warp;

namespace SenseAuto.Tests.Imaging;

public sealed class WarpToTensorTests
{
    private static readonly ChannelScaling Levels = new(0, 1);

    [Test]
    public void An_upright_crop_is_the_same_as_a_resize([Values] PixelFormat format)
    {
        CameraFrame frame = format is PixelFormat.Nv12
            ? Pictures.Smooth(40, 30, format)
            : Pictures.Noise(40, 30, format);
        bool isYuv = format is PixelFormat.Yuyv;
        var warp = new WarpToTensor(16, 12, Levels, WarpBorder.Replicate);
        float[] tensor = new float[warp.TensorLength];

        Assert.That(warp.TryRun(frame, new RotatedCrop(20, 15, 40, 30, new Radians(0)), tensor), Is.True);

        var exact = new ExactSampler(frame);
        for (int i = 0; i < 16 * 12 && !isYuv; i++)
        {
            double[] rgb = exact.At(new PixelRect(0, 0, 40, 30), new PixelRect(0, 0, 16, 12), i % 16, i / 16);
            Assert.That(tensor[i], Is.EqualTo(rgb[0]).Within(0.01));
            Assert.That(tensor[(16 * 12) + i], Is.EqualTo(rgb[1]).Within(0.01));
            Assert.That(tensor[(2 * 16 * 12) + i], Is.EqualTo(rgb[2]).Within(0.01));
        }

        Assert.That(tensor, Is.All.InRange(0, 255));
    }

    [Test]
    public void Pixels_inside_are_blended_before_colours_are_clamped([Values] PixelFormat format)
    {
        CameraFrame frame = Pictures.Noise(41, 30, format);
        if (format is PixelFormat.Yuyv or PixelFormat.Nv12)
            frame = Pictures.Noise(40, 30, format);
        var warp = new WarpToTensor(20, 16, Levels, WarpBorder.Zero);
        float[] tensor = new float[warp.TensorLength];

        Assert.That(warp.TryRun(frame, new RotatedCrop(20, 15, 30, 24, new Radians(0)), tensor), Is.True);

        // Every sample lies on the picture: the same as a resize of the whole of it to the same places.
        var exact = new ExactSampler(frame);
        bool isExact = format is PixelFormat.Gray8 or PixelFormat.Nv12 or PixelFormat.Rgb24 or PixelFormat.Bgr24;
        for (int i = 0; i < 20 * 16 && isExact; i++)
        {
            double[] rgb = exact.At(new PixelRect(5, 3, 30, 24), new PixelRect(0, 0, 20, 16), i % 20, i / 20);
            Assert.That(tensor[i], Is.EqualTo(rgb[0]).Within(0.01));
            Assert.That(tensor[(20 * 16) + i], Is.EqualTo(rgb[1]).Within(0.01));
            Assert.That(tensor[(2 * 20 * 16) + i], Is.EqualTo(rgb[2]).Within(0.01));
        }

        Assert.That(tensor, Is.All.InRange(0, 255));
    }

    [Test]
    public void A_quarter_turn_clockwise_reads_the_picture_from_its_right_side_down()
    {
        // Picture:  0 1 2      The crop's x runs down the picture, its y runs to the left:
        //           3 4 5      2 5 8
        //           6 7 8      1 4 7 ...
        CameraFrame frame = Pictures.Empty(3, 3, PixelFormat.Gray8);
        for (int i = 0; i < 9; i++)
            frame.Pixels[i] = (byte)i;
        var warp = new WarpToTensor(3, 3, Levels, WarpBorder.Zero);
        float[] tensor = new float[warp.TensorLength];

        warp.TryRun(frame, new RotatedCrop(1.5f, 1.5f, 3, 3, Radians.FromDegrees(90)), tensor);

        float[] expected = [2, 5, 8, 1, 4, 7, 0, 3, 6];
        Assert.That(tensor[..9], Is.EqualTo(expected).Within(1e-4));
    }

    [TestCase(WarpBorder.Zero, 0)]
    [TestCase(WarpBorder.Replicate, 200)]
    public void Outside_the_picture_is_black_or_the_edge(WarpBorder border, float expected)
    {
        CameraFrame frame = Pictures.Empty(8, 8, PixelFormat.Gray8);
        frame.Pixels.AsSpan(0, 64).Fill(200);
        var warp = new WarpToTensor(4, 4, Levels, border);
        float[] tensor = new float[warp.TensorLength];

        warp.TryRun(frame, new RotatedCrop(1e6f, -1e6f, 8, 8, new Radians(0.3)), tensor);

        Assert.That(tensor, Is.All.EqualTo(expected).Within(1e-3));
    }

    [TestCase(float.NaN, 1, 8, 8, 0)]
    [TestCase(1, float.PositiveInfinity, 8, 8, 0)]
    [TestCase(1, 1, 0, 8, 0)]
    [TestCase(1, 1, 8, -1, 0)]
    [TestCase(1, 1, float.NaN, 8, 0)]
    [TestCase(1, 1, 8, 8, double.NaN)]
    public void A_crop_that_is_none_is_refused(float x, float y, float width, float height, double turn)
    {
        var warp = new WarpToTensor(4, 4, Levels, WarpBorder.Zero);
        float[] tensor = new float[warp.TensorLength];
        tensor.AsSpan().Fill(-1);

        bool isDone = warp.TryRun(
            Pictures.Noise(8, 8, PixelFormat.Bgr24), new RotatedCrop(x, y, width, height, new Radians(turn)), tensor);

        Assert.That(isDone, Is.False);
        Assert.That(tensor, Is.All.EqualTo(-1));
    }

    [Test]
    public void Warps_allocate_nothing()
    {
        CameraFrame frame = Pictures.Noise(32, 32, PixelFormat.Nv12);
        var warp = new WarpToTensor(16, 16, ChannelScaling.Unit, WarpBorder.Zero);
        float[] tensor = new float[warp.TensorLength];
        var crop = new RotatedCrop(16, 16, 20, 20, new Radians(0.5));
        warp.TryRun(frame, in crop, tensor);

        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 20; i++)
                warp.TryRun(frame, in crop, tensor);
        });

        Assert.That(bytes, Is.Zero);
    }
}
