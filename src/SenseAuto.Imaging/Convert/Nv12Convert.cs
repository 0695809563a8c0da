using System;

namespace SenseAuto.Imaging.Convert;

/// <summary>
/// Whole pictures between packed BGR and NV12 (BT.601 limited range), for tools: right first, fast second.
/// </summary>
public static class Nv12Convert
{
    /// <summary>Chroma is made from the mean of each 2x2 block. Both sides must be even.</summary>
    public static void FromBgr(ReadOnlySpan<byte> bgr, Span<byte> nv12, int width, int height)
    {
        Require(bgr.Length, nv12.Length, width, height);
        for (int y = 0; y < height; y += 2)
        {
            for (int x = 0; x < width; x += 2)
            {
                double blue = 0;
                double green = 0;
                double red = 0;
                for (int i = 0; i < 4; i++)
                {
                    int at = ((y + (i >> 1)) * width) + x + (i & 1);
                    ReadOnlySpan<byte> pixel = bgr.Slice(at * 3, 3);
                    nv12[at] = Level((Luma(pixel[2], pixel[1], pixel[0]) / Bt601.LumaGain) + Bt601.LumaBlack);
                    blue += pixel[0] / 4.0;
                    green += pixel[1] / 4.0;
                    red += pixel[2] / 4.0;
                }

                double luma = Luma(red, green, blue);
                int chroma = (width * height) + (y / 2 * width) + x;
                nv12[chroma] = Level(((blue - luma) / Bt601.BlueFromU) + Bt601.ChromaNone);
                nv12[chroma + 1] = Level(((red - luma) / Bt601.RedFromV) + Bt601.ChromaNone);
            }
        }
    }

    /// <summary>Each chroma sample is used for its whole 2x2 block. Both sides must be even.</summary>
    public static void ToBgr(ReadOnlySpan<byte> nv12, Span<byte> bgr, int width, int height)
    {
        Require(bgr.Length, nv12.Length, width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int at = (y * width) + x;
                int chroma = (width * height) + (y / 2 * width) + (x & ~1);
                double luma = (nv12[at] - Bt601.LumaBlack) * Bt601.LumaGain;
                double u = nv12[chroma] - Bt601.ChromaNone;
                double v = nv12[chroma + 1] - Bt601.ChromaNone;
                bgr[at * 3] = Level(luma + (u * Bt601.BlueFromU));
                bgr[(at * 3) + 1] = Level(luma + (u * Bt601.GreenFromU) + (v * Bt601.GreenFromV));
                bgr[(at * 3) + 2] = Level(luma + (v * Bt601.RedFromV));
            }
        }
    }

    private static double Luma(double red, double green, double blue) =>
        (red * Bt601.RedShare) + (green * Bt601.GreenShare) + (blue * Bt601.BlueShare);

    private static byte Level(double level) => (byte)Math.Clamp(Math.Round(level), 0, 255);

    private static void Require(int bgrBytes, int nv12Bytes, int width, int height)
    {
        if (width < 2 || height < 2 || width % 2 != 0 || height % 2 != 0)
            throw new ArgumentException($"NV12 needs even sides of at least 2, not {width}x{height}");
        if (bgrBytes != width * height * 3 || nv12Bytes != width * height * 3 / 2)
        {
            throw new ArgumentException(
                $"{bgrBytes} bytes of BGR and {nv12Bytes} of NV12 do not hold {width}x{height}");
        }
    }
}
