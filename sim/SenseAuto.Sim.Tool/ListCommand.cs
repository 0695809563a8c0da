using System.Collections.Generic;
using System.CommandLine;
using SenseAuto.Sim.Scenes;
using Spectre.Console;

namespace SenseAuto.Sim.Tool;

/// <summary>Says which cells a file has, and what of it is not played.</summary>
internal static class ListCommand
{
    public static Command Make()
    {
        var file = new Argument<string>("FILE") { Description = "OpenSCENARIO file (.xosc) or own drive (.drive.json)" };
        var command = new Command("list", "The cells of a file, and what in it is not played") { file };
        command.SetAction(parsed => Run(parsed.GetValue(file)!));
        return command;
    }

    private static int Run(string path)
    {
        IReadOnlyList<SceneCell> cells = SceneFile.Load(path);
        foreach (SceneCell cell in cells)
            AnsiConsole.MarkupLineInterpolated($"{cell.Name}");
        var notes = new UnplayedNotes();
        foreach (SceneCell cell in cells)
            notes.Print(cell);
        return 0;
    }
}
