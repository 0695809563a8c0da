using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Road.Objects;

/// <summary>
/// Decoder of YOLOX at 416 x 416: one output of 3549 rows (grids with strides 8, 16, 32) by 85: centre offset in
/// cells (2), logarithm of the size in cells (2), objectness, 80 class scores. The score is objectness times class
/// score.
/// </summary>
public sealed class YoloxDecoder : IObjectDecoder
{
    /// <summary>Width and height of the input tensor.</summary>
    public const int InputSize = 416;

    private const int Columns = 5 + RoadClasses.CocoCount;
    private const int Rows = (52 * 52) + (26 * 26) + (13 * 13);
    private readonly DetectorLimits _limits;
    private readonly CandidateSet _candidates;

    public YoloxDecoder(DetectorLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        limits.Validate();
        _limits = limits;
        _candidates = new CandidateSet(limits.CandidateCapacity);
    }

    public long Malformed { get; private set; }

    public long Overflowed => _candidates.Overflowed;

    public bool TryDecode(in RawOutputs outputs, MonoTime captured, in ViewTransform view, FixedList<Detection> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        if (outputs.Only.Length != Rows * Columns)
        {
            Malformed++;
            return false;
        }

        _candidates.Clear();
        int first = 0;
        for (int stride = 8; stride <= 32; stride *= 2)
        {
            int cells = InputSize / stride * (InputSize / stride);
            DecodeGrid(outputs.Only.Slice(first * Columns, cells * Columns), stride, captured, view);
            first += cells;
        }

        _candidates.Emit(_limits.OverlapMax, into);
        return true;
    }

    private void DecodeGrid(ReadOnlySpan<float> rows, int stride, MonoTime captured, in ViewTransform view)
    {
        int columns = InputSize / stride;
        for (int cell = 0; cell < columns * columns; cell++)
        {
            ReadOnlySpan<float> row = rows.Slice(cell * Columns, Columns);
            float objectness = row[4];
            if (float.IsNaN(objectness))
                Malformed++;
            if (!(objectness >= (float)_limits.ScoreMin && objectness <= 1))
                continue;

            float score = objectness * RoadClasses.Strongest(row[5..], out ObjectClass kind, out int invalid);
            Malformed += invalid;
            if (!(score >= (float)_limits.ScoreMin && score <= 1))
                continue;

            float x = ((cell % columns) + row[0]) * stride;
            float y = ((cell / columns) + row[1]) * stride;
            float halfWidth = MathF.Exp(row[2]) * stride / 2;
            float halfHeight = MathF.Exp(row[3]) * stride / 2;
            var box = new TensorBox(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
            if (view.TryMap(box, out PixelBox mapped))
                _candidates.Add(new Detection(captured, kind, score, mapped));
            else
                Malformed++;
        }
    }
}
