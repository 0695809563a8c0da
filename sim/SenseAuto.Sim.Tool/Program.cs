using System;
using System.CommandLine;
using System.IO;
using System.Threading.Tasks;
using SenseAuto.Can.Vehicle;
using SenseAuto.Inference;
using SenseAuto.Sim.OpenScenario;
using Spectre.Console;

namespace SenseAuto.Sim.Tool;

/// <summary>
/// Plays scenarios in the loop with the service. Exit codes: 0 every verdict passed, 1 one failed, 2 it could not be run.
/// </summary>
public static class Program
{
    private const int PipedWidth = 1000;

    public static async Task<int> Main(string[] args)
    {
        // A pipe or a file has no width: a path must not be broken where a terminal would end.
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = PipedWidth;

        var root = new RootCommand("sim: play scenarios through the service, with a verdict")
        {
            RunCommand.Make(), MatrixCommand.Make(), ListCommand.Make(), ServeCommand.Make(),
        };
        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException
            or OperationCanceledException or ScenarioException or VehicleProfileException or ModelException)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{problem.Message}[/]");
            return 2;
        }
    }
}
