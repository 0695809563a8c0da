using System;
using System.Collections.Generic;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>An OpenSCENARIO XML file: a scenario, or a parameter value distribution over one.</summary>
public sealed class ScenarioFile
{
    private ScenarioFile(string path) => Path = path;

    /// <summary>The file that was opened.</summary>
    public string Path { get; }

    /// <summary>What can be played: one for a scenario, one for each combination of values for a distribution.</summary>
    public IReadOnlyList<ScenarioCell> Cells { get; } = [];

    /// <summary>What is named as not played.</summary>
    public IReadOnlyList<ScenarioNote> Notes { get; } = [];

    /// <exception cref="ScenarioException">The file is missing or makes no sense; file and line are named.</exception>
    public static ScenarioFile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new ScenarioFile(path);
    }
}
