using System;
using System.Numerics;

namespace SenseAuto.Sim.Pictures.Models;

/// <summary>
/// The curved skin of a car's rear or nose: how far in it lies at each place across and up, so that lamps, plates and
/// seams are patches of the same skin, lifted a little.
/// </summary>
internal sealed class CarEnd(float x, int facing, float halfWidth, float low, float high, float cornerM)
{
    private const float BumperShare = 0.45f;

    public float Low { get; } = low;

    public float High { get; } = high;

    /// <summary>A patch between shares of the half width, on both sides of the middle when asked.</summary>
    /// <param name="lift">Metres outwards.</param>
    public void Patch(MeshBuilder builder, Surface surface, (float From, float To) across, (float From, float To) up, float lift)
    {
        int columns = Math.Max(1, (int)MathF.Ceiling((across.To - across.From) * 8));
        int rows = Math.Max(1, (int)MathF.Ceiling((up.To - up.From) * 14));
        var grid = new Vector3[columns + 1, rows + 1];
        for (int i = 0; i <= columns; i++)
        {
            for (int j = 0; j <= rows; j++)
            {
                float share = across.From + ((across.To - across.From) * i / columns);
                grid[i, j] = At(share, up.From + ((up.To - up.From) * j / rows), lift);
            }
        }

        builder.Grid(surface, new Vector3(x - (facing * 3), 0, (Low + High) / 2), grid);
    }

    private Vector3 At(float share, float z, float lift)
    {
        float t = Math.Clamp((z - Low) / (High - Low), 0, 1);
        float side = MathF.Abs(share);
        float tuck = 0.05f * MathF.Max(0, 1 - (t / 0.15f));
        float gate = Math.Clamp((t - BumperShare) / 0.06f, 0, 1) * (0.05f + (0.07f * (t - BumperShare)));
        float corner = cornerM * MathF.Pow(side, 5);
        float wide = halfWidth * (0.955f + (0.05f * MathF.Sin(MathF.PI * MathF.Min(1, t * 1.05f))) - (0.03f * t));
        float inward = tuck + gate + corner - lift;
        return new Vector3(x - (facing * inward), share * (wide + (side > 0.9f ? lift : 0)), z);
    }
}
