using System;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Imaging.Tensors;

namespace SenseAuto.Tests.Imaging;

public sealed class TensorPlanTests
{
    private static readonly TensorPlan Good = new()
    {
        SourceWidth = 64,
        SourceHeight = 48,
        Format = PixelFormat.Nv12,
        TargetWidth = 16,
        TargetHeight = 12,
    };

    private static readonly (TensorPlan Plan, string Word)[] Bad =
    [
        (Good with { SourceWidth = 1 }, "SourceWidth"),
        (Good with { SourceWidth = 16385 }, "SourceWidth"),
        (Good with { SourceHeight = 0 }, "SourceHeight"),
        (Good with { TargetWidth = -1 }, "TargetWidth"),
        (Good with { TargetHeight = 1 }, "TargetHeight"),
        (Good with { TargetWidth = 3 }, "at least 4"),
        (Good with { Format = (PixelFormat)9 }, "Format"),
        (Good with { SourceWidth = 63 }, "even width"),
        (Good with { SourceHeight = 47 }, "even height"),
        (Good with { Format = PixelFormat.Yuyv, SourceWidth = 63 }, "even width"),
        (Good with { Crop = new PixelRect(-1, 0, 10, 10) }, "Crop"),
        (Good with { Crop = new PixelRect(0, -1, 10, 10) }, "Crop"),
        (Good with { Crop = new PixelRect(55, 0, 10, 10) }, "Crop"),
        (Good with { Crop = new PixelRect(0, 39, 10, 10) }, "Crop"),
        (Good with { Crop = new PixelRect(0, 0, 1, 10) }, "Crop"),
        (Good with { Crop = new PixelRect(2, 2, int.MaxValue, 10) }, "Crop"),
        (Good with { Crop = new PixelRect(0, 0, 2, 48), Fit = TensorFit.Letterbox }, "at least 4"),
        (Good with { PadLevel = float.NaN }, "PadLevel"),
        (Good with { Second = new ChannelScaling(float.NaN, 1) }, "numbers"),
        (Good with { Third = new ChannelScaling(0, float.PositiveInfinity) }, "numbers"),
    ];

    [Test]
    public void A_plan_that_cannot_be_is_refused_by_name()
    {
        foreach ((TensorPlan plan, string word) in Bad)
        {
            Assert.That(
                () => new FrameToTensor(plan),
                Throws.InstanceOf<ArgumentException>().With.Message.Contains(word), word);
        }
    }

    [Test]
    public void The_smallest_and_the_exact_edge_are_allowed()
    {
        Good.Validate();
        (Good with { Crop = new PixelRect(54, 38, 10, 10) }).Validate();
        (Good with { Crop = new PixelRect(62, 46, 2, 2), TargetWidth = 4, TargetHeight = 2 }).Validate();
    }
}
