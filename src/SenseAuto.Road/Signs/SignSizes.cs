using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Signs;

/// <summary>How large signs are, so that a box tells a distance.</summary>
public static class SignSizes
{
    /// <summary>
    /// Height of the sign's outline in metres, for the size in use on roads outside of towns (German VwV-StVO, size 2:
    /// discs 600 mm, triangles 900 mm a side, squares 600 mm, stop 900 mm). Motorways have larger and side roads smaller
    /// ones, which makes a distance wrong by up to a quarter.
    /// </summary>
    public static double HeightM(SignClass kind) => kind switch
    {
        SignClass.Stop => 0.9,
        SignClass.GiveWay or SignClass.PriorityAtNextCrossing => 0.78,
        >= SignClass.GeneralDanger and <= SignClass.WildAnimals => 0.78,
        SignClass.PriorityRoad or SignClass.EndOfPriorityRoad => 0.85,
        SignClass.Zone30 => 0.84,
        _ => 0.6,
    };
}
