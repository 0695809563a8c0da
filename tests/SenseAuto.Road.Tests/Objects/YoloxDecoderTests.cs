using System;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Road.Objects;

namespace SenseAuto.Road.Tests.Objects;

public sealed class YoloxDecoderTests
{
    private static readonly ViewTransform Letterbox =
        ViewTransform.Letterboxed(new PixelBox(0, 0, 1280, 720), 416, 416, isCentred: false);

    private float[] _output = [];
    private readonly FixedList<Detection> _found = new(64);
    private YoloxDecoder _decoder = null!;

    [SetUp]
    public void Begin()
    {
        _output = new float[3549 * 85];
        _decoder = new YoloxDecoder(new DetectorLimits());
        _found.Clear();
    }

    private void Put(int row, float[] box, float objectness, int coco, float score)
    {
        box.CopyTo(_output.AsSpan(row * 85));
        _output[(row * 85) + 4] = objectness;
        _output[(row * 85) + 5 + coco] = score;
    }

    // Rows of stride 16 begin at 52 · 52 = 2704, those of stride 32 at 2704 + 26 · 26 = 3380.
    [TestCase((20 * 52) + 10, 8, 10, 20)]
    [TestCase(2704 + (5 * 26) + 7, 16, 7, 5)]
    [TestCase(3380 + (3 * 13) + 4, 32, 4, 3)]
    public void Box_is_offset_and_exponential_size_in_cells(int row, int stride, int column, int line)
    {
        Put(row, [0.25f, 0.5f, MathF.Log(2), MathF.Log(1.5f)], 0.8f, 2, 0.9f);
        _decoder.TryDecode(new RawOutputs(_output), default, Letterbox, _found);

        const double scale = 1280.0 / 416;
        PixelBox box = _found.Items[0].Box;
        Assert.That(_found.Items[0].Score, Is.EqualTo(0.72f).Within(1e-6));
        Assert.That(box.CentreX, Is.EqualTo(scale * stride * (column + 0.25)).Within(0.01));
        Assert.That(box.Width, Is.EqualTo(scale * stride * 2).Within(0.01));
        Assert.That(box.Top + (box.Height / 2), Is.EqualTo(scale * stride * (line + 0.5)).Within(0.01));
        Assert.That(box.Height, Is.EqualTo(scale * stride * 1.5).Within(0.01));
    }

    [TestCase(0.7f, 0.5f, 1, 0)]
    [TestCase(0.7f, 0.49f, 0, 0)]
    [TestCase(float.NaN, 0.9f, 0, 1)]
    [TestCase(0.9f, float.NaN, 0, 1)]
    [TestCase(1.1f, 0.9f, 0, 0)]
    public void Score_is_the_product_and_must_reach_the_gate(float objectness, float score, int found, int malformed)
    {
        Put(1000, [0, 0, 1, 1], objectness, 2, score);
        _decoder.TryDecode(new RawOutputs(_output), default, Letterbox, _found);

        Assert.That((_found.Count, _decoder.Malformed), Is.EqualTo((found, (long)malformed)));
    }

    [Test]
    public void Size_that_overflows_is_cut_to_the_view_or_dropped()
    {
        Put(1000, [0, 0, 100, float.NaN], 0.9f, 2, 0.9f);
        _decoder.TryDecode(new RawOutputs(_output), default, Letterbox, _found);

        Assert.That((_found.Count, _decoder.Malformed), Is.EqualTo((0, 1L)));
    }

    [Test]
    public void Output_of_the_wrong_length_is_refused() =>
        Assert.That(_decoder.TryDecode(new RawOutputs(_output.AsSpan(1)), default, Letterbox, _found), Is.False);
}
