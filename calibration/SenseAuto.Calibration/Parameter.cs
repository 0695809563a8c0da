using System;
using System.Globalization;

namespace SenseAuto.Calibration;

/// <summary>The closed list of units a parameter may have.</summary>
public enum ParameterUnit
{
    None,
    Metre,
    MetrePerSecond,
    KilometrePerHour,
    MetrePerSecondSquared,
    Second,
    Millisecond,
    Radian,
    Degree,
    RadianPerSecond,
    PerMetre,
    Ratio,
    Count,
}

/// <summary>How far a number's source can be trusted; no claim of compliance rests on anything but Primary.</summary>
public enum SourceMark
{
    /// <summary>Read in the primary text, or in the file or code that implements it.</summary>
    Primary,

    /// <summary>Read in a secondary source that states it.</summary>
    Secondary,

    /// <summary>From memory of the field: a hypothesis until read.</summary>
    Memory,

    /// <summary>Chosen by us; the meaning says why.</summary>
    Ours,

    /// <summary>Measured by us; the source says on what.</summary>
    Measured,
}

/// <summary>One number that an engineer may tune: the only place where its default is written.</summary>
/// <param name="Name">Lower case words with dots, for example fcw.caution.ttc.</param>
/// <param name="Minimum">Inclusive.</param>
/// <param name="Maximum">Inclusive.</param>
/// <param name="Source">Standard and clause, or who measured what.</param>
public sealed record Parameter(
    string Name, ParameterUnit Unit, double Default, double Minimum, double Maximum, string Meaning, SourceMark Mark, string Source)
{
    /// <summary>NaN is never allowed.</summary>
    public bool Allows(double value) => value >= Minimum && value <= Maximum;

    public string RangeText => string.Create(CultureInfo.InvariantCulture, $"{Minimum} .. {Maximum} {Symbol}").TrimEnd();

    public string Symbol => Unit switch
    {
        ParameterUnit.None => "",
        ParameterUnit.Metre => "m",
        ParameterUnit.MetrePerSecond => "m/s",
        ParameterUnit.KilometrePerHour => "km/h",
        ParameterUnit.MetrePerSecondSquared => "m/s2",
        ParameterUnit.Second => "s",
        ParameterUnit.Millisecond => "ms",
        ParameterUnit.Radian => "rad",
        ParameterUnit.Degree => "deg",
        ParameterUnit.RadianPerSecond => "rad/s",
        ParameterUnit.PerMetre => "1/m",
        ParameterUnit.Ratio => "ratio",
        ParameterUnit.Count => "count",
        _ => throw new InvalidOperationException($"unit {Unit} has no symbol"),
    };
}

/// <summary>A smaller value must stay below a larger one; checked when a set is loaded.</summary>
public sealed record ParameterOrder(string Smaller, string Larger);
