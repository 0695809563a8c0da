using System.Linq;
using System.Text;
using NUnit.Framework;
using SenseAuto.Models.Import;

namespace SenseAuto.Models.Tests;

public sealed class GraphImporterTests
{
    [Test]
    public void Unknown_operator_is_refused_with_node_and_operator()
    {
        TinyTfjs model = new TinyTfjs().Input("x", 1, 4).Node("Erfinv", "head/odd", ["x"]);

        Assert.That(model.Import,
            Throws.TypeOf<ImportException>().With.Message.Contains("'head/odd'").And.Message.Contains("Erfinv"));
    }

    [Test]
    public void Weights_that_end_early_are_refused_by_name()
    {
        TinyTfjs model = new TinyTfjs().Input("x", 1, 2).Floats("w", [3], 1, 2).Node("Add", "y", ["x", "w"]);

        Assert.That(model.Import, Throws.TypeOf<ImportException>().With.Message.Contains("'w'"));
    }

    [Test]
    public void Every_way_to_store_weights_is_read()
    {
        (_, float[] values) = new TinyTfjs().Input("x", -1, 2)
            .Floats("f", [2], 0.25f, -1).Halves("h", [2], 0.5f, 65504).Steps("q", [2], 0.1, -3, 0, 255)
            .Node("Add", "a", ["x", "f"]).Node("AddV2", "b", ["a", "h"]).Node("Add", "y", ["b", "q"])
            .Run("x", [1, 2], 0, 0);

        Assert.That(values, Is.EqualTo(new[] { 0.25f + 0.5f - 3, -1 + 65504 + 22.5f }).Within(1e-5).Percent);
    }

    // Worked by hand: ones over a 3x3 kernel count the pixels under it; SAME puts the odd row and column at the end.
    [TestCase(4, 2, "SAME", new float[] { 9, 6, 6, 4 })]
    [TestCase(3, 2, "SAME", new float[] { 4, 4, 4, 4 })]
    [TestCase(3, 1, "SAME", new float[] { 4, 6, 4, 6, 9, 6, 4, 6, 4 })]
    [TestCase(4, 1, "VALID", new float[] { 9, 9, 9, 9 })]
    public void Convolution_pads_as_TensorFlow_does(int size, int stride, string padding, float[] expected)
    {
        (_, float[] values) = new TinyTfjs().Input("x", 1, size, size, 1)
            .Floats("k", [3, 3, 1, 1], [.. Enumerable.Repeat(1f, 9)])
            .Node("Conv2D", "y", ["x", "k"], TinyTfjs.Text("padding", padding),
                TinyTfjs.Ints("strides", 1, stride, stride, 1))
            .Run("x", [1, size, size, 1], [.. Enumerable.Repeat(1f, size * size)]);

        Assert.That(values, Is.EqualTo(expected));
    }

    [Test]
    public void Channels_are_made_even_by_what_was_learned_of_them()
    {
        (_, float[] values) = new TinyTfjs().Input("x", 1, 1, 2, 2)
            .Floats("scale", [2], 2, 1).Floats("offset", [2], 0, 10).Floats("mean", [2], 1, -1)
            .Floats("variance", [2], 3, 0)
            .Node("FusedBatchNorm", "y", ["x", "scale", "offset", "mean", "variance"], TinyTfjs.Number("epsilon", 1))
            .Run("x", [1, 1, 2, 2], 1, -1, 5, 0);

        Assert.That(values, Is.EqualTo(new float[] { 0, 10, 4, 11 }).Within(1e-5));
    }

    [Test]
    public void A_slice_of_sizes_goes_to_the_end_where_it_says_so()
    {
        (int[] shape, float[] values) = new TinyTfjs().Input("x", 1, 2, 3)
            .Ints("begin", [3], 0, 1, 0).Ints("size", [3], -1, -1, 2).Node("Slice", "y", ["x", "begin", "size"])
            .Run("x", [1, 2, 3], 1, 2, 3, 4, 5, 6);

        Assert.That(shape, Is.EqualTo(new[] { 1, 1, 2 }));
        Assert.That(values, Is.EqualTo(new float[] { 4, 5 }));
    }

    [Test]
    public void A_text_may_be_a_list_of_bytes()
    {
        (_, float[] values) = new TinyTfjs().Input("x", 1, 2, 2, 1).Floats("k", [2, 2, 1, 1], 1, 1, 1, 1)
            .Node("Conv2D", "y", ["x", "k"], TinyTfjs.Bytes("padding", "VALID"), TinyTfjs.Ints("strides", 1, 1, 1, 1))
            .Run("x", [1, 2, 2, 1], 1, 2, 3, 4);

        Assert.That(values, Is.EqualTo(new float[] { 10 }));
    }

    [Test]
    public void What_makes_the_picture_ready_is_left_out_even_when_it_has_a_loop()
    {
        TinyTfjs model = new TinyTfjs().Input("x", 1, 2).Floats("two", [1], 2)
            .Node("Merge", "enter", ["x", "next"]).Node("NextIteration", "next", ["enter"])
            .Node("Exit", "ready", ["enter"]).Node("Mul", "y", ["ready", "two"]);

        Assert.That(model.Import, Throws.TypeOf<ImportException>().With.Message.Contains("loop"));
        Assert.That(model.RunAfter("ready", [1, 2], 3, 4), Is.EqualTo(new float[] { 6, 8 }));
    }

    [Test]
    public void Pad_before_a_convolution_becomes_the_convolutions_own()
    {
        TinyTfjs model = new TinyTfjs().Input("x", 1, 2, 2, 1)
            .Ints("p", [4, 2], 0, 0, 1, 0, 0, 1, 0, 0).Floats("k", [2, 2, 1, 1], 1, 1, 1, 1)
            .Node("Pad", "padded", ["x", "p"])
            .Node("Conv2D", "y", ["padded", "k"], TinyTfjs.Text("padding", "VALID"),
                TinyTfjs.Ints("strides", 1, 1, 1, 1));

        Assert.That(Encoding.ASCII.GetString(model.Import()), Does.Not.Contain("Pad\""));
        Assert.That(model.Run("x", [1, 2, 2, 1], 1, 2, 3, 4).Values, Is.EqualTo(new float[] { 3, 2, 10, 6 }));
    }

    [Test]
    public void Transposes_there_and_back_leave_no_trace()
    {
        TinyTfjs model = new TinyTfjs().Input("x", 1, 3, 2, 2)
            .Ints("there", [4], 0, 2, 3, 1).Ints("back", [4], 0, 3, 1, 2)
            .Node("Transpose", "a", ["x", "there"]).Node("Relu", "b", ["a"]).Node("Transpose", "y", ["b", "back"]);

        Assert.That(Encoding.ASCII.GetString(model.Import()), Does.Not.Contain("Transpose"));
        float[] values = [.. Enumerable.Range(0, 12).Select(i => (float)i)];
        Assert.That(model.Run("x", [1, 3, 2, 2], values),
            Is.EqualTo((new[] { 1, 3, 2, 2 }, values)).Using<(int[], float[])>(Same));
    }

    [Test]
    public void Mean_over_rows_and_columns_keeps_the_channels_in_order()
    {
        (int[] shape, float[] values) = new TinyTfjs().Input("x", 1, 2, 2, 2)
            .Floats("k", [1, 1, 2, 2], 1, 0, 0, 10).Ints("axes", [2], 1, 2)
            .Node("Conv2D", "c", ["x", "k"], TinyTfjs.Text("padding", "VALID"), TinyTfjs.Ints("strides", 1, 1, 1, 1))
            .Node("Mean", "y", ["c", "axes"])
            .Run("x", [1, 2, 2, 2], 1, 5, 2, 6, 3, 7, 4, 8);

        Assert.That(shape, Is.EqualTo(new[] { 1, 2 }));
        Assert.That(values, Is.EqualTo(new[] { 2.5f, 65f }));
    }

    [TestCase(0f, 0f, 0f)]
    [TestCase(0f, -1f, 3.1415927f)]
    [TestCase(1f, 0f, 1.5707964f)]
    [TestCase(-1f, 0f, -1.5707964f)]
    [TestCase(-1f, -1f, -2.3561945f)]
    [TestCase(2f, 1f, 1.1071488f)]
    public void Atan2_knows_all_quarters(float y, float x, float expected)
    {
        (_, float[] values) = new TinyTfjs().Input("x", 1, 1).Floats("y", [1, 1], y).Node("Atan2", "angle", ["y", "x"])
            .Run("x", [1, 1], x);

        Assert.That(values[0], Is.EqualTo(expected).Within(1e-6));
    }

    [Test]
    public void Strided_slice_opens_drops_and_adds_dimensions()
    {
        // x[..., newaxis, 1::2, 2] of a 2x4x3 tensor.
        (int[] shape, float[] values) = new TinyTfjs().Input("x", 2, 4, 3)
            .Ints("b", [4], 0, 0, 1, 2).Ints("e", [4], 0, 0, 0, 3).Ints("s", [4], 1, 1, 2, 1)
            .Node(
                "StridedSlice", "y", ["x", "b", "e", "s"], TinyTfjs.Int("ellipsis_mask", 1),
                    TinyTfjs.Int("new_axis_mask", 2),
                TinyTfjs.Int("end_mask", 4), TinyTfjs.Int("shrink_axis_mask", 8))
            .Run("x", [2, 4, 3], [.. Enumerable.Range(0, 24).Select(i => (float)i)]);

        Assert.That(shape, Is.EqualTo(new[] { 2, 1, 2 }));
        Assert.That(values, Is.EqualTo(new float[] { 5, 11, 17, 23 }));
    }

    [Test]
    public void What_is_constant_is_worked_out_at_import()
    {
        TinyTfjs model = new TinyTfjs().Input("x", 1, 6)
            .Node("Shape", "shape", ["x"]).Ints("i", [], 1).Ints("axis", [], 0).Ints("two", [], 2)
            .Node("GatherV2", "count", ["shape", "i", "axis"]).Node("FloorDiv", "half", ["count", "two"])
            .Node("Pack", "wanted", ["two", "half"]).Node("Reshape", "y", ["x", "wanted"]);

        Assert.That(model.Run("x", [1, 6], 1, 2, 3, 4, 5, 6).Shape, Is.EqualTo(new[] { 2, 3 }));
        Assert.That(Encoding.ASCII.GetString(model.Import()), Does.Not.Contain("Gather"));
    }

    [Test]
    public void Prelu_behind_a_convolution_is_two_convolutions_of_the_same_values()
    {
        TinyTfjs model = Turned(new TinyTfjs().Input("x", 1, 1, 2, 2)).Floats("slope", [2], 0.25f, 3)
            .Node("Prelu", "y", ["c", "slope"]);

        Assert.That(Encoding.ASCII.GetString(model.Import()), Does.Not.Contain("PRelu"));
        Assert.That(model.Run("x", [1, 1, 2, 2], -4, 2, 8, -1).Values, Is.EqualTo(new[] { -1, 20, 8, -30f }));
    }

    [Test]
    public void Prelu_with_one_slope_for_all_stays_itself()
    {
        TinyTfjs model = new TinyTfjs().Input("x", 1, 3).Floats("slope", [1], 0.5f).Node("Prelu", "y", ["x", "slope"]);

        Assert.That(Encoding.ASCII.GetString(model.Import()), Does.Contain("PRelu"));
        Assert.That(model.Run("x", [1, 3], -2, 0, 2).Values, Is.EqualTo(new float[] { -1, 0, 2 }));
    }

    [Test]
    public void Halves_of_a_graph_do_together_what_it_does()
    {
        TinyTfjs model = Turned(new TinyTfjs().Input("x", 1, 1, 2, 2)).Node("Relu", "r", ["c"])
            .Node("Add", "y", ["r", "c"]);

        float[] values = [-4, 2, 8, -1];
        float[] whole = model.Run("x", [1, 1, 2, 2], values).Values;
        Assert.That(whole, Is.EqualTo(new float[] { -4, 40, 16, -10 }));
        Assert.That(model.RunInHalves("c", [1, 1, 2, 2], "x", [1, 1, 2, 2], values), Is.EqualTo(whole));
    }

    [TestCase("r", "crosses the cut")]
    [TestCase("nowhere", "no node 'nowhere'")]
    public void Graph_that_cannot_be_cut_there_says_so(string node, string expected)
    {
        TinyTfjs model = Turned(new TinyTfjs().Input("x", 1, 1, 2, 2)).Node("Relu", "r", ["c"])
            .Node("Add", "y", ["r", "c"]);

        Assert.That(
            () => model.RunInHalves(node, [1, 1, 2, 2], "x", [1, 1, 2, 2], 1, 2, 3, 4),
            Throws.TypeOf<ImportException>().With.Message.Contains(expected));
    }

    /// <summary>Two channels through a convolution "c" of one point, the second ten times larger.</summary>
    private static TinyTfjs Turned(TinyTfjs model) => model.Floats("k", [1, 1, 2, 2], 1, 0, 0, 10)
        .Node("Conv2D", "c", ["x", "k"], TinyTfjs.Text("padding", "VALID"), TinyTfjs.Ints("strides", 1, 1, 1, 1));

    private static bool Same((int[] Shape, float[] Values) a, (int[] Shape, float[] Values) b) =>
        a.Shape.SequenceEqual(b.Shape) && a.Values.SequenceEqual(b.Values);
}
