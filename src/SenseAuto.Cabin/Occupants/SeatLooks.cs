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
            if (map.SeatOf(picture.Share(face.Box)) == seat)
                look = With(in look, in face);
        }

        return look;
    }

    private static SeatLook With(in SeatLook look, in CabinObject thing) => thing.Kind switch
    {
        CabinObjectKind.Person => look with { PersonScore = MathF.Max(look.PersonScore, thing.Score) },
        CabinObjectKind.Pet => look with { PetScore = MathF.Max(look.PetScore, thing.Score) },
        CabinObjectKind.Item or CabinObjectKind.Phone =>
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
