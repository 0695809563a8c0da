using SenseAuto.Core;

namespace SenseAuto.Road.Signs;

/// <summary>What the finder takes for a sign's place. Made from calibration, checked once.</summary>
public sealed record SignFinderLimits
{
    /// <summary>Least width and height of a sign, in pixels.</summary>
    public required int SizeMin { get; init; }

    /// <summary>Largest width and height of a sign, in pixels.</summary>
    public required int SizeMax { get; init; }

    /// <summary>Signs stand above this share of the picture's height.</summary>
    public required double LowestShare { get; init; }

    /// <summary>Largest ratio of a region's longer to its shorter side.</summary>
    public required double AspectMax { get; init; }

    /// <summary>The same of a place whose class the network may say: others count as no sign.</summary>
    public required double OutlineMax { get; init; }

    /// <summary>Share of its box that a red region fills at least: a thin ring.</summary>
    public required double FillMinRed { get; init; }

    public required double FillMinBlue { get; init; }

    public required double FillMinYellow { get; init; }

    /// <summary>Farthest that a region's middle of mass may lie from the middle of its box, in shares of the box.</summary>
    public required double LeanMax { get; init; }

    /// <summary>Least rise of light over an edge of a disc, in grey levels over two quarter-size pixels.</summary>
    public required int EdgeMin { get; init; }

    /// <summary>Least share of a disc's rim that must be an edge.</summary>
    public required double RimShareMin { get; init; }

    /// <summary>Places handed on per picture, the largest first.</summary>
    public required int ProposalsMax { get; init; }

    /// <summary>Of these, light discs.</summary>
    public required int DiscsMax { get; init; }

    /// <summary>Throws <see cref="System.ArgumentException"/> naming everything that is outside its range.</summary>
    public void Validate()
    {
        var problems = new LimitProblems("sign finder limits");
        problems.Require(SizeMin is >= 8 and <= 64, "need SizeMin 8..64");
        problems.Require(SizeMax > SizeMin && SizeMax <= 2000, "need SizeMin < SizeMax <= 2000");
        problems.Require(LowestShare is > 0.1 and <= 1, "need 0.1 < LowestShare <= 1");
        problems.Require(AspectMax is >= 1.1 and <= 4, "need AspectMax 1.1..4");
        problems.Require(OutlineMax is >= 1.1 and <= 4, "need OutlineMax 1.1..4");
        problems.Require(FillMinRed is > 0 and < 1, "need 0 < FillMinRed < 1");
        problems.Require(FillMinBlue is > 0 and < 1, "need 0 < FillMinBlue < 1");
        problems.Require(FillMinYellow is > 0 and < 1, "need 0 < FillMinYellow < 1");
        problems.Require(LeanMax is > 0 and <= 0.5, "need 0 < LeanMax <= 0.5");
        problems.Require(EdgeMin is >= 4 and <= 128, "need EdgeMin 4..128");
        problems.Require(RimShareMin is > 0.2 and <= 1, "need 0.2 < RimShareMin <= 1");
        problems.Require(ProposalsMax is >= 1 and <= 64, "need ProposalsMax 1..64");
        problems.Require(DiscsMax >= 0 && DiscsMax <= ProposalsMax, "need 0 <= DiscsMax <= ProposalsMax");
        problems.ThrowIfAny();
    }
}
