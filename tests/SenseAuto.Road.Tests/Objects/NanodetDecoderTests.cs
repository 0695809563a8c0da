using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Road.Objects;
using SenseAuto.Tests;

namespace SenseAuto.Road.Tests.Objects;

public sealed class NanodetDecoderTests
{
    private const int Car = 2;
    private const int Truck = 7;
    private const int Person = 0;
    private const int Kite = 33;
    private static readonly ViewTransform Same = ViewTransform.Stretched(new PixelBox(0, 0, 416, 416), 416, 416);
    private readonly FixedList<Detection> _found = new(64);
    private NanodetDecoder _decoder = null!;

    [SetUp]
    public void Begin()
    {
        _decoder = new NanodetDecoder(new DetectorLimits());
        _found.Clear();
    }

    private void Decode(NanodetTensors tensors, in ViewTransform view) =>
        Assert.That(_decoder.TryDecode(tensors.Outputs, MonoTime.FromSeconds(3), view, _found), Is.True);

    // Cell (10, 20) of stride 8 has its centre at (84, 164); of stride 16 at (168, 328); cell (6, 5) of stride 32 at
    // (208, 176).
    [TestCase(0, 10, 20, 84f - 16, 164f - 8, 84f + 24, 164f + 12)]
    [TestCase(1, 10, 20, 168f - 32, 328f - 16, 168f + 48, 328f + 24)]
    [TestCase(2, 6, 5, 208f - 64, 176f - 32, 208f + 96, 176f + 48)]
    public void Box_is_cell_centre_plus_distances_times_stride(
        int level, int column, int row, float left, float top, float right, float bottom)
    {
        Decode(new NanodetTensors().Put(level, column, row, (Car, 0.7f), 2, 1, 3, 1.5f), Same);

        Assert.That(_found.Count, Is.EqualTo(1));
        Detection found = _found.Items[0];
        Assert.That(found.Class, Is.EqualTo(ObjectClass.Car));
        Assert.That(found.Score, Is.EqualTo(0.7f));
        Assert.That(found.Captured, Is.EqualTo(MonoTime.FromSeconds(3)));
        float[] got = [found.Box.Left, found.Box.Top, found.Box.Right, found.Box.Bottom];
        Assert.That(got, Is.EqualTo(new[] { left, top, right, bottom }).Within(0.01));
    }

    [Test]
    public void Box_is_mapped_to_the_full_picture()
    {
        var view = ViewTransform.Stretched(new PixelBox(100, 200, 832, 208), 416, 416);
        Decode(new NanodetTensors().Put(0, 10, 20, (Car, 0.7f), 2, 1, 3, 1.5f), view);

        PixelBox box = _found.Items[0].Box;
        Assert.That(box.Left, Is.EqualTo(100 + (2 * 68)).Within(0.02));
        Assert.That(box.Top, Is.EqualTo(200 + (0.5 * 156)).Within(0.02));
        Assert.That(box.Width, Is.EqualTo(2 * 40).Within(0.02));
        Assert.That(box.Height, Is.EqualTo(0.5 * 20).Within(0.02));
    }

    [TestCase(0.34f, 0)]
    [TestCase(0.35f, 1)]
    [TestCase(1f, 1)]
    [TestCase(1.01f, 0)]
    [TestCase(float.NaN, 0)]
    [TestCase(float.PositiveInfinity, 0)]
    [TestCase(-1f, 0)]
    public void Score_gate(float score, int expected)
    {
        Decode(new NanodetTensors().Put(0, 10, 20, (Car, score), 2, 1, 3, 1.5f), Same);

        Assert.That(_found.Count, Is.EqualTo(expected));
    }

    [Test]
    public void Scores_and_boxes_that_are_not_numbers_are_counted_and_give_nothing()
    {
        NanodetTensors tensors = new NanodetTensors()
            .Put(0, 10, 20, (Car, float.NaN), 2, 1, 3, 1.5f)
            .Put(0, 30, 20, (Car, 0.8f), 2, float.NaN, 3, 1.5f);
        Decode(tensors, Same);

        Assert.That(_found.Count, Is.Zero);
        Assert.That(_decoder.Malformed, Is.EqualTo(2));
    }

    [Test]
    public void Things_that_are_not_of_the_road_are_left_out()
    {
        Decode(new NanodetTensors().Put(0, 10, 20, (Kite, 0.9f), 2, 1, 3, 1.5f), Same);

        Assert.That(_found.Count, Is.Zero);
    }

    [Test]
    public void Car_and_truck_in_one_place_are_one_vehicle_of_the_stronger_kind()
    {
        NanodetTensors tensors = new NanodetTensors()
            .Put(0, 10, 20, (Car, 0.5f), 3, 3, 3, 3)
            .Put(0, 11, 20, (Truck, 0.6f), 4, 3, 2, 3);
        Decode(tensors, Same);

        Assert.That(_found.Count, Is.EqualTo(1));
        Assert.That(_found.Items[0].Class, Is.EqualTo(ObjectClass.Truck));
    }

    [Test]
    public void Person_in_front_of_a_car_is_kept()
    {
        NanodetTensors tensors = new NanodetTensors()
            .Put(0, 10, 20, (Car, 0.5f), 3, 3, 3, 3)
            .Put(0, 11, 20, (Person, 0.6f), 4, 3, 2, 3);
        Decode(tensors, Same);

        Assert.That(_found.Count, Is.EqualTo(2));
    }

    [TestCase(0.52f, 0.36f, 3f, 1)]
    [TestCase(0.5f, 0.45f, 3f, 2)]
    [TestCase(0.52f, 0.36f, 4f, 2)]
    public void Weak_part_of_a_car_is_dropped_unless_it_reaches_lower(float car, float part, float down, int expected)
    {
        // A car of 96 x 48 px, and a box of 32 px width inside it.
        NanodetTensors tensors = new NanodetTensors()
            .Put(0, 10, 20, (Car, car), 6, 3, 6, 3)
            .Put(0, 14, 20, (Car, part), 2, 2, 2, down);
        Decode(tensors, Same);

        Assert.That(_found.Count, Is.EqualTo(expected));
    }

    [Test]
    public void Order_is_by_score_and_then_by_place()
    {
        NanodetTensors tensors = new NanodetTensors()
            .Put(0, 40, 40, (Car, 0.5f), 1, 1, 1, 1)
            .Put(0, 10, 10, (Car, 0.5f), 1, 1, 1, 1)
            .Put(1, 20, 5, (Car, 0.6f), 1, 1, 1, 1);
        Decode(tensors, Same);

        Assert.That(_found.Items[0].Score, Is.EqualTo(0.6f));
        Assert.That(_found.Items[1].Box.Top, Is.LessThan(_found.Items[2].Box.Top));
    }

    [Test]
    public void Output_of_the_wrong_length_is_refused_and_counted()
    {
        Assert.That(_decoder.TryDecode(new NanodetTensors().TooShort, default, Same, _found), Is.False);
        Assert.That(_decoder.TryDecode(default, default, Same, _found), Is.False);
        Assert.That(_decoder.Malformed, Is.EqualTo(2));
    }

    [Test]
    public void More_boxes_than_room_keep_the_strongest_and_count_the_rest()
    {
        _decoder = new NanodetDecoder(new DetectorLimits(CandidateCapacity: 16));
        var tensors = new NanodetTensors();
        for (int i = 0; i < 25; i++)
            tensors.Put(0, i * 2, 30, (Car, 0.36f + (0.01f * i)), 0.5f, 0.5f, 0.5f, 0.5f);
        Decode(tensors, Same);

        Assert.That(_found.Count, Is.EqualTo(16));
        Assert.That(_found.Items[15].Score, Is.EqualTo(0.36f + (0.01f * 9)));
        Assert.That(_decoder.Overflowed, Is.EqualTo(9));
    }

    [Test]
    public void Decoding_allocates_nothing()
    {
        NanodetTensors tensors = new NanodetTensors()
            .Put(0, 10, 20, (Car, 0.5f), 3, 3, 3, 3)
            .Put(1, 11, 20, (Truck, 0.6f), 4, 3, 2, 3);
        for (int i = 0; i < 50; i++)
        {
            Decode(tensors, Same);
            _found.Clear();
        }

        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 50; i++)
            {
                _decoder.TryDecode(tensors.Outputs, default, Same, _found);
                _found.Clear();
            }
        });

        Assert.That(bytes, Is.Zero);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(double.NaN)]
    public void Score_limit_outside_its_range_is_refused(double scoreMin) =>
        Assert.That(() => new NanodetDecoder(new DetectorLimits(scoreMin)), Throws.ArgumentException);
}
