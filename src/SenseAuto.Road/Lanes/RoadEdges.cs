using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Lanes;

/// <summary>
/// Finds where the road ends beside our own lane: going outwards from a line, the first place from which on the ground looks
/// unlike the lane. Rows vote for a place parallel to the lines; only what many rows agree on over some pictures is told.
/// </summary>
internal sealed class RoadEdges(RoadGrid grid, RoadFit fit, double cameraForwardM)
{
    // All chosen by us, on the example drives.
    private const int Bins = 48;
    private const double BinM = 0.15;
    private const double FarthestM = Bins * BinM;
    private const double RowsToM = 25;
    private const double ClearOfLineM = 0.3;
    private const int WindowCells = 6;
    private const int OtherWindows = 8;
    private const float StepGreyMin = 14;
    private const float StepSpreads = 3;
    private const int LaneCellsMin = 12;
    private const double MemoryS = 0.6;
    private const double VisibleMMin = 20;
    private const double ShareMin = 0.5;
    private const double ShareKept = 0.4;
    private readonly Side _left = new(isLeft: true);
    private readonly Side _right = new(isLeft: false);
    private readonly float[] _prefix = new float[RoadGrid.Cells + 1];

    public void Forget()
    {
        _left.Forget();
        _right.Forget();
    }

    /// <summary>Older votes count less with the time that has passed.</summary>
    public void Begin(double dtS)
    {
        float kept = (float)Math.Exp(-dtS / MemoryS);
        _left.Fade(kept);
        _right.Fade(kept);
    }

    /// <summary>Looks along one row of the grid.</summary>
    /// <param name="paint">Of the cells from <paramref name="first"/> on.</param>
    public void Look(RoadShape shape, int row, int first, ReadOnlySpan<float> paint)
    {
        if (!shape.IsActive((int)Slot.Left) || !shape.IsActive((int)Slot.Right) || paint.Length < LaneCellsMin)
            return;

        (double ahead, double scale) = fit.Place(row, shape.PitchRad);
        if (ahead > RowsToM)
            return;

        double leftCell = fit.CellAt(shape.LeftAtM((int)Slot.Left, ahead), scale) - first;
        double rightCell = fit.CellAt(shape.LeftAtM((int)Slot.Right, ahead), scale) - first;
        double cellM = RoadGrid.CellM * scale;
        int clear = (int)Math.Ceiling(ClearOfLineM / cellM);
        int laneFrom = Math.Max(0, (int)leftCell + clear);
        int laneTo = Math.Min(paint.Length, (int)rightCell - clear);
        if (laneTo - laneFrom < LaneCellsMin)
            return;

        Sum(paint);
        float mean = Mean(laneFrom, laneTo);
        float unlike = Math.Max(StepGreyMin, StepSpreads * Spread(paint[laneFrom..laneTo], mean));
        int window = Math.Max(2, (int)(WindowCells / scale));
        var ground = new Ground(mean, unlike, window, cellM, (float)grid.DepthM[row]);
        Walk(_left, in ground, (int)leftCell - clear, 0, leftCell);
        Walk(_right, in ground, (int)rightCell + clear, paint.Length, rightCell);
    }

    /// <summary>Puts an edge where no line of the next lane is known.</summary>
    public void Write(RoadShape shape, Span<LaneLine> lines)
    {
        Write(_left, shape, Slot.Left, in lines[(int)LaneSide.Left], ref lines[(int)LaneSide.NextLeft]);
        Write(_right, shape, Slot.Right, in lines[(int)LaneSide.Right], ref lines[(int)LaneSide.NextRight]);
    }

    private void Write(Side side, RoadShape shape, Slot slot, in LaneLine line, ref LaneLine beyond)
    {
        bool isFree = line.Validity != Validity.Unavailable && beyond.Validity == Validity.Unavailable;
        if (!side.TryFind(out double beyondM, out float share) || !isFree)
            return;

        double offset = shape.LeftAtM((int)slot, -cameraForwardM) + (side.Sign * beyondM);
        beyond = line with
        {
            Side = beyond.Side,
            Validity = Validity.Degraded,
            Type = LaneLineType.RoadEdge,
            Offset = new Metres(offset),
            ViewTo = new Metres(cameraForwardM + RowsToM),
            Quality = share,
            OffsetSigma = new Metres(BinM + line.OffsetSigma.Value),
        };
    }

    /// <summary>Outwards from a line until enough windows in a row are unlike the lane, or the picture ends.</summary>
    private void Walk(Side side, in Ground ground, int from, int end, double lineCell)
    {
        int outwards = side.IsLeft ? -1 : 1;
        int others = 0;
        int windowsMax = (int)(FarthestM / (ground.Window * ground.CellM));
        for (int step = 0; step < windowsMax; step++)
        {
            int near = from + (outwards * step * ground.Window);
            int far = near + (outwards * ground.Window);
            if (side.IsLeft ? far < end : far > end)
                break;

            bool isOther = Math.Abs(Mean(Math.Min(near, far), Math.Max(near, far)) - ground.MeanGrey) > ground.UnlikeGrey;
            others = isOther ? others + 1 : 0;
            if (others < OtherWindows)
                continue;

            int edge = near - (outwards * (OtherWindows - 1) * ground.Window);
            side.Vote(Math.Abs(edge - lineCell) * ground.CellM, ground.DepthM);
            return;
        }
    }

    private void Sum(ReadOnlySpan<float> paint)
    {
        float sum = 0;
        for (int i = 0; i < paint.Length; i++)
        {
            sum += paint[i];
            _prefix[i + 1] = sum;
        }
    }

    private float Mean(int from, int to) => (_prefix[to] - _prefix[from]) / (to - from);

    private static float Spread(ReadOnlySpan<float> values, float mean)
    {
        float sum = 0;
        foreach (float value in values)
            sum += Math.Abs(value - mean);
        return sum / values.Length;
    }

    /// <summary>One row: what the lane looks like and how far from it something is another ground.</summary>
    private readonly record struct Ground(float MeanGrey, float UnlikeGrey, int Window, double CellM, float DepthM);

    /// <summary>Metres of road that voted for each distance beyond the line.</summary>
    private sealed class Side(bool isLeft)
    {
        private readonly float[] _votes = new float[Bins];
        private float _visibleM;
        private bool _isTold;

        public bool IsLeft => isLeft;

        public int Sign => isLeft ? 1 : -1;

        public void Forget()
        {
            Array.Clear(_votes);
            _visibleM = 0;
            _isTold = false;
        }

        public void Fade(float kept)
        {
            _visibleM *= kept;
            for (int i = 0; i < Bins; i++)
                _votes[i] *= kept;
        }

        public void Vote(double beyondM, float depthM)
        {
            int bin = (int)(beyondM / BinM);
            _visibleM += depthM;
            if (bin < Bins)
                _votes[bin] += depthM;
        }

        public bool TryFind(out double beyondM, out float share)
        {
            int best = 1;
            float most = 0;
            for (int i = 1; i < Bins - 1; i++)
            {
                float votes = _votes[i - 1] + _votes[i] + _votes[i + 1];
                if (!(votes > most))
                    continue;

                most = votes;
                best = i;
            }

            float around = Math.Max(1e-6f, most);
            beyondM = (best + 0.5 + ((_votes[best + 1] - _votes[best - 1]) / around)) * BinM;
            share = _visibleM > 0 ? Math.Min(1, most / _visibleM) : 0;
            _isTold = _visibleM >= VisibleMMin && share >= (_isTold ? ShareKept : ShareMin);
            return _isTold;
        }
    }
}
