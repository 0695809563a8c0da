using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Occupants;

/// <summary>One face of a cabin picture with what is known of its owner.</summary>
/// <param name="Box">In pixels of the picture.</param>
/// <param name="Score">0..1, of the face detector.</param>
/// <param name="AgeYears">0 when not asked in this look.</param>
/// <param name="Belt">Unknown when not asked in this look.</param>
public readonly record struct SeatFace(PixelBox Box, float Score, float AgeYears, BeltState Belt);

/// <summary>Things and faces of one picture, laid on the seats. Pure, allocates nothing.</summary>
public static class SeatLooks
{
    // A face is a person for certain; the object network often misses who sits behind a seat.
    private const float FaceAsPerson = 0.6f;

    // The face detector takes a cat's face for one; the object network calls it a pet with 0.5 and more.
    private const float PetFaceMin = 0.4f;
    private const float InsideMin = 0.7f;

    // A changed seat is a thing as surely as one that the object network names; a doubtful person forbids that.
    private const float ChangeAsItem = 0.6f;
    private const float SomebodyMin = 0.2f;

    /// <summary>What one picture says of one seat.</summary>
    public static SeatLook Of(
        SeatMap map, SeatId seat, ReadOnlySpan<CabinObject> things, ReadOnlySpan<SeatFace> faces, PictureSize picture,
        MonoTime captured)
    {
        ArgumentNullException.ThrowIfNull(map);
        var look = new SeatLook { Captured = captured, IsSeen = picture.Width > 0 && picture.Height > 0 };
        if (!look.IsSeen)
            return look;

        foreach (ref readonly CabinObject thing in things)
        {
            if (map.SeatOf(picture.Share(thing.Box)) == seat)
                look = With(in look, in thing);
        }

        foreach (ref readonly SeatFace face in faces)
        {
            if (map.SeatOf(picture.Share(face.Box)) == seat && !IsPetFace(in face, things))
                look = With(in look, in face);
        }

        return look;
    }

    /// <summary>
    /// The same look with the word of the seat's background: what changed on a seat without anybody is a thing.
    /// </summary>
    /// <param name="changed">Share of the seat that looks otherwise, of <see cref="SeatBackground"/>.</param>
    public static SeatLook WithBackground(in SeatLook look, float changed, OccupantLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        bool isAnybody = look.PersonScore >= SomebodyMin || look.PetScore >= SomebodyMin;
        return look.IsSeen && !isAnybody && changed >= limits.EmptyChangeMin
            ? look with { ItemScore = MathF.Max(look.ItemScore, ChangeAsItem) }
            : look;
    }

    /// <summary>A face inside of a pet, and of nobody who is more of a person than that is a pet.</summary>
    private static bool IsPetFace(in SeatFace face, ReadOnlySpan<CabinObject> things)
    {
        (float pet, float person) = (0, 0);
        foreach (ref readonly CabinObject thing in things)
        {
            if (Overlap.Within(face.Box, thing.Box) < InsideMin)
                continue;

            pet = thing.Kind == CabinObjectKind.Pet ? MathF.Max(pet, thing.Score) : pet;
            person = thing.Kind == CabinObjectKind.Person ? MathF.Max(person, thing.Score) : person;
        }

        return pet >= PetFaceMin && pet > person;
    }

    private static SeatLook With(in SeatLook look, in CabinObject thing) => thing.Kind switch
    {
        CabinObjectKind.Person => look with { PersonScore = MathF.Max(look.PersonScore, thing.Score) },
        CabinObjectKind.Pet => look with { PetScore = MathF.Max(look.PetScore, thing.Score) },
        CabinObjectKind.Item or CabinObjectKind.Phone or CabinObjectKind.Drink =>
            look with { ItemScore = MathF.Max(look.ItemScore, thing.Score) },
        _ => look,
    };

    private static SeatLook With(in SeatLook look, in SeatFace face) => look with
    {
        PersonScore = MathF.Max(look.PersonScore, MathF.Min(FaceAsPerson, face.Score)),
        AgeYears = face.AgeYears > 0 ? face.AgeYears : look.AgeYears,
        Belt = face.Belt != BeltState.Unknown ? face.Belt : look.Belt,
    };
}

/// <summary>Width and height of a picture, in pixels.</summary>
public readonly record struct PictureSize(int Width, int Height)
{
    /// <summary>A box as shares of the picture.</summary>
    public PixelBox Share(in PixelBox box) =>
        new(box.Left / Width, box.Top / Height, box.Width / Width, box.Height / Height);
}
