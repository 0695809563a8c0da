using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;

namespace SenseAuto.Cabin.Occupants;

/// <summary>What the belt network said of one torso.</summary>
/// <param name="Worn">0..1, its belief that a belt is worn.</param>
/// <param name="Places">Places of its map (of 576) where it sees a strap.</param>
public readonly record struct BeltReading(float Worn, int Places);

/// <summary>From one look at a torso to a belt. Pure.</summary>
public static class BeltLook
{
    /// <summary>Width and height of the network's input.</summary>
    public const int Side = 96;

    private const float Sizes = 2.8f;
    private const float Below = 1.7f;

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

    /// <summary>One look alone: unknown between the limits.</summary>
    public static BeltState Judge(in BeltReading reading, OccupantLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (reading.Worn >= limits.BeltOnMin)
            return BeltState.On;

        return reading.Worn < limits.BeltOffMax ? BeltState.Off : BeltState.Unknown;
    }
}
