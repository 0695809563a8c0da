using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using SenseAuto.Inference;
using SenseAuto.Service.Coupling;
using SenseAuto.Service.Session;
using SenseAuto.Sim.Reports;
using SenseAuto.Sim.Scenes;
using SenseAuto.Sim.Verdicts;
using Spectre.Console;

namespace SenseAuto.Sim.Tool;

/// <summary>Plays one drive in real time for a service in another process, over the network, and judges it.</summary>
internal static class ServeCommand
{
    public static Command Make()
    {
        var file = new Argument<string>("FILE") { Description = "OpenSCENARIO file (.xosc) or own drive (.drive.json)" };
        var cell = new Option<string?>("--cell") { Description = "The cell whose name contains this, where the file has several" };
        var vehicle = new Option<string>("--vehicle")
        {
            Description = "Profile of our car: a name or a folder",
            DefaultValueFactory = _ => "simulated-suv",
        };
        var can = new Option<string>("--can")
        {
            Description = "udp:PORT (python-can udp_multicast, a port for each bus from there on) or socketcand:PORT (0: any free port)",
            DefaultValueFactory = _ => "udp:43113",
        };
        var camera = new Option<int?>("--camera") { Description = "Draw the road, and send it over TCP from this port (0: any free port)" };
        var address = new Option<string>("--address") { Description = "The address that TCP is offered on", DefaultValueFactory = _ => "127.0.0.1" };
        var nic = new Option<string>("--interface") { Description = "The interface for UDP", DefaultValueFactory = _ => "lo" };
        var wait = new Option<double>("--wait") { Description = "Seconds that the service may take to come", DefaultValueFactory = _ => 120 };
        var report = new Option<string>("--report")
        {
            Description = "Folder for the page",
            DefaultValueFactory = _ => ProjectFolder.PathOf("artifacts", "sim"),
        };
        var command = new Command("serve", "Play a drive in real time for a service in another process, over the network")
        {
            file, cell, vehicle, can, camera, address, nic, wait, report,
        };
        command.SetAction((parsed, stop) => System.Threading.Tasks.Task.Run(() => Run(
            CellOf(parsed.GetValue(file)!, parsed.GetValue(cell)),
            new ServeOptions(Installation.Here(), parsed.GetValue(vehicle)!)
            {
                Can = parsed.GetValue(can)!,
                CameraPort = parsed.GetValue(camera),
                Address = AddressOf(parsed.GetValue(address)!),
                Interface = parsed.GetValue(nic)!,
                WaitS = parsed.GetValue(wait),
                Opened = arguments => Say(arguments, parsed.GetValue(vehicle)!),
            }, parsed.GetValue(report)!, stop), stop));
        return command;
    }

    private static int Run(SceneCell cell, ServeOptions options, string folder, CancellationToken stop)
    {
        WritableFolder.Need(folder);
        ServeOutcome outcome = SceneServer.Run(cell, options, stop);
        string page = Path.Combine(folder, SceneReport.FileNameOf(cell.Name) + "-served.html");
        (string, string)[] facts = [.. outcome.Measured.Select(text => ("measured", text))];
        RunPage.Write(page, new RunFacts(cell.Name, outcome.IsPassed, outcome.Lines, facts), outcome.Trace, outcome.Car);
        AnsiConsole.MarkupLineInterpolated($"[bold]{cell.Name}[/]");
        foreach (VerdictLine line in outcome.Lines)
        {
            AnsiConsole.Markup(line.IsPassed ? "  [green]pass[/]  " : "  [red]fail[/]  ");
            AnsiConsole.MarkupLineInterpolated($"{line.Text}");
        }

        foreach (string text in outcome.Measured)
            AnsiConsole.MarkupLineInterpolated($"  [grey]{text}[/]");
        AnsiConsole.MarkupLineInterpolated($"  [grey]page: {page}[/]");
        return outcome.IsPassed || !cell.IsOurs ? 0 : 1;
    }

    private static void Say(string arguments, string vehicle)
    {
        AnsiConsole.MarkupLine("waiting for a service; the drive begins when it is heard. Start one with:");
        AnsiConsole.MarkupLineInterpolated($"./senseauto run --vehicle {vehicle} {arguments}");
    }

    private static SceneCell CellOf(string file, string? filter)
    {
        IReadOnlyList<SceneCell> cells =
            [.. SceneFile.Load(file).Where(cell => filter is null || cell.Name.Contains(filter, StringComparison.OrdinalIgnoreCase))];
        return cells.Count == 1
            ? cells[0]
            : throw new ArgumentException($"{file}: has {cells.Count} cells with '{filter}' in their name; one drive is served: choose it with --cell");
    }

    private static IPAddress AddressOf(string text) =>
        IPAddress.TryParse(text, out IPAddress? address) ? address : throw new ArgumentException($"--address {text}: is no IP address");
}
