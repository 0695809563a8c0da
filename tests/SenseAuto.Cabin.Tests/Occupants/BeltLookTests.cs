using NUnit.Framework;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core.Messages;

namespace SenseAuto.Tests.Cabin.Occupants;

/// <summary>Belts, their way over the body and child seats out of single looks.</summary>
public sealed class BeltLookTests
{
    private static readonly OccupantLimits Limits = OccupantLimits.Read(ParameterSet.Defaults.Number) with
    {
        BeltOnMin = 0.6f,
        BeltOffMax = 0.4f,
        BeltMisroutedMin = 0.7f,
        HarnessMin = 0.5f,
    };

    private static readonly PixelBox Face = new(300, 100, 100, 100);

    [TestCase(0.6f, 0f, 0f, BeltState.On)]
    [TestCase(0.59f, 0f, 0f, BeltState.Unknown)]
    [TestCase(0.4f, 0f, 0f, BeltState.Unknown)]
    [TestCase(0.39f, 0f, 0f, BeltState.Off)]
    [TestCase(0.2f, 0.2f, 0.2f, BeltState.On)]
    [TestCase(0f, 0f, 0.9f, BeltState.On)]
    [TestCase(0.45f, 0.45f, 0f, BeltState.On)]
    [TestCase(0.44f, 0.46f, 0f, BeltState.Unknown)]
    [TestCase(0.2f, 0.69f, 0f, BeltState.Unknown)]
    [TestCase(0.2f, 0.7f, 0f, BeltState.Misrouted)]
    [TestCase(float.NaN, 0.9f, 0f, BeltState.Unknown)]
    [TestCase(0.9f, float.NaN, 0f, BeltState.Unknown)]
    public void Belt_and_its_way_are_told_beyond_the_limits_only(
        float fitted, float misrouted, float harness, BeltState expected) =>
        Assert.That(BeltLook.Judge(new BeltReading(fitted, misrouted, harness), Limits), Is.EqualTo(expected));

    [TestCase(0.5f, 11.9f, ChildSeatState.Fitted)]
    [TestCase(0.49f, 11.9f, ChildSeatState.Unknown)]
    [TestCase(0.9f, 12f, ChildSeatState.None)]
    [TestCase(0f, 40f, ChildSeatState.None)]
    [TestCase(0.9f, 0f, ChildSeatState.Unknown)]
    [TestCase(0.9f, float.NaN, ChildSeatState.Unknown)]
    [TestCase(float.NaN, 3f, ChildSeatState.Unknown)]
    public void Child_in_a_harness_sits_in_a_child_seat_and_a_grown_person_in_none(
        float harness, float ageYears, ChildSeatState expected) =>
        Assert.That(
            BeltLook.JudgeChildSeat(new BeltReading(0, 0, harness), ageYears, Limits), Is.EqualTo(expected));

    [TestCase(0.7f, 0.1f, 0.1f, 0.5f, 0.7f)]
    [TestCase(0.1f, 0.9f, 0f, 0f, 0.9f)]
    [TestCase(0.1f, 0f, 0.8f, 0f, 0.8f)]
    [TestCase(0.3f, 0f, 0f, 0.3f, 0.3f)]
    public void Two_networks_word_is_one_whole(float worn, float misrouted, float harness, float fitted, float any)
    {
        BeltReading reading = BeltLook.Combined(new StrapBeliefs(worn, misrouted, harness));

        Assert.That(reading.Fitted, Is.EqualTo(fitted).Within(1e-6));
        Assert.That(reading.Worn, Is.EqualTo(any).Within(1e-6));
        Assert.That((reading.Misrouted, reading.Harness), Is.EqualTo((misrouted, harness)));
    }

    [Test]
    public void Small_doubt_of_the_second_network_makes_no_belt()
    {
        BeltReading reading = BeltLook.Combined(new StrapBeliefs(0.05f, 0.2f, 0.1f));

        Assert.That(reading.Worn, Is.EqualTo(0.05).Within(1e-6));
        Assert.That(BeltLook.Judge(in reading, Limits), Is.EqualTo(BeltState.Off));
    }

    [Test]
    public void Torso_lies_below_the_face_and_knows_how_much_of_it_is_seen()
    {
        FaceCrop torso = BeltLook.TorsoOf(in Face);

        Assert.That(torso.Centre, Is.EqualTo(new PixelPoint(350, 320)));
        Assert.That(torso.Side, Is.EqualTo(280).Within(1e-3));
        Assert.That(BeltLook.Seen(in torso, 700, 600), Is.EqualTo(1).Within(1e-6));
        Assert.That(BeltLook.Seen(in torso, 700, 320), Is.EqualTo(0.5).Within(1e-3));
        Assert.That(BeltLook.Seen(in torso, 700, 170), Is.Zero);
    }

    [Test]
    public void Grey_levels_become_even_whatever_the_light()
    {
        float[] dark = [10, 20, 30, 40];
        float[] flat = [7, 7, 7, 7];
        BeltLook.Even(dark);
        BeltLook.Even(flat);

        Assert.That(dark[0] + dark[1] + dark[2] + dark[3], Is.EqualTo(0).Within(1e-5));
        Assert.That(flat, Is.All.EqualTo(0));
    }
}
