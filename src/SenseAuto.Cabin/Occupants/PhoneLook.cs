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
/// <param name="Score">0..1, of the stronger evidence, also when it is too weak.</param>
public readonly record struct PhoneReading(PhoneUse Use, float Score);

/// <summary>
/// A telephone from hands, face and things on one picture. Pure. A hand that covers a telephone at the ear leaves
/// nothing for an object network to see, so the hand's place beside the head is the evidence there.
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

    // The palm detector sees palms in ears and cushions with up to 0.94; real ones scored 1.00.
    private const float PalmSure = 0.97f;

    // The forearm comes from below: from wrist to knuckles those four hands pointed up by 0.79 to 0.99 of their length,
    // fists and thumbs beside a head by 0.32 at most.
    private const float UpMin = 0.55f;

    // Of a palm's width; a palm this doubtful says nothing about what lies near it.
    private const float HandNear = 1.6f;
    private const float HandSure = 0.8f;

    // The object network sees telephones in zips, head rests and bare hands with up to 0.39, so that what is not in a
    // hand must be a plain one. Chosen by us on 75 pictures.
    private const float InHandWeight = 1.2f;
    private const float AloneWeight = 0.7f;

    /// <summary>Hands, things and the face of one person.</summary>
    public static PhoneReading Judge(
        in PixelBox face, ReadOnlySpan<HandCandidate> hands, ReadOnlySpan<CabinObject> things, OccupantLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        float size = MathF.Max(face.Width, face.Height);
        float ear = 0;
        foreach (ref readonly HandCandidate hand in hands)
        {
            if (IsAtEar(in face, size, hand.Box) && IsUpright(in hand))
                ear = MathF.Max(ear, MathF.Max(0, (hand.Score - PalmSure) / (1 - PalmSure)));
        }

        (float held, bool isAtEar) = Held(in face, size, hands, things);
        if (ear >= 0.5f || (isAtEar && held >= limits.PhoneScoreMin))
            return new PhoneReading(PhoneUse.AtEar, MathF.Max(ear, held));

        return new PhoneReading(held >= limits.PhoneScoreMin ? PhoneUse.InHand : PhoneUse.None, MathF.Max(ear, held));
    }

    private static bool IsAtEar(in PixelBox face, float size, in PixelBox box)
    {
        float across = MathF.Abs(box.CentreX - face.CentreX) / size;
        float down = (box.Top + (box.Height / 2) - face.Top - (face.Height / 2)) / size;
        float width = box.Width / size;
        return across is >= EarNear and <= EarFar && down >= -EarAbove && down <= EarBelow
            && width is >= PalmMin and <= PalmMax;
    }

    private static bool IsUpright(in HandCandidate hand)
    {
        float length = hand.Wrist.DistanceTo(hand.MiddleKnuckle);
        return length > 0 && (hand.Wrist.Y - hand.MiddleKnuckle.Y) / length >= UpMin;
    }

    private static (float Score, bool IsAtEar) Held(
        in PixelBox face, float size, ReadOnlySpan<HandCandidate> hands, ReadOnlySpan<CabinObject> things)
    {
        (float best, bool isAtEar) = (0, false);
        foreach (ref readonly CabinObject thing in things)
        {
            if (thing.Kind != CabinObjectKind.Phone || thing.Box.Width > 1.5f * size)
                continue;

            float score = thing.Score * (IsNearHand(thing.Box, hands) ? InHandWeight : AloneWeight);
            if (score > best)
                (best, isAtEar) = (MathF.Min(1, score), IsAtEar(in face, size, thing.Box));
        }

        return (best, isAtEar);
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
}
