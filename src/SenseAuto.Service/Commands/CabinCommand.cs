using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using SenseAuto.Cabin.Identity;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Service.Cabin;
using SenseAuto.Service.Session;
using SenseAuto.Telemetry;
using SenseAuto.Telemetry.Web;
using Spectre.Console;

namespace SenseAuto.Service.Commands;

/// <summary>Plays a cabin recording alone through the whole service and tells what the cabin's functions made of
/// it.</summary>
internal static class CabinCommand
{
    public const string PicturesMeaning =
        "Show the cabin's pictures on the live view; without this nobody gets to see one";

    // A car of the program whose CAN carries speed, doors, lock and buckles.
    private const string DefaultVehicle = "simulated-suv";

    public static Command Make()
    {
        var path = new Argument<string>("recording") { Description = "A video, or a folder of .jpg and .png pictures" };
        var vehicle = new Option<string?>("--vehicle")
        {
            Description = "Vehicle profile whose cabin camera made it; without one the driver may be anywhere on it",
        };
        var speed = new Option<double>("--speed")
        {
            Description = "Speed of the car in km/h",
            DefaultValueFactory = _ => 60,
        };
        var fast = new Option<bool>("--fast") { Description = "As fast as it goes, without the live view" };
        var port = new Option<int>("--port") { Description = "Port of the live view", DefaultValueFactory = _ => 8080 };
        var record = new Option<string?>("--record") { Description = "Folder for the drive log" };
        var pictures = new Option<bool>("--cabin-pictures") { Description = PicturesMeaning };
        Option<string> persons = KnownPersons.Option();
        var play = new Command("play", "Play a cabin recording alone, with the live view")
        {
            path, vehicle, speed, fast, port, record, pictures, persons,
        };
        play.SetAction((parsed, stop) => PlayAsync(
            new CabinOptions(parsed.GetValue(path)!, parsed.GetValue(vehicle), parsed.GetValue(speed))
            {
                IsFast = parsed.GetValue(fast),
                Port = parsed.GetValue(port),
                Record = parsed.GetValue(record),
                ShowsPictures = parsed.GetValue(pictures),
                Persons = parsed.GetValue(persons)!,
            }, stop));
        var cabin = new Command("cabin", "The cabin: play a recording, known persons, evaluation") { play };
        foreach (Command command in PersonCommands.Make())
            cabin.Add(command);
        cabin.Add(EvalElsewhere());
        return cabin;
    }

    /// <summary>For the help: the front door gives this word to the program that evaluates models.</summary>
    private static Command EvalElsewhere()
    {
        var eval = new Command("eval", "Score the cabin's perception on labelled data of your own")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        eval.SetAction(Refuse);
        return eval;

        static int Refuse(ParseResult given) =>
            throw new ArgumentException("is part of SenseAuto.Models: ./senseauto cabin eval");
    }

    private static async Task<int> PlayAsync(CabinOptions options, CancellationToken stop)
    {
        if (!(options.SpeedKmh is >= 0 and <= 250))
            throw new ArgumentException($"--speed {options.SpeedKmh}: allowed are 0..250 km/h");

        if (options.Record is { } folder)
            WritableFolder.Need(folder);
        Installation place = Installation.Here();
        string name = options.Vehicle ?? DefaultVehicle;
        VehicleProfile vehicle = place.LoadVehicle(name);
        if (options.Vehicle is not null && vehicle.Cabin is null)
            throw new ArgumentException($"--vehicle {name}: its profile has no \"cabin\"");

        Drive drive = CabinDrives.Alone(
            options.Path, vehicle, options.Vehicle is null ? null : vehicle.Cabin,
            MetresPerSecond.FromKilometresPerHour(options.SpeedKmh)) with
        {
            VehicleFolder = place.VehicleFolder(name),
        };
        var watch = new CabinWatch();
        IReadOnlyList<Person> persons = KnownPersons.Load(options.Persons, out string? note);
        if (note is not null)
            AnsiConsole.MarkupLineInterpolated($"[yellow]{note}[/]");
        PlayOptions play = Play(place, options, watch) with { Persons = persons };
        PlayReport report = await PlayedDrive.RunAsync(drive, play, stop).ConfigureAwait(false);
        Tell(report, watch, options.IsFast);
        return report.Cabin is null ? 2 : 0;
    }

    private static PlayOptions Play(Installation place, CabinOptions options, CabinWatch watch) =>
        new(place, ParameterSet.Defaults, IsRealTime: !options.IsFast)
        {
            ModelId = null,
            FifoPriority = 0,
            ShowsCabinPictures = options.ShowsPictures,
            Watch = watch.See,
            Outlets = new OutletOptions
            {
                RecordTo = options.Record,
                LogPrefix = "cabin",
                Telemetry = options.IsFast
                    ? new()
                    : new TelemetryOptions { Web = new WebOptions { Port = options.Port, FoxglovePort = 8765 } },
            },
            Opened = outlets =>
            {
                if (outlets.Telemetry?.PageAddress is { } page)
                    AnsiConsole.MarkupLineInterpolated($"live view: [link]{new Uri(page, "cabin.html")}[/]");
            },
        };

    private static void Tell(PlayReport report, CabinWatch watch, bool isFast)
    {
        foreach (string note in report.Notes)
            AnsiConsole.MarkupLineInterpolated($"[yellow]{note}[/]");
        foreach (string line in watch.Stories)
            AnsiConsole.MarkupLineInterpolated($"  {line}");
        if (report.Cabin is not { } loop)
            return;

        string times = isFast
            ? "no times: --fast runs on the recording's clock"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{loop.LateFrames} late, p50 {loop.Took.Quantile(0.5).Milliseconds:F1} ms, "
                + $"p99 {loop.Took.Quantile(0.99).Milliseconds:F1} ms");
        AnsiConsole.MarkupLineInterpolated(
            $"{loop.Frames} cabin frames, {loop.Overtaken} pictures left out, {times}");
        if (report.LogFile is { Length: > 0 } log)
            AnsiConsole.MarkupLineInterpolated($"log: {log} (no pictures in it)");
    }

    private sealed record CabinOptions(string Path, string? Vehicle, double SpeedKmh)
    {
        public bool IsFast { get; init; }

        public int Port { get; init; }

        public string? Record { get; init; }

        public bool ShowsPictures { get; init; }

        public required string Persons { get; init; }
    }
}

/// <summary>What the cabin's functions said over a drive, as lines for a person: every change once.</summary>
internal sealed class CabinWatch
{
    private readonly List<string> _stories = [];
    private FunctionStatus _driver;
    private FunctionStatus _care;
    private (DriverEvent, WarningLevel) _event;
    private (OccupantEvent, SeatId) _alert;
    private (IdentityVerdict, int) _person;
    private MonoTime _first;

    public IReadOnlyList<string> Stories => _stories;

    public void See(FrameState frame)
    {
        if (_first == default)
            _first = frame.Ledger.Start;
        foreach (ref readonly FunctionStatus status in frame.Functions.Items)
        {
            if (status.Function == FunctionId.DriverMonitoring)
                Changed(ref _driver, in status, frame);
            if (status.Function == FunctionId.OccupantMonitoring)
                Changed(ref _care, in status, frame);
        }

        CabinVerdict verdict = frame.Cabin;
        (DriverEvent, WarningLevel) now = (verdict.Driver.Event, verdict.DriverWarning.Level);
        if (now != _event && now.Item1 != DriverEvent.None)
            Say(frame, $"driver: {now.Item1}, {now.Item2}, attention {verdict.Driver.Attention:F0} %");
        _event = now;
        (OccupantEvent, SeatId) alert = (verdict.Alert.Event, verdict.Alert.Seat);
        if (alert != _alert && alert.Item1 != OccupantEvent.None)
            Say(frame, $"seats: {alert.Item1}, {alert.Item2}");
        _alert = alert;
        Person(frame);
        foreach (ref readonly GestureEvent gesture in frame.GesturesAllowed.Items)
            Say(frame, $"gesture: {gesture.Kind}{ControlOf(in gesture)}, {gesture.Action}");
    }

    private static string ControlOf(in GestureEvent gesture) =>
        gesture.Control == CabinControl.None ? "" : $" ({gesture.Control})";

    private void Person(FrameState frame)
    {
        foreach (ref readonly OccupantState seat in frame.Seats.Items)
        {
            if (seat.Seat != SeatId.Row1DriverSide || (seat.Identity, seat.PersonId) == _person)
                continue;

            _person = (seat.Identity, seat.PersonId);
            string who = seat.PersonId > 0 ? $" #{seat.PersonId}" : "";
            if (seat.Identity != IdentityVerdict.Unknown)
                Say(frame, $"driver's identity: {seat.Identity}{who}");
        }

        if (frame.Recall is { } points)
            Say(frame, $"seat recalled: {points.SeatForwardM:F3} m forward, {points.SeatHeightM:F3} m high");
    }

    private void Changed(ref FunctionStatus last, in FunctionStatus status, FrameState frame)
    {
        if (status.State == last.State && status.Reason == last.Reason)
            return;

        last = status;
        string why = status.Reason == FunctionReason.None ? "" : $" ({status.Reason})";
        Say(frame, $"{status.Function}: {status.State}{why}");
    }

    private void Say(FrameState frame, FormattableString text)
    {
        double seconds = frame.Ledger.Start.AgeOf(_first).Seconds;
        string words = text.ToString(CultureInfo.InvariantCulture);
        _stories.Add(string.Create(CultureInfo.InvariantCulture, $"{seconds,7:F2} s  {words}"));
    }
}
