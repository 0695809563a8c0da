using System;
using System.Collections.Generic;
using System.IO;
using SenseAuto.Core;
using SenseAuto.Core.Time;

namespace SenseAuto.Calibration.Parameters;

/// <summary>A value for every parameter, checked as a whole and never changed.</summary>
public sealed class ParameterSet
{
    private readonly double[] _values;

    private ParameterSet(double[] values) => _values = values;

    public static ParameterSet Defaults { get; } = new(DefaultValues());

    /// <summary>Defaults with a profile over them. False with every problem at once; then there is no set.</summary>
    /// <param name="json">One object of names and numbers; comments are allowed.</param>
    /// <param name="where">What to call the profile in problems: its path.</param>
    public static bool TryLoad(
        ReadOnlySpan<byte> json, string where, out ParameterSet? set, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
        double[] values = DefaultValues();
        ProfileReader.Read(json, where, values, found);
        if (found.Count == 0)
            CheckOrders(values, where, found);
        problems = found;
        set = found.Count == 0 ? new ParameterSet(values) : null;
        return set is not null;
    }

    /// <summary>
    /// The defaults, or a profile over them; throws <see cref="InvalidDataException"/> with every problem.
    /// </summary>
    /// <param name="path">Null for no profile.</param>
    public static ParameterSet Load(string? path)
    {
        if (path is null)
            return Defaults;

        return TryLoad(File.ReadAllBytes(path), path, out ParameterSet? set, out IReadOnlyList<string> problems)
            ? set!
            : throw new InvalidDataException(string.Join(Environment.NewLine, problems));
    }

    /// <summary>The value in the parameter's own unit. Asking for a name that does not exist is a bug.</summary>
    public double Number(string name) => _values[Place(name)];

    /// <summary>Only for km/h and m/s.</summary>
    public MetresPerSecond Speed(string name)
    {
        int place = Place(name);
        ParameterUnit unit = ParameterTable.All[place].Unit;
        Require(unit is ParameterUnit.KilometrePerHour or ParameterUnit.MetrePerSecond, name);
        return unit == ParameterUnit.KilometrePerHour
            ? MetresPerSecond.FromKilometresPerHour(_values[place])
            : new MetresPerSecond(_values[place]);
    }

    /// <summary>Only for s.</summary>
    public MonoDuration Duration(string name) => MonoDuration.FromSeconds(Of(name, ParameterUnit.Second));

    /// <summary>Only for m.</summary>
    public Metres Length(string name) => new(Of(name, ParameterUnit.Metre));

    /// <summary>Only for °.</summary>
    public Radians Angle(string name) => Radians.FromDegrees(Of(name, ParameterUnit.Degree));

    /// <summary>A switch: 1 is on, 0 is off.</summary>
    public bool IsOn(string name) => Of(name, ParameterUnit.None) >= 0.5;

    private static double[] DefaultValues()
    {
        double[] values = new double[ParameterTable.All.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = ParameterTable.All[i].Default;
        return values;
    }

    private static void CheckOrders(double[] values, string where, List<string> problems)
    {
        foreach (ParameterOrder order in ParameterTable.Orders)
        {
            double lower = values[Place(order.Lower)];
            double upper = values[Place(order.Upper)];
            bool holds = order.IsStrict ? lower < upper : lower <= upper;
            if (!holds)
            {
                string sign = order.IsStrict ? "below" : "at most";
                problems.Add(FormattableString.Invariant(
                    $"{where}: {order.Lower} ({lower}) must be {sign} {order.Upper} ({upper})"));
            }
        }
    }

    private static int Place(string name)
    {
        bool isKnown = ParameterTable.TryFind(name, out int place);
        Invariant.Require(isKnown, "no such parameter");
        return place;
    }

    private static void Require(bool isUnit, string name)
    {
        if (!isUnit)
            throw new InvariantException($"parameter {name} asked for in another unit than its own");
    }

    private double Of(string name, ParameterUnit unit)
    {
        int place = Place(name);
        Require(ParameterTable.All[place].Unit == unit, name);
        return _values[place];
    }
}
