using System;
using System.Collections.Generic;
using SenseAuto.Core.Messages;

namespace SenseAuto.Cabin.Identity;

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
