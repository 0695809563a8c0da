using System;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Imaging.Convert;

namespace SenseAuto.Tests.Imaging;

/// <summary>Pictures made up for tests, always the same.</summary>
internal static class Pictures
{
    public static CameraFrame Empty(int width, int height, PixelFormat format)
    {
        var pool = new FramePool(2, Math.Max(1, width * height * 3));
        Assert.That(pool.TryRent(out CameraFrame frame), Is.True);
        frame.Describe(default, 0, width, height, format);
        return frame;
    }

    public static CameraFrame Noise(int width, int height, PixelFormat format, uint seed = 1)
    {
        CameraFrame frame = Empty(width, height, format);
        uint state = seed;
        for (int i = 0; i < frame.ByteCount; i++)
        {
            state = unchecked((state * 1664525) + 1013904223);
            frame.Pixels[i] = (byte)(state >> 24);
        }

        return frame;
    }

    /// <summary>Colours that change slowly and never saturate, so that chroma at half size loses little.</summary>
    public static CameraFrame Smooth(int width, int height, PixelFormat format)
    {
        byte[] bgr = new byte[width * height * 3];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int at = ((y * width) + x) * 3;
                bgr[at] = Wave(x, y, 0.021, 0.013);
                bgr[at + 1] = Wave(x, y, 0.017, -0.011);
                bgr[at + 2] = Wave(x, y, -0.009, 0.019);
            }
        }

        CameraFrame frame = Empty(width, height, format);
        if (format == PixelFormat.Nv12)
            Nv12Convert.FromBgr(bgr, frame.Pixels.AsSpan(0, frame.ByteCount), width, height);
        else
            bgr.CopyTo(frame.Pixels, 0);
        return frame;
    }

    private static byte Wave(int x, int y, double across, double down) =>
        (byte)(128 + (60 * Math.Sin((x * across) + (y * down))));
}
