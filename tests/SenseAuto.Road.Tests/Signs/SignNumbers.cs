using SenseAuto.Core;
using SenseAuto.Core.Time;
using SenseAuto.Road.Signs;

namespace SenseAuto.Road.Tests.Signs;

/// <summary>The parameters' defaults (tsr.*), which this project may not know.</summary>
internal static class SignNumbers
{
    public static SignFinderLimits Finding { get; } = new()
    {
        SizeMin = 12,
        SizeMax = 280,
        LowestShare = 0.75,
        AspectMax = 1.75,
        OutlineMax = 1.35,
        FillMinRed = 0.14,
        FillMinBlue = 0.4,
        FillMinYellow = 0.3,
        LeanMax = 0.17,
        EdgeMin = 24,
        RimShareMin = 0.6,
        ProposalsMax = 8,
        DiscsMax = 2,
    };

    public static SignSeenLimits Seen { get; } = new()
    {
        TauS = 0.15,
        EvidenceMin = 8,
        LookFloor = 0.005,
        LostAfter = MonoDuration.FromMilliseconds(600),
        CarriedFor = MonoDuration.FromMilliseconds(6000),
        NearWidths = 1,
        SizeRatioMax = 1.8,
        DistanceGain = 0.4,
        Heights = new SignHeights(new Metres(0.6), new Metres(0.78), new Metres(0.9), new Metres(0.85), new Metres(0.84)),
    };
}
