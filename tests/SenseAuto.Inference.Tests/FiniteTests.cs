using System;
using NUnit.Framework;

namespace SenseAuto.Inference.Tests;

public sealed class FiniteTests
{
    [Test]
    public void One_bad_value_is_found_at_every_place_and_length([Values(1, 7, 8, 9, 31, 64)] int length)
    {
        float[] values = new float[length];
        Array.Fill(values, float.MaxValue);
        Assert.That(Finite.All(values), Is.True);

        for (int i = 0; i < length; i++)
        {
            foreach (float bad in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
            {
                values[i] = bad;
                Assert.That(Finite.All(values), Is.False, $"{bad} at {i} of {length}");
            }

            values[i] = -1;
        }
    }

    [Test]
    public void Nothing_is_finite() => Assert.That(Finite.All([]), Is.True);
}
