using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>
/// Expands a parameter value distribution into cells: every combination of its deterministic distributions, the
/// first one
/// changing slowest.
/// </summary>
internal static class ParameterDistributions
{
    private const int CellsMax = 100_000;

    /// <exception cref="ScenarioException">A stochastic or unknown distribution, or too many combinations.</exception>
    public static List<ScenarioCell> Cells(XmlNode distribution, string fileName)
    {
        if (distribution.Child("Stochastic") is { } stochastic)
            throw stochastic.Fail("stochastic distributions are not played; deterministic ones are");

        var axes = new List<List<KeyValuePair<string, string>[]>>();
        foreach (XmlNode node in distribution.Needed("Deterministic").Children())
            axes.Add(AxisOf(node));
        int count = axes.Aggregate(1, (product, axis) => (int)Math.Min(CellsMax + 1L, (long)product * axis.Count));
        if (count > CellsMax)
            throw distribution.Fail($"more than {CellsMax} combinations");

        var cells = new List<ScenarioCell>(count);
        for (int i = 0; i < count; i++)
            cells.Add(CellOf(axes, i, fileName));
        return cells;
    }

    private static ScenarioCell CellOf(List<List<KeyValuePair<string, string>[]>> axes, int index, string fileName)
    {
        var values = new List<KeyValuePair<string, string>>();
        var changing = new List<string>();
        for (int axis = axes.Count - 1; axis >= 0; axis--)
        {
            KeyValuePair<string, string>[] chosen = axes[axis][index % axes[axis].Count];
            values.InsertRange(0, chosen);
            if (axes[axis].Count > 1)
                changing.InsertRange(0, chosen.Select(value => $"{value.Key}={value.Value}"));
            index /= axes[axis].Count;
        }

        return new ScenarioCell(changing.Count == 0 ? fileName : $"{fileName} {string.Join(' ', changing)}", values);
    }

    private static List<KeyValuePair<string, string>[]> AxisOf(XmlNode node)
    {
        List<KeyValuePair<string, string>[]> axis = node.Name switch
        {
            "DeterministicSingleParameterDistribution" =>
                [.. SingleValues(node).Select(value => new[] { KeyValuePair.Create(node.Required("parameterName"), value) })],
            "DeterministicMultiParameterDistribution" => [.. SetsOf(node)],
            _ => throw node.Fail($"<{node.Name}> is no deterministic distribution"),
        };
        return axis.Count > 0 ? axis : throw node.Fail("the distribution has no value");
    }

    private static IEnumerable<KeyValuePair<string, string>[]> SetsOf(XmlNode node)
    {
        foreach (XmlNode set in node.Needed("ValueSetDistribution").Children("ParameterValueSet"))
        {
            yield return [.. set.Children("ParameterAssignment").Select(assignment =>
                KeyValuePair.Create(assignment.Plain("parameterRef").TrimStart('$'), assignment.Required("value")))];
        }
    }

    private static IEnumerable<string> SingleValues(XmlNode node)
    {
        if (node.Child("DistributionSet") is { } set)
            return set.Children("Element").Select(element => element.Required("value"));
        if (node.Child("DistributionRange") is { } range)
            return RangeValues(range);
        XmlNode other = node.FirstChild();
        throw other.Name == "UserDefinedDistribution"
            ? other.Fail($"the user-defined distribution {other.Text("type")} is not known")
            : other.Fail($"<{other.Name}> is no deterministic distribution");
    }

    private static List<string> RangeValues(XmlNode range)
    {
        double step = range.Number("stepWidth");
        XmlNode limits = range.Needed("Range");
        double lower = limits.Number("lowerLimit");
        double upper = limits.Number("upperLimit");
        if (!(step > 0) || upper < lower)
            throw range.Fail($"the range {lower} to {upper} in steps of {step} is empty");
        double count = Math.Floor(((upper - lower) / step) + 1e-9);
        if (count > CellsMax)
            throw range.Fail($"more than {CellsMax} steps");

        var values = new List<string>();
        for (int i = 0; i <= (int)count; i++)
            values.Add(Math.Round(lower + (i * step), 9).ToString("R", CultureInfo.InvariantCulture));
        return values;
    }
}
