using System;
using System.Runtime.CompilerServices;

namespace SenseAuto.Imaging.Tensors;

/// <summary>
/// A column axis laid out for the row kernels. Pinned for its whole life, so that kernels may hold pointers.
/// </summary>
internal sealed unsafe class ColumnTaps
{
    /// <summary>Weights of a pair add up to this.</summary>
    public const int One = 1 << 14;

    private readonly int[] _offsets;
    private readonly short[] _weights;

    /// <param name="samplesPerPixel">Samples from one pixel to the next in the row.</param>
    /// <param name="pairsPerPixel">How often the pair of weights is repeated for one pixel.</param>
    /// <param name="start">Source pixel that is first in the row buffer.</param>
    public ColumnTaps(AxisTable axis, int start, int samplesPerPixel, int pairsPerPixel)
    {
        _offsets = GC.AllocateArray<int>(axis.Length, pinned: true);
        _weights = GC.AllocateArray<short>(axis.Length * pairsPerPixel * 2, pinned: true);
        for (int i = 0; i < axis.Length; i++)
        {
            _offsets[i] = (axis.First[i] - start) * samplesPerPixel;
            short second = (short)Math.Round(axis.Weight[i] * One);
            for (int pair = 0; pair < pairsPerPixel; pair++)
            {
                _weights[((i * pairsPerPixel) + pair) * 2] = (short)(One - second);
                _weights[(((i * pairsPerPixel) + pair) * 2) + 1] = second;
            }
        }

        Offsets = (int*)Unsafe.AsPointer(ref _offsets[0]);
        Weights = (short*)Unsafe.AsPointer(ref _weights[0]);
    }

    public int Count => _offsets.Length;

    public int* Offsets { get; }

    public short* Weights { get; }
}

/// <summary>
/// A row of 16-bit samples (grey level · 128) with room behind it for kernels that load a whole vector.
/// </summary>
internal sealed unsafe class SampleRow
{
    /// <summary>Scale of a sample: its 255 is 32640, the most that fits a signed 16-bit number.</summary>
    public const int Level = 128;

    private const int Slack = 32;
    private readonly short[] _samples;

    public SampleRow(int length)
    {
        _samples = GC.AllocateArray<short>(length + Slack, pinned: true);
        Samples = (short*)Unsafe.AsPointer(ref _samples[0]);
        Length = length;
    }

    public int Length { get; }

    public short* Samples { get; }
}
