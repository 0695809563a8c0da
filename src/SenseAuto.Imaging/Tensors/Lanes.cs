using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace SenseAuto.Imaging.Tensors;

/// <summary>
/// The few vector steps that .NET has no portable word for: x64, ARM64, and a plain form for the rest.
/// </summary>
internal static class Lanes
{
    /// <summary>a[0]·b[0] + a[1]·b[1], a[2]·b[2] + a[3]·b[3] …</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyAddPairs(Vector128<short> a, Vector128<short> b)
    {
        if (Sse2.IsSupported)
            return Sse2.MultiplyAddAdjacent(a, b);

        if (AdvSimd.Arm64.IsSupported)
        {
            Vector128<int> low = AdvSimd.MultiplyWideningLower(a.GetLower(), b.GetLower());
            return AdvSimd.Arm64.AddPairwise(low, AdvSimd.MultiplyWideningUpper(a, b));
        }

        Vector128<int> first = Vector128.WidenLower(a) * Vector128.WidenLower(b);
        Vector128<int> last = Vector128.WidenUpper(a) * Vector128.WidenUpper(b);
        return Even(first, last) + Odd(first, last);
    }

    /// <summary>(a · b + 2¹⁴) / 2¹⁵, the product of fractions of one, rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> MultiplyFraction(Vector128<short> a, Vector128<short> b)
    {
        if (Ssse3.IsSupported)
            return Ssse3.MultiplyHighRoundScale(a, b);

        if (AdvSimd.IsSupported)
            return AdvSimd.MultiplyRoundedDoublingSaturateHigh(a, b);

        Vector128<int> half = Vector128.Create(1 << 14);
        Vector128<int> low = ((Vector128.WidenLower(a) * Vector128.WidenLower(b)) + half) >> 15;
        Vector128<int> high = ((Vector128.WidenUpper(a) * Vector128.WidenUpper(b)) + half) >> 15;
        return Vector128.Narrow(low, high);
    }

    /// <summary>a[0] a[2] b[0] b[2].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Even(Vector128<int> a, Vector128<int> b)
    {
        if (Sse.IsSupported)
            return Sse.Shuffle(a.AsSingle(), b.AsSingle(), 0b10_00_10_00).AsInt32();

        if (AdvSimd.Arm64.IsSupported)
            return AdvSimd.Arm64.UnzipEven(a, b);

        return Vector128.Create(a[0], a[2], b[0], b[2]);
    }

    /// <summary>a[1] a[3] b[1] b[3].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Odd(Vector128<int> a, Vector128<int> b)
    {
        if (Sse.IsSupported)
            return Sse.Shuffle(a.AsSingle(), b.AsSingle(), 0b11_01_11_01).AsInt32();

        if (AdvSimd.Arm64.IsSupported)
            return AdvSimd.Arm64.UnzipOdd(a, b);

        return Vector128.Create(a[1], a[3], b[1], b[3]);
    }

    /// <summary>a[0] b[0] a[1] b[1] … of the lower halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> ZipLow(Vector128<short> a, Vector128<short> b)
    {
        if (Sse2.IsSupported)
            return Sse2.UnpackLow(a, b);

        if (AdvSimd.Arm64.IsSupported)
            return AdvSimd.Arm64.ZipLow(a, b);

        return Vector128.Create(a[0], b[0], a[1], b[1], a[2], b[2], a[3], b[3]);
    }

    /// <summary>Four pixels of four numbers each become the first three numbers of four pixels each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Planes3 Transpose3(Vector128<int> a, Vector128<int> b, Vector128<int> c, Vector128<int> d)
    {
        // The order of pixels comes out right because evens of evens are every fourth number.
        Vector128<int> evenAb = Even(a, b);
        Vector128<int> evenCd = Even(c, d);
        return new Planes3(Even(evenAb, evenCd), Even(Odd(a, b), Odd(c, d)), Odd(evenAb, evenCd));
    }

    /// <summary>The same number of the same four pixels, three times.</summary>
    public readonly record struct Planes3(Vector128<int> First, Vector128<int> Second, Vector128<int> Third);
}
