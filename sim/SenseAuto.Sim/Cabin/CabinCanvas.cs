using System;
using System.Numerics;

namespace SenseAuto.Sim.Cabin;

/// <summary>A triangle's corner in the cabin picture.</summary>
/// <param name="Place">Column and row in pixels.</param>
/// <param name="Depth">Metres from the camera.</param>
/// <param name="Texture">Place in the texture, in its own unit.</param>
/// <param name="Light">Gain on the texture's colour.</param>
/// <param name="Alpha">0 lets all through .. 1 covers.</param>
internal readonly record struct CabinCorner(Vector2 Place, float Depth, Vector2 Texture, float Light, float Alpha);

/// <summary>Where colours of a triangle come from.</summary>
internal interface ICabinTexture
{
    /// <summary>Red, green, blue, 0..255.</summary>
    Vector3 At(Vector2 place);
}

/// <summary>Memory of one cabin picture while it is drawn: colour and depth.</summary>
internal sealed class CabinCanvas(int width, int height)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public Vector3[] Colours { get; } = new Vector3[width * height];

    public float[] Depths { get; } = new float[width * height];

    /// <summary>Puts a colour where nothing nearer is.</summary>
    public void Put(int column, int row, float depth, Vector3 colour, float alpha = 1)
    {
        int at = (row * Width) + column;
        if (depth > Depths[at] || alpha <= 0)
            return;

        Colours[at] = Vector3.Lerp(Colours[at], colour, alpha);
        if (alpha > 0.5f)
            Depths[at] = depth;
    }

    /// <summary>Fills a triangle; texture, light and alpha run linearly over the picture.</summary>
    public void Triangle<T>(in CabinCorner a, in CabinCorner b, in CabinCorner c, T texture)
        where T : ICabinTexture
    {
        Vector2 ab = b.Place - a.Place, ac = c.Place - a.Place;
        float area = (ab.X * ac.Y) - (ac.X * ab.Y);
        if (!(MathF.Abs(area) > 1e-6f))
            return;

        Vector2 low = Vector2.Min(a.Place, Vector2.Min(b.Place, c.Place));
        Vector2 high = Vector2.Max(a.Place, Vector2.Max(b.Place, c.Place));
        int left = Math.Max(0, (int)MathF.Floor(low.X)), right = Math.Min(Width - 1, (int)MathF.Ceiling(high.X));
        int top = Math.Max(0, (int)MathF.Floor(low.Y)), bottom = Math.Min(Height - 1, (int)MathF.Ceiling(high.Y));
        for (int row = top; row <= bottom; row++)
        {
            for (int column = left; column <= right; column++)
            {
                Vector2 at = new Vector2(column + 0.5f, row + 0.5f) - a.Place;
                float v = ((at.X * ac.Y) - (ac.X * at.Y)) / area;
                float w = ((ab.X * at.Y) - (at.X * ab.Y)) / area;
                if (v < 0 || w < 0 || v + w > 1)
                    continue;

                float u = 1 - v - w;
                float depth = (u * a.Depth) + (v * b.Depth) + (w * c.Depth);
                if (depth > Depths[(row * Width) + column])
                    continue;

                Vector3 colour = texture.At((u * a.Texture) + (v * b.Texture) + (w * c.Texture));
                float light = (u * a.Light) + (v * b.Light) + (w * c.Light);
                Put(column, row, depth, light * colour, (u * a.Alpha) + (v * b.Alpha) + (w * c.Alpha));
            }
        }
    }
}
