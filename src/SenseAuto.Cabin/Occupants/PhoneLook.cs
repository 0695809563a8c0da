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
/// Of the telephone, in pixels of the picture; empty when none was seen (a raised arm alone shows no place).
/// </param>
public readonly record struct PhoneReading(PhoneUse Use, float Score, PixelBox Place);

/// <summary>Whose telephone is looked for.</summary>
/// <param name="Face">In pixels of the picture.</param>
/// <param name="ArmAtHead">0..1, see <see cref="ArmLook.AtHead"/>; 0 when the arms were not looked at.</param>
public readonly record struct PhoneScene(PixelBox Face, float ArmAtHead);

/// <summary>A part of the picture that a telephone is looked for on: on all of it, it is too small to be seen.</summary>
public enum HeldPart : byte
{
    /// <summary>Down to the knees.</summary>
    Body,

    /// <summary>Hands on a wheel and the lap.</summary>
    Lap,

    /// <summary>Both ears with the elbows.</summary>
    Head,
}

/// <summary>What the networks saw around one person.</summary>
public readonly ref struct PhoneSeen
{
    /// <summary>Palms, all that were found.</summary>
    public ReadOnlySpan<HandCandidate> Hands { get; init; }

    /// <summary>Of the object network, on the whole picture or parts.</summary>
    public ReadOnlySpan<CabinObject> Things { get; init; }

    /// <summary>Of the network that looks for telephones alone, on parts of the person.</summary>
    public ReadOnlySpan<CabinObject> Held { get; init; }

    /// <summary>0..1: what the second, closer look said of the strongest of <see cref="Held"/>.</summary>
    public float CloseUp { get; init; }
}

/// <summary>
/// A telephone from things, hands, arms and the face on one picture. Pure. A hand that covers a telephone at the ear
/// leaves nothing for an object network to see, so that the arm at the head is evidence of its own; a drink there is
/// evidence against.
/// </summary>
public static class PhoneLook
{
    /// <summary>Parts that <see cref="PartOf"/> knows.</summary>
    public const int Parts = 3;

    // How far the driver reaches, and how large a telephone can look before the face, in face sizes from its middle.
    private static readonly Reach OfArms = new(Across: 3, Above: 1.5f, Below: 4, Largest: 1.5f);

    // Where a drink is drunk.
    private static readonly Reach OfMouth = new(Across: 1.6f, Above: 1, Below: 1.5f, Largest: 1.5f);

    // Where a telephone is listened to.
    private static readonly Reach OfEars = new(Across: 1.3f, Above: 0.8f, Below: 1.1f, Largest: 1.5f);

    // Of a palm's width; a palm this doubtful says nothing about what lies near it.
    private const float HandNear = 1.6f;
    private const float HandSure = 0.8f;

    // A logistic rule, fitted on pictures out of cars that no network here was trained on; see the component's page.
    private const float Offset = -0.8f;
    private const float ThingInHandWeight = 2.2f;
    private const float HeldWeight = 2.7f;
    private const float HeldInHandWeight = 5;
    private const float CloseUpWeight = 3.3f;
    private const float ArmWeight = 4;
    private const float DrinkWeight = -4;

    // A close-up is three times as wide as the thing, and must show it in the same place.
    private const float CloseUpSides = 3;
    private const float SamePlaceMin = 0.3f;

    /// <summary>Where to look for what a face's owner holds.</summary>
    public static FaceCrop PartOf(HeldPart part, in PixelBox face)
    {
        (float below, float sides) = part switch
        {
            HeldPart.Body => (1.2f, 5f),
            HeldPart.Lap => (1.8f, 4.5f),
            _ => (0.4f, 3.6f),
        };
        float size = MathF.Max(face.Width, face.Height);
        float y = face.Top + (face.Height / 2) + (below * size);
        return new FaceCrop(new PixelPoint(face.CentreX, y), sides * size, default);
    }

    /// <summary>The strongest telephone within the face's owner's reach, to be looked at again; false: there is none.</summary>
    public static bool TryChoose(in PixelBox face, ReadOnlySpan<CabinObject> held, out PixelBox chosen)
    {
        Clue best = Phones(in face, held, []).Any;
        chosen = best.Place;
        return best.Strength > 0;
    }

    /// <summary>Where to look again.</summary>
    public static FaceCrop CloseUpOf(in PixelBox chosen)
    {
        float side = CloseUpSides * MathF.Max(chosen.Width, chosen.Height);
        return new FaceCrop(new PixelPoint(chosen.CentreX, chosen.Top + (chosen.Height / 2)), side, default);
    }

    /// <summary>0..1: the strongest telephone that the close-up shows in the chosen place.</summary>
    public static float CloseUp(in PixelBox chosen, ReadOnlySpan<CabinObject> seen)
    {
        float strongest = 0;
        foreach (ref readonly CabinObject thing in seen)
        {
            if (thing.Kind == CabinObjectKind.Phone && thing.Score > strongest
                && Overlap.Of(thing.Box, chosen) > SamePlaceMin)
            {
                strongest = thing.Score;
            }
        }

        return strongest;
    }

    /// <summary>Things, hands and arms of one person.</summary>
    public static PhoneReading Judge(in PhoneScene scene, in PhoneSeen seen, OccupantLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        (_, Clue thingInHand) = Phones(scene.Face, seen.Things, seen.Hands);
        (Clue held, Clue heldInHand) = Phones(scene.Face, seen.Held, seen.Hands);
        float closeUp = seen.CloseUp > 0 ? seen.CloseUp : 0;
        float byThing = (ThingInHandWeight * thingInHand.Strength) + (HeldWeight * held.Strength)
            + (HeldInHandWeight * heldInHand.Strength) + (CloseUpWeight * closeUp);
        float byArm = scene.ArmAtHead > 0 ? ArmWeight * scene.ArmAtHead : 0;
        float byDrink = DrinkWeight * Drink(in scene, seen.Things);
        float score = 1 / (1 + MathF.Exp(-(Offset + byThing + byArm + byDrink)));
        PixelBox place = Stronger(Stronger(heldInHand, held), thingInHand).Place;
        bool isEar = byArm > byThing || OfEars.Holds(scene.Face, in place);
        PhoneUse use = !(score >= limits.PhoneScoreMin) ? PhoneUse.None : isEar ? PhoneUse.AtEar : PhoneUse.InHand;
        return new PhoneReading(use, score, place);
    }

    /// <summary>The strongest telephone within reach, and the strongest of those in a hand.</summary>
    private static (Clue Any, Clue InHand) Phones(
        in PixelBox face, ReadOnlySpan<CabinObject> things, ReadOnlySpan<HandCandidate> hands)
    {
        Clue any = default;
        Clue inHand = default;
        foreach (ref readonly CabinObject thing in things)
        {
            if (thing.Kind != CabinObjectKind.Phone || !OfArms.Holds(face, thing.Box))
                continue;

            var clue = new Clue(thing.Score, thing.Box);
            any = Stronger(any, clue);
            if (IsNearHand(thing.Box, hands))
                inHand = Stronger(inHand, clue);
        }

        return (any, inHand);
    }

    private static float Drink(in PhoneScene scene, ReadOnlySpan<CabinObject> things)
    {
        float strongest = 0;
        foreach (ref readonly CabinObject thing in things)
        {
            if (thing.Kind == CabinObjectKind.Drink && OfMouth.Holds(scene.Face, thing.Box) && thing.Score > strongest)
                strongest = thing.Score;
        }

        return strongest;
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

    /// <summary>A region around a face, in face sizes from its middle.</summary>
    private readonly record struct Reach(float Across, float Above, float Below, float Largest)
    {
        /// <summary>Whether the box's middle lies in the region and the box is not too large.</summary>
        public bool Holds(in PixelBox face, in PixelBox box)
        {
            float size = MathF.Max(face.Width, face.Height);
            float across = MathF.Abs(box.CentreX - face.CentreX) / size;
            float down = (box.Top + (box.Height / 2) - face.Top - (face.Height / 2)) / size;
            return across <= Across && down >= -Above && down <= Below
                && MathF.Max(box.Width, box.Height) <= Largest * size;
        }
    }
}
