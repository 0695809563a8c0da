using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core;
using SenseAuto.Hw.Can;
using SenseAuto.Inference;
using SenseAuto.Service.Session;
using SenseAuto.Sim.Reports;
using SenseAuto.Sim.Scenes;
using SenseAuto.Telemetry;
using SenseAuto.Telemetry.Web;
using Spectre.Console;

namespace SenseAuto.Service.Commands;

/// <summary>Plays drives through the whole service and says whether they went as they should.</summary>
internal static class DemoCommand
{
    // The last one looks into the car: its road is told, so that one machine can draw and watch either side in time.
    private static readonly (string Name, bool HasRoadPictures)[] SimulatedDrives =
        [("demo-day", true), ("demo-night", true), ("demo-cabin", false)];

    private static readonly MetresPerSecond MotorwaySpeed = MetresPerSecond.FromKilometresPerHour(100);

    public static Command Make()
    {
        var fast = new Option<bool>("--fast") { Description = "As fast as it goes, without the live view" };
        var port = new Option<int>("--port") { Description = "Port of the live view on this machine", DefaultValueFactory = _ => 8080 };
        var record = new Option<string>("--record")
        {
            Description = "Folder for the drive logs",
            DefaultValueFactory = _ => ProjectFolder.PathOf("artifacts", "demo"),
        };
        var recordings = new Option<string>("--recordings")
        {
            Description = "Folder of real recordings to play afterwards, where there is one",
            DefaultValueFactory = _ => ProjectFolder.PathOf("..", "shared", "data"),
        };
        var canOut = new Option<int>("--can-out")
        {
            Description = "Also send our CAN messages over UDP multicast on this machine to this port (python-can: udp_multicast)",
        };
        const string Meaning = "A drive in the simulator, then the real recordings at hand, each with a verdict";
        var command = new Command("demo", Meaning) { fast, port, record, recordings, canOut };
        command.SetAction((parsed, stop) => RunAsync(
            new DemoOptions(parsed.GetValue(fast), parsed.GetValue(port), parsed.GetValue(record)!, parsed.GetValue(recordings)!)
            {
                CanOut = parsed.GetValue(canOut),
            }, stop));
        return command;
    }

    private static async Task<int> RunAsync(DemoOptions options, CancellationToken stop)
    {
        Installation place = Installation.Here();
        WritableFolder.Need(options.Record);
        var verdicts = new List<DriveVerdict>();
        var parts = new List<DemoPagePart>();
        foreach ((string name, bool hasRoadPictures) in SimulatedDrives)
        {
            if (stop.IsCancellationRequested)
                break;

            (DriveVerdict verdict, DemoPagePart part) = await PlaySceneAsync(name, hasRoadPictures, place, options, stop)
                .ConfigureAwait(false);
            verdicts.Add(verdict);
            parts.Add(part);
        }

        int simulated = verdicts.Count;

        foreach (Drive recording in Recordings(options.Recordings, place))
        {
            if (stop.IsCancellationRequested)
                break;

            AnsiConsole.MarkupLineInterpolated($"[bold]Recording {recording.Name}[/], as fast as it goes: nothing in it should warn.");
            verdicts.Add(await PlayAsync(recording, place, options, isRealTime: false, stop).ConfigureAwait(false));
        }

        int exit = DriveVerdict.Print(verdicts, stop.IsCancellationRequested);
        string page = Path.Combine(options.Record, "demo.html");
        DemoPage.Write(page, SumOf(parts, options), parts, [.. verdicts.Skip(simulated).Select(verdict => verdict.OnPage())]);
        AnsiConsole.MarkupLineInterpolated($"report: {Path.GetFullPath(page)}");
        return exit;
    }

    private static string SumOf(List<DemoPagePart> parts, DemoOptions options)
    {
        double drivenS = parts.Sum(part => part.Trace.DrivenS);
        int warnings = parts.Sum(part => part.Trace.Warnings.Count);
        return FormattableString.Invariant($"{parts.Count} simulated drives, {drivenS:F0} s, {warnings} warnings; ")
            + $"{(options.IsFast ? "in lock step" : "in real time")}; logs and pages in {options.Record}";
    }

    /// <summary>A drive of our own in the closed loop, drawn and looked at; its page lies beside its log.</summary>
    private static async Task<(DriveVerdict Verdict, DemoPagePart Part)> PlaySceneAsync(
        string name, bool hasRoadPictures, Installation place, DemoOptions options, CancellationToken stop)
    {
        SceneCell cell = SceneFile.Load(place.ScenarioPath(name))[0];
        AnsiConsole.MarkupLineInterpolated($"[bold]Simulated drive {cell.Name}[/]: {cell.Says}");
        var watch = new WarningWatch(SceneRun.Start);
        using UdpMulticastCanBus? canOut = CanOutOf(options);
        var scene = new SceneOptions(place, "simulated-suv")
        {
            HasPictures = hasRoadPictures,
            HasCabinPictures = true,
            KeepsPictures = true,
            IsRealTime = !options.IsFast,
            OutputCopy = canOut,
            Outlets = new OutletOptions { RecordTo = options.Record, LogPrefix = cell.Name, Telemetry = LiveOf(options, !options.IsFast) },
            Watch = watch.See,
            Opened = outlets => SayWhere(outlets, hasRoadPictures),
        };
        SceneOutcome outcome = await SceneRun.RunAsync(cell, scene, stop).ConfigureAwait(false);
        string page = Path.Combine(options.Record, cell.Name + ".html");
        RunPage.Write(page, outcome.Facts(), outcome.Trace, outcome.Car);
        DriveVerdict verdict = DriveVerdict.Of(outcome, watch);
        if (outcome.Cabin.Length > 0)
            AnsiConsole.MarkupLineInterpolated($"  [grey]cabin: {outcome.Cabin}[/]");
        AnsiConsole.MarkupLineInterpolated($"  [grey]page: {page}[/]");
        return (verdict, new DemoPagePart(outcome.Brief(), outcome.Trace, outcome.Car, Path.GetFileName(page)));
    }

    private static async Task<DriveVerdict> PlayAsync(Drive drive, Installation place, DemoOptions options, bool isRealTime, CancellationToken stop)
    {
        var watch = new WarningWatch(drive.Start);
        using UdpMulticastCanBus? canOut = CanOutOf(options);
        var play = new PlayOptions(place, ParameterSet.Defaults, isRealTime)
        {
            OutputCopy = canOut,
            Outlets = new OutletOptions { RecordTo = options.Record, LogPrefix = drive.Name, Telemetry = LiveOf(options, isRealTime) },
            Watch = watch.See,
            Opened = outlets => SayWhere(outlets, isOfRoad: true),
        };
        PlayReport report = await PlayedDrive.RunAsync(drive, play, stop).ConfigureAwait(false);
        return DriveVerdict.Of(drive, watch, report);
    }

    private static TelemetryOptions LiveOf(DemoOptions options, bool isRealTime) =>
        isRealTime ? new TelemetryOptions { Web = new WebOptions { Port = options.Port, FoxglovePort = 8765 } } : new();

    private static UdpMulticastCanBus? CanOutOf(DemoOptions options) => options.CanOut == 0
        ? null
        : new UdpMulticastCanBus(new UdpMulticastOptions { Port = options.CanOut }, TimeProvider.System);

    private static void SayWhere(Outlets outlets, bool isOfRoad)
    {
        if (outlets.Telemetry is not { PageAddress: { } page } live)
            return;

        Uri shown = isOfRoad ? page : new Uri(page, "cabin.html");
        AnsiConsole.MarkupLineInterpolated($"  live view: [link]{shown}[/]   Foxglove: {live.FoxgloveAddress}");
    }

    /// <summary>What can be played from a folder laid out like the public recordings; nothing when it is not there.</summary>
    private static IEnumerable<Drive> Recordings(string folder, Installation place)
    {
        string comma = Path.Combine(folder, "drives", "comma2k19-example1");
        if (Directory.Exists(comma))
        {
            yield return Drives.Comma(comma, place.LoadVehicle("toyota-rav4-2017")) with
            {
                VehicleFolder = place.VehicleFolder("toyota-rav4-2017"),
            };
        }

        foreach ((string file, string vehicle) in new[]
        {
            (Path.Combine(folder, "drives", "lanelines", "test_videos", "solidWhiteRight.mp4"), "recording-540p"),
            (Path.Combine(folder, "drives", "vehicle-detection", "test_video.mp4"), "recording-720p"),
        })
        {
            if (File.Exists(file))
                yield return Drives.Video(file, place.LoadVehicle(vehicle), MotorwaySpeed) with { VehicleFolder = place.VehicleFolder(vehicle) };
        }
    }

    private sealed record DemoOptions(bool IsFast, int Port, string Record, string Recordings)
    {
        public int CanOut { get; init; }
    }
}
