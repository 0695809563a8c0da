using System;
using System.Collections.Generic;
using SenseAuto.Core.Messages;

namespace SenseAuto.Sim.OpenDrive;

/// <summary>
/// What the types of OpenDRIVE's signals are to our sign and light readers. Numbers of signs: Germany's catalogue of traffic signs
/// (VzKat 2017, annexes 1 to 4 of the StVO), which OpenDRIVE uses for its own country "OpenDRIVE", too. Lights: OpenDRIVE 1.4 to 1.8.
/// </summary>
public static class SignalTypes
{
    private const string SpeedLimit = "274";
    private const double KmhPerMps = 3.6;

    // Three lamps, without and with arrows. Those for people on foot, bicycles and trams are not for us.
    private static readonly HashSet<string> Lights = new(StringComparer.Ordinal) { "1000001", "1000011" };
    private static readonly HashSet<string> Countries = new(StringComparer.OrdinalIgnoreCase) { "", "OpenDRIVE", "DE", "DEU", "GER", "276" };

    // Number, or number-variant where the variants are different signs to us.
    private static readonly Dictionary<string, SignClass> Signs = new(StringComparer.Ordinal)
    {
        ["101"] = SignClass.GeneralDanger,
        ["101-51"] = SignClass.SnowOrIce,
        ["103-10"] = SignClass.CurveLeft,
        ["103-20"] = SignClass.CurveRight,
        ["105"] = SignClass.DoubleCurve,
        ["112"] = SignClass.BumpyRoad,
        ["113"] = SignClass.SnowOrIce,
        ["114"] = SignClass.SlipperyRoad,
        ["121-10"] = SignClass.RoadNarrowsRight,
        ["123"] = SignClass.RoadWorks,
        ["131"] = SignClass.TrafficSignals,
        ["133"] = SignClass.Pedestrians,
        ["136"] = SignClass.Children,
        ["138"] = SignClass.Cyclists,
        ["142"] = SignClass.WildAnimals,
        ["205"] = SignClass.GiveWay,
        ["206"] = SignClass.Stop,
        ["209"] = SignClass.TurnRight,
        ["209-10"] = SignClass.TurnLeft,
        ["209-30"] = SignClass.StraightOn,
        ["211"] = SignClass.TurnRight,
        ["211-10"] = SignClass.TurnLeft,
        ["214"] = SignClass.StraightOnOrRight,
        ["214-10"] = SignClass.StraightOnOrLeft,
        ["215"] = SignClass.Roundabout,
        ["222"] = SignClass.KeepRight,
        ["222-10"] = SignClass.KeepLeft,
        ["250"] = SignClass.NoVehicles,
        ["253"] = SignClass.NoTrucks,
        ["267"] = SignClass.NoEntry,
        ["274.1"] = SignClass.Zone30,
        ["276"] = SignClass.NoOvertaking,
        ["277"] = SignClass.NoOvertakingByTrucks,
        ["278"] = SignClass.EndOfSpeedLimit,
        ["280"] = SignClass.EndOfNoOvertaking,
        ["281"] = SignClass.EndOfNoOvertakingByTrucks,
        ["282"] = SignClass.EndOfAllLimits,
        ["301"] = SignClass.PriorityAtNextCrossing,
        ["306"] = SignClass.PriorityRoad,
        ["307"] = SignClass.EndOfPriorityRoad,
        ["350"] = SignClass.PedestrianCrossing,
    };

    // The catalogue of 1992 numbers the limits through: files of older tools still do.
    private static readonly Dictionary<string, int> OldLimitsKmh = new(StringComparer.Ordinal)
    {
        ["51"] = 10,
        ["52"] = 20,
        ["53"] = 30,
        ["54"] = 40,
        ["55"] = 50,
        ["56"] = 60,
        ["57"] = 70,
        ["58"] = 80,
        ["59"] = 90,
        ["61"] = 110,
        ["62"] = 120,
        ["63"] = 130,
    };

    /// <summary>A light for cars with red, yellow and green.</summary>
    public static bool IsLight(OpenDriveSignal signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return Lights.Contains(signal.Type) && Countries.Contains(signal.Country);
    }

    /// <summary>
    /// The sign as our sign reader would name it; <see cref="SignClass.Unknown"/> for signs that it has no name for, of other
    /// countries, and for lights.
    /// </summary>
    public static SignClass SignOf(OpenDriveSignal signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        if (!Countries.Contains(signal.Country))
            return SignClass.Unknown;

        (string number, string variant) = NumberOf(signal);
        if (number == SpeedLimit)
            return LimitOf(signal, variant);

        return Signs.TryGetValue(number + "-" + variant, out SignClass kind) || Signs.TryGetValue(number, out kind)
            ? kind : SignClass.Unknown;
    }

    /// <summary>Some files write the variant into the type: "274-50".</summary>
    private static (string Number, string Variant) NumberOf(OpenDriveSignal signal)
    {
        int dash = signal.Type.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 ? (signal.Type[..dash], signal.Type[(dash + 1)..]) : (signal.Type, signal.Subtype);
    }

    /// <summary>By the number on it where the file has one; else by the variant: 274-60 is then 60 km/h, as since 2017.</summary>
    private static SignClass LimitOf(OpenDriveSignal signal, string variant)
    {
        if (signal.Value > 0)
            return LimitOf(KmhOf(signal));
        if (OldLimitsKmh.TryGetValue(variant, out int old))
            return LimitOf(old);

        return double.TryParse(variant, System.Globalization.CultureInfo.InvariantCulture, out double kmh) ? LimitOf(kmh) : SignClass.Unknown;
    }

    /// <summary>Without a unit it is in km/h, or in m/s where only that gives a round number.</summary>
    private static double KmhOf(OpenDriveSignal signal) => signal.Unit switch
    {
        "m/s" => signal.Value * KmhPerMps,
        "km/h" => signal.Value,
        "" => IsRound(signal.Value) ? signal.Value : signal.Value * KmhPerMps,
        _ => double.NaN,
    };

    private static bool IsRound(double kmh) => Math.Abs(Math.IEEERemainder(kmh, 10)) < 0.1;

    private static SignClass LimitOf(double kmh)
    {
        double tens = Math.Round(kmh / 10);
        bool isOurs = IsRound(kmh) && tens is >= 1 and <= 13;
        return isOurs ? (SignClass)((int)SignClass.SpeedLimit10 + (int)tens - 1) : SignClass.Unknown;
    }
}
