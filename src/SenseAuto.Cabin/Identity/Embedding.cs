using System;

namespace SenseAuto.Cabin.Identity;

/// <summary>Arithmetic on the numbers that stand for a face: vectors of length one. Allocates nothing.</summary>
public static class Embedding
{
    /// <summary>Numbers of one face.</summary>
    public const int Length = 1024;

    /// <summary>Makes the length one. False, with the vector untouched, when it has none or is not a number.</summary>
    public static bool TryNormalise(Span<float> vector)
    {
        double sum = 0;
        foreach (float value in vector)
            sum += (double)value * value;
        if (!(sum > 1e-12 && double.IsFinite(sum)))
            return false;

        float scale = (float)(1 / Math.Sqrt(sum));
        foreach (ref float value in vector)
            value *= scale;
        return true;
    }

    /// <summary>Likeness of two faces, -1..1: the cosine between their vectors.</summary>
    public static float Likeness(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        int length = Math.Min(a.Length, b.Length);
        for (int i = 0; i < length; i++)
            sum += (double)a[i] * b[i];
        return (float)sum;
    }
}
