using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;

namespace SenseAuto.Cabin.Occupants;

/// <summary>Things that matter inside a car.</summary>
public enum CabinObjectKind : byte
{
    None,
    Person,
    Pet,
    Item,
    Phone,

    /// <summary>Bottle, glass or cup.</summary>
    Drink,
}

/// <summary>One thing on the picture.</summary>
/// <param name="Score">0..1, the network's own; not a probability.</param>
public readonly record struct CabinObject(CabinObjectKind Kind, float Score, PixelBox Box) : ICandidate;

/// <summary>One grid of NanoDet: 80 class scores and 44 side logits a cell.</summary>
public readonly ref struct GridTensors(ReadOnlySpan<float> scores, ReadOnlySpan<float> sides)
{
    public ReadOnlySpan<float> Scores { get; } = scores;

    public ReadOnlySpan<float> Sides { get; } = sides;
}

/// <summary>
/// People, pets and things out of NanoDet's tensors at 416 x 416 (strides 8, 16, 32). Allocates nothing.
/// </summary>
/// <param name="scoreMin">0..1; weaker things are not told.</param>
public sealed class CabinObjectDecoder(float scoreMin)
{
    /// <summary>Things that are told at most.</summary>
    public const int ObjectsMax = 24;

    private const int InputSide = 416;
    private const int Classes = 80;
    private const int Bins = 11;

    // Class numbers of the COCO 2017 detection task without gaps (cocodataset.org).
    private static readonly (int Coco, CabinObjectKind Kind)[] Kinds =
    [
        (0, CabinObjectKind.Person),
        (15, CabinObjectKind.Pet), (16, CabinObjectKind.Pet),
        (24, CabinObjectKind.Item), (25, CabinObjectKind.Item), (26, CabinObjectKind.Item),
        (28, CabinObjectKind.Item), (63, CabinObjectKind.Item), (73, CabinObjectKind.Item),
        (77, CabinObjectKind.Item),
    ];

    // What a hand holds: a place that is a bit of a person, too, does not take it away.
    private static readonly (int Coco, CabinObjectKind Kind)[] Held =
    [
        (67, CabinObjectKind.Phone), (39, CabinObjectKind.Drink), (40, CabinObjectKind.Drink),
        (41, CabinObjectKind.Drink),
    ];

    private readonly Candidates<CabinObject> _places = ThingPlaces.Empty();

    /// <summary>Starts a picture: nothing seen yet.</summary>
    public void Begin() => _places.Clear();

    /// <summary>False for tensors of another length.</summary>
    /// <param name="area">The part of the picture that filled the network's input.</param>
    public bool TryAdd(in GridTensors grid, int stride, in FaceCrop area)
    {
        int columns = InputSide / stride;
        int cells = columns * columns;
        if (grid.Scores.Length != cells * Classes || grid.Sides.Length != cells * 4 * Bins)
            return false;

        for (int cell = 0; cell < cells; cell++)
        {
            ReadOnlySpan<float> scores = grid.Scores.Slice(cell * Classes, Classes);
            (CabinObjectKind kind, float score) = Strongest(scores, Kinds);
            (CabinObjectKind held, float heldScore) = Strongest(scores, Held);
            if (!(score >= scoreMin) && !(heldScore >= scoreMin))
                continue;

            float x = ((cell % columns) + 0.5f) * stride;
            float y = ((cell / columns) + 0.5f) * stride;
            PixelBox box = Box(grid.Sides.Slice(cell * 4 * Bins, 4 * Bins), x, y, stride, in area);
            if (!(box.Width > 0 && box.Height > 0 && float.IsFinite(box.Area)))
                continue;

            if (score >= scoreMin)
                _places.Add(new CabinObject(kind, score, box));
            if (heldScore >= scoreMin)
                _places.Add(new CabinObject(held, heldScore, box));
        }

        return true;
    }

    /// <summary>What was seen, strongest first, each thing once.</summary>
    public void Finish(FixedList<CabinObject> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        _places.Take(objects);
    }

    private static (CabinObjectKind Kind, float Score) Strongest(
        ReadOnlySpan<float> scores, (int Coco, CabinObjectKind Kind)[] kinds)
    {
        (CabinObjectKind kind, float best) = (CabinObjectKind.None, 0);
        foreach ((int coco, CabinObjectKind what) in kinds)
        {
            if (scores[coco] > best)
                (kind, best) = (what, scores[coco]);
        }

        return (kind, best);
    }

    private static PixelBox Box(ReadOnlySpan<float> sides, float x, float y, int stride, in FaceCrop area)
    {
        float left = x - (stride * Expectation(sides[..Bins]));
        float top = y - (stride * Expectation(sides.Slice(Bins, Bins)));
        float right = x + (stride * Expectation(sides.Slice(2 * Bins, Bins)));
        float bottom = y + (stride * Expectation(sides.Slice(3 * Bins, Bins)));
        PixelPoint from = area.ToPicture(left / InputSide, top / InputSide);
        PixelPoint to = area.ToPicture(right / InputSide, bottom / InputSide);
        return new PixelBox(from.X, from.Y, to.X - from.X, to.Y - from.Y);
    }

    /// <summary>Mean bin number under the softmax of the logits.</summary>
    private static float Expectation(ReadOnlySpan<float> logits)
    {
        float largest = logits[0];
        foreach (float logit in logits)
            largest = MathF.Max(largest, logit);

        (float sum, float weighted) = (0, 0);
        for (int i = 0; i < logits.Length; i++)
        {
            float weight = MathF.Exp(logits[i] - largest);
            sum += weight;
            weighted += i * weight;
        }

        return weighted / sum;
    }
}
