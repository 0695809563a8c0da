using SenseAuto.Core.Rings;

namespace SenseAuto.Cabin.Occupants;

/// <summary>
/// Gathers the places where a network sees something, many for each thing, and takes every thing once. Allocates
/// nothing after construction.
/// </summary>
internal sealed class ThingPlaces
{
    // Places and kinds above a low score: a large person alone fills a hundred.
    private const int PlacesMax = 1024;
    private const float OverlapMax = 0.5f;

    // Two kinds in one place are one thing: cats were also people with 0.55 on boxes that shared 0.98.
    private const float OneThingMin = 0.8f;
    private readonly FixedList<CabinObject> _raw = new(PlacesMax);

    public void Clear() => _raw.Clear();

    /// <summary>Left out when there are too many.</summary>
    public void Add(in CabinObject place) => _raw.TryAdd(in place);

    /// <summary>Strongest first, each thing once. Nothing is left here.</summary>
    public void Take(FixedList<CabinObject> objects)
    {
        objects.Clear();
        while (_raw.Count > 0 && objects.Count < objects.Capacity)
        {
            int best = 0;
            for (int i = 1; i < _raw.Count; i++)
            {
                if (_raw.Items[i].Score > _raw.Items[best].Score)
                    best = i;
            }

            CabinObject kept = _raw.Items[best];
            objects.TryAdd(in kept);
            for (int i = _raw.Count - 1; i >= 0; i--)
            {
                CabinObject other = _raw.Items[i];
                if (i == best || Overlap.Of(other.Box, kept.Box) > LimitOf(other.Kind, kept.Kind))
                    _raw.RemoveAt(i);
            }
        }

        _raw.Clear();
    }

    private static float LimitOf(CabinObjectKind other, CabinObjectKind kept)
    {
        if (other == kept)
            return OverlapMax;

        return IsHeld(other) == IsHeld(kept) ? OneThingMin : float.PositiveInfinity;
    }

    private static bool IsHeld(CabinObjectKind kind) => kind is CabinObjectKind.Phone or CabinObjectKind.Drink;
}
