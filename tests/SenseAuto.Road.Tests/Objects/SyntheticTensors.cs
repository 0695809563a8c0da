using System;
using SenseAuto.Road.Objects;

namespace SenseAuto.Road.Tests.Objects;

/// <summary>
/// Outputs of the networks written cell by cell, so that the boxes to expect are known from arithmetic.
/// </summary>
internal sealed class NanodetTensors
{
    private readonly float[][] _scores = [new float[52 * 52 * 80], new float[26 * 26 * 80], new float[13 * 13 * 80]];
    private readonly float[][] _boxes = [new float[52 * 52 * 44], new float[26 * 26 * 44], new float[13 * 13 * 44]];

    public RawOutputs Outputs => new(_scores[0], _scores[1], _scores[2], _boxes[0], _boxes[1], _boxes[2]);

    public RawOutputs TooShort => new(_scores[0], _scores[1], _scores[2], _boxes[0], _boxes[1], _boxes[2].AsSpan(1));

    /// <param name="level">0, 1, 2 for strides of 8, 16, 32.</param>
    /// <param name="bins">Distances left, top, right, bottom in bins, 0..10, fractions allowed.</param>
    public NanodetTensors Put(int level, int column, int row, (int Coco, float Score) what, params float[] bins)
    {
        int cell = (row * (52 >> level)) + column;
        _scores[level][(cell * 80) + what.Coco] = what.Score;
        for (int side = 0; side < 4; side++)
        {
            Span<float> logits = _boxes[level].AsSpan((cell * 44) + (side * 11), 11);
            logits.Fill(-60);
            int below = float.IsNaN(bins[side]) ? 0 : Math.Min(9, (int)bins[side]);
            float share = bins[side] - below;
            logits[below] = !(share >= 1) ? MathF.Log(1 - share) : -60;
            logits[below + 1] = share > 0 ? MathF.Log(share) : -60;
        }

        return this;
    }
}
