using System;

namespace SenseAuto.Road.Lanes;

/// <summary>Places of lines in <see cref="RoadShape"/>, from left to right.</summary>
internal enum Slot
{
    NextLeft,
    Left,
    Right,
    NextRight,
}

/// <summary>Opens lines: a whole lane where none is known, single lines beside known ones.</summary>
internal sealed class LaneSearch(RoadGrid grid, RoadFit fit, LaneLimits limits, double cameraLeftM)
{
    public const double PitchStepRad = 0.010;
    private const double GuessSigmaM = 0.2;
    private const double NewLinePaintM = 2.5;
    private const double ApartMinM = 0.5;
    private const double UsualWidthM = 3.5;
    private readonly LaneVote _vote = new(fit, limits, cameraLeftM);
    private int _tries;

    /// <summary>Each try assumes another pitch: as mounted, a little up, a little down. The best of the three is a matter of three pictures.</summary>
    public bool TryFind(ReadOnlySpan<PaintMark> marks, RoadShape shape)
    {
        int turn = _tries % 3;
        _tries = (_tries + 1) % 3;
        double pitchRad = turn == 0 ? 0 : turn == 1 ? -PitchStepRad : PitchStepRad;
        LaneGuess guess = _vote.Find(marks, grid, pitchRad, mayBeAlone: turn == 2);
        if (!guess.IsFound)
            return false;

        Begin(in guess, pitchRad, shape);
        return true;
    }

    /// <summary>The same with one pitch, for pictures that have no next one.</summary>
    public bool TryFindAt(ReadOnlySpan<PaintMark> marks, RoadShape shape, double pitchRad)
    {
        LaneGuess guess = _vote.Find(marks, grid, pitchRad, mayBeAlone: true);
        if (guess.IsFound)
            Begin(in guess, pitchRad, shape);
        return guess.IsFound;
    }

    private static void Begin(in LaneGuess guess, double pitchRad, RoadShape shape)
    {
        shape.Restart(guess.Heading, guess.Curvature, pitchRad);
        if (guess.HasLeft)
            shape.Open((int)Slot.Left, guess.LeftM, GuessSigmaM);
        if (guess.HasRight)
            shape.Open((int)Slot.Right, guess.RightM, GuessSigmaM);
    }

    /// <summary>Looks along the known heading for lines a lane's width beside the known ones.</summary>
    public void FindMore(ReadOnlySpan<PaintMark> marks, RoadShape shape, LaneLines lines)
    {
        if (shape.IsActive(0) && shape.IsActive(1) && shape.IsActive(2) && shape.IsActive(3))
            return;

        ReadOnlySpan<float> profile = _vote.Profile(marks, grid, shape);
        for (int slot = 0; slot < RoadShape.Slots; slot++)
        {
            if (shape.IsActive(slot) || !TryExpect(shape, slot, lines.WidthM, out double expectedM))
                continue;
            if (!TryPeak(profile, shape, expectedM, lines.WidthM, out double offsetM))
                continue;

            shape.Open(slot, offsetM, GuessSigmaM);
            lines.Open(slot);
        }
    }

    private static bool TryExpect(RoadShape shape, int slot, double widthM, out double expectedM)
    {
        expectedM = 0;
        if (slot + 1 < RoadShape.Slots && shape.IsActive(slot + 1))
            expectedM = shape.State[slot + 1] + widthM;
        else if (slot > 0 && shape.IsActive(slot - 1))
            expectedM = shape.State[slot - 1] - widthM;
        else
            return false;
        return true;
    }

    private bool TryPeak(ReadOnlySpan<float> profile, RoadShape shape, double expectedM, double widthM, out double offsetM)
    {
        double least = Math.Max(widthM - 0.8, limits.LaneWidthMin.Value) - widthM;
        double most = Math.Min(widthM + 0.8, limits.LaneWidthMax.Value) - widthM;
        double reach = Math.Max(0.3, Math.Max(-least, most));
        offsetM = 0;
        double best = 0;
        for (int bin = LaneVote.BinOf(expectedM - reach); bin <= LaneVote.BinOf(expectedM + reach); bin++)
        {
            double candidate = LaneVote.OffsetOf(bin);
            double off = Math.Abs(candidate - expectedM) / UsualWidthM;
            double score = profile[bin] * (1 - off);
            if (!(profile[bin] >= NewLinePaintM) || !(score > best) || IsNearLine(shape, candidate))
                continue;

            best = score;
            offsetM = candidate;
        }

        return best > 0;
    }

    private static bool IsNearLine(RoadShape shape, double offsetM)
    {
        for (int slot = 0; slot < RoadShape.Slots; slot++)
        {
            if (shape.IsActive(slot) && Math.Abs(shape.State[slot] - offsetM) < ApartMinM)
                return true;
        }

        return false;
    }
}
