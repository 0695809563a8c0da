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
/// <param name="WidthM">Mean width of the paint.</param>
/// <param name="Residual">Root mean square distance of the paint from the line over the expected one.</param>
internal readonly record struct LineSupport(
    double PaintM, int Rows, double FromM, double ToM, double VisibleM, double FilledM, double WidthM, double Residual)
{
    private const double SeenPaintM = 1.2;
    private const int SeenRows = 5;

    public bool IsSeen => PaintM >= SeenPaintM && Rows >= SeenRows;

    /// <summary>Share of the visible line that is painted, 0..1.</summary>
    public double Fill => VisibleM > 1 ? FilledM / VisibleM : 0;
}

/// <summary>Measures <see cref="LineSupport"/>.</summary>
internal sealed class SupportMeter(RoadGrid grid, RoadFit fit)
{
    /// <summary>Solid or dashed is judged up to here: farther out a gap is too few pixel rows.</summary>
    private const double TypeToM = 27;
    private const double NearGateM = 0.15;
    private const int CellMargin = 10;
    private readonly bool[] _hasPaint = new bool[grid.Rows];

    public LineSupport Measure(RoadShape shape, int slot, ReadOnlySpan<PaintMark> marks)
    {
        Array.Clear(_hasPaint);
        double widthSum = 0;
        double residualSum = 0;
        int rows = 0;
        foreach (ref readonly PaintMark mark in marks)
        {
            (double ahead, double scale) = fit.Place(mark.Row, shape.PitchRad);
            double sigma = RoadFit.SigmaM(ahead);
            double residual = fit.LeftM(in mark, scale) - shape.LeftAtM(slot, ahead);
            if (_hasPaint[mark.Row] || !(Math.Abs(residual) < Math.Max(NearGateM, 2 * sigma)))
                continue;

            _hasPaint[mark.Row] = true;
            rows++;
            widthSum += mark.WidthM * scale;
            residualSum += residual * residual / (sigma * sigma);
        }

        return Sum(shape, slot) with
        {
            Rows = rows,
            WidthM = rows > 0 ? widthSum / rows : 0,
            Residual = rows > 0 ? Math.Sqrt(residualSum / rows) : 0,
        };
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

        return new LineSupport(paint, 0, double.IsNaN(from) ? 0 : from, to, visible, filled, 0, 0);
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

    public void Observe(in LineSupport support, double dtS, double confirmS, bool isSeen)
    {
        if (!isSeen)
        {
            UnseenS += dtS;
            SeenS = IsConfirmed ? SeenS : Math.Max(0, SeenS - dtS);
            return;
        }

        Last = support;
        UnseenS = 0;
        SeenS += dtS;
        IsConfirmed |= SeenS >= confirmS;
        double share = _knowsFill ? Math.Min(1, dtS / FillMemoryS) : 1;
        _fill += share * (support.Fill - _fill);
        _knowsFill = true;
        Type = _fill >= SolidFill ? LaneLineType.Solid : _fill <= DashedFill ? LaneLineType.Dashed : Type;
    }
}
