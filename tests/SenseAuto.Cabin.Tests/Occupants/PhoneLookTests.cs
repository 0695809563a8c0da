using System;
using NUnit.Framework;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Gestures;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core.Messages;

namespace SenseAuto.Tests.Cabin.Occupants;

/// <summary>A telephone out of hands, things and a face on one picture.</summary>
public sealed class PhoneLookTests
{
    private static readonly OccupantLimits Limits = OccupantLimits.Read(ParameterSet.Defaults.Number);
    private static readonly PixelBox Face = new(300, 100, 100, 100);
    private static readonly PixelBox Lap = new(330, 360, 40, 60);

    /// <summary>A palm half a face wide, in face sizes from the face's middle.</summary>
    private static HandCandidate Hand(float across, float down, float score = 1)
    {
        float left = 350 + (100 * across) - 25;
        float top = 150 + (100 * down) - 25;
        var box = new PixelBox(left, top, 50, 50);
        return new HandCandidate(score, box, new PixelPoint(left, top + 50), new PixelPoint(left, top));
    }

    private static CabinObject Phone(float score, PixelBox box) => new(CabinObjectKind.Phone, score, box);

    private static PhoneReading Judge(float arm, HandCandidate[] hands, params CabinObject[] held) =>
        Judge(new PhoneSeen { Hands = hands, Held = held }, arm);

    private static PhoneReading Judge(in PhoneSeen seen, float arm = 0) =>
        PhoneLook.Judge(new PhoneScene(Face, arm), in seen, Limits);

    [TestCase(0.4f, PhoneUse.AtEar)]
    [TestCase(0.3f, PhoneUse.None)]
    [TestCase(0f, PhoneUse.None)]
    public void Arm_raised_to_the_head_is_a_telephone_at_the_ear(float arm, PhoneUse expected) =>
        Assert.That(Judge(arm, []).Use, Is.EqualTo(expected));

    // Around the mouth: 1.6 face sizes aside, one above and one and a half below.
    [TestCase(509, 150, true)]
    [TestCase(511, 150, false)]
    [TestCase(350, 51, true)]
    [TestCase(350, 49, false)]
    [TestCase(350, 299, true)]
    [TestCase(350, 301, false)]
    public void Drink_at_the_mouth_speaks_against_a_telephone(float x, float y, bool isDrunk)
    {
        var drink = new CabinObject(CabinObjectKind.Drink, 0.6f, new PixelBox(x - 20, y - 20, 40, 40));

        float score = Judge(new PhoneSeen { Things = [drink] }, 0.3f).Score;

        float alone = Judge(0.3f, []).Score;
        Assert.That(score, isDrunk ? Is.LessThan(alone) : Is.EqualTo(alone));
    }

    [Test]
    public void Nothing_at_all_is_no_telephone_and_has_no_place()
    {
        PhoneReading reading = Judge(0, []);

        Assert.That(reading.Use, Is.EqualTo(PhoneUse.None));
        Assert.That(reading.Place.Area, Is.Zero);
        Assert.That(reading.Score, Is.GreaterThan(0).And.LessThan(Limits.PhoneScoreMin));
    }

    [Test]
    public void Plain_telephone_needs_no_hand()
    {
        PhoneReading reading = Judge(0, [], Phone(0.8f, Lap));

        Assert.That(reading.Use, Is.EqualTo(PhoneUse.InHand));
        Assert.That(reading.Place, Is.EqualTo(Lap));
    }

    // A palm is 50 pixels wide: 1.6 palms are 80 pixels from the telephone's middle (350, 390).
    [TestCase(3.19f, 0.81f, true)]
    [TestCase(3.21f, 0.81f, false)]
    [TestCase(3.19f, 0.79f, false)]
    public void Telephone_in_a_sure_hand_counts_more_than_one_lying_about(float down, float palm, bool isHeld)
    {
        float alone = Judge(0, [], Phone(0.3f, Lap)).Score;

        float near = Judge(0, [Hand(0, down, palm)], Phone(0.3f, Lap)).Score;

        Assert.That(near, isHeld ? Is.GreaterThan(alone) : Is.EqualTo(alone));
    }

    // The object network's telephone counts in a hand alone: on the whole picture much else looks like one.
    [TestCase(3.19f, true)]
    [TestCase(3.21f, false)]
    public void Telephone_of_the_object_network_counts_in_a_hand(float down, bool isHeld)
    {
        CabinObject[] things = [Phone(0.5f, Lap)];

        float score = Judge(new PhoneSeen { Hands = [Hand(0, down, 0.9f)], Things = things }).Score;

        float nothing = Judge(0, []).Score;
        Assert.That(score, isHeld ? Is.GreaterThan(nothing) : Is.EqualTo(nothing));
    }

    [Test]
    public void Second_look_is_a_clue_of_its_own()
    {
        float alone = Judge(new PhoneSeen { Held = [Phone(0.4f, Lap)] }).Score;

        PhoneReading both = Judge(new PhoneSeen { Held = [Phone(0.4f, Lap)], CloseUp = 0.5f });

        Assert.That(both.Score, Is.GreaterThan(alone));
        Assert.That(both.Place, Is.EqualTo(Lap));
        Assert.That(
            Judge(new PhoneSeen { Held = [Phone(0.4f, Lap)], CloseUp = float.NaN }).Score, Is.EqualTo(alone));
    }

    [TestCase(HeldPart.Body, 270, 500)]
    [TestCase(HeldPart.Lap, 330, 450)]
    [TestCase(HeldPart.Head, 190, 360)]
    public void Parts_lie_below_the_face_in_its_size(HeldPart part, float y, float side)
    {
        FaceCrop crop = PhoneLook.PartOf(part, in Face);

        Assert.That(crop.Centre, Is.EqualTo(new PixelPoint(350, y)));
        Assert.That(crop.Side, Is.EqualTo(side).Within(1e-3));
    }

    [Test]
    public void The_strongest_telephone_within_reach_is_looked_at_again()
    {
        var far = new PixelBox(660, 150, 40, 40);

        bool isThere = PhoneLook.TryChoose(
            in Face, [Phone(0.2f, Face), Phone(0.3f, Lap), Phone(0.9f, far), Phone(float.NaN, Face)],
            out PixelBox chosen);

        Assert.That(isThere, Is.True);
        Assert.That(chosen, Is.EqualTo(Lap));
        FaceCrop crop = PhoneLook.CloseUpOf(in chosen);
        Assert.That((crop.Centre, crop.Side), Is.EqualTo((new PixelPoint(350, 390), 180f)));
        Assert.That(PhoneLook.TryChoose(in Face, [Phone(0.9f, far)], out _), Is.False);
    }

    // Boxes of 40 x 60 moved aside by x share (40 - x) / (40 + x): 0.3 at 21.5.
    [TestCase(21, 0.7f)]
    [TestCase(22, 0)]
    public void Second_look_must_show_it_in_the_same_place(float aside, float expected)
    {
        CabinObject[] seen =
        [
            Phone(0.7f, new PixelBox(Lap.Left + aside, Lap.Top, 40, 60)),
            new CabinObject(CabinObjectKind.Drink, 0.9f, Lap),
        ];

        Assert.That(PhoneLook.CloseUp(in Lap, seen), Is.EqualTo(expected));
    }

    [Test]
    public void Telephone_beside_the_head_is_at_the_ear() => Assert.That(
        Judge(0, [], Phone(0.8f, new PixelBox(410, 130, 40, 60))).Use, Is.EqualTo(PhoneUse.AtEar));

    // Reach: three face sizes aside, one and a half above, four below; boxes up to one and a half face sizes.
    [TestCase(649, 150, 40, true)]
    [TestCase(651, 150, 40, false)]
    [TestCase(350, 1, 40, true)]
    [TestCase(350, -1, 40, false)]
    [TestCase(350, 549, 40, true)]
    [TestCase(350, 551, 40, false)]
    [TestCase(350, 300, 149, true)]
    [TestCase(350, 300, 151, false)]
    public void Telephone_out_of_reach_is_somebody_elses(float x, float y, float size, bool isHis)
    {
        var box = new PixelBox(x - (size / 2), y - (size / 2), size, size);

        PhoneReading reading = Judge(0, [], Phone(0.9f, box));

        Assert.That(reading.Use != PhoneUse.None, Is.EqualTo(isHis));
    }

    [Test]
    public void Other_things_are_no_telephone() => Assert.That(
        Judge(0, [], new CabinObject(CabinObjectKind.Item, 0.9f, Lap)).Score, Is.EqualTo(Judge(0, []).Score));

    [Test]
    public void Number_that_is_none_is_no_clue()
    {
        PhoneReading reading = Judge(float.NaN, [Hand(0, 2.4f, float.NaN)], Phone(float.NaN, Lap));

        Assert.That(reading.Score, Is.EqualTo(Judge(0, []).Score));
    }

    [Test]
    public void Limit_is_reached_at_its_value()
    {
        var seen = new PhoneSeen { Held = [Phone(0.5f, Lap)] };
        float score = Judge(in seen).Score;
        OccupantLimits at = Limits with { PhoneScoreMin = score };
        OccupantLimits above = Limits with { PhoneScoreMin = MathF.BitIncrement(score) };

        Assert.That(PhoneLook.Judge(new PhoneScene(Face, 0), in seen, at).Use, Is.EqualTo(PhoneUse.InHand));
        Assert.That(PhoneLook.Judge(new PhoneScene(Face, 0), in seen, above).Use, Is.EqualTo(PhoneUse.None));
    }

    [Test]
    public void Look_allocates_nothing()
    {
        HandCandidate[] hands = [Hand(0.8f, 0.3f), Hand(0, 2.4f)];
        CabinObject[] things = [Phone(0.3f, Lap)];
        var scene = new PhoneScene(Face, 0.4f);

        Assert.That(Allocation.Of(Look), Is.Zero);

        void Look()
        {
            var seen = new PhoneSeen { Hands = hands, Things = things, Held = things, CloseUp = 0.2f };
            PhoneLook.Judge(in scene, in seen, Limits);
        }
    }
}
