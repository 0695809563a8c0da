using System;
using System.Collections.Generic;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>
/// An OpenSCENARIO XML file (1.0 to 1.3): a scenario, or a deterministic parameter value distribution over one. Once
/// loaded
/// it does not change; cells may be opened from several threads.
/// </summary>
public sealed class ScenarioFile
{
    private ScenarioFile(string path, XmlNode scenario, IReadOnlyList<ScenarioCell> cells, List<ScenarioNote> notes)
    {
        Path = path;
        Scenario = scenario;
        Cells = cells;
        Notes = notes;
    }

    /// <summary>The file that was opened.</summary>
    public string Path { get; }

    /// <summary>The file with the storyboard: the same one, or that to which a distribution refers.</summary>
    public string ScenarioPath => Scenario.File;

    /// <summary>What can be played: one for a scenario, one for each combination of values for a
    /// distribution.</summary>
    public IReadOnlyList<ScenarioCell> Cells { get; }

    /// <summary>What is named as not played. What a cell's catalogs and roads add is found in the player.</summary>
    public IReadOnlyList<ScenarioNote> Notes { get; }

    internal XmlNode Scenario { get; }

    internal ScenarioSource Source { get; private init; } = new();

    /// <exception cref="ScenarioException">The file is missing or makes no sense; file and line are named.</exception>
    public static ScenarioFile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var source = new ScenarioSource();
        XmlNode root = source.File(path);
        if (root.Name != "OpenSCENARIO")
            throw root.Fail($"<{root.Name}> is no scenario; <OpenSCENARIO> is");

        var notes = new List<ScenarioNote>();
        CheckVersion(root, notes);
        string name = System.IO.Path.GetFileNameWithoutExtension(path);
        if (root.Child("ParameterValueDistribution") is { } distribution)
        {
            XmlNode reference = distribution.Needed("ScenarioFile");
            string wanted = reference.Required("filepath");
            string found = ScenarioSource.Find(wanted, root.File) ?? throw reference.Fail($"the scenario {wanted} is not there");
            XmlNode scenario = source.File(found);
            CheckVersion(scenario, notes);
            CheckStoryboard(scenario);
            return new ScenarioFile(path, scenario, ParameterDistributions.Cells(distribution, name), notes)
            {
                Source = source,
            };
        }

        CheckStoryboard(root);
        return new ScenarioFile(path, root, [new ScenarioCell(name, [])], notes) { Source = source };
    }

    private static void CheckStoryboard(XmlNode scenario)
    {
        if (scenario.Child("Storyboard") is null)
            throw scenario.Fail("there is no <Storyboard>: this is a catalog or no scenario");
    }

    private static void CheckVersion(XmlNode root, List<ScenarioNote> notes)
    {
        if (root.Child("FileHeader") is not { } header)
        {
            notes.Add(root.Note("there is no <FileHeader>; the file is read as OpenSCENARIO 1.3"));
            return;
        }

        int major = header.Integer("revMajor", 1);
        int minor = header.Integer("revMinor", 0);
        if (major != 1)
            throw header.Fail($"OpenSCENARIO {major}.{minor} is not known; 1.0 to 1.3 are: bring the file to 1.0 first");
        if (minor > 3)
            notes.Add(header.Note($"OpenSCENARIO 1.{minor} is newer than 1.3; what is new in it is named where it stands"));
    }
}
