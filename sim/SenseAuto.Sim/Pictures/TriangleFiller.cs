using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SenseAuto.Sim.Pictures;

/// <summary>
/// Fills triangles row by row: luma and nearness run linearly over the picture, a pixel belongs to the triangle that
/// covers its centre, the nearer one stays. No allocation.
/// </summary>
internal sealed class TriangleFiller(Canvas canvas)
{
    private const float AreaMin = 1e-6f;

    /// <summary>Serial of the actor being drawn; its silhouette is counted while it is not 0.</summary>
    public uint Stamp { get; set; }

    /// <summary>Pixels that the present stamp covers, hidden ones too.</summary>
    public int Covered { get; set; }

    /// <summary>False when no pixel's centre lies between the corners' lowest and highest rows and columns.</summary>
    public bool Reaches(in Corner a, in Corner b, in Corner c) =>
        RowOf(MathF.Min(a.Y, MathF.Min(b.Y, c.Y))) < RowOf(MathF.Max(a.Y, MathF.Max(b.Y, c.Y)))
        && ColumnOf(MathF.Min(a.X, MathF.Min(b.X, c.X))) < ColumnOf(MathF.Max(a.X, MathF.Max(b.X, c.X)));

    /// <summary>Solid: nearer wins.</summary>
    /// <param name="chroma">U, V and actor number at their places in the word; the lowest byte is 0.</param>
    public void Solid(in Corner a, in Corner b, in Corner c, uint chroma) => Fill(in a, in b, in c, chroma, isShade: false);

    /// <summary>Darkens what is there by a share of 256; depth is left alone.</summary>
    public void Shade(in Corner a, in Corner b, in Corner c) => Fill(in a, in b, in c, 0, isShade: true);

    private void Fill(in Corner a, in Corner b, in Corner c, uint chroma, bool isShade)
    {
        float area = ((b.X - a.X) * (c.Y - a.Y)) - ((c.X - a.X) * (b.Y - a.Y));
        if (!(MathF.Abs(area) > AreaMin))
            return;

        Corner top = a, middle = b, bottom = c;
        if (middle.Y < top.Y)
            (top, middle) = (middle, top);
        if (bottom.Y < top.Y)
            (top, bottom) = (bottom, top);
        if (bottom.Y < middle.Y)
            (middle, bottom) = (bottom, middle);
        if (bottom.Y < 0.5f || top.Y >= canvas.Height)
            return;

        Slopes slopes = SlopesOf(in a, in b, in c, 1 / area);
        float longSide = (bottom.X - top.X) / MathF.Max(bottom.Y - top.Y, 1e-6f);
        Half(in top, in middle, top, longSide, in slopes, chroma, isShade);
        Half(in middle, in bottom, top, longSide, in slopes, chroma, isShade);
    }

    private static Slopes SlopesOf(in Corner a, in Corner b, in Corner c, float perArea)
    {
        float x1 = b.X - a.X, y1 = b.Y - a.Y, x2 = c.X - a.X, y2 = c.Y - a.Y;
        float n1 = b.Nearness - a.Nearness, n2 = c.Nearness - a.Nearness;
        float l1 = b.Luma - a.Luma, l2 = c.Luma - a.Luma;
        return new Slopes(
            a, ((n1 * y2) - (n2 * y1)) * perArea, ((n2 * x1) - (n1 * x2)) * perArea,
            ((l1 * y2) - (l2 * y1)) * perArea, ((l2 * x1) - (l1 * x2)) * perArea);
    }

    /// <summary>The rows between two corners that follow each other from above.</summary>
    private void Half(
        in Corner upper, in Corner lower, Corner top, float longSide, in Slopes slopes, uint chroma, bool isShade)
    {
        int first = RowOf(upper.Y);
        int last = RowOf(lower.Y);
        float side = (lower.X - upper.X) / MathF.Max(lower.Y - upper.Y, 1e-6f);
        for (int row = first; row < last; row++)
        {
            float y = row + 0.5f;
            float one = top.X + ((y - top.Y) * longSide);
            float other = upper.X + ((y - upper.Y) * side);
            int left = ColumnOf(MathF.Min(one, other));
            int right = ColumnOf(MathF.Max(one, other));
            if (right <= left)
                continue;

            float dx = left + 0.5f - slopes.From.X;
            float dy = y - slopes.From.Y;
            float near = slopes.From.Nearness + (dx * slopes.NearX) + (dy * slopes.NearY);
            float luma = slopes.From.Luma + (dx * slopes.LumaX) + (dy * slopes.LumaY);
            int at = (row * canvas.Width) + left;
            if (isShade)
                ShadeSpan(at, right - left, luma, slopes.LumaX);
            else if (Stamp != 0)
                StampedSpan(at, right - left, near, luma, in slopes, chroma);
            else
                SolidSpan(at, right - left, near, luma, in slopes, chroma);
        }
    }

    private void SolidSpan(int at, int count, float near, float luma, in Slopes slopes, uint chroma)
    {
        ref uint pixels = ref MemoryMarshal.GetReference(canvas.Pixels.AsSpan(at, count));
        ref float nearness = ref MemoryMarshal.GetReference(canvas.Nearness.AsSpan(at, count));
        Vector128<float> steps = Vector128.Create(0f, 1, 2, 3), most = Vector128.Create(255f);
        Vector128<float> nears = Vector128.Create(near) + (steps * slopes.NearX);
        Vector128<float> lumas = Vector128.Create(luma) + (steps * slopes.LumaX);
        Vector128<float> nearStep = Vector128.Create(4 * slopes.NearX), lumaStep = Vector128.Create(4 * slopes.LumaX);
        int i = 0;
        for (; i + 4 <= count; i += 4)
        {
            Vector128<float> there = Vector128.LoadUnsafe(ref nearness, (nuint)i);
            Vector128<float> isNearer = Vector128.GreaterThan(nears, there);
            if (isNearer != Vector128<float>.Zero)
            {
                Vector128<int> level = Vector128.ConvertToInt32(Vector128.Min(Vector128.Max(lumas, Vector128<float>.Zero), most));
                Vector128<uint> word = level.AsUInt32() | Vector128.Create(chroma);
                Vector128.ConditionalSelect(isNearer, nears, there).StoreUnsafe(ref nearness, (nuint)i);
                Vector128.ConditionalSelect(isNearer.AsUInt32(), word, Vector128.LoadUnsafe(ref pixels, (nuint)i))
                    .StoreUnsafe(ref pixels, (nuint)i);
            }

            nears += nearStep;
            lumas += lumaStep;
        }

        for (int rest = 0; i < count; i++, rest++)
        {
            ref float there = ref Unsafe.Add(ref nearness, i);
            if (nears[rest] > there)
            {
                there = nears[rest];
                Unsafe.Add(ref pixels, i) = chroma | Level(lumas[rest]);
            }
        }
    }

    private void StampedSpan(int at, int count, float near, float luma, in Slopes slopes, uint chroma)
    {
        Span<uint> stamps = canvas.Stamps.AsSpan(at, count);
        int covered = 0;
        for (int i = 0; i < stamps.Length; i++)
        {
            covered += stamps[i] == Stamp ? 0 : 1;
            stamps[i] = Stamp;
        }

        Covered += covered;
        SolidSpan(at, count, near, luma, in slopes, chroma);
    }

    private void ShadeSpan(int at, int count, float luma, float lumaX)
    {
        foreach (ref uint pixel in canvas.Pixels.AsSpan(at, count))
        {
            uint level = pixel & 0xFF;
            uint above = level > 16 ? level - 16 : 0;
            pixel = unchecked((pixel & 0xFFFFFF00) | (level - ((above * Level(luma)) >> 8)));
            luma += lumaX;
        }
    }

    private int RowOf(float y) => unchecked((int)Math.Clamp(MathF.Ceiling(y - 0.5f), 0, canvas.Height));

    private int ColumnOf(float x) => unchecked((int)Math.Clamp(MathF.Ceiling(x - 0.5f), 0, canvas.Width));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Level(float luma) => unchecked((uint)(int)MathF.Min(MathF.Max(luma, 0), 255));

    /// <summary>The plane of nearness and luma through the corners.</summary>
    private readonly record struct Slopes(Corner From, float NearX, float NearY, float LumaX, float LumaY);
}
