using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.OpenScenario;

namespace SenseAuto.Sim.Verdicts;

/// <summary>
/// What Euro NCAP's tests of forward collision warning ask for, by the name of a scenario. We warn and do not brake by ourselves: in a
/// cell for emergency braking the warning has to come before the contact, and the rest is shown, not judged.
/// </summary>
public static class ProtocolRules
{
    /// <summary>Time to collision at which a warning still helps the driver (longitudinal tests, AEB VRU and C2C protocols).</summary>
    public const double FcwTtcS = 1.7;

    // Cells of the warning test: to a standing car, and along with people and bicycles at a quarter of the width.
    private static readonly string[] WarningTests = ["FCW", "CPLA-25", "CBLA-25"];

    // Tests whose other car comes towards us or into our turn, and reversing: no function of ours is made for them.
    private static readonly string[] Others = ["CCFtap", "CMFtap", "CCFhos", "CCFhol", "CPRA", "CPTA"];

    public static RunExpectation For(string fileName, ScenarioCell cell)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(cell);
        string id = IdOf(fileName, cell);
        bool isWarningTest = WarningTests.Any(name => id.Contains(name, StringComparison.OrdinalIgnoreCase));
        var warning = new WantedWarning(FunctionId.ForwardCollision, 0, double.PositiveInfinity)
        {
            Or = FunctionId.PedestrianCollision,
            Level = WarningLevel.Caution,
            TtcMinS = isWarningTest ? FcwTtcS : 0,
        };
        return new RunExpectation { Warnings = [warning], MustNotTouch = false };
    }

    /// <summary>True where one of our functions is meant to warn.</summary>
    public static bool IsOurs(string fileName, ScenarioCell cell)
    {
        string id = IdOf(fileName, cell);
        return !Others.Any(name => id.Contains(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A parameter of the cell as a number; NaN where it has none or it is no number.</summary>
    public static double Number(ScenarioCell cell, string parameter)
    {
        ArgumentNullException.ThrowIfNull(cell);
        foreach (KeyValuePair<string, string> pair in cell.Parameters)
        {
            if (pair.Key == parameter
                && double.TryParse(pair.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            {
                return value;
            }
        }

        return double.NaN;
    }

    /// <summary>The file's name and the scenario's own name for itself, where it has one.</summary>
    private static string IdOf(string fileName, ScenarioCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        string id = cell.Parameters.FirstOrDefault(pair => pair.Key == "Scenario_ID").Value ?? "";
        return $"{fileName} {id}";
    }
}
