using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;

namespace SenseAuto.Calibration;

/// <summary>A profile that cannot be used, with everything that is wrong with it.</summary>
public sealed class ParameterException(string source, IReadOnlyList<string> problems)
    : Exception($"{source}: {problems.Count} problem(s)\n  " + string.Join("\n  ", problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}

/// <summary>
/// One value for every row of <see cref="ParameterTable"/>: the defaults, and what a profile changes. Immutable and checked:
/// after loading nobody checks again.
/// </summary>
public sealed class ParameterSet
{
    private readonly Dictionary<string, double> _values;

    private ParameterSet(Dictionary<string, double> values) => _values = values;

    public static ParameterSet Defaults { get; } = new(DefaultValues());

    /// <exception cref="KeyNotFoundException">The name is not in the table.</exception>
    public double this[string name] => _values.TryGetValue(name, out double value)
        ? value
        : throw new KeyNotFoundException($"no parameter is called '{name}'");

    /// <summary>Reads a profile: a JSON object of name and number pairs.</summary>
    /// <exception cref="ParameterException">Everything that is wrong with the profile, at once.</exception>
    public static ParameterSet Load(string path) => Parse(File.ReadAllText(path), path);

    /// <param name="source">What the text is called in messages.</param>
    /// <exception cref="ParameterException">Everything that is wrong with the profile, at once.</exception>
    public static ParameterSet Parse(string json, string source)
    {
        var problems = new List<string>();
        var values = new Dictionary<string, double>(Defaults._values, StringComparer.Ordinal);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new ParameterException(source, ["a profile is a JSON object of \"name\": number pairs"]);

            foreach (JsonProperty property in document.RootElement.EnumerateObject())
                Take(property, values, problems);
        }
        catch (JsonException broken)
        {
            throw new ParameterException(source, [$"line {broken.LineNumber + 1}: not JSON: {broken.Message}"]);
        }

        CheckOrder(values, problems);
        return problems.Count == 0 ? new ParameterSet(values) : throw new ParameterException(source, problems);
    }

    private static Dictionary<string, double> DefaultValues()
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (Parameter row in ParameterTable.All)
            values.Add(row.Name, row.Default);
        return values;
    }

    private static void Take(JsonProperty property, Dictionary<string, double> values, List<string> problems)
    {
        if (!ParameterTable.TryFind(property.Name, out Parameter row))
        {
            problems.Add($"'{property.Name}' is no parameter; did you mean '{ParameterTable.Nearest(property.Name)}'?");
            return;
        }

        if (property.Value.ValueKind != JsonValueKind.Number || !property.Value.TryGetDouble(out double value))
        {
            problems.Add($"{row.Name}: a number is needed, found {property.Value.GetRawText()}; allowed is {row.RangeText}");
            return;
        }

        if (!row.Allows(value))
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{row.Name}: {value} is outside {row.RangeText}"));
        values[row.Name] = value;
    }

    private static void CheckOrder(Dictionary<string, double> values, List<string> problems)
    {
        foreach (ParameterOrder order in ParameterTable.Orders)
        {
            if (!(values[order.Smaller] < values[order.Larger]))
            {
                problems.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{order.Smaller} ({values[order.Smaller]}) must be below {order.Larger} ({values[order.Larger]})"));
            }
        }
    }
}
