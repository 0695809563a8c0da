using System;
using SenseAuto.Core.Messages;
using SenseAuto.Imaging.Tensors;
using SenseAuto.Imaging.Warp;

namespace SenseAuto.Inference;

/// <summary>
/// Crops of a picture as planes of red, green and blue. A crop much larger than the planes is read more finely and
/// averaged, so that thin strokes do not fall between the samples. One thread at a time; a run takes no memory.
/// </summary>
internal sealed class FineWarp
{
    // Pixels of the picture to one of the planes, from which on two and four samples a side are read.
    private const float TwoFrom = 1.5f;
    private const float FourFrom = 3;
    private readonly WarpToTensor[] _warps;
    private readonly float[] _fine;
    private readonly int _width;
    private readonly int _height;

    /// <param name="finest">Samples a side of one value at most: 1, 2 or 4.</param>
    public FineWarp(int width, int height, ChannelScaling scaling, WarpBorder border, int finest)
    {
        (_width, _height) = (width, height);
        _warps = new WarpToTensor[(finest / 2) + 1];
        for (int level = 0; level < _warps.Length; level++)
            _warps[level] = new WarpToTensor(width << level, height << level, scaling, border);
        _fine = finest > 1 ? new float[_warps[^1].TensorLength] : [];
    }

    public int TensorLength => _warps[0].TensorLength;

    /// <summary>False, with the planes untouched, for a crop that is not usable.</summary>
    public bool TryRun(CameraFrame frame, in RotatedCrop crop, Span<float> planes)
    {
        float shrunk = Math.Max(crop.Width / _width, crop.Height / _height);
        int level = Math.Min(shrunk > FourFrom ? 2 : shrunk > TwoFrom ? 1 : 0, _warps.Length - 1);
        if (level == 0)
            return _warps[0].TryRun(frame, in crop, planes);

        Span<float> fine = _fine.AsSpan(0, _warps[level].TensorLength);
        if (!_warps[level].TryRun(frame, in crop, fine))
            return false;

        Average(fine, planes, 1 << level);
        return true;
    }

    /// <summary>Rows of all three planes lie below one another, so that the planes need no telling apart.</summary>
    private void Average(ReadOnlySpan<float> fine, Span<float> to, int fineness)
    {
        float share = 1f / (fineness * fineness);
        for (int row = 0; row < 3 * _height; row++)
        {
            for (int column = 0; column < _width; column++)
            {
                float sum = 0;
                for (int i = 0; i < fineness; i++)
                {
                    int start = (((row * fineness) + i) * _width * fineness) + (column * fineness);
                    for (int j = 0; j < fineness; j++)
                        sum += fine[start + j];
                }

                to[(row * _width) + column] = sum * share;
            }
        }
    }
}
