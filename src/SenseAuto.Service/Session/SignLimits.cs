using SenseAuto.Calibration.Parameters;
using SenseAuto.Road.Signs;

namespace SenseAuto.Service.Session;

/// <summary>The limits of finding and following signs out of the parameters.</summary>
public static class SignLimits
{
    public static SignFinderLimits Finding(ParameterSet from)
    {
        var limits = new SignFinderLimits
        {
            SizeMin = (int)from.Number("tsr.find.size_min"),
            SizeMax = (int)from.Number("tsr.find.size_max"),
            LowestShare = from.Number("tsr.find.lowest"),
            AspectMax = from.Number("tsr.find.aspect"),
            OutlineMax = from.Number("tsr.find.outline"),
            FillMinRed = from.Number("tsr.find.fill_red"),
            FillMinBlue = from.Number("tsr.find.fill_blue"),
            FillMinYellow = from.Number("tsr.find.fill_yellow"),
            LeanMax = from.Number("tsr.find.lean"),
            EdgeMin = (int)from.Number("tsr.find.edge"),
            RimShareMin = from.Number("tsr.find.rim"),
            ProposalsMax = (int)from.Number("tsr.find.places"),
            DiscsMax = (int)from.Number("tsr.find.discs"),
        };
        limits.Validate();
        return limits;
    }

    public static SignSeenLimits Seen(ParameterSet from)
    {
        var limits = new SignSeenLimits
        {
            TauS = from.Number("tsr.seen.tau"),
            EvidenceMin = from.Number("tsr.seen.evidence"),
            LookFloor = from.Number("tsr.seen.floor"),
            LostAfter = from.Duration("tsr.seen.lost"),
            CarriedFor = from.Duration("tsr.seen.carried"),
            NearWidths = from.Number("tsr.seen.near"),
            SizeRatioMax = from.Number("tsr.seen.ratio"),
            DistanceGain = from.Number("tsr.seen.gain"),
            Heights = new SignHeights(
                from.Length("tsr.height.disc"), from.Length("tsr.height.triangle"), from.Length("tsr.height.stop"),
                from.Length("tsr.height.priority"), from.Length("tsr.height.zone")),
        };
        limits.Validate();
        return limits;
    }
}
