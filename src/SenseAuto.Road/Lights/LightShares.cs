using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Lights;

/// <summary>How a network sees one traffic light: shares of its five states, each 0..1, together 1.</summary>
public readonly record struct LightShares(float Off, float Red, float RedYellow, float Yellow, float Green)
{
    /// <summary>Number of shares, in the network's order: off, red, red and yellow, yellow, green.</summary>
    public const int Count = 5;

    /// <summary>The likeliest state; Unknown for shares that are no shares.</summary>
    public LightState Likeliest
    {
        get
        {
            LightState best = LightState.Unknown;
            float most = 0;
            for (LightState state = LightState.Off; state <= LightState.Green; state++)
            {
                if (Of(state) > most)
                    (best, most) = (state, Of(state));
            }

            return best;
        }
    }

    /// <summary>0 for Unknown.</summary>
    public float Of(LightState state) => state switch
    {
        LightState.Off => Off,
        LightState.Red => Red,
        LightState.RedYellow => RedYellow,
        LightState.Yellow => Yellow,
        LightState.Green => Green,
        _ => 0,
    };

    /// <summary>False when the output has another length or holds what is no share.</summary>
    public static bool TryDecode(ReadOnlySpan<float> output, out LightShares shares)
    {
        shares = default;
        if (output.Length != Count)
            return false;

        float sum = 0;
        foreach (float share in output)
        {
            if (!(share is >= 0 and <= 1.001f))
                return false;
            sum += share;
        }

        if (!(sum is > 0.98f and < 1.02f))
            return false;

        shares = new LightShares(output[0], output[1], output[2], output[3], output[4]);
        return true;
    }
}

/// <summary>One detected traffic light of a picture with what it shows.</summary>
/// <param name="Score">Of the detection, 0..1.</param>
public readonly record struct LightSighting(PixelBox Box, float Score, LightShares Shares);

/// <summary>
/// The part of the picture that the state network is shown: the box, and for a lying light turned so that its left
/// end is up, because there red is on the left where traffic keeps to the right. Shape of
/// a turned rectangle: Width runs along the target's width.
/// </summary>
/// <param name="TurnRad">Clockwise on the picture.</param>
public readonly record struct LightCrop(float CentreX, float CentreY, float Width, float Height, double TurnRad)
{
    // Wider than this share of its height a light lies; the network was trained with the same number.
    private const float LyingShare = 1.25f;

    public static LightCrop Of(in PixelBox box)
    {
        float y = box.Top + (box.Height / 2);
        return box.Width > LyingShare * box.Height
            ? new LightCrop(box.CentreX, y, box.Height, box.Width, -Math.PI / 2)
            : new LightCrop(box.CentreX, y, box.Width, box.Height, 0);
    }
}
