using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;

namespace SenseAuto.Cabin.Occupants;

/// <summary>
/// Telephones and drinks out of an SSD network's tensors, whose boxes and scores are ready made. Allocates nothing.
/// </summary>
/// <param name="scoreMin">0..1; weaker things are not told.</param>
public sealed class HeldDecoder(float scoreMin)
{
    private const int Sides = 4;

    // The detection task's numbers with gaps go to 90 (cocodataset.org).
    private const int Classes = 90;

    // Less one: the network's scores begin with person, which is 1.
    private static readonly (int Class, CabinObjectKind Kind)[] Kinds =
    [
        (76, CabinObjectKind.Phone), (43, CabinObjectKind.Drink), (45, CabinObjectKind.Drink),
        (46, CabinObjectKind.Drink),
    ];

    private readonly Candidates<CabinObject> _places = ThingPlaces.Empty();

    /// <summary>What was seen, strongest first, each thing once; false for tensors of another length.</summary>
    /// <param name="boxes">Top, left, bottom, right of every place, 0..1 of the network's input.</param>
    /// <param name="scores">90 of every place, 0..1.</param>
    /// <param name="area">The part of the picture that filled the network's input.</param>
    public bool TryDecode(
        ReadOnlySpan<float> boxes, ReadOnlySpan<float> scores, in FaceCrop area, FixedList<CabinObject> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        objects.Clear();
        int places = boxes.Length / Sides;
        if (boxes.Length != places * Sides || scores.Length != places * Classes)
            return false;

        _places.Clear();
        for (int place = 0; place < places; place++)
        {
            ReadOnlySpan<float> ofPlace = scores.Slice(place * Classes, Classes);
            foreach ((int number, CabinObjectKind kind) in Kinds)
            {
                if (ofPlace[number] >= scoreMin)
                    Add(kind, ofPlace[number], boxes.Slice(place * Sides, Sides), in area);
            }
        }

        _places.Take(objects);
        return true;
    }

    private void Add(CabinObjectKind kind, float score, ReadOnlySpan<float> box, in FaceCrop area)
    {
        PixelPoint from = area.ToPicture(box[1], box[0]);
        PixelPoint to = area.ToPicture(box[3], box[2]);
        var found = new PixelBox(from.X, from.Y, to.X - from.X, to.Y - from.Y);
        if (found.Width > 0 && found.Height > 0 && float.IsFinite(found.Area))
            _places.Add(new CabinObject(kind, score, found));
    }
}
