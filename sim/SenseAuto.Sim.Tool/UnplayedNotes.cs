using System;
using System.Collections.Generic;
using SenseAuto.Sim.OpenScenario;
using SenseAuto.Sim.Scenes;
using Spectre.Console;

namespace SenseAuto.Sim.Tool;

/// <summary>What the files of cells say and no cell plays, each named once with file and line.</summary>
internal sealed class UnplayedNotes
{
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    /// <summary>Prints what the cell adds to what has been said.</summary>
    /// <exception cref="ScenarioException">The cell cannot be opened.</exception>
    public void Print(SceneCell cell)
    {
        if (cell.Scenario is null || cell.Open() is not ScenarioScene scene)
            return;

        foreach (ScenarioNote note in scene.Notes)
        {
            if (_said.Add(note.ToString()))
                AnsiConsole.MarkupLineInterpolated($"[grey]not played: {note.ToString()}[/]");
        }
    }
}
