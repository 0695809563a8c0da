using System;

namespace SenseAuto.Road.Lanes;

/// <summary>A lane, or one of its lines, found from nothing. Votes are metres of paint; without any nothing was found.</summary>
internal readonly record struct LaneGuess(double LeftM, double RightM, double Votes)
{
    public bool IsFound => Votes > 0;

    public bool HasLeft { get; init; }

    public bool HasRight { get; init; }

    public double Heading { get; init; }

    public double Curvature { get; init; }
}

/// <summary>
/// Finds a lane with no memory: tries headings and curvatures, shears the paint marks straight and looks for the pair of lines,
/// a lane's width apart, that collects the most metres of paint. Always the same order, no chance involved.
/// </summary>
internal sealed class LaneVote(RoadFit fit, LaneLimits limits, double cameraLeftM)
{
    private const int Bins = 140;
    private const double BinM = 0.1;
    private const double HalfM = Bins * BinM / 2;
    private const double VoteToM = 26;
    private const double HeadingStep = 0.008;
    private const int HeadingSteps = 8;
    private const double CurvatureStep = 0.0012;
    private const int CurvatureSteps = 4;

    /// <summary>The car is in the lane: a line cannot be under it nor a lane's width away on both sides.</summary>
    private const double NearestLineM = 0.15;
    private const double PaintPerSideMinM = 2.2;
    private const double PaintTogetherMinM = 7;
    private const double PaintCountedMaxM = 14;
    private const double PaintAloneMinM = 9;
    private readonly float[] _bins = new float[Bins];
    private readonly float[] _sums = new float[Bins];
    private readonly float[] _ahead = new float[2048];
    private readonly float[] _left = new float[2048];
    private readonly float[] _weight = new float[2048];
    private int _count;

    /// <param name="mayBeAlone">Where there is no pair a single long line will do.</param>
    public LaneGuess Find(ReadOnlySpan<PaintMark> marks, RoadGrid grid, double pitchRad, bool mayBeAlone)
    {
        Place(marks, grid, pitchRad);
        LaneGuess best = default;
        LaneGuess alone = default;
        for (int h = -HeadingSteps; h <= HeadingSteps; h++)
        {
            for (int c = -CurvatureSteps; c <= CurvatureSteps; c++)
            {
                Fill((float)(h * HeadingStep), (float)(c * CurvatureStep));
                LaneGuess pair = BestPair();
                if (pair.Votes > best.Votes)
                    best = pair with { Heading = h * HeadingStep, Curvature = c * CurvatureStep };
                LaneGuess single = mayBeAlone ? BestAlone() : default;
                if (single.Votes > alone.Votes)
                    alone = single with { Heading = h * HeadingStep, Curvature = c * CurvatureStep };
            }
        }

        return best.IsFound ? best : alone;
    }

    /// <summary>Metres of paint within a bin's width of the offset, for the heading and curvature of a known shape.</summary>
    public ReadOnlySpan<float> Profile(ReadOnlySpan<PaintMark> marks, RoadGrid grid, RoadShape shape)
    {
        Place(marks, grid, shape.PitchRad);
        Fill((float)shape.Heading, (float)shape.Curvature);
        return _sums;
    }

    public static double OffsetOf(int bin) => ((bin + 0.5) * BinM) - HalfM;

    public static int BinOf(double offsetM) => (int)Math.Clamp((offsetM + HalfM) / BinM, 0, Bins - 1);

    private void Place(ReadOnlySpan<PaintMark> marks, RoadGrid grid, double pitchRad)
    {
        _count = 0;
        foreach (ref readonly PaintMark mark in marks)
        {
            (double ahead, double scale) = fit.Place(mark.Row, pitchRad);
            if (ahead > VoteToM || _count == _ahead.Length)
                continue;

            _ahead[_count] = (float)ahead;
            _left[_count] = (float)fit.LeftM(in mark, scale);
            _weight[_count] = (float)(grid.DepthM[mark.Row] * scale) * Math.Min(1, mark.Strength / 2);
            _count++;
        }
    }

    private void Fill(float heading, float curvature)
    {
        Array.Clear(_bins);
        for (int i = 0; i < _count; i++)
        {
            float offset = _left[i] - (_ahead[i] * (heading + (_ahead[i] * curvature / 2)));
            float bin = (offset + (float)HalfM) * (float)(1 / BinM);
            if (bin >= 1 && bin < Bins - 1)
                _bins[(int)bin] += _weight[i];
        }

        for (int i = 1; i < Bins - 1; i++)
            _sums[i] = _bins[i] + (0.6f * (_bins[i - 1] + _bins[i + 1]));
    }

    private LaneGuess BestPair()
    {
        LaneGuess best = default;
        int first = BinOf(cameraLeftM + NearestLineM);
        int last = BinOf(cameraLeftM + limits.LaneWidthMax.Value - NearestLineM);
        int narrow = (int)Math.Ceiling(limits.LaneWidthMin.Value / BinM);
        int wide = (int)(limits.LaneWidthMax.Value / BinM);
        int rightMost = BinOf(cameraLeftM - NearestLineM);
        for (int left = first; left <= last; left++)
        {
            if (!(_sums[left] >= PaintPerSideMinM))
                continue;

            for (int right = Math.Max(1, left - wide); right <= Math.Min(left - narrow, rightMost); right++)
            {
                if (!(_sums[right] >= PaintPerSideMinM))
                    continue;

                double votes = Math.Min(_sums[left], PaintCountedMaxM) + Math.Min(_sums[right], PaintCountedMaxM);
                if (votes >= PaintTogetherMinM && votes > best.Votes)
                    best = new LaneGuess(OffsetOf(left), OffsetOf(right), votes) { HasLeft = true, HasRight = true };
            }
        }

        return best;
    }

    private LaneGuess BestAlone()
    {
        int best = 0;
        int last = BinOf(cameraLeftM + limits.LaneWidthMin.Value);
        for (int bin = BinOf(cameraLeftM - limits.LaneWidthMin.Value); bin <= last; bin++)
            best = _sums[bin] > _sums[best] ? bin : best;
        if (!(_sums[best] >= PaintAloneMinM))
            return default;

        double offset = OffsetOf(best);
        bool isLeft = offset > cameraLeftM;
        return new LaneGuess(offset, offset, _sums[best]) { HasLeft = isLeft, HasRight = !isLeft };
    }
}
