using System;

namespace SenseAuto.Road.Lanes;

/// <summary>
/// Draws the road shape to the paint marks near its lines: a few robust Gauss-Newton steps from the prediction, the gate getting
/// narrower. All lines share heading, curvature and pitch, so a dashed line follows the solid one through its gaps.
/// </summary>
internal sealed class RoadFit(RoadGrid grid, double cameraHeightM, double cameraLeftM)
{
    // Paint edge, road texture and pixel noise near by; lens, crown and hill farther out. Measured on the example drives.
    private const double SigmaNearM = 0.03;
    private const double SigmaPerMetre = 0.002;
    private const double SigmaPerSquareMetre = 0.00015;

    // Marks closer together than this say the same thing twice.
    private const double IndependentM = 0.8;
    private const double GateFloorM = 0.20;
    private const double PitchPriorSigmaRad = 0.025;
    private const double CurvaturePriorSigma = 0.004;
    private const double PitchMaxRad = 0.05;

    private readonly double[] _ahead = new double[grid.Rows];
    private readonly double[] _scale = new double[grid.Rows];
    private readonly double[] _information = new double[Spd7.N * Spd7.N];
    private readonly double[] _normal = new double[Spd7.N * Spd7.N];
    private readonly double[] _inverse = new double[Spd7.N * Spd7.N];
    private readonly double[] _prior = new double[Spd7.N];
    private readonly double[] _right = new double[Spd7.N];

    /// <summary>Where a grid row lies for a pitch that is off its nominal one; and what cell widths grow by.</summary>
    public (double AheadM, double Scale) Place(int row, double pitchRad)
    {
        double scale = 1 / Math.Max(0.2, 1 + (pitchRad * grid.AheadM[row] / cameraHeightM));
        return (grid.AheadM[row] * scale, scale);
    }

    public double LeftM(in PaintMark mark, double scale) => cameraLeftM + ((mark.LeftM - cameraLeftM) * scale);

    /// <summary>The cell of a row in which a place on the road lies.</summary>
    public double CellAt(double leftM, double scale) =>
        (RoadGrid.LeftMostM - (cameraLeftM + ((leftM - cameraLeftM) / scale))) / RoadGrid.CellM;

    public static double SigmaM(double aheadM) =>
        SigmaNearM + (aheadM * (SigmaPerMetre + (aheadM * SigmaPerSquareMetre)));

    /// <summary>False leaves the shape as it was predicted (the numbers broke down; the caller counts it).</summary>
    public bool TryImprove(RoadShape shape, ReadOnlySpan<PaintMark> marks, double firstGateM, int steps)
    {
        if (!Spd7.TryInvert(shape.Covariance, _information))
            return false;

        shape.State.CopyTo(_prior, 0);
        double gateM = firstGateM;
        for (int step = 0; step < steps; step++)
        {
            Gather(shape, marks, gateM);
            if (!Spd7.TryInvert(_normal, _inverse))
            {
                _prior.CopyTo(shape.State, 0);
                return false;
            }

            Move(shape);
            gateM = Math.Max(GateFloorM, gateM * 0.6);
        }

        _inverse.CopyTo(shape.Covariance, 0);
        return true;
    }

    private void Gather(RoadShape shape, ReadOnlySpan<PaintMark> marks, double gateM)
    {
        _information.CopyTo(_normal, 0);
        for (int r = 0; r < Spd7.N; r++)
        {
            double sum = 0;
            for (int c = 0; c < Spd7.N; c++)
                sum += _information[(r * Spd7.N) + c] * (_prior[c] - shape.State[c]);
            _right[r] = sum;
        }

        AddPrior(shape, RoadShape.PitchIndex, PitchPriorSigmaRad);
        AddPrior(shape, RoadShape.CurvatureIndex, CurvaturePriorSigma);
        for (int row = 0; row < grid.Rows; row++)
            (_ahead[row], _scale[row]) = Place(row, shape.PitchRad);
        foreach (ref readonly PaintMark mark in marks)
            AddMark(shape, in mark, gateM);
    }

    /// <summary>A weak pull to zero, so weak per picture that it only matters where nothing else is known.</summary>
    private void AddPrior(RoadShape shape, int index, double sigma)
    {
        const double perPicture = 0.05;
        double weight = perPicture / (sigma * sigma);
        _normal[(index * Spd7.N) + index] += weight;
        _right[index] -= weight * shape.State[index];
    }

    private void AddMark(RoadShape shape, in PaintMark mark, double gateM)
    {
        double ahead = _ahead[mark.Row];
        double left = LeftM(in mark, _scale[mark.Row]);
        double sigma = SigmaM(ahead);
        double gate = Math.Max(gateM, 2.5 * sigma);
        int slot = NearestSlot(shape, ahead, left, out double residual);
        if (slot < 0 || !(Math.Abs(residual) < gate))
            return;

        double normalised = residual / (2 * sigma);
        double robust = 1 / (1 + (normalised * normalised));
        double independent = Math.Min(1, grid.DepthM[mark.Row] / IndependentM);
        double weight = robust * independent * Math.Min(1, mark.Strength / 2) / (sigma * sigma);

        // residual = left(pitch) - line(pitch): how both move with the pitch.
        double slope = shape.Heading + (shape.Curvature * ahead);
        double byPitch = ((left - cameraLeftM) * ahead / cameraHeightM) - (slope * ahead * ahead / cameraHeightM);
        Span<double> row = [1, ahead, ahead * ahead / 2, byPitch];
        ReadOnlySpan<int> index = [slot, RoadShape.HeadingIndex, RoadShape.CurvatureIndex, RoadShape.PitchIndex];
        for (int r = 0; r < row.Length; r++)
        {
            _right[index[r]] += weight * row[r] * residual;
            for (int c = 0; c < row.Length; c++)
                _normal[(index[r] * Spd7.N) + index[c]] += weight * row[r] * row[c];
        }
    }

    private static int NearestSlot(RoadShape shape, double ahead, double left, out double residual)
    {
        double common = ahead * (shape.Heading + (ahead * shape.Curvature / 2));
        int best = -1;
        residual = double.MaxValue;
        for (int slot = 0; slot < RoadShape.Slots; slot++)
        {
            double distance = left - common - shape.State[slot];
            if (!shape.IsActive(slot) || !(Math.Abs(distance) < Math.Abs(residual)))
                continue;

            best = slot;
            residual = distance;
        }

        return best;
    }

    private void Move(RoadShape shape)
    {
        for (int r = 0; r < Spd7.N; r++)
        {
            double sum = 0;
            for (int c = 0; c < Spd7.N; c++)
                sum += _inverse[(r * Spd7.N) + c] * _right[c];
            shape.State[r] += sum;
        }

        shape.State[RoadShape.PitchIndex] = Math.Clamp(shape.PitchRad, -PitchMaxRad, PitchMaxRad);
    }
}
