using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace SenseAuto.Inference;

/// <summary>
/// Tells whether all values are numbers, at memory speed: x - x is zero for a number and NaN for anything else.
/// </summary>
internal static class Finite
{
    public static bool All(ReadOnlySpan<float> values)
    {
        ReadOnlySpan<Vector<float>> wide = MemoryMarshal.Cast<float, Vector<float>>(values);
        Vector<float> sum = Vector<float>.Zero;
        foreach (Vector<float> part in wide)
            sum += part - part;

        float rest = 0;
        foreach (float value in values[(wide.Length * Vector<float>.Count)..])
            rest += value - value;
        return Vector.EqualsAll(sum, Vector<float>.Zero) && rest == 0;
    }
}
