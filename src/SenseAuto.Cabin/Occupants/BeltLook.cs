using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;

namespace SenseAuto.Cabin.Occupants;

/// <summary>
/// What the belt network believes of the straps on one torso: four shares that sum to one, the first of them that there
/// is none.
/// </summary>
/// <param name="Fitted">0..1, a belt over the shoulder.</param>
/// <param name="Misrouted">0..1, a belt that is not over the shoulder: below the arm, over the upper arm.</param>
/// <param name="Harness">0..1, two straps that meet before the belly: a child seat's harness.</param>
public readonly record struct BeltReading(float Fitted, float Misrouted, float Harness)
{
    /// <summary>0..1, of any strap.</summary>
    public float Worn => Fitted + Misrouted + Harness;
}

/// <summary>What two networks believe of one torso, each 0..1.</summary>
/// <param name="Worn">A strap over the shoulder.</param>
/// <param name="Misrouted">A belt that is not over the shoulder.</param>
/// <param name="Harness">A child seat's harness.</param>
public readonly record struct StrapBeliefs(float Worn, float Misrouted, float Harness);

/// <summary>From one look at a torso to a belt. Pure.</summary>
public static class BeltLook
{
    /// <summary>Width and height of the network's input.</summary>
    public const int Side = 96;

    private const float Sizes = 2.8f;
    private const float Below = 1.7f;
    private const float SureElsewhere = 0.5f;

    // Black around the picture must not make dark clothes look flat.
    private const float SpreadFloor = 8;

    /// <summary>Chest and belly below a face: 2.8 face sizes wide and high, 1.7 below the face's middle.</summary>
    public static FaceCrop TorsoOf(in PixelBox face)
    {
        float size = MathF.Max(face.Width, face.Height);
        float x = face.CentreX;
        float y = face.Top + (face.Height / 2) + (Below * size);
        return new FaceCrop(new PixelPoint(x, y), Sizes * size, default);
    }

    /// <summary>Share of the square that lies on the picture, 0..1.</summary>
    public static float Seen(in FaceCrop torso, int width, int height)
    {
        var box = new PixelBox(
            torso.Centre.X - (torso.Side / 2), torso.Centre.Y - (torso.Side / 2), torso.Side, torso.Side);
        return Overlap.Within(in box, new PixelBox(0, 0, width, height));
    }

    /// <summary>Makes grey levels even by their own mean and spread, in place, as the network was trained.</summary>
    public static void Even(Span<float> levels)
    {
        double sum = 0;
        double squares = 0;
        foreach (float level in levels)
        {
            sum += level;
            squares += (double)level * level;
        }

        double mean = sum / levels.Length;
        double spread = Math.Sqrt(Math.Max(0, (squares / levels.Length) - (mean * mean))) + SpreadFloor;
        foreach (ref float level in levels)
            level = (float)((level - mean) / spread);
    }

    /// <summary>
    /// Both networks' word as shares of one whole: what the second one says of straps elsewhere is taken out of what the
    /// first one says of any. Where the first one sees none, the second one stands alone when it is more sure than not;
    /// a small doubt of it makes no belt.
    /// </summary>
    public static BeltReading Combined(in StrapBeliefs beliefs)
    {
        (float worn, float misrouted, float harness) = (beliefs.Worn, beliefs.Misrouted, beliefs.Harness);
        float elsewhere = misrouted + harness;
        if (elsewhere <= worn || elsewhere >= SureElsewhere)
            return new BeltReading(MathF.Max(0, worn - elsewhere), misrouted, harness);

        float share = worn / elsewhere;
        return new BeltReading(0, misrouted * share, harness * share);
    }

    /// <summary>
    /// One look alone: unknown between the limits, and where a strap is seen but not how it lies.
    /// </summary>
    public static BeltState Judge(in BeltReading reading, OccupantLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (!(reading.Worn >= limits.BeltOnMin))
            return reading.Worn < limits.BeltOffMax ? BeltState.Off : BeltState.Unknown;
        if (reading.Misrouted >= limits.BeltMisroutedMin)
            return BeltState.Misrouted;

        return reading.Misrouted <= reading.Fitted + reading.Harness ? BeltState.On : BeltState.Unknown;
    }

    /// <summary>
    /// Whether a child seat is fitted, of one look: a child with a harness sits in one, a grown person in none. A child
    /// without a harness may sit on a booster, which no network here knows: unknown.
    /// </summary>
    /// <param name="ageYears">0 when not known.</param>
    public static ChildSeatState JudgeChildSeat(in BeltReading reading, float ageYears, OccupantLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (!(ageYears > 0))
            return ChildSeatState.Unknown;
        if (ageYears >= limits.ChildAgeYears)
            return ChildSeatState.None;

        return reading.Harness >= limits.HarnessMin ? ChildSeatState.Fitted : ChildSeatState.Unknown;
    }
}
