using System;

namespace SenseAuto.Road.Signs;

/// <summary>What the finder takes for a sign's place. Chosen by us on drawn signs and on recorded roads without signs.</summary>
/// <param name="SizeMin">Least width and height of a sign, in pixels.</param>
/// <param name="SizeMax">Largest width and height of a sign, in pixels.</param>
/// <param name="LowestShare">Signs stand above this share of the picture's height.</param>
/// <param name="AspectMax">Largest ratio of a sign's longer to its shorter side; a turned sign is narrow.</param>
/// <param name="ProposalsMax">Places handed on per picture, the largest first.</param>
/// <param name="DiscsMax">Of these, light discs.</param>
public sealed record SignFinderLimits(
    int SizeMin = 12, int SizeMax = 280, double LowestShare = 0.75, double AspectMax = 1.75, int ProposalsMax = 8,
    int DiscsMax = 2)
{
    /// <summary>Least rise of light over an edge of a disc, in grey levels over two quarter-size pixels.</summary>
    public int EdgeMin { get; init; } = 24;

    /// <summary>Least share of a disc's rim that must be an edge.</summary>
    public double RimShareMin { get; init; } = 0.6;

    /// <summary>Throws <see cref="ArgumentException"/> naming what is outside its range.</summary>
    public void Validate()
    {
        Require(SizeMin is >= 8 and <= 64, nameof(SizeMin), SizeMin, "8..64");
        Require(SizeMax > SizeMin && SizeMax <= 2000, nameof(SizeMax), SizeMax, "above SizeMin and at most 2000");
        Require(LowestShare is > 0.1 and <= 1, nameof(LowestShare), LowestShare, "above 0.1 and at most 1");
        Require(AspectMax is >= 1.2 and <= 4, nameof(AspectMax), AspectMax, "1.2..4");
        Require(ProposalsMax is >= 1 and <= 64, nameof(ProposalsMax), ProposalsMax, "1..64");
        Require(DiscsMax >= 0 && DiscsMax <= ProposalsMax, nameof(DiscsMax), DiscsMax, "0..ProposalsMax");
        Require(EdgeMin is >= 4 and <= 128, nameof(EdgeMin), EdgeMin, "4..128");
        Require(RimShareMin is > 0.2 and <= 1, nameof(RimShareMin), RimShareMin, "above 0.2 and at most 1");
    }

    private static void Require(bool isAllowed, string name, double value, string allowed)
    {
        if (!isAllowed)
            throw new ArgumentException(FormattableString.Invariant($"SignFinderLimits.{name} is {value}, allowed {allowed}"));
    }
}
