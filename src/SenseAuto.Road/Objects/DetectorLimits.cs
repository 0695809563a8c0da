using System;

namespace SenseAuto.Road.Objects;

/// <summary>What counts as a detection. Checked once at load.</summary>
/// <param name="ScoreMin">Inclusive. Low (0.35): distant leads score 0.45 to 0.75; tracking removes what does not
/// persist.</param>
/// <param name="OverlapMax">Boxes of one group that overlap more (intersection over union) are one object.</param>
/// <param name="CandidateCapacity">Boxes above the gate kept for suppression.</param>
public sealed record DetectorLimits(double ScoreMin = 0.35, double OverlapMax = 0.5, int CandidateCapacity = 512)
{
    public void Validate()
    {
        if (!(ScoreMin is > 0 and < 1))
            throw new ArgumentException($"DetectorLimits.ScoreMin is {ScoreMin}, allowed above 0 and below 1");
        if (!(OverlapMax is > 0 and < 1))
            throw new ArgumentException($"DetectorLimits.OverlapMax is {OverlapMax}, allowed above 0 and below 1");
        if (CandidateCapacity is < 16 or > 4096)
            throw new ArgumentException($"DetectorLimits.CandidateCapacity is {CandidateCapacity}, allowed 16..4096");
    }
}
