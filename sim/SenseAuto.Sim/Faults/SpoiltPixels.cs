using System;
using System.Runtime.InteropServices;
using SenseAuto.Core.Messages;

namespace SenseAuto.Sim.Faults;

/// <summary>What a fault leaves of an NV12 picture. Grey levels are chosen by us: well away from too dark and from saturated.</summary>
internal static class SpoiltPixels
{
    private const byte CoverLevel = 92;
    private const byte Grey = 128;

    // Limited range: black, and the most a pixel can say.
    private const int Black = 16;
    private const int White = 235;
    private const int LightPart = 25;
    private const int Glare = 140;

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
    /// <summary>A twenty-fifth of the light is left.</summary>
    public static void Darken(CameraFrame picture)
    {
        foreach (ref byte luma in picture.Pixels.AsSpan(0, picture.Width * picture.Height))
            luma = (byte)(Black + (Math.Max(0, luma - Black) / LightPart));
        Chroma(picture).Fill(Grey);
    }

    /// <summary>The sun, or a lamp, right into the lens.</summary>
    public static void Dazzle(CameraFrame picture)
    {
        foreach (ref byte luma in picture.Pixels.AsSpan(0, picture.Width * picture.Height))
            luma = (byte)Math.Min(White, luma + Glare);
    }

    /// <summary>Turned by half a turn: the last pixel is the first; a pair of colour values stays a pair.</summary>
    public static void Upend(CameraFrame picture)
    {
        picture.Pixels.AsSpan(0, picture.Width * picture.Height).Reverse();
        MemoryMarshal.Cast<byte, ushort>(Chroma(picture)).Reverse();
    }

    private static Span<byte> Chroma(CameraFrame picture) =>
        picture.Pixels.AsSpan(0, picture.ByteCount)[(picture.Width * picture.Height)..];
}
