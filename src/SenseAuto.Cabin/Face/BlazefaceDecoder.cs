using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;

namespace SenseAuto.Cabin.Face;

/// <summary>
/// Faces out of the detector's tensors: 896 anchors on a picture of 256 x 256 (two a cell of 16 pixels, then six a
/// cell of 32), each with a score and 16 numbers in pixels from its cell's middle: box middle, box size, six points.
/// Allocates nothing.
/// </summary>
/// <param name="scoreMin">0..1; weaker faces are not told.</param>
public sealed class BlazefaceDecoder(float scoreMin)
{
    /// <summary>Faces that are told at most; a cabin has seats for fewer.</summary>
    public const int FacesMax = 8;

    private const int Side = 256;
    private const int Numbers = 16;

    // Two boxes that share more than this are one face. Published with the detector (its graph suppresses above 0.3).
    private const float OverlapMax = 0.3f;
    private const int PlacesMax = 64;
    private readonly Candidates<FaceCandidate> _raw = new(PlacesMax, (in FaceCandidate _, in FaceCandidate _) => OverlapMax);

    /// <summary>False for tensors of another length; nothing is told then.</summary>
    /// <param name="fine">Scores (512) and numbers (512 x 16) of the 16-pixel cells.</param>
    /// <param name="coarse">Scores (384) and numbers (384 x 16) of the 32-pixel cells.</param>
    /// <param name="area">The part of the picture that filled the network's input.</param>
    /// <param name="faces">Strongest first.</param>
    public bool TryDecode(
        in AnchorTensors fine, in AnchorTensors coarse, in FaceCrop area, FixedList<FaceCandidate> faces)
    {
        ArgumentNullException.ThrowIfNull(faces);
        faces.Clear();
        _raw.Clear();
        if (!fine.Fits(cells: 16, anchors: 2, Numbers) || !coarse.Fits(cells: 8, anchors: 6, Numbers))
            return false;

        Gather(in fine, cells: 16, anchors: 2, in area);
        Gather(in coarse, cells: 8, anchors: 6, in area);
        _raw.Take(faces, FacesMax);
        return true;
    }

    private void Gather(in AnchorTensors tensors, int cells, int anchors, in FaceCrop area)
    {
        for (int i = 0; i < tensors.Scores.Length; i++)
        {
            float score = 1 / (1 + MathF.Exp(-Math.Clamp(tensors.Scores[i], -80, 80)));
            if (!(score >= scoreMin))
                continue;

            int cell = i / anchors;
            float x = ((cell % cells) + 0.5f) / cells;
            float y = ((cell / cells) + 0.5f) / cells;
            _raw.Add(Face(score, tensors.Numbers.Slice(i * Numbers, Numbers), x, y, in area));
        }
    }

    private static FaceCandidate Face(
        float score, ReadOnlySpan<float> numbers, float anchorX, float anchorY, in FaceCrop area)
    {
        float width = numbers[2] / Side * area.Side;
        float height = numbers[3] / Side * area.Side;
        PixelPoint middle = Point(numbers, 0, anchorX, anchorY, in area);
        var box = new PixelBox(middle.X - (width / 2), middle.Y - (height / 2), width, height);
        return new FaceCandidate(
            score, box,
            Point(numbers, 4, anchorX, anchorY, in area), Point(numbers, 6, anchorX, anchorY, in area),
            Point(numbers, 8, anchorX, anchorY, in area), Point(numbers, 10, anchorX, anchorY, in area));
    }

    private static PixelPoint Point(
        ReadOnlySpan<float> numbers, int at, float anchorX, float anchorY, in FaceCrop area) =>
        area.ToPicture(anchorX + (numbers[at] / Side), anchorY + (numbers[at + 1] / Side));
}
