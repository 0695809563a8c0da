using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Signs;

/// <summary>
/// How high the outlines of signs are, so that a box tells a distance. A country's roads have several sizes: where another one than
/// this stands, the distance is wrong by as much.
/// </summary>
/// <param name="Disc">Round signs, and what is not named here.</param>
/// <param name="Triangle">Signs that warn or give way.</param>
/// <param name="Priority">The square that stands on its corner.</param>
/// <param name="Zone">The sign of a zone with a limit.</param>
public sealed record SignHeights(Metres Disc, Metres Triangle, Metres Stop, Metres Priority, Metres Zone)
{
    /// <summary>None is zero, negative or no number.</summary>
    public bool IsPossible =>
        Disc.Value > 0 && Triangle.Value > 0 && Stop.Value > 0 && Priority.Value > 0 && Zone.Value > 0;

    public double HeightM(SignClass kind) => kind switch
    {
        SignClass.Stop => Stop.Value,
        SignClass.GiveWay or SignClass.PriorityAtNextCrossing => Triangle.Value,
        >= SignClass.GeneralDanger and <= SignClass.WildAnimals => Triangle.Value,
        SignClass.PriorityRoad or SignClass.EndOfPriorityRoad => Priority.Value,
        SignClass.Zone30 => Zone.Value,
        _ => Disc.Value,
    };
}
