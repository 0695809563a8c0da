using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Gestures;
using SenseAuto.Core.Messages;

namespace SenseAuto.Cabin.Occupants;

/// <summary>How a telephone is used.</summary>
public enum PhoneUse : byte
{
    /// <summary>Nobody was seen who could hold one.</summary>
    Unknown,
    None,
    InHand,
    AtEar,
}

/// <summary>What one look said of a telephone.</summary>
/// <param name="Score">0..1, of all evidence together, also when it is too weak.</param>
/// <param name="Place">
/// Of the strongest evidence, in pixels of the picture: the telephone, or the palm at the ear. Empty without any.
/// </param>
public readonly record struct PhoneReading(PhoneUse Use, float Score, PixelBox Place);

/// <summary>Whose telephone is looked for.</summary>
/// <param name="Face">In pixels of the picture.</param>
/// <param name="ArmAtHead">0..1, see <see cref="ArmLook.AtHead"/>; 0 when the arms were not looked at.</param>
public readonly record struct PhoneScene(PixelBox Face, float ArmAtHead);

/// <summary>
/// A telephone from hands, arms, face and things on one picture. Pure. A hand that covers a telephone at the ear leaves
/// nothing for an object network to see, so that hand and arm beside the head are evidence of their own.
/// </summary>
public static class PhoneLook
{
    // In face sizes from the face's middle; measured on four pictures out of cars with a hand at the ear: (0.9, 0.3),
    // (0.3, 0.8), (0.7, 0.5), (0.5, 0.2). A hand before the mouth or below the chin is none.
    private const float EarNear = 0.25f;
    private const float EarFar = 1.1f;
    private const float EarAbove = 0.35f;
    private const float EarBelow = 0.95f;

    // A palm is smaller than the face it is held beside.
    private const float PalmMin = 0.2f;
    private const float PalmMax = 0.9f;

    // The forearm comes from below: from wrist to knuckles hands at the ear point up by most of their length, fists and
    // thumbs beside a head by 0.32 at most.
    private const float UpMin = 0.4f;

    // How far the driver reaches, and how large a telephone can look before the face, in face sizes.
    private const float ReachAcross = 3;
    private const float ReachAbove = 1.5f;
    private const float ReachBelow = 4;
    private const float LargestBox = 1.5f;

    // Of a palm's width; a palm this doubtful says nothing about what lies near it.
    private const float HandNear = 1.6f;
    private const float HandSure = 0.8f;

    // The palm detector's scores crowd below one; their odds tell them apart. From logit 1 (0.73) to logit 6 (0.998).
    private const float OddsFrom = 1;
    private const float OddsRange = 5;
    private const float EarMax = 1.2f;

    // A logistic rule, fitted on pictures out of cars that no network here was trained on; see the component's page.
    private const float Offset = -1.8f;
    private const float ThingWeight = 3.5f;
    private const float InHandWeight = 4;
    private const float EarWeight = 2;
    private const float ArmWeight = 7.5f;

    /// <summary>Hands, arms and things of one person.</summary>
    public static PhoneReading Judge(
        in PhoneScene scene, ReadOnlySpan<HandCandidate> hands, ReadOnlySpan<CabinObject> things,
        OccupantLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        Clue thing = default;
        Clue inHand = default;
        foreach (ref readonly CabinObject one in things)
        {
            if (one.Kind != CabinObjectKind.Phone || !IsInReach(scene.Face, one.Box))
                continue;

            var clue = new Clue(one.Score, one.Box);
            thing = Stronger(thing, clue);
            if (IsNearHand(one.Box, hands))
                inHand = Stronger(inHand, clue);
        }

        Clue ear = AtEar(scene.Face, hands);
        float arm = scene.ArmAtHead > 0 ? scene.ArmAtHead : 0;
        float byThing = (ThingWeight * thing.Strength) + (InHandWeight * inHand.Strength);
        float byHand = (EarWeight * ear.Strength) + (ArmWeight * arm);
        float score = 1 / (1 + MathF.Exp(-(Offset + byThing + byHand)));
        PixelBox place = byThing >= EarWeight * ear.Strength ? Stronger(inHand, thing).Place : ear.Place;
        bool isEar = byHand > byThing || IsAtEar(scene.Face, in place);
        PhoneUse use = !(score >= limits.PhoneScoreMin) ? PhoneUse.None : isEar ? PhoneUse.AtEar : PhoneUse.InHand;
        return new PhoneReading(use, score, place);
    }

    private static bool IsInReach(in PixelBox face, in PixelBox box)
    {
        (float across, float down, float size) = From(in face, in box);
        return across <= ReachAcross && down >= -ReachAbove && down <= ReachBelow
            && MathF.Max(box.Width, box.Height) <= LargestBox * size;
    }

    private static bool IsAtEar(in PixelBox face, in PixelBox box)
    {
        (float across, float down, float size) = From(in face, in box);
        float width = box.Width / size;
        return across is >= EarNear and <= EarFar && down >= -EarAbove && down <= EarBelow
            && width is >= PalmMin and <= PalmMax;
    }

    /// <summary>Middle of the box from the face's middle, in face sizes, and the face's size in pixels.</summary>
    private static (float Across, float Down, float Size) From(in PixelBox face, in PixelBox box)
    {
        float size = MathF.Max(face.Width, face.Height);
        float across = MathF.Abs(box.CentreX - face.CentreX) / size;
        float down = (box.Top + (box.Height / 2) - face.Top - (face.Height / 2)) / size;
        return (across, down, size);
    }

    private static Clue AtEar(in PixelBox face, ReadOnlySpan<HandCandidate> hands)
    {
        Clue best = default;
        foreach (ref readonly HandCandidate hand in hands)
        {
            if (!IsAtEar(in face, hand.Box) || !IsUpright(in hand))
                continue;

            float score = Math.Clamp(hand.Score, 1e-4f, 1 - 1e-5f);
            float odds = MathF.Log(score / (1 - score));
            best = Stronger(best, new Clue(Math.Clamp((odds - OddsFrom) / OddsRange, 0, EarMax), hand.Box));
        }

        return best;
    }

    private static bool IsUpright(in HandCandidate hand)
    {
        float length = hand.Wrist.DistanceTo(hand.MiddleKnuckle);
        return length > 0 && (hand.Wrist.Y - hand.MiddleKnuckle.Y) / length >= UpMin;
    }

    private static bool IsNearHand(in PixelBox box, ReadOnlySpan<HandCandidate> hands)
    {
        var middle = new PixelPoint(box.CentreX, box.Top + (box.Height / 2));
        foreach (ref readonly HandCandidate hand in hands)
        {
            var palm = new PixelPoint(hand.Box.CentreX, hand.Box.Top + (hand.Box.Height / 2));
            if (hand.Score >= HandSure && middle.DistanceTo(palm) < HandNear * hand.Box.Width)
                return true;
        }

        return false;
    }

    private static Clue Stronger(Clue one, Clue other) => other.Strength > one.Strength ? other : one;

    private readonly record struct Clue(float Strength, PixelBox Place);
}
