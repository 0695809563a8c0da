using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SenseAuto.Imaging.Tensors;

/// <summary>
/// Two source rows become one row of 16-bit samples between them. Rounding error is at most 1/256 of a grey level.
/// </summary>
internal static unsafe class RowBlend
{
    /// <summary>A weight of one; weights are 0 (upper row only) to One − 1.</summary>
    public const int One = 1 << 15;

    private const int LevelShift = 7;

    public static void Blend(byte* upper, byte* lower, short weight, SampleRow into)
    {
        unchecked
        {
            short* to = into.Samples;
            int length = into.Length;
            int i = 0;
            if (Avx2.IsSupported)
                i = BlendWide(upper, lower, weight, to, length);

            Vector128<short> share = Vector128.Create(weight);
            for (; i <= length - Vector128<short>.Count; i += Vector128<short>.Count)
                Between(Widen(upper + i), Widen(lower + i), share).Store(to + i);

            for (; i < length; i++)
                to[i] = Between(upper[i], lower[i], weight);
        }
    }

    /// <summary>Packed 4:2:2 (Y U Y V) is split into a luma row and a row of U, V pairs on the way.</summary>
    public static void BlendYuyv(byte* upper, byte* lower, short weight, SampleRow luma, SampleRow chroma)
    {
        unchecked
        {
            short* toLuma = luma.Samples;
            short* toChroma = chroma.Samples;
            int length = luma.Length;
            Vector128<short> share = Vector128.Create(weight);
            Vector128<int> low = Vector128.Create(0xFFFF);
            int i = 0;
            for (; i <= length - Vector128<short>.Count; i += Vector128<short>.Count)
            {
                byte* up = upper + (i * 2);
                byte* down = lower + (i * 2);
                Vector128<int> first = Between(Widen(up), Widen(down), share).AsInt32();
                Vector128<int> last = Between(Widen(up + 8), Widen(down + 8), share).AsInt32();
                Vector128.Narrow(first & low, last & low).Store(toLuma + i);
                Vector128.Narrow(first >>> 16, last >>> 16).Store(toChroma + i);
            }

            for (; i < length; i++)
            {
                toLuma[i] = Between(upper[i * 2], lower[i * 2], weight);
                toChroma[i] = Between(upper[(i * 2) + 1], lower[(i * 2) + 1], weight);
            }
        }
    }

    private static int BlendWide(byte* upper, byte* lower, short weight, short* to, int length)
    {
        unchecked
        {
            Vector256<short> share = Vector256.Create(weight);
            int i = 0;
            for (; i <= length - Vector256<short>.Count; i += Vector256<short>.Count)
            {
                Vector256<short> up = Avx2.ConvertToVector256Int16(upper + i);
                Vector256<short> down = Avx2.ConvertToVector256Int16(lower + i);
                Vector256<short> step = Avx2.MultiplyHighRoundScale((down - up) << LevelShift, share);
                ((up << LevelShift) + step).Store(to + i);
            }

            return i;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Widen(byte* from) =>
        Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(ulong*)from).AsByte()).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Between(Vector128<short> upper, Vector128<short> lower, Vector128<short> share) =>
        (upper << LevelShift) + Lanes.MultiplyFraction((lower - upper) << LevelShift, share);

    private static short Between(byte upper, byte lower, short weight) =>
        unchecked((short)((upper << LevelShift) + (((((lower - upper) << LevelShift) * weight) + (One / 2)) >> 15)));
}
