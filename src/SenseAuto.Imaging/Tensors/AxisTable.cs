using System;

namespace SenseAuto.Imaging.Tensors;

/// <summary>
/// For every target pixel of one axis: the two source pixels it lies between, and how far from the first.
/// </summary>
/// <remarks>Half-pixel centres, replicated edges: the positions of cv2.INTER_LINEAR.</remarks>
internal sealed class AxisTable
{
    private AxisTable(int length)
    {
        First = new int[length];
        Second = new int[length];
        Weight = new double[length];
    }

    public int[] First { get; }

    public int[] Second { get; }

    /// <summary>Share of <see cref="Second"/>, 0..1 (exclusive).</summary>
    public double[] Weight { get; }

    public int Length => First.Length;

    public static AxisTable Create(int sourceStart, int sourceLength, int targetLength)
    {
        var table = new AxisTable(targetLength);
        for (int i = 0; i < targetLength; i++)
        {
            double at = ((i + 0.5) * sourceLength / targetLength) - 0.5;
            at = Math.Clamp(at, 0, sourceLength - 1);
            int first = (int)at;
            table.First[i] = sourceStart + first;
            table.Second[i] = sourceStart + Math.Min(first + 1, sourceLength - 1);
            table.Weight[i] = at - first;
        }

        return table;
    }

    /// <summary>The same positions on an axis where each sample stands for two neighbouring pixels.</summary>
    /// <remarks>Equal to doubling the samples first, which is what converting at full size does to chroma.</remarks>
    public AxisTable ToHalf()
    {
        var half = new AxisTable(Length);
        for (int i = 0; i < Length; i++)
        {
            half.First[i] = First[i] / 2;
            half.Second[i] = Second[i] / 2;
            half.Weight[i] = half.First[i] == half.Second[i] ? 0 : Weight[i];
        }

        return half;
    }
}
