using System;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Imaging.Tensors;

namespace SenseAuto.Tests.Imaging;

public sealed class FrameToTensorTests
{
    private static readonly ChannelScaling Levels = new(0, 1);

    private static TensorPlan Plan(CameraFrame frame, int width, int height) => new()
    {
        SourceWidth = frame.Width,
        SourceHeight = frame.Height,
        Format = frame.Format,
        TargetWidth = width,
        TargetHeight = height,
        First = Levels,
        Second = Levels,
        Third = Levels,
    };

    private static float[] Run(TensorPlan plan, CameraFrame frame)
    {
        float[] tensor = new float[plan.TensorLength];
        Assert.That(new FrameToTensor(plan).TryRun(frame, tensor), Is.True);
        return tensor;
    }

    [Test]
    public void Every_layout_and_size_is_within_one_grey_level_of_exact(
        [Values] PixelFormat format,
        [Values("64x48>31x17", "64x48>64x48", "64x48>101x90", "130x70>4x5", "6x4>16x9", "2x2>7x7")] string sizes)
    {
        string[] parts = sizes.Split('x', '>');
        CameraFrame frame = Pictures.Noise(int.Parse(parts[0]), int.Parse(parts[1]), format);
        TensorPlan plan = Plan(frame, int.Parse(parts[2]), int.Parse(parts[3]));

        Assert.That(WorstDifference(plan, frame), Is.LessThanOrEqualTo(1));
    }

    [TestCase(3, 5, 41, 22)]
    [TestCase(4, 2, 40, 20)]
    [TestCase(0, 0, 2, 2)]
    [TestCase(61, 45, 3, 3)]
    public void A_crop_never_sees_what_is_outside_it(int left, int top, int width, int height)
    {
        foreach (PixelFormat format in Enum.GetValues<PixelFormat>())
        {
            CameraFrame frame = Pictures.Noise(64, 48, format, seed: 7);
            TensorPlan plan = Plan(frame, 33, 21) with { Crop = new PixelRect(left, top, width, height) };

            Assert.That(WorstDifference(plan, frame), Is.LessThanOrEqualTo(1), $"{format}");
        }
    }

    [Test]
    public void Letterbox_pads_around_a_picture_that_keeps_its_shape()
    {
        CameraFrame frame = Pictures.Noise(64, 32, PixelFormat.Bgr24);
        TensorPlan plan = Plan(frame, 48, 40) with
        {
            Fit = TensorFit.Letterbox,
            First = new ChannelScaling(100, 0.5f),
            PadLevel = 114,
        };

        float[] tensor = Run(plan, frame);

        Assert.That(plan.ContentArea, Is.EqualTo(new PixelRect(0, 8, 48, 24)));
        Assert.That(tensor[0], Is.EqualTo(7), "first plane, (114 - 100) / 2");
        Assert.That(tensor[(48 * 40) + (32 * 48)], Is.EqualTo(114), "second plane, first row below the picture");
        double exact = new ExactSampler(frame).At(plan.SourceArea, plan.ContentArea, 47, 31)[0];
        Assert.That(tensor[(31 * 48) + 47], Is.EqualTo((exact - 100) * 0.5).Within(0.5));
    }

    [Test]
    public void Upright_letterbox_pads_left_and_right()
    {
        CameraFrame frame = Pictures.Noise(32, 64, PixelFormat.Nv12);
        TensorPlan plan = Plan(frame, 48, 40) with { Fit = TensorFit.Letterbox };

        float[] tensor = Run(plan, frame);

        Assert.That(plan.ContentArea, Is.EqualTo(new PixelRect(14, 0, 20, 40)));
        Assert.That(tensor[13], Is.EqualTo(114));
        Assert.That(tensor[34], Is.EqualTo(114));
        double exact = new ExactSampler(frame).At(plan.SourceArea, plan.ContentArea, 14, 0)[0];
        Assert.That(tensor[14], Is.EqualTo(exact).Within(1));
    }

    [Test]
    public void Bgr_order_has_blue_first_and_each_plane_its_scaling([Values] PixelFormat format)
    {
        CameraFrame frame = Pictures.Noise(32, 24, format);
        TensorPlan rgb = Plan(frame, 16, 12);
        TensorPlan bgr = rgb with { Channels = TensorChannels.Bgr, First = new ChannelScaling(10, 2) };

        float[] plain = Run(rgb, frame);
        float[] turned = Run(bgr, frame);

        const int Plane = 16 * 12;
        for (int i = 0; i < Plane; i++)
        {
            Assert.That(turned[i], Is.EqualTo((plain[(2 * Plane) + i] - 10) * 2).Within(1e-3));
            Assert.That(turned[Plane + i], Is.EqualTo(plain[Plane + i]));
            Assert.That(turned[(2 * Plane) + i], Is.EqualTo(plain[i]));
        }
    }

    [TestCase(PixelFormat.Bgr24)]
    [TestCase(PixelFormat.Rgb24)]
    [TestCase(PixelFormat.Nv12)]
    [TestCase(PixelFormat.Yuyv)]
    [TestCase(PixelFormat.Gray8)]
    public void Gray_is_full_range_luma(PixelFormat format)
    {
        CameraFrame frame = format == PixelFormat.Nv12
            ? Pictures.Smooth(64, 48, format)
            : Pictures.Noise(64, 48, format);
        TensorPlan plan = Plan(frame, 30, 20) with { Channels = TensorChannels.Gray };

        float[] tensor = Run(plan, frame);

        var exact = new ExactSampler(frame);
        for (int i = 0; i < tensor.Length; i++)
        {
            double[] rgb = exact.At(plan.SourceArea, plan.ContentArea, i % 30, i / 30);
            double luma = (0.299 * rgb[0]) + (0.587 * rgb[1]) + (0.114 * rgb[2]);
            if (format != PixelFormat.Yuyv)
                Assert.That(tensor[i], Is.EqualTo(luma).Within(1));
            Assert.That(tensor[i], Is.InRange(0, 255));
        }
    }

    [TestCase(63, 48, PixelFormat.Bgr24)]
    [TestCase(64, 47, PixelFormat.Bgr24)]
    [TestCase(64, 48, PixelFormat.Rgb24)]
    [TestCase(48, 64, PixelFormat.Bgr24)]
    public void Another_picture_than_planned_is_refused_and_counted(int width, int height, PixelFormat format)
    {
        TensorPlan plan = Plan(Pictures.Noise(64, 48, PixelFormat.Bgr24), 16, 16);
        var toTensor = new FrameToTensor(plan);
        float[] tensor = new float[plan.TensorLength];

        bool isDone = toTensor.TryRun(Pictures.Noise(width, height, format), tensor);

        Assert.That(isDone, Is.False);
        Assert.That(toTensor.Refused, Is.EqualTo(1));
        Assert.That(tensor, Is.All.Zero);
    }

    [Test]
    public void A_tensor_of_another_length_is_a_bug()
    {
        CameraFrame frame = Pictures.Noise(64, 48, PixelFormat.Bgr24);
        var toTensor = new FrameToTensor(Plan(frame, 16, 16));

        Assert.That(() => toTensor.TryRun(frame, new float[5]), Throws.TypeOf<InvariantException>());
    }

    [Test]
    public void Runs_allocate_nothing([Values] PixelFormat format)
    {
        CameraFrame frame = Pictures.Noise(64, 48, format);
        TensorPlan plan = Plan(frame, 16, 20) with { Fit = TensorFit.Letterbox };
        var toTensor = new FrameToTensor(plan);
        float[] tensor = new float[plan.TensorLength];
        toTensor.TryRun(frame, tensor);

        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 100; i++)
                toTensor.TryRun(frame, tensor);
        });

        Assert.That(bytes, Is.Zero);
    }

    private static double WorstDifference(TensorPlan plan, CameraFrame frame)
    {
        float[] tensor = Run(plan, frame);
        var exact = new ExactSampler(frame);
        int plane = plan.TargetWidth * plan.TargetHeight;
        double worst = 0;
        for (int i = 0; i < plane; i++)
        {
            double[] rgb = exact.At(plan.SourceArea, plan.ContentArea, i % plan.TargetWidth, i / plan.TargetWidth);
            for (int channel = 0; channel < 3; channel++)
            {
                double difference = Math.Abs(tensor[(channel * plane) + i] - rgb[channel]);
                worst = difference <= worst ? worst : difference;
            }
        }

        return worst;
    }
}
