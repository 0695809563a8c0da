using System;

namespace SenseAuto.Calibration.Parameters;

/// <summary>The units a parameter may have. A closed list.</summary>
public enum ParameterUnit
{
    None,
    Second,
    Metre,
    MetrePerSecond,
    KilometrePerHour,
    MetrePerSecondSquared,
    PerMetre,
    Share,
    Degree,
}

/// <summary>One number an OEM may set. Its default stands here and nowhere else.</summary>
/// <param name="Name">Dotted lower-case words: function, what, quantity.</param>
/// <param name="Minimum">Inclusive.</param>
/// <param name="Maximum">Inclusive.</param>
/// <param name="Meaning">One phrase for an engineer.</param>
/// <param name="Source">
/// Where the default comes from: [R] read in the primary text, [S] stated by a secondary source, [M] from memory, or
/// "chosen by us".
/// </param>
public sealed record Parameter(
    string Name, ParameterUnit Unit, double Default, double Minimum, double Maximum, string Meaning, string Source)
{
    public bool Allows(double value) => value >= Minimum && value <= Maximum;

    public string UnitSymbol => Unit switch
    {
        ParameterUnit.Second => "s",
        ParameterUnit.Metre => "m",
        ParameterUnit.MetrePerSecond => "m/s",
        ParameterUnit.KilometrePerHour => "km/h",
        ParameterUnit.MetrePerSecondSquared => "m/s²",
        ParameterUnit.PerMetre => "1/m",
        ParameterUnit.Share => "0..1",
        ParameterUnit.Degree => "°",
        ParameterUnit.None => "",
        _ => throw new ArgumentOutOfRangeException(nameof(Unit)),
    };
}

/// <summary>Two parameters that must stand in order whatever a profile says.</summary>
/// <param name="IsStrict">True: lower &lt; upper. False: lower ≤ upper.</param>
public sealed record ParameterOrder(string Lower, string Upper, bool IsStrict);
