using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;

namespace SenseAuto.Cabin.Gestures;

/// <summary>
/// Palms out of the detector's tensor: 2944 anchors on a picture of 256 x 256 (two a cell of 8 pixels, two a cell of
/// 16, six a cell of 32), each with a score before the sigmoid and 18 numbers in pixels from its cell's middle: box
/// middle, box size, seven points. Allocates nothing.
/// </summary>
/// <param name="scoreMin">0..1; weaker palms are not told.</param>
public sealed class PalmDecoder(float scoreMin)
{
    /// <summary>Hands that are told at most.</summary>
    public const int HandsMax = 8;

    public const int Anchors = 2944;

    /// <summary>Numbers of one anchor: score, box, points.</summary>
    public const int Numbers = 19;

    private const int Side = 256;
    private const int FirstPoint = 5;

    // The detector's points: wrist first, then the knuckles of index, middle, ring and little finger.
    private const int MiddlePoint = FirstPoint + 4;

    // Two boxes that share more than this are one palm. Published with the detector (0.3).
    private const float OverlapMax = 0.3f;
    private const int PlacesMax = 64;
    private readonly Candidates<HandCandidate> _raw = new(PlacesMax, (in HandCandidate _, in HandCandidate _) => OverlapMax);

    /// <summary>False for a tensor of another length; nothing is told then.</summary>
    /// <param name="area">The part of the picture that filled the network's input.</param>
    /// <param name="hands">Strongest first.</param>
    public bool TryDecode(ReadOnlySpan<float> tensor, in FaceCrop area, FixedList<HandCandidate> hands)
    {
        ArgumentNullException.ThrowIfNull(hands);
        hands.Clear();
        _raw.Clear();
        if (tensor.Length != Anchors * Numbers)
            return false;

        Gather(tensor[..(2048 * Numbers)], cells: 32, anchors: 2, in area);
        Gather(tensor.Slice(2048 * Numbers, 512 * Numbers), cells: 16, anchors: 2, in area);
        Gather(tensor[(2560 * Numbers)..], cells: 8, anchors: 6, in area);
        _raw.Take(hands, HandsMax);
        return true;
    }

    private void Gather(ReadOnlySpan<float> grid, int cells, int anchors, in FaceCrop area)
    {
        for (int i = 0; i < grid.Length / Numbers; i++)
        {
            ReadOnlySpan<float> numbers = grid.Slice(i * Numbers, Numbers);
            float score = 1 / (1 + MathF.Exp(-Math.Clamp(numbers[0], -80, 80)));
            if (!(score >= scoreMin))
                continue;

            int cell = i / anchors;
            float x = ((cell % cells) + 0.5f) / cells;
            float y = ((cell / cells) + 0.5f) / cells;
            float size = numbers[3] / Side * area.Side;
            PixelPoint middle = Point(numbers, 1, x, y, in area);
            _raw.Add(new HandCandidate(
                score,
                new PixelBox(middle.X - (size / 2), middle.Y - (size / 2), size, size),
                Point(numbers, FirstPoint, x, y, in area),
                Point(numbers, MiddlePoint, x, y, in area)));
        }
    }

    private static PixelPoint Point(ReadOnlySpan<float> numbers, int at, float x, float y, in FaceCrop area) =>
        area.ToPicture(x + (numbers[at] / Side), y + (numbers[at + 1] / Side));
}
