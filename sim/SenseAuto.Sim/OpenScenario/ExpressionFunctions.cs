using System;
using System.Collections.Generic;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>The functions that an expression may call.</summary>
internal static class ExpressionFunctions
{
    private static readonly Dictionary<string, Func<double, double>> OfOne = new(StringComparer.Ordinal)
    {
        ["round"] = static x => Math.Round(x, MidpointRounding.AwayFromZero),
        ["floor"] = Math.Floor,
        ["ceil"] = Math.Ceiling,
        ["sqrt"] = Math.Sqrt,
        ["sign"] = static x => Math.Sign(x),
        ["abs"] = Math.Abs,
        ["sin"] = Math.Sin,
        ["cos"] = Math.Cos,
        ["tan"] = Math.Tan,
        ["asin"] = Math.Asin,
        ["acos"] = Math.Acos,
        ["atan"] = Math.Atan,
        ["exp"] = Math.Exp,
        ["log"] = Math.Log,
    };

    private static readonly Dictionary<string, Func<double, double, double>> OfTwo = new(StringComparer.Ordinal)
    {
        ["pow"] = Math.Pow,
        ["min"] = Math.Min,
        ["max"] = Math.Max,
        ["atan2"] = Math.Atan2,
    };

    /// <exception cref="FormatException">No such function of one value.</exception>
    public static double Of(string name, double x) => OfOne.TryGetValue(name, out Func<double, double>? function)
        ? function(x) : throw new FormatException($"{name} is no function of one value");

    /// <exception cref="FormatException">No such function of two values.</exception>
    public static double Of(string name, double x, double y) =>
        OfTwo.TryGetValue(name, out Func<double, double, double>? function)
            ? function(x, y) : throw new FormatException($"{name} is no function of two values");
}
