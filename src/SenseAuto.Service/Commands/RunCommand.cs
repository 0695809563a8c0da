using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SenseAuto.Cabin.Identity;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Boards;
using SenseAuto.Hw.Cameras;
using SenseAuto.Hw.Can;
using SenseAuto.Hw.Gpio;
using SenseAuto.Service.Session;
using SenseAuto.Telemetry;
using SenseAuto.Telemetry.Mqtt;
using SenseAuto.Telemetry.Web;
using Spectre.Console;

namespace SenseAuto.Service.Commands;

/// <summary>The service as it runs in the car: live buses and camera, until it is stopped.</summary>
internal static class RunCommand
{
    public static Command Make()
    {
        var vehicle = new Option<string>("--vehicle") { Description = "Vehicle profile: a name or a folder", Required = true };
        var can = new Option<string[]>("--can")
        {
            Description = "A bus as BUS=PORT, for instance car=can0 (SocketCAN), car=udp:43113 (python-can udp_multicast) or " +
                "car=socketcand:127.0.0.1:29536/can0; repeat for more",
            Required = true,
        };
        var camera = new Option<string?>("--camera")
        {
            Description = "Road camera: a V4L2 device, a live stream as tcp://HOST:PORT (YUV4MPEG2), or a video file played at its own rate",
        };
        var cabin = new Option<string?>("--cabin")
        {
            Description = "Cabin camera: a V4L2 device, a video file or a folder of pictures played at its own rate",
        };
        var cabinPictures = new Option<bool>("--cabin-pictures") { Description = CabinCommand.PicturesMeaning };
        Option<string> persons = KnownPersons.Option();
        var calibration = new Option<string?>("--calibration") { Description = "Calibration profile" };
        var record = new Option<string?>("--record") { Description = "Folder for drive logs" };
        var port = new Option<int>("--port") { Description = "Port of the live view; 0 for none", DefaultValueFactory = _ => 8080 };
        var mqtt = new Option<string?>("--mqtt") { Description = "Broker as HOST or HOST:PORT" };
        var board = new Option<string?>("--board") { Description = "Board file: core, priority, lamp and buzzer lines" };
        var command = new Command("run", "Run on live inputs until stopped")
        {
            vehicle, can, camera, cabin, cabinPictures, persons, calibration, record, port, mqtt, board,
        };
        command.SetAction((parsed, stop) => RunAsync(
            new RunOptions(parsed.GetValue(vehicle)!, parsed.GetValue(can)!, parsed.GetValue(camera))
            {
                Cabin = parsed.GetValue(cabin),
                ShowsCabin = parsed.GetValue(cabinPictures),
                Persons = parsed.GetValue(persons)!,
                Calibration = parsed.GetValue(calibration),
                Record = parsed.GetValue(record),
                Port = parsed.GetValue(port),
                Mqtt = parsed.GetValue(mqtt),
                Board = parsed.GetValue(board),
            }, stop));
        return command;
    }

    private static async Task<int> RunAsync(RunOptions options, CancellationToken stop)
    {
        Installation place = Installation.Here();
        VehicleProfile vehicle = place.LoadVehicle(options.Vehicle);
        ParameterSet parameters = ParameterSet.Load(options.Calibration);
        var drive = new Drive("live", vehicle, new MonoTime(TimeProvider.System.GetTimestamp()), (time, _) => Open(options, vehicle, time))
        {
            Camera = options.Camera is null ? null : vehicle.Cameras.Values.FirstOrDefault()
                ?? throw new ArgumentException($"vehicle '{vehicle.Name}' has no camera"),
            VehicleFolder = place.VehicleFolder(options.Vehicle),
        };
        drive = WithCabin(drive, options, vehicle);
        BoardProfile? board = options.Board is null ? null : BoardProfiles.Load(options.Board);
        using GpioCharDeviceLines? lines = board?.WarningLines is { } wired
            ? new GpioCharDeviceLines(wired.Chip, [wired.Lamp, wired.Buzzer], wired.ActiveLow)
            : null;
        using LampAndBuzzer? lamp = lines is null ? null : new LampAndBuzzer(lines, lampLine: 0, buzzerLine: 1);
        IReadOnlyList<Person> persons = KnownPersons.Load(options.Persons, out string? unread);
        if (unread is not null)
            AnsiConsole.MarkupLineInterpolated($"[yellow]{unread}[/]");
        PlayOptions play = On(board, new PlayOptions(place, parameters, IsRealTime: true)
        {
            Lamp = lamp,
            ShowsCabinPictures = options.ShowsCabin,
            Persons = persons,
            Outlets = OutletsOf(options, vehicle),
            Opened = outlets =>
            {
                string page = outlets.Telemetry?.PageAddress?.ToString() ?? "off";
                AnsiConsole.MarkupLineInterpolated($"running; live view: {page}; stop with Ctrl+C");
            },
        });
        WarnOfFolder(options.Record);
        PlayReport report = await PlayedDrive.RunAsync(drive, play, stop).ConfigureAwait(false);
        foreach (string note in report.Notes)
            AnsiConsole.MarkupLineInterpolated($"[yellow]{note}[/]");
        HealthReport health = report.Health;
        AnsiConsole.MarkupInterpolated(CultureInfo.InvariantCulture, $"{health.Frames} frames, {health.LateFrames} late, ");
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"p50 {health.FrameP50.Milliseconds:F2} ms, p99 {health.FrameP99.Milliseconds:F2} ms");
        if (report.LogFile is { Length: > 0 } log)
            AnsiConsole.MarkupLineInterpolated($"log: {log}");
        return 0;
    }

    /// <summary>A car without a disk still warns: the recorder tries again, and health says so meanwhile.</summary>
    private static void WarnOfFolder(string? folder)
    {
        try
        {
            if (folder is not null)
                WritableFolder.Need(folder);
        }
        catch (IOException problem)
        {
            CommandRun.Say($"{problem.Message} (it is tried again until it can be)");
        }
    }

    private static PlayOptions On(BoardProfile? board, PlayOptions options) => board is null
        ? options with { FifoPriority = 0 }
        : options with { Core = board.Road.Core, FifoPriority = board.Road.FifoPriority, IsMemoryLocked = board.LockMemory };

    private static OutletOptions OutletsOf(RunOptions options, VehicleProfile vehicle) => new()
    {
        RecordTo = options.Record,
        Telemetry = new TelemetryOptions
        {
            Web = options.Port > 0 ? new WebOptions { Port = options.Port, FoxglovePort = 8765 } : null,
            Mqtt = options.Mqtt is { } broker ? MqttOf(broker, vehicle.Name) : null,
        },
    };

    private static DriveSources Open(RunOptions options, VehicleProfile vehicle, TimeProvider time)
    {
        var buses = new List<(byte Bus, ICanBus Port)>();
        foreach (string binding in options.Can)
        {
            string[] parts = binding.Split('=', 2);
            int index = vehicle.Buses.ToList().IndexOf(parts[0]);
            if (parts.Length != 2 || index < 0)
                throw new ArgumentException($"--can {binding}: write BUS=PORT with a bus of the vehicle: {string.Join(", ", vehicle.Buses)}");
            buses.Add(((byte)index, OpenBus(parts[1], (byte)index, time)));
        }

#pragma warning disable CA2000 // The drive's sources own their ports and dispose them.
        return new DriveSources(new CanBusBundle(buses), OpenCamera(options.Camera, vehicle, time), Motion: null);
#pragma warning restore CA2000
    }

    private static ICanBus OpenBus(string port, byte bus, TimeProvider time)
    {
        if (port.StartsWith(SocketcandOptions.Scheme, StringComparison.Ordinal))
            return new SocketcandCanBus(SocketcandOptions.Parse(port, bus), time);
        if (!port.StartsWith("udp:", StringComparison.Ordinal))
        {
            if (!SocketCanBus.TryCheck(port, out string problem))
                AnsiConsole.MarkupLineInterpolated($"[yellow]{problem}[/] (it is tried again until it is there)");
            return new SocketCanBus(new SocketCanOptions(port, bus), time);
        }

        if (!int.TryParse(port.AsSpan(4), CultureInfo.InvariantCulture, out int number) || number is < 1 or > 65535)
            throw new ArgumentException($"--can {port}: a UDP port is 1..65535");
        return new UdpMulticastCanBus(new UdpMulticastOptions { Port = number, Bus = bus }, time);
    }

    private static ICameraSource? OpenCamera(string? camera, VehicleProfile vehicle, TimeProvider time)
    {
        if (camera is null)
            return null;
        CameraGeometry geometry = vehicle.Cameras.Values.First().Geometry;
        if (camera.StartsWith(StreamOptions.Scheme, StringComparison.Ordinal))
            return new StreamCamera(StreamOptions.Parse(camera, geometry.Width, geometry.Height), time);
        if (!camera.StartsWith("/dev/", StringComparison.Ordinal))
            return new FfmpegCamera(new FfmpegOptions(camera) { HeldByReader = 16 }, time);

        return new V4l2Camera(new V4l2Options(camera, geometry.Width, geometry.Height, Core.Streams.RoadHz), time);
    }

    /// <summary>The vehicle's own cabin where its profile has one, else a camera of which nothing is known.</summary>
    private static Drive WithCabin(Drive drive, RunOptions options, VehicleProfile vehicle)
    {
        if (options.Cabin is not { } cabin)
            return drive;
        if (!cabin.StartsWith("/dev/", StringComparison.Ordinal))
            return CabinDrives.With(drive, CabinDrives.Recording(cabin, vehicle.Cabin, drive.Start));

        VehicleCabin known = vehicle.Cabin
            ?? throw new ArgumentException($"--cabin {cabin}: the profile of vehicle '{vehicle.Name}' has no \"cabin\"");
        return CabinDrives.With(drive, new CabinSource(known, Period: null, (time, _) => new V4l2Camera(
            new V4l2Options(cabin, known.Camera.Width, known.Camera.Height, Core.Streams.CabinHz), time)));
    }

    private static MqttOptions MqttOf(string broker, string vehicle)
    {
        int colon = broker.LastIndexOf(':');
        int port = 1883;
        if (colon > 0 && !int.TryParse(broker.AsSpan(colon + 1), CultureInfo.InvariantCulture, out port))
            throw new ArgumentException($"--mqtt {broker}: write HOST or HOST:PORT");
        string id = string.Concat(vehicle.Where(char.IsLetterOrDigit));
        return new MqttOptions { Host = colon > 0 ? broker[..colon] : broker, Port = port, ClientId = "senseauto-" + id };
    }

    private sealed record RunOptions(string Vehicle, IReadOnlyList<string> Can, string? Camera)
    {
        public string? Cabin { get; init; }

        public bool ShowsCabin { get; init; }

        public required string Persons { get; init; }

        public string? Calibration { get; init; }

        public string? Record { get; init; }

        public int Port { get; init; }

        public string? Mqtt { get; init; }

        public string? Board { get; init; }
    }
}
