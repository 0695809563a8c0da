using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Signs;

/// <summary>Which signs a place can hold at all, by what it was found by and by its outline.</summary>
public static class SignShapes
{
    /// <summary>True when a sign of this class has this colour and an outline like this.</summary>
    /// <param name="outlineMax">Largest ratio of the longer to the shorter side.</param>
    public static bool Agrees(SignClass kind, SignColour colour, in PixelBox box, double outlineMax) =>
        kind == SignClass.Unknown || (ColourOf(kind) == colour && IsCompact(in box, outlineMax));

    /// <summary>
    /// What the finder finds a sign by: the signs that end something have no colour, a yellow middle means priority, blue
    /// obliges or shows, and everything else is or has a rim that is red.
    /// </summary>
    public static SignColour ColourOf(SignClass kind) => kind switch
    {
        SignClass.Unknown => SignColour.None,
        SignClass.EndOfSpeedLimit or SignClass.EndOfAllLimits or SignClass.EndOfNoOvertaking
            or SignClass.EndOfNoOvertakingByTrucks => SignColour.LightDisc,
        SignClass.PriorityRoad or SignClass.EndOfPriorityRoad => SignColour.Yellow,
        >= SignClass.TurnRight and <= SignClass.PedestrianCrossing => SignColour.Blue,
        _ => SignColour.Red,
    };

    private static bool IsCompact(in PixelBox box, double outlineMax) =>
        Math.Max(box.Width, box.Height) <= outlineMax * Math.Min(box.Width, box.Height);
}
