using System;
using System.CommandLine;
using System.IO;
using System.Threading.Tasks;
using SenseAuto.Cabin.Identity;
using SenseAuto.Can.Vehicle;
using SenseAuto.Hw.Boards;
using SenseAuto.Inference;
using SenseAuto.Service.Commands;
using Spectre.Console;

namespace SenseAuto.Service;

/// <summary>The executable: one command each for what a person does with it. Exit codes: 0 good, 1 a verdict that is not, 2 it could not be done.</summary>
public static class Program
{
    private const int PipedWidth = 1000;

    public static async Task<int> Main(string[] args)
    {
        // A pipe or a file has no width: a path must not be broken where a terminal would end.
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = PipedWidth;

        var root = new RootCommand("SenseAuto: perception and warnings of a car")
        {
            DemoCommand.Make(), RunCommand.Make(), ReplayCommand.Make(), LogCommand.Make(), CalibrationCommand.Make(), CabinCommand.Make(),
        };
        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException or ModelException
            or VehicleProfileException or BoardProfileException or InvalidOperationException or FormatException
            or IdentityStoreException)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{problem.Message}[/]");
            return 2;
        }
    }
}
