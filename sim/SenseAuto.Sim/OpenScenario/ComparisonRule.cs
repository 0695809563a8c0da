using System;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>How a value is held against another.</summary>
internal enum ComparisonRule : byte
{
    EqualTo,
    GreaterThan,
    LessThan,
    GreaterOrEqual,
    LessOrEqual,
    NotEqualTo,
}

/// <summary>Reading and applying of comparison rules.</summary>
internal static class ComparisonRules
{
    // Numbers of a file and of a computation differ in the last bits.
    private const double Same = 1e-9;

    public static ComparisonRule Of(XmlNode node) => node.Text("rule") switch
    {
        "equalTo" => ComparisonRule.EqualTo,
        "greaterThan" => ComparisonRule.GreaterThan,
        "lessThan" => ComparisonRule.LessThan,
        "greaterOrEqual" => ComparisonRule.GreaterOrEqual,
        "lessOrEqual" => ComparisonRule.LessOrEqual,
        "notEqualTo" => ComparisonRule.NotEqualTo,
        string other => throw node.Fail($"rule=\"{other}\" is no comparison"),
        null => throw node.Fail($"<{node.Name}> needs the attribute rule"),
    };

    public static bool Holds(double value, ComparisonRule rule, double limit) => rule switch
    {
        ComparisonRule.EqualTo => Math.Abs(value - limit) <= Same * Math.Max(1, Math.Abs(limit)),
        ComparisonRule.GreaterThan => value > limit,
        ComparisonRule.LessThan => value < limit,
        ComparisonRule.GreaterOrEqual => value >= limit,
        ComparisonRule.LessOrEqual => value <= limit,
        _ => Math.Abs(value - limit) > Same * Math.Max(1, Math.Abs(limit)),
    };
}
