using System;
using System.Collections.Generic;

namespace SenseAuto.Cabin.Identity;

/// <summary>Set-points of a seat and its mirrors; recalled when the person sits down.</summary>
/// <param name="SeatForwardM">Along the rail from its rear end.</param>
/// <param name="SeatHeightM">Over the lowest place.</param>
/// <param name="BackrestRad">Back from upright.</param>
/// <param name="MirrorYawRad">Of the mirror on the driver's side, outwards.</param>
/// <param name="MirrorPitchRad">Of the mirror on the driver's side, downwards.</param>
public readonly record struct SeatSetPoints(
    float SeatForwardM, float SeatHeightM, float BackrestRad, float MirrorYawRad, float MirrorPitchRad)
{
    internal bool AreNumbers =>
        float.IsFinite(SeatForwardM + SeatHeightM + BackrestRad + MirrorYawRad + MirrorPitchRad);
}

/// <summary>One person the car knows: numbers of the face, never a picture.</summary>
/// <param name="Id">Above 0, never given twice.</param>
/// <param name="Name">The person's own choice; may be empty.</param>
/// <param name="MayDrive">An authorised driver.</param>
/// <param name="SetPoints">Null until the person stored some.</param>
/// <param name="Faces">1 to <see cref="FacesMax"/> embeddings of length one.</param>
public sealed record Person(int Id, string Name, bool MayDrive, SeatSetPoints? SetPoints, IReadOnlyList<float[]> Faces)
{
    /// <summary>Views of one face that are kept.</summary>
    public const int FacesMax = 8;

    /// <summary>Likeness of a face to the nearest of the kept views, -1..1.</summary>
    public float LikenessTo(ReadOnlySpan<float> face)
    {
        float best = -1;
        for (int i = 0; i < Faces.Count; i++)
            best = MathF.Max(best, Embedding.Likeness(Faces[i], face));
        return best;
    }
}
