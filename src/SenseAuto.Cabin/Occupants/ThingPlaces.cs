namespace SenseAuto.Cabin.Occupants;

/// <summary>When two places of an object network are one thing.</summary>
internal static class ThingPlaces
{
    // Places and kinds above a low score: a large person alone fills a hundred.
    private const int PlacesMax = 1024;
    private const float OverlapMax = 0.5f;

    // Two kinds in one place are one thing: cats were also people with 0.55 on boxes that shared 0.98.
    private const float OneThingMin = 0.8f;

    public static Candidates<CabinObject> Empty() => new(PlacesMax, LimitOf);

    private static float LimitOf(in CabinObject other, in CabinObject kept)
    {
        if (other.Kind == kept.Kind)
            return OverlapMax;

        return IsHeld(other.Kind) == IsHeld(kept.Kind) ? OneThingMin : float.PositiveInfinity;
    }

    private static bool IsHeld(CabinObjectKind kind) => kind is CabinObjectKind.Phone or CabinObjectKind.Drink;
}
