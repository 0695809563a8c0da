using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SenseAuto.Imaging.Tensors;

/// <summary>Rows of 16-bit samples become rows of tensor floats, four pixels at a time.</summary>
/// <remarks>Every kernel needs at least four pixels; the last four overlap the ones before when the count is no
/// multiple.</remarks>
internal static unsafe class RowSample
{
    private const int Step = 4;

    // A sample is level · 128 and a pair of weights adds to 2¹⁴.
    private const float ToLevel = 1f / (SampleRow.Level * ColumnTaps.One);

    /// <summary>Three samples a pixel: blue, green, red (or red, green, blue when so told).</summary>
    public static void Packed<TSink>(SampleRow row, ColumnTaps taps, bool redFirst, in TSink sink)
        where TSink : struct, IPixelSink
    {
        unchecked
        {
            TSink to = sink;
            short* samples = row.Samples;
            int last = taps.Count - Step;
            for (int column = 0; ; column = Next(column, last))
            {
                int* at = taps.Offsets + column;
                short* weights = taps.Weights + (column * 8);
                Lanes.Planes3 planes = Lanes.Transpose3(
                    PackedPixel(samples + at[0], weights),
                    PackedPixel(samples + at[1], weights + 8),
                    PackedPixel(samples + at[2], weights + 16),
                    PackedPixel(samples + at[3], weights + 24));
                Vector128<float> first = Vector128.ConvertToSingle(planes.First) * ToLevel;
                Vector128<float> green = Vector128.ConvertToSingle(planes.Second) * ToLevel;
                Vector128<float> third = Vector128.ConvertToSingle(planes.Third) * ToLevel;
                to.Store(column, redFirst ? first : third, green, redFirst ? third : first);
                if (column == last)
                    return;
            }
        }
    }

    /// <summary>A luma row and a row of U, V pairs, limited range.</summary>
    public static void Yuv<TSink>(
        SampleRow lumaRow, ColumnTaps lumaTaps, SampleRow chromaRow, ColumnTaps chromaTaps, in TSink sink)
        where TSink : struct, IPixelSink
    {
        unchecked
        {
            TSink to = sink;
            int last = lumaTaps.Count - Step;
            for (int column = 0; ; column = Next(column, last))
            {
                Vector128<int> luma = Luma(lumaRow.Samples, lumaTaps, column);
                short* chroma = chromaRow.Samples;
                int* at = chromaTaps.Offsets + column;
                short* weights = chromaTaps.Weights + (column * 4);
                Vector128<int> early = ChromaPair(chroma + at[0], chroma + at[1], weights);
                Vector128<int> late = ChromaPair(chroma + at[2], chroma + at[3], weights + 8);
                StoreYuv(column, luma, Lanes.Even(early, late), Lanes.Odd(early, late), to);
                if (column == last)
                    return;
            }
        }
    }

    /// <summary>
    /// One sample a pixel; <paramref name="gain"/> and <paramref name="bias"/> bring it to full range.
    /// </summary>
    public static void Single<TSink>(SampleRow row, ColumnTaps taps, float gain, float bias, in TSink sink)
        where TSink : struct, IPixelSink
    {
        unchecked
        {
            TSink to = sink;
            Vector128<float> scale = Vector128.Create(gain * ToLevel);
            int last = taps.Count - Step;
            for (int column = 0; ; column = Next(column, last))
            {
                Vector128<float> level = Vector128.ConvertToSingle(Luma(row.Samples, taps, column));
                level = Clamp(Vector128.FusedMultiplyAdd(level, scale, Vector128.Create(bias)));
                to.Store(column, level, level, level);
                if (column == last)
                    return;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Next(int column, int last)
    {
        int next = unchecked(column + Step);
        return next < last ? next : last;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> PackedPixel(short* first, short* weights)
    {
        Vector128<short> here = Vector128.Load(first);
        Vector128<short> next = Vector128.Load(unchecked(first + 3));
        return Lanes.MultiplyAddPairs(Lanes.ZipLow(here, next), Vector128.Load(weights));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Luma(short* samples, ColumnTaps taps, int column)
    {
        unchecked
        {
            int* at = taps.Offsets + column;
            Vector128<int> pairs = Vector128.Create(
                *(int*)(samples + at[0]), *(int*)(samples + at[1]), *(int*)(samples + at[2]), *(int*)(samples + at[3]));
            return Lanes.MultiplyAddPairs(pairs.AsInt16(), Vector128.Load(taps.Weights + (column * 2)));
        }
    }

    /// <summary>U, V, U, V of two pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> ChromaPair(short* first, short* second, short* weights)
    {
        Vector128<short> samples = Vector128.Create(*(long*)first, *(long*)second).AsInt16();
        Vector128<short> pairs = Vector128.Shuffle(samples, Vector128.Create((short)0, 2, 1, 3, 4, 6, 5, 7));
        return Lanes.MultiplyAddPairs(pairs, Vector128.Load(weights));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreYuv<TSink>(int column, Vector128<int> y, Vector128<int> u, Vector128<int> v, in TSink sink)
        where TSink : struct, IPixelSink
    {
        const float Luma = Bt601.LumaGain * ToLevel;
        const float Black = -Bt601.LumaGain * Bt601.LumaBlack;
        const float NoRed = Black - (Bt601.RedFromV * Bt601.ChromaNone);
        const float NoGreen = Black - ((Bt601.GreenFromU + Bt601.GreenFromV) * Bt601.ChromaNone);
        const float NoBlue = Black - (Bt601.BlueFromU * Bt601.ChromaNone);

        Vector128<float> luma = Vector128.ConvertToSingle(y) * Luma;
        Vector128<float> blueness = Vector128.ConvertToSingle(u);
        Vector128<float> redness = Vector128.ConvertToSingle(v);
        Vector128<float> red = Add(redness, Bt601.RedFromV * ToLevel, luma + Vector128.Create(NoRed));
        Vector128<float> green = Add(blueness, Bt601.GreenFromU * ToLevel, luma + Vector128.Create(NoGreen));
        green = Add(redness, Bt601.GreenFromV * ToLevel, green);
        Vector128<float> blue = Add(blueness, Bt601.BlueFromU * ToLevel, luma + Vector128.Create(NoBlue));
        sink.Store(column, Clamp(red), Clamp(green), Clamp(blue));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Add(Vector128<float> factor, float by, Vector128<float> to) =>
        Vector128.FusedMultiplyAdd(factor, Vector128.Create(by), to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Clamp(Vector128<float> level) =>
        Vector128.MinNative(Vector128.MaxNative(level, Vector128<float>.Zero), Vector128.Create(255f));
}
