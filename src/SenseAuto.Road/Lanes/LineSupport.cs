using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Lanes;

/// <summary>How much paint of one picture lies under one line.</summary>
/// <param name="PaintM">Metres of line with paint.</param>
/// <param name="Rows">Grid rows with paint.</param>
/// <param name="FromM">First paint, from the camera's foot.</param>
/// <param name="ToM">Last paint.</param>
/// <param name="VisibleM">Metres of line in the picture, within the range where the type is judged.</param>
/// <param name="FilledM">Of these, with paint.</param>
internal readonly record struct LineSupport(
    double PaintM, int Rows, double FromM, double ToM, double VisibleM, double FilledM)
{
    private const double SeenPaintM = 1.2;
    private const int SeenRows = 5;
    private const double SeenResidualMax = 0.85;
    private const double SeenOverClutter = 1.5;
    private const double SurePaintM = 2.5;
    private const double SureResidualMax = 0.75;
    private const double SureOverClutter = 3;
    private const double SureLengthM = 12;

    /// <summary>Mean width of the paint.</summary>
    public double WidthM { get; init; }

    /// <summary>Root mean square distance of the paint from the line over the expected one. Chance gives 1.15, paint below 0.5.</summary>
    public double Residual { get; init; }

    /// <summary>Mean step of the paint over the road, in grey levels.</summary>
    public double Contrast { get; init; }

    /// <summary>Metres of paint that chance alone would give, from what lies about in the lane.</summary>
    public double ClutterM { get; init; }

    /// <summary>Enough to go on believing in a line.</summary>
    public bool IsSeen => PaintM >= SeenPaintM && Rows >= SeenRows && Residual <= SeenResidualMax
        && FilledM >= SeenOverClutter * ClutterM;

    /// <summary>Enough to begin believing in a line.</summary>
    public bool IsSure => IsSeen && PaintM >= SurePaintM && ToM - FromM >= SureLengthM
        && Residual <= SureResidualMax && FilledM >= SureOverClutter * ClutterM;

    /// <summary>Share of the visible line that is painted, 0..1.</summary>
    public double Fill => VisibleM > 1 ? FilledM / VisibleM : 0;
}

/// <summary>Measures <see cref="LineSupport"/>.</summary>
internal sealed class SupportMeter(RoadGrid grid, RoadFit fit)
{
    /// <summary>Solid or dashed is judged up to here: farther out a gap is too few pixel rows.</summary>
    private const double TypeToM = 27;
    private const double NearGateM = 0.15;

    /// <summary>Seams and traces of old paint are fainter than this share of the line's own paint; paint in shadow is not.</summary>
    private const double FaintShare = 0.3;

    /// <summary>Marks closer to a line than this may be its own.</summary>
    private const double LineHalfM = 0.4;
    private const int CellMargin = 10;
    private readonly bool[] _hasPaint = new bool[grid.Rows];

    public LineSupport Measure(RoadShape shape, int slot, ReadOnlySpan<PaintMark> marks)
    {
        double contrast = MeanContrast(shape, slot, marks);
        Array.Clear(_hasPaint);
        double widthSum = 0;
        double residualSum = 0;
        int rows = 0;
        foreach (ref readonly PaintMark mark in marks)
        {
            bool isPaint = mark.Contrast >= FaintShare * contrast;
            if (!isPaint || _hasPaint[mark.Row] || !TryResidual(shape, slot, in mark, out double normalised))
                continue;

            _hasPaint[mark.Row] = true;
            rows++;
            widthSum += mark.WidthM;
            residualSum += normalised * normalised;
        }

        return Sum(shape, slot) with
        {
            Rows = rows,
            WidthM = rows > 0 ? widthSum / rows : 0,
            Residual = rows > 0 ? Math.Sqrt(residualSum / rows) : 0,
            Contrast = contrast,
        };
    }

    private double MeanContrast(RoadShape shape, int slot, ReadOnlySpan<PaintMark> marks)
    {
        double sum = 0;
        int count = 0;
        foreach (ref readonly PaintMark mark in marks)
        {
            if (!TryResidual(shape, slot, in mark, out _))
                continue;

            sum += mark.Contrast;
            count++;
        }

        return count > 0 ? sum / count : 0;
    }

    /// <summary>Distance from the line over the expected one; false when the mark is not of this line.</summary>
    private bool TryResidual(RoadShape shape, int slot, in PaintMark mark, out double normalised)
    {
        (double ahead, double scale) = fit.Place(mark.Row, shape.PitchRad);
        double sigma = RoadFit.SigmaM(ahead);
        double residual = fit.LeftM(in mark, scale) - shape.LeftAtM(slot, ahead);
        normalised = residual / sigma;
        return Math.Abs(residual) < Math.Max(NearGateM, 2 * sigma);
    }

    /// <summary>Metres of paint that a line at a place without any would be given: what lies about between two lines.</summary>
    public double Clutter(RoadShape shape, double fromLeftM, double toRightM, ReadOnlySpan<PaintMark> marks)
    {
        double left = fromLeftM - LineHalfM;
        double right = toRightM + LineHalfM;
        double paint = 0;
        foreach (ref readonly PaintMark mark in marks)
        {
            (double ahead, double scale) = fit.Place(mark.Row, shape.PitchRad);
            double offset = fit.LeftM(in mark, scale) - (ahead * (shape.Heading + (ahead * shape.Curvature / 2)));
            paint += ahead < TypeToM && offset < left && offset > right ? grid.DepthM[mark.Row] * scale : 0;
        }

        return paint * 2 * NearGateM / Math.Max(0.5, left - right);
    }

    private LineSupport Sum(RoadShape shape, int slot)
    {
        double paint = 0;
        double visible = 0;
        double filled = 0;
        double from = double.NaN;
        double to = 0;
        for (int row = 0; row < grid.Rows; row++)
        {
            (double ahead, double scale) = fit.Place(row, shape.PitchRad);
            double depth = grid.DepthM[row] * scale;
            if (ahead < TypeToM && IsInPicture(row, shape.LeftAtM(slot, ahead), scale))
            {
                visible += depth;
                filled += _hasPaint[row] ? depth : 0;
            }

            if (!_hasPaint[row])
                continue;

            paint += depth;
            from = double.IsNaN(from) ? ahead : from;
            to = ahead;
        }

        return new LineSupport(paint, 0, double.IsNaN(from) ? 0 : from, to, visible, filled);
    }

    private bool IsInPicture(int row, double leftM, double scale)
    {
        double cell = (RoadGrid.LeftMostM - (leftM / scale)) / RoadGrid.CellM;
        return cell >= grid.First[row] + CellMargin && cell < grid.End[row] - CellMargin;
    }
}

/// <summary>What is remembered about one line from picture to picture.</summary>
internal struct LineMemory
{
    private const double SolidFill = 0.72;
    private const double DashedFill = 0.60;
    private const double FillMemoryS = 0.6;

    /// <summary>One picture counts for no more than this, however long the one before is ago: a line is never confirmed by one.</summary>
    private const double SeenStepMaxS = 0.05;
    private double _fill;
    private bool _knowsFill;

    /// <summary>How long it has been seen, up to the confirmation, in s.</summary>
    public double SeenS { get; private set; }

    /// <summary>How long it has not been seen, in s.</summary>
    public double UnseenS { get; private set; }

    /// <summary>Once confirmed a line stays so until it is closed.</summary>
    public bool IsConfirmed { get; private set; }

    public LaneLineType Type { get; private set; }

    /// <summary>The last support that was enough to be seen.</summary>
    public LineSupport Last { get; private set; }

    public double Fill => _fill;

    public void Observe(in LineSupport support, double dtS, double confirmS)
    {
        if (!(IsConfirmed ? support.IsSeen : support.IsSure))
        {
            UnseenS += dtS;
            SeenS = IsConfirmed ? SeenS : Math.Max(0, SeenS - dtS);
            return;
        }

        Last = support;
        UnseenS = 0;
        SeenS += Math.Min(dtS, SeenStepMaxS);
        IsConfirmed |= SeenS >= confirmS;
        double share = _knowsFill ? Math.Min(1, dtS / FillMemoryS) : 1;
        _fill += share * (support.Fill - _fill);
        _knowsFill = true;
        Type = _fill >= SolidFill ? LaneLineType.Solid : _fill <= DashedFill ? LaneLineType.Dashed : Type;
    }
}
