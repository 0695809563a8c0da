using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Models.Signs;

/// <summary>The 43 classes of the German Traffic Sign Recognition Benchmark in words of the product.</summary>
public static class GermanClasses
{
    private static readonly SignClass[] Classes =
    [
        SignClass.SpeedLimit20, SignClass.SpeedLimit30, SignClass.SpeedLimit50, SignClass.SpeedLimit60,
        SignClass.SpeedLimit70, SignClass.SpeedLimit80, SignClass.EndOfSpeedLimit, SignClass.SpeedLimit100,
        SignClass.SpeedLimit120, SignClass.NoOvertaking, SignClass.NoOvertakingByTrucks,
        SignClass.PriorityAtNextCrossing, SignClass.PriorityRoad, SignClass.GiveWay, SignClass.Stop,
        SignClass.NoVehicles, SignClass.NoTrucks, SignClass.NoEntry, SignClass.GeneralDanger, SignClass.CurveLeft,
        SignClass.CurveRight, SignClass.DoubleCurve, SignClass.BumpyRoad, SignClass.SlipperyRoad,
        SignClass.RoadNarrowsRight, SignClass.RoadWorks, SignClass.TrafficSignals, SignClass.Pedestrians,
        SignClass.Children, SignClass.Cyclists, SignClass.SnowOrIce, SignClass.WildAnimals, SignClass.EndOfAllLimits,
        SignClass.TurnRight, SignClass.TurnLeft, SignClass.StraightOn, SignClass.StraightOnOrRight,
        SignClass.StraightOnOrLeft, SignClass.KeepRight, SignClass.KeepLeft, SignClass.Roundabout,
        SignClass.EndOfNoOvertaking, SignClass.EndOfNoOvertakingByTrucks,
    ];

    /// <summary>In the order of the benchmark's numbers.</summary>
    public static ReadOnlySpan<SignClass> All => Classes;

    /// <summary>False for a number that the benchmark does not have.</summary>
    public static bool TryFind(int classId, out SignClass kind)
    {
        bool isKnown = classId >= 0 && classId < Classes.Length;
        kind = isKnown ? Classes[classId] : SignClass.Unknown;
        return isKnown;
    }
}
