using System;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Gestures;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core.Messages;

namespace SenseAuto.Tests.Cabin.Occupants;

/// <summary>Belts and seats out of single looks.</summary>
public sealed class LooksTests
{
    private static readonly OccupantLimits Limits = OccupantLimits.Read(ParameterSet.Defaults.Number);
    private static readonly PixelBox Face = new(300, 100, 100, 100);

    [Test]
    public void Stripes_in_the_shade_become_as_strong_as_in_the_sun()
    {
        const int Side = 24;
        float[] levels = new float[Side * Side];
        for (int i = 0; i < levels.Length; i++)
        {
            (int row, int column) = (i / Side, i % Side);
            float light = column < Side / 2 ? 1 : 0.25f;
            levels[i] = light * (120 + (row % 2 == 0 ? 60 : -60));
        }

        new LocalContrast(Side, 4).Apply(levels);

        float sun = levels[(8 * Side) + 4] - levels[(9 * Side) + 4];
        float shade = levels[(8 * Side) + 19] - levels[(9 * Side) + 19];
        Assert.That(sun, Is.GreaterThan(40));
        Assert.That(shade, Is.EqualTo(sun).Within(0.3 * sun), "60 levels of stripes against 15");
    }

    [Test]
    public void Flat_picture_stays_flat_and_nothing_is_allocated()
    {
        float[] levels = new float[24 * 24];
        Array.Fill(levels, 77);
        var contrast = new LocalContrast(24, 4);

        Assert.That(Allocation.Of(() => contrast.Apply(levels)), Is.Zero);
        Assert.That(levels, Is.All.EqualTo(128).Within(1e-3));
    }

    [Test]
    public void Thing_belongs_to_the_seat_it_lies_on()
    {
        var map = new SeatMap(
        [
            new(SeatId.Row1DriverSide, new PixelBox(0.5f, 0.2f, 0.5f, 0.8f)),
            new(SeatId.Row1PassengerSide, new PixelBox(0, 0.2f, 0.45f, 0.8f)),
        ]);

        Assert.That(map.SeatOf(new PixelBox(0.6f, 0.5f, 0.2f, 0.2f)), Is.EqualTo(SeatId.Row1DriverSide));
        Assert.That(map.SeatOf(new PixelBox(0.1f, 0.5f, 0.2f, 0.2f)), Is.EqualTo(SeatId.Row1PassengerSide));
        Assert.That(map.SeatOf(new PixelBox(0.1f, 0, 0.2f, 0.2f)), Is.EqualTo(SeatId.None));
    }

    [Test]
    public void Seat_map_names_every_seat_that_cannot_be()
    {
        SeatRegion[] seats =
        [
            new(SeatId.Row2Middle, new PixelBox(0.5f, 0.2f, 0.6f, 0.5f)),
            new(SeatId.None, new PixelBox(0, 0, 0.5f, 0.5f)),
            new(SeatId.Row1Middle, new PixelBox(float.NaN, 0, 0.5f, 0.5f)),
        ];

        Assert.That(
            () => new SeatMap(seats),
            Throws.ArgumentException.With.Message.Contains("Row2Middle").And.Message.Contains("Row1Middle")
                .And.Message.Contains("seat None"));
        Assert.That(() => new SeatMap([]), Throws.ArgumentException.With.Message.Contains("no seats"));
    }

    [Test]
    public void Palm_tensor_of_another_length_is_refused_and_an_anchor_is_found_where_it_is()
    {
        var decoder = new PalmDecoder(0.5f);
        var hands = new SenseAuto.Core.Rings.FixedList<HandCandidate>(PalmDecoder.HandsMax);
        var whole = new FaceCrop(new PixelPoint(128, 128), 256, default);
        Assert.That(decoder.TryDecode(new float[10], in whole, hands), Is.False);

        float[] tensor = new float[PalmDecoder.Anchors * PalmDecoder.Numbers];
        for (int i = 0; i < PalmDecoder.Anchors; i++)
            tensor[i * PalmDecoder.Numbers] = -20;

        // The first anchor of the 16-pixel cell in column 3, row 2.
        int at = (2048 + (((2 * 16) + 3) * 2)) * PalmDecoder.Numbers;
        (tensor[at], tensor[at + 1], tensor[at + 2], tensor[at + 3]) = (5, 4, -6, 40);
        Assert.That(decoder.TryDecode(tensor, in whole, hands), Is.True);
        Assert.That(hands.Count, Is.EqualTo(1));
        Assert.That(hands.Items[0].Box.CentreX, Is.EqualTo(60).Within(1e-3));
        Assert.That(hands.Items[0].Box.Top, Is.EqualTo(14).Within(1e-3));
    }

    [Test]
    public void Objects_are_read_from_the_grids_and_told_once()
    {
        var decoder = new CabinObjectDecoder(0.3f);
        var seen = new SenseAuto.Core.Rings.FixedList<CabinObject>(8);
        var whole = new FaceCrop(new PixelPoint(208, 208), 416, default);
        float[] scores = new float[169 * 80];
        float[] sides = new float[169 * 44];
        foreach (int cell in (int[])[84, 85])
        {
            scores[(cell * 80) + 15] = cell == 84 ? 0.7f : 0.6f;
            for (int side = 0; side < 4; side++)
                sides[(cell * 44) + (side * 11) + 3] = 50;
        }

        decoder.Begin();
        Assert.That(decoder.TryAdd(new GridTensors(scores, sides.AsSpan(1)), 32, in whole), Is.False);
        Assert.That(decoder.TryAdd(new GridTensors(scores, sides), 32, in whole), Is.True);
        decoder.Finish(seen);

        Assert.That(seen.Count, Is.EqualTo(1));
        Assert.That(seen.Items[0].Kind, Is.EqualTo(CabinObjectKind.Pet));
        Assert.That(seen.Items[0].Box.CentreX, Is.EqualTo(208).Within(0.1));
        Assert.That(seen.Items[0].Box.Width, Is.EqualTo(192).Within(0.1));
    }

    [Test]
    public void What_is_held_is_read_from_ready_boxes_and_told_once()
    {
        var decoder = new HeldDecoder(0.3f);
        var seen = new SenseAuto.Core.Rings.FixedList<CabinObject>(8);
        var area = new FaceCrop(new PixelPoint(100, 50), 40, default);
        float[] boxes = [0.25f, 0.5f, 0.75f, 1, 0.25f, 0.5f, 0.75f, 0.98f, 0, 0, 0.1f, 0.1f, 0, 0, 0, 0];
        float[] scores = new float[4 * 90];
        (scores[76], scores[90 + 76], scores[180 + 46], scores[270 + 76]) = (0.8f, 0.6f, 0.4f, 0.9f);
        scores[180 + 76] = 0.29f;

        Assert.That(decoder.TryDecode(boxes.AsSpan(1), scores, in area, seen), Is.False);
        Assert.That(decoder.TryDecode(boxes, scores.AsSpan(1), in area, seen), Is.False);
        Assert.That(decoder.TryDecode(boxes, scores, in area, seen), Is.True);

        CabinObject[] told = seen.Items.ToArray();
        Assert.That(told.Select(thing => thing.Kind), Is.EqualTo(new[] { CabinObjectKind.Phone, CabinObjectKind.Drink }));
        Assert.That(told[0], Is.EqualTo(new CabinObject(CabinObjectKind.Phone, 0.8f, new PixelBox(100, 40, 20, 20))));
    }

    [TestCase(67, 0.4f, CabinObjectKind.Phone, 2)]
    [TestCase(67, 0.29f, CabinObjectKind.None, 1)]
    [TestCase(41, 0.4f, CabinObjectKind.Drink, 2)]
    [TestCase(16, 0.4f, CabinObjectKind.None, 1)]
    public void What_a_hand_holds_is_told_beside_the_person_of_the_same_place(
        int coco, float score, CabinObjectKind held, int expected)
    {
        var decoder = new CabinObjectDecoder(0.3f);
        var seen = new SenseAuto.Core.Rings.FixedList<CabinObject>(8);
        var whole = new FaceCrop(new PixelPoint(208, 208), 416, default);
        float[] scores = new float[169 * 80];
        float[] sides = new float[169 * 44];
        (scores[84 * 80], scores[(84 * 80) + coco]) = (0.8f, score);
        for (int side = 0; side < 4; side++)
            sides[(84 * 44) + (side * 11) + 3] = 50;

        decoder.Begin();
        Assert.That(decoder.TryAdd(new GridTensors(scores, sides), 32, in whole), Is.True);
        decoder.Finish(seen);

        Assert.That(seen.Count, Is.EqualTo(expected));
        Assert.That(seen.Items[0].Kind, Is.EqualTo(CabinObjectKind.Person));
        if (held != CabinObjectKind.None)
            Assert.That(seen.Items[1].Kind, Is.EqualTo(held));
    }
}
