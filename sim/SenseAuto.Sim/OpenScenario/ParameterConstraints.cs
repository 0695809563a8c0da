using System;
using System.Globalization;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>What a parameter declaration demands of the value: one group at least must hold as a whole.</summary>
internal static class ParameterConstraints
{
    /// <exception cref="ScenarioException">No group of constraints holds.</exception>
    public static void Check(XmlNode declaration, string name, string value)
    {
        bool hasGroup = false;
        string broken = "";
        foreach (XmlNode group in declaration.Children("ConstraintGroup"))
        {
            hasGroup = true;
            string? wrong = FirstBroken(group, value);
            if (wrong is null)
                return;
            broken = wrong;
        }

        if (hasGroup)
            throw declaration.Fail($"the parameter {name} is {value} and must be {broken}");
    }

    private static string? FirstBroken(XmlNode group, string value)
    {
        foreach (XmlNode constraint in group.Children("ValueConstraint"))
        {
            ComparisonRule rule = ComparisonRules.Of(constraint);
            string limit = constraint.Required("value");
            if (!Holds(value, rule, limit))
                return $"{rule} {limit}";
        }

        return null;
    }

    private static bool Holds(string value, ComparisonRule rule, string limit)
    {
        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) &&
            double.TryParse(limit, NumberStyles.Float, CultureInfo.InvariantCulture, out double bound))
        {
            return ComparisonRules.Holds(number, rule, bound);
        }

        bool isSame = string.Equals(value, limit, StringComparison.Ordinal);
        return rule == ComparisonRule.NotEqualTo ? !isSame : isSame;
    }
}
