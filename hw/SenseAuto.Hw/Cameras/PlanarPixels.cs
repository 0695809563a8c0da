using System;

namespace SenseAuto.Hw.Cameras;

/// <summary>Between NV12, whose colours lie side by side, and planes one after the other. Pure; even sizes.</summary>
internal static class PlanarPixels
{
    public static void FromNv12(ReadOnlySpan<byte> nv12, int luma, Span<byte> planar)
    {
        int chroma = luma / 4;
        nv12[..luma].CopyTo(planar);
        ReadOnlySpan<byte> pairs = nv12.Slice(luma, 2 * chroma);
        Span<byte> u = planar.Slice(luma, chroma);
        Span<byte> v = planar.Slice(luma + chroma, chroma);
        for (int i = 0; i < chroma; i++)
        {
            u[i] = pairs[2 * i];
            v[i] = pairs[(2 * i) + 1];
        }
    }

    public static void ToNv12(ReadOnlySpan<byte> planar, int luma, Span<byte> nv12)
    {
        int chroma = luma / 4;
        planar[..luma].CopyTo(nv12);
        ReadOnlySpan<byte> u = planar.Slice(luma, chroma);
        ReadOnlySpan<byte> v = planar.Slice(luma + chroma, chroma);
        Span<byte> pairs = nv12.Slice(luma, 2 * chroma);
        for (int i = 0; i < chroma; i++)
        {
            pairs[2 * i] = u[i];
            pairs[(2 * i) + 1] = v[i];
        }
    }
}
