using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Sim.Faults;

/// <summary>What a fault leaves of an NV12 picture. Grey levels are chosen by us: well away from too dark and from saturated.</summary>
internal static class SpoiltPixels
{
    private const byte CoverLevel = 92;
    private const byte Grey = 128;

    // Where a transfer that breaks off stopped: the third of the picture above it is sky and far road.
    private const int ArrivedPart = 3;

    /// <summary>Something opaque on the lens: an even grey with the sensor's noise of two levels.</summary>
    public static void Cover(CameraFrame picture)
    {
        int luma = picture.Width * picture.Height;
        Span<byte> pixels = picture.Pixels.AsSpan(0, picture.ByteCount);
        ulong noise = SimNoise.Mix((ulong)picture.Sequence + 1);
        for (int i = 0; i < luma; i++)
        {
            noise = (i & 31) == 0 ? SimNoise.Mix(noise) : noise >> 2;
            pixels[i] = (byte)(CoverLevel + (int)(noise & 3));
        }

        pixels[luma..].Fill(Grey);
    }

    /// <summary>The transfer broke off: the rest of the buffer holds nothing, which is green.</summary>
    public static void BreakOff(CameraFrame picture)
    {
        Span<byte> pixels = picture.Pixels.AsSpan(0, picture.ByteCount);
        int rows = picture.Height / ArrivedPart & ~1;
        int luma = picture.Width * picture.Height;
        pixels[(picture.Width * rows)..luma].Clear();
        pixels[(luma + (picture.Width * rows / 2))..].Clear();
    }
}
