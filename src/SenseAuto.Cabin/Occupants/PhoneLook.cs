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

/// <summary>
/// A telephone from things, hands, arms and the face on one picture. Pure. A hand that covers a telephone at the ear
/// leaves nothing for an object network to see, so that the arm at the head is evidence of its own; a drink there is
/// evidence against.
/// </summary>
public static class PhoneLook
{
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
    private const float Offset = -1.27f;
    private const float ThingWeight = 3;
    private const float InHandWeight = 4.9f;
    private const float ArmWeight = 5.9f;
    private const float DrinkWeight = -3;

    /// <summary>Things, hands and arms of one person.</summary>
    public static PhoneReading Judge(
        in PhoneScene scene, ReadOnlySpan<HandCandidate> hands, ReadOnlySpan<CabinObject> things,
        OccupantLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        Clue thing = default;
        Clue inHand = default;
        Clue drink = default;
        foreach (ref readonly CabinObject one in things)
        {
            var clue = new Clue(one.Score, one.Box);
            if (one.Kind == CabinObjectKind.Drink && OfMouth.Holds(scene.Face, one.Box))
                drink = Stronger(drink, clue);
            if (one.Kind != CabinObjectKind.Phone || !OfArms.Holds(scene.Face, one.Box))
                continue;

            thing = Stronger(thing, clue);
            if (IsNearHand(one.Box, hands))
                inHand = Stronger(inHand, clue);
        }

        float byThing = (ThingWeight * thing.Strength) + (InHandWeight * inHand.Strength);
        float byArm = scene.ArmAtHead > 0 ? ArmWeight * scene.ArmAtHead : 0;
        float score = 1 / (1 + MathF.Exp(-(Offset + byThing + byArm + (DrinkWeight * drink.Strength))));
        PixelBox place = Stronger(inHand, thing).Place;
        bool isEar = byArm > byThing || OfEars.Holds(scene.Face, in place);
        PhoneUse use = !(score >= limits.PhoneScoreMin) ? PhoneUse.None : isEar ? PhoneUse.AtEar : PhoneUse.InHand;
        return new PhoneReading(use, score, place);
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
