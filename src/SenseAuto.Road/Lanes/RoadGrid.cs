using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Lanes;

/// <summary>
/// Where on the picture each cell of a grid on the flat road lies: rows across the road at growing distance from the camera,
/// cells of equal width from left to right. Made once; lens, mounting and ego mask are in the table, so they cost nothing later.
/// </summary>
internal sealed class RoadGrid
{
    public const int Cells = 321;
    public const double CellM = 0.05;
    public const double LeftMostM = (Cells - 1) / 2 * CellM;

    private const double NearestM = 3.0;
    private const double RowGrowth = 1.028;
    private const double PixelsBetweenRowsMin = 0.9;
    private const int CellsInRowMin = 40;
    private readonly CameraGeometry _geometry;
    private readonly LensDistortion _lens;
    private readonly EgoMask? _mask;

    public RoadGrid(CameraGeometry geometry, LensDistortion lens, EgoMask? mask, double farthestM)
    {
        _geometry = geometry;
        _lens = lens;
        _mask = mask;
        AheadM = RowDistances(farthestM);
        Pixel = new int[AheadM.Length * Cells];
        First = new int[AheadM.Length];
        End = new int[AheadM.Length];
        DepthM = new double[AheadM.Length];
        for (int row = 0; row < AheadM.Length; row++)
            Fill(row);
    }

    public int Rows => AheadM.Length;

    /// <summary>Distance of each row from the camera's foot, in metres.</summary>
    public double[] AheadM { get; }

    /// <summary>How much road each row stands for, in metres.</summary>
    public double[] DepthM { get; }

    /// <summary>Picture pixel (row · width + column) of each cell.</summary>
    public int[] Pixel { get; }

    /// <summary>First cell of each row that shows road.</summary>
    public int[] First { get; }

    /// <summary>One past the last cell of each row that shows road; equal to First when none does.</summary>
    public int[] End { get; }

    /// <summary>Vehicle y of a cell, left positive.</summary>
    public static double LeftM(double cell) => LeftMostM - (cell * CellM);

    private double[] RowDistances(double farthestM)
    {
        var ahead = new System.Collections.Generic.List<double>();
        double lastPixelRow = double.MaxValue;
        for (double x = NearestM; x <= farthestM; x *= RowGrowth)
        {
            bool isAhead = _geometry.TryProject(_geometry.Forward.Value + x, 0, 0, out _, out double pixelRow);
            if (!isAhead || pixelRow >= _geometry.Height || lastPixelRow - pixelRow < PixelsBetweenRowsMin)
                continue;

            ahead.Add(x);
            lastPixelRow = pixelRow;
        }

        if (ahead.Count < 10)
            throw new ArgumentException("camera geometry: the camera sees less than ten rows of road ahead");
        return [.. ahead];
    }

    private void Fill(int row)
    {
        int bestFirst = 0;
        int bestEnd = 0;
        int first = 0;
        for (int cell = 0; cell <= Cells; cell++)
        {
            bool isRoad = cell < Cells && TryPixel(AheadM[row], LeftM(cell), out Pixel[(row * Cells) + cell]);
            if (isRoad)
                continue;

            if (cell - first > bestEnd - bestFirst)
                (bestFirst, bestEnd) = (first, cell);
            first = cell + 1;
        }

        bool isUseful = bestEnd - bestFirst >= CellsInRowMin;
        First[row] = isUseful ? bestFirst : 0;
        End[row] = isUseful ? bestEnd : 0;
        double next = row + 1 < Rows ? AheadM[row + 1] : AheadM[row] * RowGrowth;
        DepthM[row] = next - AheadM[row];
    }

    private bool TryPixel(double aheadM, double leftM, out int pixel)
    {
        pixel = 0;
        if (!_geometry.TryProject(_geometry.Forward.Value + aheadM, leftM, 0, out double column, out double row))
            return false;

        (double x, double y) = _lens.Distort(
            (column - _geometry.CentreX) / _geometry.FocalX, (row - _geometry.CentreY) / _geometry.FocalY);
        double u = Math.Round(_geometry.CentreX + (_geometry.FocalX * x));
        double v = Math.Round(_geometry.CentreY + (_geometry.FocalY * y));
        if (!(u >= 0 && u < _geometry.Width && v >= 0 && v < _geometry.Height))
            return false;
        if (_mask is not null && !_mask.ShowsRoad((int)u, (int)v))
            return false;

        pixel = ((int)v * _geometry.Width) + (int)u;
        return true;
    }
}
