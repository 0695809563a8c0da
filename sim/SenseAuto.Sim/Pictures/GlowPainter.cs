using System;
using System.Numerics;

namespace SenseAuto.Sim.Pictures;

/// <summary>Adds the halo of a lamp where nothing stands before it.</summary>
internal sealed class GlowPainter(Canvas canvas, Projection projection)
{
    private const int RadiusMaxPx = 90;
    private const float FloodMinPx = 3.5f;

    // What is flooded is as bright as the sensor tells.
    private const float ShareMax = 2.2f;

    /// <param name="place">The lamp, vehicle frame.</param>
    /// <param name="colour">At the middle of the halo.</param>
    /// <param name="radiusM">Of the halo at the lamp's distance.</param>
    /// <param name="flood">How often brighter than the colour the middle is: a headlamp floods the pixels it falls on, however far it is.</param>
    public void Draw(Vector3 place, in Yuv colour, float radiusM, float flood = 1)
    {
        Vector3 point = projection.ToCamera(place);
        if (!(point.Z > 0.5f))
            return;

        Vector2 centre = projection.ToPicture(point);
        if (!(centre.X >= 0 && centre.X < canvas.Width && centre.Y >= 0 && centre.Y < canvas.Height))
            return;

        int at = ((int)centre.Y * canvas.Width) + (int)centre.X;
        if (canvas.Nearness[at] > (1 / point.Z) + 0.004f + (0.05f / point.Z))
            return;

        float radius = Math.Clamp(projection.Focal * radiusM / point.Z, flood > 1 ? FloodMinPx : 2, RadiusMaxPx);
        int top = Math.Max(0, (int)(centre.Y - radius)), bottom = Math.Min(canvas.Height - 1, (int)(centre.Y + radius));
        int left = Math.Max(0, (int)(centre.X - radius)), right = Math.Min(canvas.Width - 1, (int)(centre.X + radius));
        for (int row = top; row <= bottom; row++)
        {
            for (int column = left; column <= right; column++)
            {
                float distance = Vector2.Distance(new Vector2(column + 0.5f, row + 0.5f), centre) / radius;
                float share = flood * (1 - distance) * (1 - distance) * (1 - distance);
                if (distance < 1)
                    Add(ref canvas.Pixels[(row * canvas.Width) + column], in colour, MathF.Min(share, ShareMax));
            }
        }
    }

    private static void Add(ref uint pixel, in Yuv colour, float share)
    {
        float y = (pixel & 0xFF) + (share * (colour.Y - Yuv.Black));
        float u = ((pixel >> 8) & 0xFF) + (share * (colour.U - Yuv.Grey));
        float v = ((pixel >> 16) & 0xFF) + (share * (colour.V - Yuv.Grey));
        pixel = (pixel & 0xFF000000) | new Yuv(MathF.Min(y, 255), u, v).Packed();
    }
}
