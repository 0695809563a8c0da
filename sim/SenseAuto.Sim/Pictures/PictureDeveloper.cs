using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SenseAuto.Sim.Pictures;

/// <summary>
/// From the canvas to what the sensor delivers: rolling shutter, lens and air in front of it, the lens's own softness,
/// noise, and the layout NV12. Memory is taken once.
/// </summary>
internal sealed class PictureDeveloper
{
    private const int NoiseLength = 1 << 16;
    private const int Border = 32;
    private const int Lane = 16;
    private readonly Canvas _canvas;
    private readonly LensVeil? _veil;
    private readonly byte[] _luma;
    private readonly ushort[] _column;
    private readonly sbyte[] _noise = new sbyte[NoiseLength];
    private readonly SimNoise _dice;

    /// <param name="veil">Null: a clean lens in clear weather.</param>
    public PictureDeveloper(Canvas canvas, LensVeil? veil, double noiseSigma, ulong seed)
    {
        _canvas = canvas;
        _veil = veil;
        _luma = new byte[canvas.Width * canvas.Height];
        _column = new ushort[canvas.Width + (2 * Border)];
        _dice = new SimNoise(seed);
        for (int i = 0; i < _noise.Length; i++)
            _noise[i] = (sbyte)Math.Clamp(Math.Round(_dice.Gaussian() * noiseSigma), -127, 127);
    }

    /// <param name="shiftPx">How far the scene moved to the right from the first row's exposure to the last's.</param>
    public void Develop(float shiftPx, Span<byte> nv12)
    {
        int width = _canvas.Width, height = _canvas.Height;
        for (int row = 0; row < height; row++)
        {
            Span<byte> line = _luma.AsSpan(row * width, width);
            float shift = shiftPx * (((float)row / height) - 0.5f);
            Extract(_canvas.Pixels.AsSpan(row * width, width), shift, line);
            _veil?.Apply(row, line);
        }

        for (int row = 0; row < height; row++)
            Soften(row, nv12.Slice(row * width, width));
        Span<byte> chroma = nv12[(width * height)..];
        for (int row = 0; row < height; row += 2)
            Chroma(row, chroma.Slice(row / 2 * width, width));
    }

    private static void Extract(ReadOnlySpan<uint> pixels, float shift, Span<byte> line)
    {
        if (MathF.Abs(shift) > 0.05f)
        {
            ExtractShifted(pixels, shift, line);
            return;
        }

        int i = 0;
        ReadOnlySpan<Vector128<uint>> words = MemoryMarshal.Cast<uint, Vector128<uint>>(pixels);
        Vector128<uint> low = Vector128.Create(0xFFu);
        for (int at = 0; at + 4 <= words.Length; at += 4, i += 16)
        {
            Vector128<ushort> first = Vector128.Narrow(words[at] & low, words[at + 1] & low);
            Vector128<ushort> second = Vector128.Narrow(words[at + 2] & low, words[at + 3] & low);
            Vector128.Narrow(first, second).CopyTo(line[i..]);
        }

        for (; i < line.Length; i++)
            line[i] = (byte)(pixels[i] & 0xFF);
    }

    private static void ExtractShifted(ReadOnlySpan<uint> pixels, float shift, Span<byte> line)
    {
        int whole = (int)MathF.Floor(shift);
        int part = (int)(256 * (shift - whole));
        for (int i = 0; i < line.Length; i++)
        {
            int at = Math.Clamp(i - whole, 1, pixels.Length - 1);
            line[i] = (byte)((((pixels[at] & 0xFF) * (uint)(256 - part)) + ((pixels[at - 1] & 0xFF) * (uint)part)) >> 8);
        }
    }

    /// <summary>The lens spreads a point over three by three pixels (1 2 1 each way); the sensor adds its noise.</summary>
    private void Soften(int row, Span<byte> into)
    {
        int width = _canvas.Width;
        ref byte above = ref _luma[Math.Max(0, row - 1) * width];
        ref byte here = ref _luma[row * width];
        ref byte below = ref _luma[Math.Min(_canvas.Height - 1, row + 1) * width];
        ref ushort column = ref _column[Border];
        for (int i = 0; i < width; i += Lane)
        {
            i = Math.Min(i, width - Lane);
            (Vector128<ushort> a0, Vector128<ushort> a1) = Vector128.Widen(Vector128.LoadUnsafe(ref above, (nuint)i));
            (Vector128<ushort> b0, Vector128<ushort> b1) = Vector128.Widen(Vector128.LoadUnsafe(ref here, (nuint)i));
            (Vector128<ushort> c0, Vector128<ushort> c1) = Vector128.Widen(Vector128.LoadUnsafe(ref below, (nuint)i));
            (a0 + b0 + b0 + c0).StoreUnsafe(ref column, (nuint)i);
            (a1 + b1 + b1 + c1).StoreUnsafe(ref column, (nuint)(i + (Lane / 2)));
        }

        _column[Border - 1] = _column[Border];
        _column[Border + width] = _column[Border + width - 1];
        ref sbyte noise = ref _noise[(int)(_dice.Next() % (ulong)(NoiseLength - width))];
        ref byte to = ref MemoryMarshal.GetReference(into);
        Vector128<short> most = Vector128.Create((short)255);
        for (int i = 0; i < width; i += Lane)
        {
            i = Math.Min(i, width - Lane);
            (Vector128<short> n0, Vector128<short> n1) = Vector128.Widen(Vector128.LoadUnsafe(ref noise, (nuint)i));
            Vector128<short> first = Vector128.Max(Across(ref column, i) + n0, Vector128<short>.Zero);
            Vector128<short> second = Vector128.Max(Across(ref column, i + (Lane / 2)) + n1, Vector128<short>.Zero);
            Vector128.Narrow(Vector128.Min(first, most).AsUInt16(), Vector128.Min(second, most).AsUInt16()).StoreUnsafe(ref to, (nuint)i);
        }
    }

    private static Vector128<short> Across(ref ushort column, int at)
    {
        Vector128<ushort> middle = Vector128.LoadUnsafe(ref column, (nuint)at);
        Vector128<ushort> left = Vector128.LoadUnsafe(ref Unsafe.Subtract(ref column, 1), (nuint)at);
        Vector128<ushort> right = Vector128.LoadUnsafe(ref column, (nuint)(at + 1));
        return ((left + middle + middle + right + Vector128.Create((ushort)8)) >>> 4).AsInt16();
    }

    /// <summary>Mean of two by two pixels' U and V.</summary>
    private void Chroma(int row, Span<byte> into)
    {
        ReadOnlySpan<ulong> upper = MemoryMarshal.Cast<uint, ulong>(_canvas.Pixels.AsSpan(row * _canvas.Width, _canvas.Width));
        ReadOnlySpan<ulong> lower = MemoryMarshal.Cast<uint, ulong>(_canvas.Pixels.AsSpan((row + 1) * _canvas.Width, _canvas.Width));
        Span<ushort> pairs = MemoryMarshal.Cast<byte, ushort>(into);
        upper = upper[..pairs.Length];
        lower = lower[..pairs.Length];
        int i = 0;
        for (; i + Vector128<ushort>.Count <= pairs.Length; i += Vector128<ushort>.Count)
        {
            Vector128<uint> first = FourPairs(upper[i..], lower[i..]);
            Vector128<uint> second = FourPairs(upper[(i + 4)..], lower[(i + 4)..]);
            Vector128.Narrow(first, second).CopyTo(pairs[i..]);
        }

        for (; i < pairs.Length; i++)
            pairs[i] = (ushort)PairOf(Vector128.CreateScalar(upper[i]), Vector128.CreateScalar(lower[i])).ToScalar();
    }

    private static Vector128<uint> FourPairs(ReadOnlySpan<ulong> upper, ReadOnlySpan<ulong> lower) => Vector128.Narrow(
        PairOf(Vector128.Create(upper), Vector128.Create(lower)), PairOf(Vector128.Create(upper[2..]), Vector128.Create(lower[2..])));

    /// <summary>Of two pixels above two others in each lane: U and V in the lowest bytes.</summary>
    private static Vector128<ulong> PairOf(Vector128<ulong> upper, Vector128<ulong> lower)
    {
        Vector128<ulong> mean = Mean(upper, lower);
        return (Mean(mean, mean >>> 32) >>> 8) & Vector128.Create(0xFFFFUL);
    }

    /// <summary>Mean of each byte.</summary>
    private static Vector128<ulong> Mean(Vector128<ulong> a, Vector128<ulong> b) =>
        (a & b) + (((a ^ b) & Vector128.Create(0xFEFEFEFEFEFEFEFEUL)) >>> 1);
}
